-- What products can show each other: how each one is made, and the files behind its green ratings.
CREATE TABLE product_traits (
  product text PRIMARY KEY REFERENCES products (key) ON DELETE CASCADE,
  traits jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE examples (
  product text NOT NULL REFERENCES products (key) ON DELETE CASCADE,
  requirement text NOT NULL,
  files jsonb NOT NULL,
  PRIMARY KEY (product, requirement)
);
CREATE INDEX examples_by_requirement ON examples (requirement);
