import type { Database, Queryable } from './database.js';

/** How fast content may be written in one bucket (an installation, a project). GitHub: 80 a minute, 500 an hour, 1 s apart. */
export interface WritePace {
  readonly spacingMs: number;
  readonly perMinute: number;
  readonly perHour: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Reserves the next write of a bucket, over all processes, and answers when it may be sent. The caller waits until then.
 * A reservation that is not used costs a little time and nothing else.
 */
export async function reserveWrite(
  database: Database,
  bucket: string,
  pace: WritePace,
  now: Date,
): Promise<Date> {
  return database.transaction(async (connection) => {
    await connection.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`write ${bucket}`]);
    await connection.execute('DELETE FROM paced_writes WHERE bucket = $1 AND at < $2', [
      bucket,
      new Date(now.getTime() - HOUR_MS),
    ]);
    const at = await nextWrite(connection, bucket, pace, now);
    await connection.execute('INSERT INTO paced_writes (bucket, at) VALUES ($1, $2)', [bucket, at]);
    return at;
  });
}

async function nextWrite(connection: Queryable, bucket: string, pace: WritePace, now: Date): Promise<Date> {
  const latest = await connection.query<{ at: Date }>(
    'SELECT at FROM paced_writes WHERE bucket = $1 ORDER BY at DESC LIMIT $2',
    [bucket, Math.max(pace.perMinute, pace.perHour)],
  );
  const held = await heldUntil(connection, bucket);
  // A window is kept when the write that many places back has left it.
  return new Date(
    Math.max(
      now.getTime(),
      held?.getTime() ?? 0,
      after(latest[0], pace.spacingMs),
      after(latest[pace.perMinute - 1], MINUTE_MS),
      after(latest[pace.perHour - 1], HOUR_MS),
    ),
  );
}

function after(write: { readonly at: Date } | undefined, milliseconds: number): number {
  return write === undefined ? 0 : write.at.getTime() + milliseconds;
}

/** GitHub has asked to wait, or a circuit breaker is open: no write of the bucket in any process before then. */
export async function holdWrites(
  connection: Queryable,
  bucket: string,
  until: Date,
  reason: string,
): Promise<void> {
  await connection.execute(
    `INSERT INTO pacing_holds AS held (bucket, until, reason) VALUES ($1, $2, $3)
     ON CONFLICT (bucket) DO UPDATE SET until = greatest(held.until, excluded.until), reason = excluded.reason`,
    [bucket, until, reason],
  );
}

async function heldUntil(connection: Queryable, bucket: string): Promise<Date | null> {
  const [row] = await connection.query<{ until: Date }>('SELECT until FROM pacing_holds WHERE bucket = $1', [
    bucket,
  ]);
  return row?.until ?? null;
}

/** What is held now, for people who look after the app. */
export function listHolds(
  connection: Queryable,
  now: Date,
): Promise<{ bucket: string; until: Date; reason: string }[]> {
  return connection.query<{ bucket: string; until: Date; reason: string }>(
    'SELECT bucket, until, reason FROM pacing_holds WHERE until > $1 ORDER BY bucket',
    [now],
  );
}
