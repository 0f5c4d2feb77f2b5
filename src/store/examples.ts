import type { ExampleProduct, ProductTraits, ShownFile } from '../assessment/index.js';
import type { Queryable } from './database.js';
import { toJson } from './text.js';

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
    [product, toJson(traits), at],
  );
  await connection.execute(
    'DELETE FROM examples WHERE product = $1 AND NOT (requirement = ANY($2::text[]))',
    [product, [...files.keys()]],
  );
  await connection.execute(
    `INSERT INTO examples (product, requirement, files)
     SELECT $1, requirement, files FROM jsonb_to_recordset($2::jsonb) AS given (requirement text, files jsonb)
     ON CONFLICT (product, requirement) DO UPDATE SET files = excluded.files`,
    [product, toJson([...files].map(([requirement, own]) => ({ requirement, files: own })))],
  );
}

interface Row extends Omit<ExampleProduct, 'files'> {
  readonly files: Readonly<Record<string, readonly ShownFile[]>>;
  readonly traits: ProductTraits;
}

/**
 * The portfolio as others may learn from it, by key: products that are configured, installed and assessed, with the repositories
 * that everybody may read right now. These products alone, or all.
 */
export async function listExamples(
  connection: Queryable,
  products?: readonly string[],
): Promise<readonly ExampleProduct[]> {
  const rows = await connection.query<Row>(
    `SELECT key, products.name, coalesce((configuration->>'examples')::boolean, true) AS examples, home.owner || '/' || home.name AS home,
       ARRAY(SELECT own.owner || '/' || own.name FROM product_repositories JOIN repositories AS own ON own.node_id = repository
         WHERE product = key AND own.visibility = 'public' AND own.gone_at IS NULL ORDER BY position) AS "publicRepositories",
       traits, coalesce(shown.files, '{}'::jsonb) AS files
     FROM products
     JOIN product_traits AS known ON known.product = key
     JOIN repositories AS home ON home.node_id = home_repository
     JOIN installations AS served ON served.id = products.installation_id
     LEFT JOIN (SELECT product, jsonb_object_agg(requirement, files) AS files FROM examples
       WHERE $1::text[] IS NULL OR product = ANY($1::text[]) GROUP BY product) AS shown ON shown.product = key
     WHERE products.removed_at IS NULL AND served.removed_at IS NULL AND served.suspended_at IS NULL
       AND ($1::text[] IS NULL OR key = ANY($1::text[])) ORDER BY key`,
    [products ?? null],
  );
  return rows.map((row) => ({ ...row, files: new Map(Object.entries(row.files)) }));
}
