import type { Queryable } from './database.js';
import { toJson } from './text.js';

/** One nightly sweep, roadmap sync, or other round over everything. */
export interface Round<R> {
  readonly id: number;
  readonly kind: string;
  readonly startedAt: Date;
  /** Null while it runs, and for one whose process died. */
  readonly finishedAt: Date | null;
  readonly report: R | null;
}

/** What a nightly sweep found; names no repository, as it may be shown. What is optional was not counted by older versions. */
export interface SweepReport {
  /** Looked at, of those on the list. */
  readonly installations: number;
  /** Of them never seen before: their repositories are read now. */
  readonly added?: number;
  readonly repositories: number;
  /** Called otherwise, moved, archived, or visible to others than before. */
  readonly renamed?: number;
  /** GitHub no longer shows them to the app. */
  readonly gone?: number;
  /** Products with a commit that nobody had read. */
  readonly changed: number;
  /** Products that are rated again since their evidence has aged. */
  readonly aged?: number;
  /** Installations that could not be looked at, and why; they never stop the others. */
  readonly failed: readonly { readonly account: string; readonly problem: string }[];
}

const COLUMNS = `id, kind, started_at AS "startedAt", finished_at AS "finishedAt", report`;

export async function startRound(connection: Queryable, kind: string, at: Date): Promise<number> {
  const [row] = await connection.query<{ id: number }>(
    'INSERT INTO rounds (kind, started_at) VALUES ($1, $2) RETURNING id',
    [kind, at],
  );
  if (row === undefined) throw new Error(`round ${kind} was not saved`);
  return row.id;
}

export async function finishRound(
  connection: Queryable,
  id: number,
  report: object,
  at: Date,
): Promise<void> {
  await connection.execute('UPDATE rounds SET finished_at = $2, report = $3::jsonb WHERE id = $1', [
    id,
    at,
    toJson(report),
  ]);
}

/** The newest that finished. */
export async function latestRound<R>(connection: Queryable, kind: string): Promise<Round<R> | null> {
  const [row] = await connection.query<Round<R>>(
    `SELECT ${COLUMNS} FROM rounds WHERE kind = $1 AND finished_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1`,
    [kind],
  );
  return row ?? null;
}
