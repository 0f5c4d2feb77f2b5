/** Whether rows that pages show are others than before, and which: so that a page after a change costs what has changed. */
import type { Queryable } from './database.js';

/** Tables that pages are made from: which of their rows, what these belong to, and the order of what they belong to. */
const SHOWN = {
  products: { rows: 'true', owner: 'key', order: 'min(lower(name)), key' },
  product_repositories: { rows: 'true', owner: 'product', order: null },
  repositories: { rows: 'true', owner: 'node_id', order: null },
  installations: { rows: 'true', owner: null, order: null },
  assessments: { rows: 'assessment IS NOT NULL', owner: 'product', order: null },
  explanations: { rows: 'ended_at IS NULL', owner: 'product', order: null },
  issues: { rows: 'true', owner: 'product', order: null },
  milestones: { rows: 'true', owner: 'repository', order: null },
  evaluations: { rows: 'true', owner: 'product', order: null },
  configurations: { rows: 'true', owner: null, order: null },
  settings: { rows: 'true', owner: null, order: null },
  lanes: { rows: 'failures > 0', owner: null, order: null },
} as const satisfies Readonly<Record<string, { rows: string; owner: string | null; order: string | null }>>;

export type ShownTable = keyof typeof SHOWN;
type OwnedTable = { [T in ShownTable]: (typeof SHOWN)[T]['owner'] extends string ? T : never }[ShownTable];
export type Stamps<T extends ShownTable = ShownTable> = Readonly<Record<T, string>>;

const TABLES = Object.keys(SHOWN) as readonly ShownTable[];
/** Each row carries the number of the transaction that wrote it. */
const COUNTED = `count(*) || '.' || coalesce(sum(xmin::text::bigint), 0)`;

/**
 * A short text for each table, which is another one after every change that pages could show, in whatever column it is. A later
 * transaction has a higher number than an earlier one: so a table with as many rows as before and the same sum is the same
 * table. No column has to be kept for it, and none can be forgotten.
 */
export async function portfolioStamps<T extends ShownTable = ShownTable>(
  connection: Queryable,
  tables: readonly T[] = TABLES as readonly T[],
): Promise<Stamps<T>> {
  const counted = tables.map(
    (name) => `SELECT '${name}' AS name, ${COUNTED} AS stamp FROM ${name} WHERE ${SHOWN[name].rows}`,
  );
  const rows = await connection.query<{ name: T; stamp: string }>(counted.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, stamp }) => [name, stamp])) as Stamps<T>;
}

/** What is read, and by what: rows by the key of what they belong to. */
export interface RowSource<T, N extends OwnedTable = OwnedTable> {
  /** The first one says which keys there are, and in which order. */
  readonly tables: readonly [N, ...N[]];
  /** With these keys; null: all. */
  readonly read: (connection: Queryable, keys: readonly string[] | null) => Promise<ReadonlyMap<string, T>>;
}

/** Rows as they were read last. Unchanged ones stay the same objects. */
export interface KeptRows<T> {
  readonly stamp: string;
  readonly owners: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, T>;
}

/** From here on one statement for everything is cheaper than one for so many keys. */
const MOST_KEYS = 200;

/**
 * The rows as they are now, or later than the stamps: only what belongs to something that has changed is read. What is asked
 * first is what is kept, so a change in between is found the next time.
 */
export async function refreshRows<T, N extends OwnedTable>(
  connection: Queryable,
  source: RowSource<T, N>,
  stamps: Stamps<N>,
  before: KeptRows<T> | null,
): Promise<KeptRows<T>> {
  const stamp = source.tables.map((name) => stamps[name]).join(' ');
  if (before?.stamp === stamp) return before;
  const owners = await ownerStamps(connection, source.tables);
  const changed = [...owners.keys()].filter((key) => before?.owners.get(key) !== owners.get(key));
  const isMost = before === null || changed.length > MOST_KEYS;
  const read =
    changed.length === 0 ? new Map<string, T>() : await source.read(connection, isMost ? null : changed);
  const again = new Set(changed);
  const rows = new Map<string, T>();
  for (const key of owners.keys()) {
    const row = isMost || again.has(key) ? read.get(key) : before.rows.get(key);
    if (row !== undefined) rows.set(key, row);
  }
  return { stamp, owners, rows };
}

async function ownerStamps(
  connection: Queryable,
  tables: readonly [OwnedTable, ...OwnedTable[]],
): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  for (const [index, name] of tables.entries()) {
    const { owner, rows, order } = SHOWN[name];
    const found = await connection.query<{ owner: string; stamp: string }>(
      `SELECT ${owner} AS owner, ${COUNTED} AS stamp FROM ${name} WHERE ${rows} AND ${owner} IS NOT NULL
       GROUP BY ${owner} ${order === null ? '' : `ORDER BY ${order}`}`,
    );
    for (const { owner: key, stamp } of found)
      if (index === 0 || owners.has(key)) owners.set(key, `${owners.get(key) ?? ''} ${stamp}`);
  }
  return owners;
}
