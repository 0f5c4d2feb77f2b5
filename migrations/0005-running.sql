-- What processes share while they run.
CREATE TABLE leases (
  name text PRIMARY KEY,
  owner text NOT NULL,
  until timestamptz NOT NULL
);

-- Writes as they were let through, to keep GitHub's limits on content together over all processes.
CREATE TABLE paced_writes (
  bucket text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX paced_writes_by_bucket ON paced_writes (bucket, at);
CREATE TABLE pacing_holds (
  bucket text PRIMARY KEY,
  until timestamptz NOT NULL,
  reason text NOT NULL
);

-- Reports of the nightly sweep and the other rounds.
CREATE TABLE rounds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  report jsonb
);
CREATE INDEX rounds_by_kind ON rounds (kind, started_at DESC);

-- What the queue does not keep: when a lane (a product's assessments, a project's roadmap) last began, and how often in a
-- row it has failed, however many jobs that took.
CREATE TABLE lanes (
  queue text NOT NULL,
  key text NOT NULL,
  started_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  error text,
  failed_at timestamptz,
  PRIMARY KEY (queue, key)
);
CREATE INDEX lanes_failing ON lanes (failed_at) WHERE failures > 0;
