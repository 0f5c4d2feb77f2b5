#!/usr/bin/env bash
# The step of action.yml: assesses SOURCES, writes the summary and the outputs. Takes everything from the environment:
# ACTION_PATH, PRODUCT, SOURCES (a path a line), CONFIG, LANGUAGE, FAIL_BELOW, REPOSITORY, and GitHub's own
# GITHUB_OUTPUT, GITHUB_STEP_SUMMARY and RUNNER_TEMP. Exit code: that of `os2modning assess`.
set -euo pipefail

sources=()
while IFS= read -r line; do
  [ -z "${line//[[:space:]]/}" ] || sources+=("$line")
done <<< "${SOURCES:-.}"

options=(--product "${PRODUCT:-${REPOSITORY##*/}}" --lang "${LANGUAGE:-da}")
[ -z "${CONFIG:-}" ] || options+=(--config "$CONFIG")

assessment="$RUNNER_TEMP/os2modning-assessment.json"
os2modning() { node "$ACTION_PATH/bin/os2modning.js" "$@"; }

# A source that begins with a dash is a path all the same.
os2modning assess "${options[@]}" --format json --out "$assessment" -- "${sources[@]}"
# The report begins with the metadata of a Jekyll page, which a summary would show as a table.
os2modning assess "${options[@]}" --format markdown -- "${sources[@]}" |
  awk 'NR == 1 && $0 == "---" { inside = 1; next } inside { if ($0 == "---") inside = 0; next } { print }' >> "$GITHUB_STEP_SUMMARY"
level=$(node -e 'process.stdout.write(JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).level.indicative ?? "none")' "$assessment")
{
  echo "level=$level"
  echo "assessment=$assessment"
} >> "$GITHUB_OUTPUT"
[ -z "${FAIL_BELOW:-}" ] || os2modning assess "${options[@]}" --fail-below "$FAIL_BELOW" --format badge --out /dev/null -- "${sources[@]}"
