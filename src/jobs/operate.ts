import type { PgBoss } from 'pg-boss';
import { noteLaneSucceeded, type Database, type Queryable } from '../store/index.js';
import { FAILED } from './queues.js';
import { QUEUE_NAMES, type JobView, type QueueName } from './types.js';

/** The queue's own table, read directly: its functions find jobs by queue and id alone. */
const VIEW = `SELECT job.id, coalesce(job.source_name, job.name) AS queue, coalesce(job.singleton_key, '') AS key,
    CASE WHEN job.name = '${FAILED}' THEN 'failed' WHEN job.state = 'active' THEN 'running' ELSE 'waiting' END AS state,
    coalesce(job.data, '{}') AS data, coalesce(job.source_created_on, job.created_on) AS "createdAt",
    job.start_after AS "startAfter", job.started_on AS "startedAt",
    coalesce(job.source_output ->> 'message', job.source_output #>> '{value,message}', lanes.error) AS error
  FROM pgboss.job LEFT JOIN lanes ON lanes.queue = job.name AND lanes.key = job.singleton_key
  WHERE job.state IN ('created', 'retry', 'active') AND job.name = ANY($1::text[])`;
const NAMES: readonly string[] = [FAILED, ...QUEUE_NAMES];

/** Failed first, then running, then waiting; oldest first. */
export function listJobs(
  database: Database,
  filter: { readonly state?: JobView['state']; readonly limit?: number } = {},
): Promise<JobView[]> {
  return database.query<JobView>(
    `SELECT * FROM (${VIEW}) AS jobs WHERE $2::text IS NULL OR state = $2
     ORDER BY state, "createdAt", id LIMIT $3`,
    [NAMES, filter.state ?? null, filter.limit ?? 100],
  );
}

/** Null when there is no such job any more. Throws nothing on an id that is none. */
export async function showJob(database: Database, id: string): Promise<JobView | null> {
  const [job] = await database.query<JobView>(`SELECT * FROM (${VIEW}) AS jobs WHERE id::text = $2`, [
    NAMES,
    id,
  ]);
  return job ?? null;
}

/** Runs a failed job again, at once and with all its attempts. Where the lane has a job waiting anyhow, that one is enough. */
export async function retryJob(database: Database, boss: PgBoss, id: string): Promise<QueueName | null> {
  const job = await showJob(database, id);
  const queue = QUEUE_NAMES.find((name) => name === job?.queue);
  if (job?.state !== 'failed' || queue === undefined) return null;
  await noteLaneSucceeded(database, queue, job.key);
  await boss.upsert(queue, job.data, { singletonKey: job.key, startAfter: new Date() });
  await boss.deleteJob(FAILED, id);
  return queue;
}

/** The lane has succeeded since: what failed before is of no interest any more. */
export async function forgetFailures(connection: Queryable, queue: QueueName, key: string): Promise<void> {
  await connection.execute(
    'DELETE FROM pgboss.job WHERE name = $1 AND source_name = $2 AND singleton_key = $3',
    [FAILED, queue, key],
  );
}

export async function countJobs(
  database: Database,
): Promise<ReadonlyMap<QueueName, Readonly<Record<JobView['state'], number>>>> {
  const rows = await database.query<{ queue: string; state: JobView['state']; count: number }>(
    `SELECT queue, state, count(*) AS count FROM (${VIEW}) AS jobs GROUP BY queue, state`,
    [NAMES],
  );
  const counts = new Map(QUEUE_NAMES.map((name) => [name, { waiting: 0, running: 0, failed: 0 }]));
  for (const row of rows) {
    const count = counts.get(row.queue as QueueName);
    if (count !== undefined) count[row.state] = row.count;
  }
  return counts;
}

/** Deliveries not yet handed over, and jobs that wait or run, seen at one moment. */
export async function countWork(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM deliveries WHERE state = 'received')
       + (SELECT count(*) FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND name = ANY($1::text[])) AS count`,
    [QUEUE_NAMES],
  );
  return row?.count ?? 0;
}

/** Jobs that were running when the embedded database's last process ended. */
export async function abandonedJobs(database: Database): Promise<{ id: string; queue: string }[]> {
  return database.query<{ id: string; queue: string }>(
    `SELECT id, name AS queue FROM pgboss.job WHERE state = 'active' AND name = ANY($1::text[])`,
    [QUEUE_NAMES],
  );
}
