import { setClause } from './columns.js';
import type { Queryable } from './database.js';
import type { Intent } from './issues.js';

/**
 * Anything that is made once on GitHub and has no table of its own: milestones and issues of plans, check runs, proposals,
 * status updates. `kind` and `key` are chosen by the room that makes it; the key must be the same in every run.
 */
export interface Effect<D = Readonly<Record<string, unknown>>> {
  readonly kind: string;
  readonly key: string;
  readonly product: string | null;
  /** Node id. */
  readonly repository: string | null;
  /** `pending` as for issues; the others are the room's own words. */
  readonly state: string;
  readonly nodeId: string | null;
  readonly number: number | null;
  readonly contentHash: string | null;
  readonly details: D;
  readonly intendedAt: Date | null;
  readonly createdAt: Date | null;
}

export type EffectPatch = Partial<
  Pick<
    Effect<object>,
    'product' | 'repository' | 'state' | 'nodeId' | 'number' | 'contentHash' | 'details' | 'createdAt'
  >
>;

const COLUMNS = `kind, key, product, repository, state, node_id AS "nodeId", number, content_hash AS "contentHash", details,
  intended_at AS "intendedAt", created_at AS "createdAt"`;
const PATCH = {
  product: 'product',
  repository: 'repository',
  state: 'state',
  nodeId: 'node_id',
  number: 'number',
  contentHash: 'content_hash',
  details: 'details',
  createdAt: 'created_at',
} as const satisfies Record<keyof EffectPatch, string>;

/** As `intendIssue`: committed by itself before the request. */
export async function intendEffect(
  connection: Queryable,
  effect: {
    readonly kind: string;
    readonly key: string;
    readonly product?: string;
    readonly repository?: string;
  },
  at: Date,
): Promise<Intent> {
  const made = await connection.execute(
    `INSERT INTO effects (kind, key, product, repository, state, intended_at, updated_at)
     VALUES ($1, $2, $3, $4, 'pending', $5, $5) ON CONFLICT (kind, key) DO NOTHING`,
    [effect.kind, effect.key, effect.product ?? null, effect.repository ?? null, at],
  );
  if (made === 1) return 'make';
  const found = await findEffect(connection, effect.kind, effect.key);
  return found?.state === 'pending' ? 'look-first' : 'known';
}

/** The request was certainly refused, or the thing is gone and may be made again. */
export async function dropEffect(connection: Queryable, kind: string, key: string): Promise<void> {
  await connection.execute('DELETE FROM effects WHERE kind = $1 AND key = $2', [kind, key]);
}

/** Notes what is now true; makes the record where there is none. */
export async function saveEffect(
  connection: Queryable,
  kind: string,
  key: string,
  patch: EffectPatch & { readonly state: string },
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO effects (kind, key, state, updated_at) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, key) DO NOTHING`,
    [kind, key, patch.state, at],
  );
  const set = setClause<EffectPatch>(patch, PATCH, 4);
  await connection.execute(`UPDATE effects SET updated_at = $3${set.sql} WHERE kind = $1 AND key = $2`, [
    kind,
    key,
    at,
    ...set.parameters,
  ]);
}

export async function findEffect<D = Readonly<Record<string, unknown>>>(
  connection: Queryable,
  kind: string,
  key: string,
): Promise<Effect<D> | null> {
  const [row] = await connection.query<Effect<D>>(
    `SELECT ${COLUMNS} FROM effects WHERE kind = $1 AND key = $2`,
    [kind, key],
  );
  return row ?? null;
}

/** Whether something that an event is about is one of ours. */
export async function findEffectByNode<D = Readonly<Record<string, unknown>>>(
  connection: Queryable,
  nodeId: string,
): Promise<Effect<D> | null> {
  const [row] = await connection.query<Effect<D>>(
    `SELECT ${COLUMNS} FROM effects WHERE node_id = $1 LIMIT 1`,
    [nodeId],
  );
  return row ?? null;
}

/** Of one kind, and of one product when given; by key. */
export function listEffects<D = Readonly<Record<string, unknown>>>(
  connection: Queryable,
  kind: string,
  filter: { readonly product?: string; readonly prefix?: string } = {},
): Promise<Effect<D>[]> {
  return connection.query<Effect<D>>(
    `SELECT ${COLUMNS} FROM effects WHERE kind = $1 AND ($2::text IS NULL OR product = $2)
       AND ($3::text IS NULL OR starts_with(key, $3)) ORDER BY key`,
    [kind, filter.product ?? null, filter.prefix ?? null],
  );
}
