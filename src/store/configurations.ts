import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface ReadConfiguration<C, M> {
  /** Where it stands, such as `account:17` or `repository:R_kg…`; whoever reads configurations decides on it. */
  readonly source: string;
  readonly installation: number | null;
  /** Node id. */
  readonly repository: string | null;
  readonly path: string;
  /** The commit it was read at. */
  readonly commit: string | null;
  /** Null when it has mistakes: the last good one stays in force. */
  readonly configuration: C | null;
  readonly mistakes: readonly M[];
}

export interface StoredConfiguration<C, M> {
  readonly source: string;
  readonly installation: number | null;
  readonly repository: string | null;
  readonly path: string;
  /** The newest without a mistake; null when there has never been one. */
  readonly good: C | null;
  readonly goodCommit: string | null;
  readonly goodAt: Date | null;
  /** Of the newest reading. */
  readonly mistakes: readonly M[];
  readonly commit: string | null;
  readonly readAt: Date;
}

const COLUMNS = `source, installation_id AS installation, repository, path, good, good_commit AS "goodCommit",
  good_at AS "goodAt", mistakes, commit, read_at AS "readAt"`;

export async function saveConfiguration<C, M>(
  connection: Queryable,
  read: ReadConfiguration<C, M>,
  at: Date,
): Promise<StoredConfiguration<C, M>> {
  const [row] = await connection.query<StoredConfiguration<C, M>>(
    `INSERT INTO configurations AS known
       (source, installation_id, repository, path, good, good_commit, good_at, mistakes, commit, read_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, CASE WHEN $5 IS NOT NULL THEN $6 END,
       CASE WHEN $5 IS NOT NULL THEN $8::timestamptz END, $7::jsonb, $6, $8)
     ON CONFLICT (source) DO UPDATE SET installation_id = excluded.installation_id, repository = excluded.repository,
       path = excluded.path, good = coalesce(excluded.good, known.good),
       good_commit = CASE WHEN excluded.good IS NULL THEN known.good_commit ELSE excluded.good_commit END,
       good_at = coalesce(excluded.good_at, known.good_at), mistakes = excluded.mistakes, commit = excluded.commit,
       read_at = excluded.read_at
     RETURNING ${COLUMNS}`,
    [
      read.source,
      read.installation,
      read.repository,
      read.path,
      read.configuration === null ? null : toJson(read.configuration),
      read.commit,
      toJson(read.mistakes),
      at,
    ],
  );
  if (row === undefined) throw new Error(`configuration ${read.source} was not saved`);
  return row;
}

export async function findConfiguration<C, M>(
  connection: Queryable,
  source: string,
): Promise<StoredConfiguration<C, M> | null> {
  const [row] = await connection.query<StoredConfiguration<C, M>>(
    `SELECT ${COLUMNS} FROM configurations WHERE source = $1`,
    [source],
  );
  return row ?? null;
}

/** Of one installation, or all; those with mistakes alone when asked for. */
export function listConfigurations<C, M>(
  connection: Queryable,
  filter: { readonly installation?: number; readonly broken?: boolean } = {},
): Promise<StoredConfiguration<C, M>[]> {
  return connection.query<StoredConfiguration<C, M>>(
    `SELECT ${COLUMNS} FROM configurations WHERE ($1::bigint IS NULL OR installation_id = $1)
       AND (NOT $2 OR jsonb_array_length(mistakes) > 0) ORDER BY source`,
    [filter.installation ?? null, filter.broken ?? false],
  );
}

/** The file was removed, so that what people wrote holds no longer. */
export async function forgetConfiguration(connection: Queryable, source: string): Promise<void> {
  await connection.execute('DELETE FROM configurations WHERE source = $1', [source]);
}
