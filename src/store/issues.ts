import { listOf, setClause } from './columns.js';
import type { Queryable } from './database.js';

/** An issue of the app's: the maturity issue of a product (`maturity`), or that of a missing document (requirement id). */
export interface IssueRecord {
  readonly product: string;
  readonly kind: string;
  /** Node id. */
  readonly repository: string;
  readonly installation: number | null;
  /** `pending`: about to be made, or made without the answer having come. `gone`: deleted or transferred by people. */
  readonly state: 'pending' | 'open' | 'closed' | 'gone';
  readonly number: number | null;
  readonly nodeId: string | null;
  readonly closedBy: 'app' | 'person' | null;
  readonly closedReason: 'completed' | 'not_planned' | 'duplicate' | null;
  /** The commit that mended it, when the app closed it. */
  readonly closedCommit: string | null;
  /** Of the body as last written. */
  readonly contentHash: string | null;
  /** The run that last wrote it. */
  readonly generation: number;
  /** How often the app has reopened it. */
  readonly reopened: number;
  /** What has been said once and is not said again, by a name of the issues' room. */
  readonly notes: Readonly<Record<string, string>>;
  /** Logins of those whom GitHub shows as assigned. */
  readonly assignees: readonly string[];
  readonly intendedAt: Date | null;
  readonly createdAt: Date | null;
}

export type IssuePatch = Partial<
  Omit<IssueRecord, 'product' | 'kind' | 'intendedAt' | 'installation' | 'generation'>
>;

const COLUMNS = `product, kind, repository, installation_id AS installation, state, number, node_id AS "nodeId",
  closed_by AS "closedBy", closed_reason AS "closedReason", closed_commit AS "closedCommit", content_hash AS "contentHash",
  generation, reopened, notes, assignees, intended_at AS "intendedAt", created_at AS "createdAt"`;

const PATCH = {
  repository: 'repository',
  state: 'state',
  number: 'number',
  nodeId: 'node_id',
  closedBy: 'closed_by',
  closedReason: 'closed_reason',
  closedCommit: 'closed_commit',
  contentHash: 'content_hash',
  reopened: 'reopened',
  notes: 'notes',
  assignees: 'assignees',
  createdAt: 'created_at',
} as const satisfies Record<keyof IssuePatch, string>;

export type Intent =
  /** Nobody has tried: make it. */
  | 'make'
  /** Somebody has, and the answer is not known: look for it by its marker before making it. */
  | 'look-first'
  /** It is there, or was: nothing to make. */
  | 'known';

/**
 * Written before the request that makes an issue, and committed by itself: so a process that dies between the request and
 * the answer never makes a second one. A record that is `gone` becomes an intent again only with `anew`.
 */
export async function intendIssue(
  connection: Queryable,
  issue: Pick<IssueRecord, 'product' | 'kind' | 'repository' | 'installation'> & { readonly anew?: boolean },
  at: Date,
): Promise<Intent> {
  const { product, kind, repository, installation } = issue;
  const made = await connection.execute(
    `INSERT INTO issues AS known (product, kind, repository, installation_id, state, intended_at, updated_at)
     VALUES ($1, $2, $3, $4, 'pending', $5, $5)
     ON CONFLICT (product, kind) DO UPDATE SET repository = excluded.repository, installation_id = excluded.installation_id,
       state = 'pending', number = NULL, node_id = NULL, closed_by = NULL, closed_reason = NULL, closed_commit = NULL,
       content_hash = NULL, intended_at = excluded.intended_at, updated_at = excluded.updated_at
       WHERE known.state = 'gone' AND $6`,
    [product, kind, repository, installation, at, issue.anew ?? false],
  );
  if (made === 1) return 'make';
  const record = await findIssue(connection, product, kind);
  return record?.state === 'pending' ? 'look-first' : 'known';
}

/** The request was certainly refused, so nothing was made: the next run may try afresh. */
export async function dropIssueIntent(connection: Queryable, product: string, kind: string): Promise<void> {
  await connection.execute(`DELETE FROM issues WHERE product = $1 AND kind = $2 AND state = 'pending'`, [
    product,
    kind,
  ]);
}

/**
 * Notes what is now true on GitHub; makes the record where there is none (an issue found by its marker). False, and
 * nothing noted, when a later run has written.
 */
export async function saveIssue(
  connection: Queryable,
  product: string,
  kind: string,
  generation: number,
  patch: IssuePatch & { readonly repository: string; readonly installation?: number | null },
  at: Date,
): Promise<boolean> {
  await connection.execute(
    `INSERT INTO issues (product, kind, repository, installation_id, state, updated_at)
     VALUES ($1, $2, $3, $4, 'pending', $5) ON CONFLICT (product, kind) DO NOTHING`,
    [product, kind, patch.repository, patch.installation ?? null, at],
  );
  const set = setClause<IssuePatch>(patch, PATCH, 5);
  const changed = await connection.execute(
    `UPDATE issues SET generation = $3, updated_at = $4${set.sql} WHERE product = $1 AND kind = $2 AND generation <= $3`,
    [product, kind, generation, at, ...set.parameters],
  );
  return changed === 1;
}

export async function findIssue(
  connection: Queryable,
  product: string,
  kind: string,
): Promise<IssueRecord | null> {
  const [row] = await connection.query<IssueRecord>(
    `SELECT ${COLUMNS} FROM issues WHERE product = $1 AND kind = $2`,
    [product, kind],
  );
  return row ?? null;
}

/** Whether an issue that an event is about is one of ours. */
export async function findIssueByNode(connection: Queryable, nodeId: string): Promise<IssueRecord | null> {
  const [row] = await connection.query<IssueRecord>(`SELECT ${COLUMNS} FROM issues WHERE node_id = $1`, [
    nodeId,
  ]);
  return row ?? null;
}

/** Of one product, some, or all; in one state, or all. */
export function listIssues(
  connection: Queryable,
  filter: {
    readonly product?: string | readonly string[] | null;
    readonly state?: IssueRecord['state'];
  } = {},
): Promise<IssueRecord[]> {
  return connection.query<IssueRecord>(
    `SELECT ${COLUMNS} FROM issues WHERE ($1::text[] IS NULL OR product = ANY($1)) AND ($2::text IS NULL OR state = $2)
     ORDER BY product, kind`,
    [listOf(filter.product), filter.state ?? null],
  );
}

/** For the brake: issues made, or about to be, in an installation since then. */
export async function countIssuesMade(
  connection: Queryable,
  installation: number,
  since: Date,
): Promise<number> {
  const [row] = await connection.query<{ count: number }>(
    'SELECT count(*) AS count FROM issues WHERE installation_id = $1 AND coalesce(created_at, intended_at) >= $2',
    [installation, since],
  );
  return row?.count ?? 0;
}
