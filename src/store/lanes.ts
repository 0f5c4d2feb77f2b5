import type { Queryable } from './database.js';

/** A lane of work: what one key of one queue does, one job after the other. */
export interface FailingLane {
  readonly queue: string;
  readonly key: string;
  /** In a row. */
  readonly failures: number;
  readonly error: string;
  readonly failedAt: Date;
}

/** Answers how often the lane has failed in a row until now. */
export async function noteLaneStarted(
  connection: Queryable,
  queue: string,
  key: string,
  at: Date,
): Promise<number> {
  const [row] = await connection.query<{ failures: number }>(
    `INSERT INTO lanes (queue, key, started_at) VALUES ($1, $2, $3)
     ON CONFLICT (queue, key) DO UPDATE SET started_at = excluded.started_at
     RETURNING failures`,
    [queue, key, at],
  );
  return row?.failures ?? 0;
}

export async function noteLaneSucceeded(connection: Queryable, queue: string, key: string): Promise<void> {
  await connection.execute(
    'UPDATE lanes SET failures = 0, error = NULL, failed_at = NULL WHERE queue = $1 AND key = $2 AND failures > 0',
    [queue, key],
  );
}

/** Answers how often the lane has failed in a row now. */
export async function noteLaneFailed(
  connection: Queryable,
  queue: string,
  key: string,
  error: string,
  at: Date,
): Promise<number> {
  const [row] = await connection.query<{ failures: number }>(
    `INSERT INTO lanes AS known (queue, key, failures, error, failed_at) VALUES ($1, $2, 1, $3, $4)
     ON CONFLICT (queue, key) DO UPDATE SET failures = known.failures + 1, error = excluded.error,
       failed_at = excluded.failed_at
     RETURNING failures`,
    [queue, key, error.slice(0, 2_000), at],
  );
  return row?.failures ?? 1;
}

/** When the lanes of these keys last began, where they have. */
export async function lanesStarted(
  connection: Queryable,
  queue: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await connection.query<{ key: string; startedAt: Date }>(
    `SELECT key, started_at AS "startedAt" FROM lanes
     WHERE queue = $1 AND key = ANY($2::text[]) AND started_at IS NOT NULL`,
    [queue, keys],
  );
  return new Map(rows.map((row) => [row.key, row.startedAt]));
}

/** What is failing at the moment, worst first. */
export function failingLanes(connection: Queryable): Promise<FailingLane[]> {
  return connection.query<FailingLane>(
    `SELECT queue, key, failures, error, failed_at AS "failedAt" FROM lanes WHERE failures > 0
     ORDER BY failures DESC, queue, key`,
  );
}
