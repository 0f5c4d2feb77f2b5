import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface Repository {
  /** GitHub's node id: the same after a rename or transfer. */
  readonly nodeId: string;
  readonly databaseId: number | null;
  readonly owner: string;
  readonly name: string;
  /** `unknown` until GitHub has been asked again; only `public` may be shown to the public. */
  readonly visibility: 'public' | 'private' | 'internal' | 'unknown';
  readonly archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string | null;
  /** Newest commit of the default branch, as last seen; null in an empty repository. */
  readonly headOid: string | null;
  readonly installation: number | null;
}

export interface StoredRepository extends Repository {
  /** The commit that the newest assessment has read. */
  readonly scannedOid: string | null;
  readonly scannedAt: Date | null;
  /** Deleted, or no longer within the app's sight. */
  readonly goneAt: Date | null;
  /** When it was read last; null where that is not known. */
  readonly codeFiles: number | null;
  readonly documentFiles: number | null;
}

const COLUMNS = `node_id AS "nodeId", database_id AS "databaseId", owner, name, visibility, archived, fork,
  default_branch AS "defaultBranch", head_oid AS "headOid", installation_id AS installation, scanned_oid AS "scannedOid",
  scanned_at AS "scannedAt", gone_at AS "goneAt", code_files AS "codeFiles", document_files AS "documentFiles"`;

/** As read from GitHub just now; what was gone is back. */
export async function saveRepositories(
  connection: Queryable,
  repositories: readonly Repository[],
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO repositories (node_id, database_id, owner, name, visibility, archived, fork, default_branch, head_oid,
       installation_id, updated_at)
     SELECT "nodeId", "databaseId", owner, name, visibility, archived, fork, "defaultBranch", "headOid", installation, $2
     FROM jsonb_to_recordset($1::jsonb) AS given ("nodeId" text, "databaseId" bigint, owner text, name text, visibility text,
       archived boolean, fork boolean, "defaultBranch" text, "headOid" text, installation bigint)
     ON CONFLICT (node_id) DO UPDATE SET database_id = excluded.database_id, owner = excluded.owner, name = excluded.name,
       visibility = excluded.visibility, archived = excluded.archived, fork = excluded.fork,
       default_branch = excluded.default_branch, head_oid = excluded.head_oid, installation_id = excluded.installation_id,
       gone_at = NULL, updated_at = excluded.updated_at`,
    [toJson(repositories), at],
  );
}

export async function findRepository(
  connection: Queryable,
  nodeId: string,
): Promise<StoredRepository | null> {
  const [row] = await connection.query<StoredRepository>(
    `SELECT ${COLUMNS} FROM repositories WHERE node_id = $1`,
    [nodeId],
  );
  return row ?? null;
}

/** By the name that people write; the newest reading wins where a name has been used again. Null when not known or gone. */
export async function findRepositoryNamed(
  connection: Queryable,
  owner: string,
  name: string,
): Promise<StoredRepository | null> {
  const [row] = await connection.query<StoredRepository>(
    `SELECT ${COLUMNS} FROM repositories WHERE lower(owner) = lower($1) AND lower(name) = lower($2) AND gone_at IS NULL
     ORDER BY updated_at DESC LIMIT 1`,
    [owner, name],
  );
  return row ?? null;
}

/** Those not gone; of one installation, with some node ids, or all. */
export function listRepositories(
  connection: Queryable,
  filter: { readonly installation?: number; readonly nodeIds?: readonly string[] | null } = {},
): Promise<StoredRepository[]> {
  return connection.query<StoredRepository>(
    `SELECT ${COLUMNS} FROM repositories WHERE gone_at IS NULL AND ($1::bigint IS NULL OR installation_id = $1)
       AND ($2::text[] IS NULL OR node_id = ANY($2)) ORDER BY lower(owner), lower(name)`,
    [filter.installation ?? null, filter.nodeIds ?? null],
  );
}

/** What an assessment has read, by node id: until a head differs there is nothing to read again. */
export async function noteScanned(
  connection: Queryable,
  heads: ReadonlyMap<string, string | null>,
  at: Date,
): Promise<void> {
  const given = [...heads].map(([id, oid]) => ({ id, oid }));
  await connection.execute(
    `UPDATE repositories SET scanned_oid = given.oid, scanned_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS given (id text, oid text) WHERE node_id = given.id`,
    [toJson(given), at],
  );
}

/** By node id; what a repository held when it was read. */
export async function noteFileCounts(
  connection: Queryable,
  counts: ReadonlyMap<string, { readonly code: number; readonly documents: number } | null>,
): Promise<void> {
  const given = [...counts].map(([id, count]) => ({ id, ...count }));
  await connection.execute(
    `UPDATE repositories SET code_files = given.code, document_files = given.documents
     FROM jsonb_to_recordset($1::jsonb) AS given (id text, code integer, documents integer) WHERE node_id = given.id`,
    [toJson(given)],
  );
}

/**
 * Shown to nobody from now on, until GitHub has been asked again. Safe to do on a mere hint (`privatized`, `deleted`).
 * A repository that is not known is left alone.
 */
export async function hideRepository(connection: Queryable, nodeId: string, at: Date): Promise<void> {
  await connection.execute(
    `UPDATE repositories SET visibility = 'unknown', updated_at = $2 WHERE node_id = $1`,
    [nodeId, at],
  );
}

/** GitHub was asked and does not have them, or no longer shows them to the app. */
export async function noteGone(connection: Queryable, nodeIds: readonly string[], at: Date): Promise<void> {
  await connection.execute(
    `UPDATE repositories SET gone_at = coalesce(gone_at, $2), visibility = 'unknown', updated_at = $2
     WHERE node_id = ANY($1::text[])`,
    [nodeIds, at],
  );
}
