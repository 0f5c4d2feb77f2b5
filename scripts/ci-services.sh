# Sourced by .ci/run: what the tests need beside Node.js, started where it is installed and installed where it is not.
# Leaves TEST_DATABASE_URL and CHROMIUM set. Debian and Ubuntu; elsewhere set them yourself.

database_answers() {
  node -e '
    const { Client } = require("pg");
    const client = new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 });
    client.connect().then(() => client.end()).then(() => process.exit(0), () => process.exit(1));
  ' "$1"
}

start_postgres() {
  if ! command -v pg_ctlcluster > /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql > /dev/null
  fi
  pg_lsclusters -h | while read -r version name _; do
    pg_ctlcluster --skip-systemctl-redirect "$version" "$name" start || true
  done
  su postgres -c "psql -qc \"ALTER USER postgres PASSWORD 'postgres'\"" || true
  su postgres -c 'createdb test' 2> /dev/null || true
}

if [ -z "${TEST_DATABASE_URL:-}" ]; then
  for url in postgres://postgres@127.0.0.1:5432/test postgres://postgres:postgres@127.0.0.1:5432/test; do
    if database_answers "$url"; then export TEST_DATABASE_URL=$url; break; fi
  done
fi
if [ -z "${TEST_DATABASE_URL:-}" ]; then
  start_postgres
  export TEST_DATABASE_URL=postgres://postgres:postgres@127.0.0.1:5432/test
  database_answers "$TEST_DATABASE_URL" || { echo 'No Postgres answers: set TEST_DATABASE_URL.' >&2; exit 1; }
fi
echo "Postgres for the tests: $TEST_DATABASE_URL"

# The pages are looked at in a real browser; without one those tests are skipped, which CI must not let pass unseen.
if [ -z "${CHROMIUM:-}" ]; then
  CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -z "$CHROMIUM" ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium > /dev/null
    CHROMIUM=$(command -v chromium)
  fi
  export CHROMIUM
fi
echo "Chromium for the tests: $CHROMIUM"
