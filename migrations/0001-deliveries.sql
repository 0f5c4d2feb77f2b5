-- Deliveries from GitHub. The payload is not kept: it is a hint at best, may be 25 MB, and may hold private text.
-- `work` is what it asks for, as ids alone.
CREATE TABLE deliveries (
  guid text PRIMARY KEY,
  event text NOT NULL,
  action text,
  installation_id bigint,
  account_id bigint,
  account text,
  work jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  error text,
  received_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX deliveries_waiting ON deliveries (next_attempt_at) WHERE state = 'received';
CREATE INDEX deliveries_by_age ON deliveries (received_at);
CREATE INDEX deliveries_by_installation ON deliveries (installation_id);

-- Failed deliveries that GitHub was asked to send again, once each.
CREATE TABLE redeliveries (
  guid text PRIMARY KEY,
  requested_at timestamptz NOT NULL
);
