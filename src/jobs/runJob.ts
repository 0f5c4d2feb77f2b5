import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import type { Logger } from '../log/index.js';
import { noteLaneFailed, noteLaneStarted, noteLaneSucceeded, type Database } from '../store/index.js';
import { GiveUp, RetryLater } from './errors.js';
import { forgetFailures } from './operate.js';
import { backoffSeconds, FAILURES_ALLOWED } from './queues.js';
import type { JobData, JobHandler, QueueName } from './types.js';

export interface Running {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly log: Logger;
  /** Scales every wait; 1 is real life, 0 waits for nothing. */
  readonly pace: number;
  /** A job of the queue may start then: the workers look at that time instead of at their next poll. */
  readonly wakeAt: (queue: QueueName, at: Date) => void;
}

/**
 * Runs one job and says how it ended. A failure is not left to the queue's own retries, since those would stand beside a
 * job that an event has sent meanwhile: the lane's one waiting job is set to the time of the next attempt instead, and
 * failures are counted per lane.
 */
export async function runJob(
  running: Running,
  queue: QueueName,
  handler: JobHandler,
  given: JobWithMetadata<JobData | null>,
): Promise<JobResult> {
  const { database, log: root } = running;
  const key = given.singletonKey ?? '';
  const log = root.child({ queue, key, job: given.id });
  const job = { id: given.id, queue, key, data: given.data ?? {}, signal: given.signal, log };
  const started = Date.now();
  let failures = 0;
  try {
    failures = await noteLaneStarted(database, queue, key, new Date());
    await handler({ ...job, failures });
  } catch (error) {
    if (error instanceof RetryLater) {
      log.info({ until: error.until, reason: error.message }, 'job waits');
      return again(running, queue, given, error.until);
    }
    return failed(running, queue, given, error, log);
  }
  if (failures > 0) {
    await noteLaneSucceeded(database, queue, key);
    await forgetFailures(database, queue, key);
  }
  log.debug({ milliseconds: Date.now() - started }, 'job done');
  return { id: given.id, status: 'completed' };
}

async function failed(
  running: Running,
  queue: QueueName,
  given: JobWithMetadata<JobData | null>,
  error: unknown,
  log: Logger,
): Promise<JobResult> {
  const { database } = running;
  const key = given.singletonKey ?? '';
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const failures = await noteLaneFailed(database, queue, key, message, new Date());
  if (error instanceof GiveUp || failures >= FAILURES_ALLOWED) {
    // One failed job tells of the lane; it goes on counting, so what an event sends meanwhile is tried once.
    await forgetFailures(database, queue, key);
    log.error({ err: error, failures }, 'job failed for good');
    return { id: given.id, status: 'deadletter', output: { message, failures } };
  }
  const wait = backoffSeconds(failures) * running.pace;
  log.warn({ err: error, failures, seconds: Math.round(wait) }, 'job failed and will be tried again');
  return again(running, queue, given, new Date(Date.now() + wait * 1_000));
}

/** Dies the process between the two steps, the job is taken up again and nothing is lost. */
async function again(
  running: Running,
  queue: QueueName,
  given: JobWithMetadata<JobData | null>,
  at: Date,
): Promise<JobResult> {
  const singletonKey = given.singletonKey ?? '';
  await running.boss.upsert(queue, given.data ?? {}, { singletonKey, startAfter: at });
  running.wakeAt(queue, at);
  return { id: given.id, status: 'completed' };
}
