-- People's evaluations: a row for each file of the folder that the portfolio configuration names. The last reading that was an
-- evaluation stays in force while the file is being mended. Whose repository may be seen is asked whenever one is shown.
CREATE TABLE evaluations (
  repository text NOT NULL,
  path text NOT NULL,
  blob text NOT NULL,
  good jsonb,
  findings jsonb NOT NULL,
  date date,
  draft boolean NOT NULL,
  product text,
  match text NOT NULL CHECK (match IN ('one', 'none', 'several')),
  read_at timestamptz NOT NULL,
  PRIMARY KEY (repository, path)
);
CREATE INDEX evaluations_by_product ON evaluations (product, date DESC);
