-- What the app has made on GitHub. A row is written before the request that makes the thing (`pending`), so that a process
-- that dies in between looks for it by its marker instead of making another.
CREATE TABLE issues (
  product text NOT NULL,
  kind text NOT NULL,
  repository text NOT NULL,
  installation_id bigint,
  state text NOT NULL CHECK (state IN ('pending', 'open', 'closed', 'gone')),
  number integer,
  node_id text UNIQUE,
  closed_by text CHECK (closed_by IN ('app', 'person')),
  closed_reason text CHECK (closed_reason IN ('completed', 'not_planned', 'duplicate')),
  closed_commit text,
  content_hash text,
  generation bigint NOT NULL DEFAULT 0,
  reopened integer NOT NULL DEFAULT 0,
  notes jsonb NOT NULL DEFAULT '{}',
  intended_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (product, kind)
);
CREATE INDEX issues_made ON issues (installation_id, created_at);

CREATE TABLE roadmap_items (
  project text NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('milestone', 'issue')),
  product text NOT NULL,
  repository text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'present', 'archived', 'gone')),
  item text,
  draft text,
  content_hash text,
  intended_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (project, subject),
  UNIQUE (project, item)
);
CREATE INDEX roadmap_items_by_repository ON roadmap_items (repository);

-- Milestones as last read, for the roadmap page and the difference since last time.
CREATE TABLE milestones (
  node_id text PRIMARY KEY,
  repository text NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  description text,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  due_on timestamptz,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  open_issues integer NOT NULL,
  closed_issues integer NOT NULL,
  gone_at timestamptz,
  updated_at timestamptz NOT NULL
);
CREATE INDEX milestones_by_repository ON milestones (repository);

-- Everything else that is made once: milestones and issues of plans, check runs, proposals, status updates.
CREATE TABLE effects (
  kind text NOT NULL,
  key text NOT NULL,
  product text,
  repository text,
  state text NOT NULL,
  node_id text,
  number integer,
  content_hash text,
  details jsonb NOT NULL DEFAULT '{}',
  intended_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX effects_by_product ON effects (product);
CREATE INDEX effects_by_node ON effects (node_id);
