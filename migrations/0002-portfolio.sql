-- Who has installed the app, what it may see, and what the products are. Keyed on GitHub's ids; names are for people.
CREATE TABLE installations (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL,
  account text NOT NULL,
  account_type text NOT NULL,
  permissions jsonb NOT NULL,
  events jsonb NOT NULL,
  suspended_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX installations_by_account ON installations (account_id);

CREATE TABLE repositories (
  node_id text PRIMARY KEY,
  database_id bigint,
  owner text NOT NULL,
  name text NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('public', 'private', 'internal', 'unknown')),
  archived boolean NOT NULL,
  fork boolean NOT NULL,
  default_branch text,
  head_oid text,
  scanned_oid text,
  scanned_at timestamptz,
  installation_id bigint,
  gone_at timestamptz,
  updated_at timestamptz NOT NULL
);
CREATE INDEX repositories_by_installation ON repositories (installation_id);
CREATE INDEX repositories_by_name ON repositories (lower(owner), lower(name));

CREATE TABLE products (
  key text PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL UNIQUE,
  home_repository text,
  installation_id bigint,
  configuration jsonb NOT NULL,
  source text NOT NULL,
  generation bigint NOT NULL DEFAULT 0,
  last_run_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX products_by_installation ON products (installation_id);

CREATE TABLE product_repositories (
  product text NOT NULL REFERENCES products (key) ON DELETE CASCADE,
  repository text NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (product, repository)
);
CREATE INDEX product_repositories_by_repository ON product_repositories (repository);

-- The last configuration without a mistake stays in force while a newer one is being mended.
CREATE TABLE configurations (
  source text PRIMARY KEY,
  installation_id bigint,
  repository text,
  path text NOT NULL,
  good jsonb,
  good_commit text,
  good_at timestamptz,
  mistakes jsonb NOT NULL,
  commit text,
  read_at timestamptz NOT NULL
);
CREATE INDEX configurations_by_installation ON configurations (installation_id);

CREATE TABLE settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
