-- Facts with a time: a row for each change of a rating or level, and how long it went on to hold. The whole assessment is
-- kept on the newest row alone; `ratings` is what history is drawn from.
CREATE TABLE assessments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product text NOT NULL,
  generation bigint NOT NULL,
  model text NOT NULL,
  level text,
  ratings jsonb NOT NULL,
  counts jsonb NOT NULL,
  assessed_at timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  confirmed_generation bigint NOT NULL,
  content_hash text NOT NULL,
  assessment jsonb,
  UNIQUE (product, generation)
);
CREATE INDEX assessments_by_time ON assessments (product, assessed_at DESC);

-- Follow or explain. Rows are never changed into something else: a new statement ends the one before it.
CREATE TABLE explanations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product text NOT NULL,
  requirement text NOT NULL,
  status text NOT NULL CHECK (status IN ('planned', 'deviation', 'not-relevant')),
  state text NOT NULL CHECK (state IN ('pending', 'accepted')),
  source text NOT NULL CHECK (source IN ('configuration', 'command', 'declaration', 'closed-issue')),
  source_id text,
  reason text NOT NULL,
  until date,
  link text,
  by_login text,
  by_id bigint,
  accepted_by text,
  accepted_at timestamptz,
  reminded_at timestamptz,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_because text CHECK (ended_because IN ('replaced', 'withdrawn', 'expired'))
);
CREATE UNIQUE INDEX explanations_current ON explanations (product, requirement) WHERE ended_at IS NULL;
CREATE INDEX explanations_ending ON explanations (until) WHERE ended_at IS NULL;

-- Commands and ticked boxes, each worked on once, by the node id of the comment or another key of its own.
CREATE TABLE commands (
  id text PRIMARY KEY,
  product text NOT NULL,
  details jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'done')),
  result text,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX commands_waiting ON commands (product, created_at) WHERE state = 'waiting';
