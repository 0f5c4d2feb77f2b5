import type { ExampleProduct, ProductTraits, ShownFile } from '../assessment/index.js';
import type { Queryable } from './database.js';

/** What a product can show others, as its newest assessment has it. Use a transaction. */
export async function saveExamples(
  connection: Queryable,
  product: string,
  { traits, files }: Pick<ExampleProduct, 'traits' | 'files'>,
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO product_traits (product, traits, updated_at) VALUES ($1, $2::jsonb, $3)
     ON CONFLICT (product) DO UPDATE SET traits = excluded.traits, updated_at = excluded.updated_at`,
    [product, JSON.stringify(traits), at],
  );
  await connection.execute(
    'DELETE FROM examples WHERE product = $1 AND NOT (requirement = ANY($2::text[]))',
    [product, [...files.keys()]],
  );
  await connection.execute(
    `INSERT INTO examples (product, requirement, files)
     SELECT $1, requirement, files FROM jsonb_to_recordset($2::jsonb) AS given (requirement text, files jsonb)
     ON CONFLICT (product, requirement) DO UPDATE SET files = excluded.files`,
    [product, JSON.stringify([...files].map(([requirement, own]) => ({ requirement, files: own })))],
  );
}

/** Those of the given repositories (`owner/name`) that everybody may read right now, and whose product's home everybody may. */
export async function publicAmong(
  connection: Queryable,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const rows = await connection.query<{ name: string }>(
    `SELECT DISTINCT given.name FROM unnest($1::text[]) AS given (name)
     JOIN repositories AS own ON lower(own.owner) = lower(split_part(given.name, '/', 1))
       AND lower(own.name) = lower(split_part(given.name, '/', 2))
     JOIN product_repositories ON repository = own.node_id JOIN products ON key = product
     JOIN repositories AS home ON home.node_id = home_repository
     WHERE own.visibility = 'public' AND own.gone_at IS NULL AND home.visibility = 'public' AND home.gone_at IS NULL
       AND removed_at IS NULL`,
    [names],
  );
  return new Set(rows.map(({ name }) => name));
}

interface Row extends Omit<ExampleProduct, 'files'> {
  readonly files: Readonly<Record<string, readonly ShownFile[]>>;
  readonly traits: ProductTraits;
}

/**
 * The portfolio as others may learn from it, by key: products that are configured and installed, with the repositories that
 * everybody may read right now. Files of these requirements alone, or of all.
 */
export async function listExamples(
  connection: Queryable,
  requirements?: readonly string[],
): Promise<readonly ExampleProduct[]> {
  const rows = await connection.query<Row>(
    `SELECT key, products.name, coalesce((configuration->>'examples')::boolean, true) AS examples, home.owner || '/' || home.name AS home,
       ARRAY(SELECT own.owner || '/' || own.name FROM product_repositories JOIN repositories AS own ON own.node_id = repository
         WHERE product = key AND own.visibility = 'public' AND own.gone_at IS NULL ORDER BY position) AS "publicRepositories",
       traits, shown.files
     FROM products
     JOIN product_traits AS known ON known.product = key
     JOIN repositories AS home ON home.node_id = home_repository
     JOIN installations AS served ON served.id = products.installation_id
     JOIN (SELECT product, jsonb_object_agg(requirement, files) AS files FROM examples
       WHERE $1::text[] IS NULL OR requirement = ANY($1::text[]) GROUP BY product) AS shown ON shown.product = key
     WHERE products.removed_at IS NULL AND served.removed_at IS NULL AND served.suspended_at IS NULL ORDER BY key`,
    [requirements ?? null],
  );
  return rows.map((row) => ({ ...row, files: new Map(Object.entries(row.files)) }));
}
