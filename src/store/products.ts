import { isDeepStrictEqual } from 'node:util';
import type { Product } from '../products/index.js';
import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface NewProduct {
  /** Stays the same when names change; whoever reads the configuration decides on it. */
  readonly key: string;
  /** For addresses: `os2eksempel`. Unique over the portfolio. */
  readonly slug: string;
  /** Node id of the repository with the maturity issue; null while it cannot be found. */
  readonly homeRepository: string | null;
  /** Of the home repository. */
  readonly installation: number | null;
  readonly configuration: Product;
  /** Node ids, in the order of the configuration. */
  readonly repositories: readonly string[];
}

export interface StoredProduct extends NewProduct {
  /** The configuration it came from. */
  readonly source: string;
  /** Number of the newest run that was started. */
  readonly generation: number;
  readonly lastRunAt: Date | null;
  /** No longer configured; its history is kept. */
  readonly removedAt: Date | null;
}

const COLUMNS = `key, slug, home_repository AS "homeRepository", installation_id AS installation, configuration, source,
  generation, last_run_at AS "lastRunAt", removed_at AS "removedAt",
  ARRAY(SELECT repository FROM product_repositories WHERE product = key ORDER BY position) AS repositories`;

/**
 * All products of one configuration: those that are not named any more are marked as removed. Throws the database's error
 * (23505) when two products share a slug. Use a transaction.
 */
export async function saveProducts(
  connection: Queryable,
  source: string,
  products: readonly NewProduct[],
  at: Date,
): Promise<void> {
  await freeSlugs(connection, source, products);
  const known = new Map((await listProducts(connection, { all: true })).map((one) => [one.key, one]));
  for (const product of products) {
    if (!isSame(product, source, known.get(product.key))) await saveProduct(connection, source, product, at);
  }
  await connection.execute(
    `UPDATE products SET removed_at = $3, updated_at = $3
     WHERE source = $1 AND removed_at IS NULL AND NOT (key = ANY($2::text[]))`,
    [source, products.map((product) => product.key), at],
  );
}

/** Of products that are called otherwise now, or are no longer there: so names can be swapped, and used again. */
async function freeSlugs(
  connection: Queryable,
  source: string,
  products: readonly NewProduct[],
): Promise<void> {
  const given = products.map(({ key, slug }) => ({ key, slug }));
  await connection.execute(
    `UPDATE products SET slug = '~' || key WHERE source = $1 AND NOT EXISTS (
       SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS given (key text, slug text)
       WHERE given.key = products.key AND given.slug = products.slug)`,
    [source, toJson(given)],
  );
}

/** A portfolio is resolved again for every installation that is read: writing all of it each time would cost the square of it. */
function isSame(product: NewProduct, source: string, known: StoredProduct | undefined): boolean {
  if (known === undefined || known.removedAt !== null || known.source !== source) return false;
  const { key, slug, homeRepository, installation, repositories } = known;
  const stored = {
    key,
    slug,
    homeRepository,
    installation,
    repositories,
    configuration: known.configuration,
  };
  // As it comes back from the database, where what is undefined is not kept.
  return isDeepStrictEqual(stored, JSON.parse(toJson(product)));
}

async function saveProduct(
  connection: Queryable,
  source: string,
  product: NewProduct,
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO products (key, name, slug, home_repository, installation_id, configuration, source, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $8)
     ON CONFLICT (key) DO UPDATE SET name = excluded.name, slug = excluded.slug, home_repository = excluded.home_repository,
       installation_id = excluded.installation_id, configuration = excluded.configuration, source = excluded.source,
       removed_at = NULL, updated_at = excluded.updated_at`,
    [
      product.key,
      product.configuration.name,
      product.slug,
      product.homeRepository,
      product.installation,
      toJson(product.configuration),
      source,
      at,
    ],
  );
  await connection.execute(
    'DELETE FROM product_repositories WHERE product = $1 AND NOT (repository = ANY($2::text[]))',
    [product.key, product.repositories],
  );
  await connection.execute(
    `INSERT INTO product_repositories (product, repository, position)
     SELECT $1, repository, position FROM unnest($2::text[]) WITH ORDINALITY AS given (repository, position)
     ON CONFLICT (product, repository) DO UPDATE SET position = excluded.position`,
    [product.key, product.repositories],
  );
}

export async function findProduct(connection: Queryable, key: string): Promise<StoredProduct | null> {
  const [row] = await connection.query<StoredProduct>(`SELECT ${COLUMNS} FROM products WHERE key = $1`, [
    key,
  ]);
  return row ?? null;
}

export async function findProductBySlug(connection: Queryable, slug: string): Promise<StoredProduct | null> {
  const [row] = await connection.query<StoredProduct>(`SELECT ${COLUMNS} FROM products WHERE slug = $1`, [
    slug,
  ]);
  return row ?? null;
}

/** Those still configured, unless `all`, by name; of one installation or source, with some keys, or all. */
export function listProducts(
  connection: Queryable,
  filter: {
    readonly installation?: number;
    readonly source?: string;
    readonly all?: boolean;
    readonly keys?: readonly string[] | null;
  } = {},
): Promise<StoredProduct[]> {
  return connection.query<StoredProduct>(
    `SELECT ${COLUMNS} FROM products WHERE (removed_at IS NULL OR $3) AND ($1::bigint IS NULL OR installation_id = $1)
       AND ($2::text IS NULL OR source = $2) AND ($4::text[] IS NULL OR key = ANY($4)) ORDER BY lower(name), key`,
    [filter.installation ?? null, filter.source ?? null, filter.all ?? false, filter.keys ?? null],
  );
}

/** Keys of the products that a repository belongs to, still configured. */
export async function productsOfRepository(
  connection: Queryable,
  nodeId: string,
): Promise<readonly string[]> {
  const rows = await connection.query<{ key: string }>(
    `SELECT key FROM product_repositories JOIN products ON key = product
     WHERE repository = $1 AND removed_at IS NULL ORDER BY key`,
    [nodeId],
  );
  return rows.map((row) => row.key);
}

/**
 * Number of the run that starts now, one higher each time: what it writes may not replace what a higher one has written.
 * Throws when the product is not known.
 */
export async function startRun(connection: Queryable, key: string, at: Date): Promise<number> {
  const [row] = await connection.query<{ generation: number }>(
    'UPDATE products SET generation = generation + 1, last_run_at = $2 WHERE key = $1 RETURNING generation',
    [key, at],
  );
  if (row === undefined) throw new Error(`product ${key} is not known`);
  return row.generation;
}

/** As `productsOfRepository`, of many at once, by node id; a repository in no product is left out. */
export async function productsOfRepositories(
  connection: Queryable,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await connection.query<{ repository: string; keys: string[] }>(
    `SELECT repository, array_agg(key ORDER BY key) AS keys FROM product_repositories JOIN products ON key = product
     WHERE repository = ANY($1::text[]) AND removed_at IS NULL GROUP BY repository`,
    [nodeIds],
  );
  return new Map(rows.map((row) => [row.repository, row.keys]));
}
