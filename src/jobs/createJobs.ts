import { setTimeout as sleep } from 'node:timers/promises';
import type { JobResult, PgBoss } from 'pg-boss';
import type { Logger } from '../log/index.js';
import type { Database } from '../store/index.js';
import { createBoss, createQueues } from './boss.js';
import { abandonedJobs, countJobs, countWork, listJobs, retryJob, showJob } from './operate.js';
import { QUEUES } from './queues.js';
import { runJob } from './runJob.js';
import { sendJobs } from './sendJobs.js';
import { QUEUE_NAMES, type JobData, type JobHandler, type Jobs, type QueueName } from './types.js';

export interface JobsSettings {
  readonly database: Database;
  /** A queue without a handler is filled and not worked on. */
  readonly handlers: Readonly<Partial<Record<QueueName, JobHandler>>>;
  /** `web` sends only; `worker` and `all` work. */
  readonly role: 'all' | 'web' | 'worker';
  readonly log: Logger;
  /** Scales quiet times and waits between attempts; 1 is real life, 0 waits for nothing. */
  readonly pace?: number;
  readonly concurrency?: Readonly<Partial<Record<QueueName, number>>>;
  /** How long running jobs may go on after `stop`; default 8,000, at least 1,000. */
  readonly stopMilliseconds?: number;
}

const STOP_MILLISECONDS = 8_000;
/** A floor only: workers are woken for what they know of, here and over the database's notifications. */
const POLL_SECONDS = 5;
const TIME_ZONE = 'Europe/Copenhagen';

/** The durable queue. Throws what the database throws. */
export async function createJobs(settings: JobsSettings): Promise<Jobs> {
  const { database, handlers, role, log, pace = 1 } = settings;
  const works = role !== 'web';
  const boss = createBoss(database, { works });
  boss.on(
    'error',
    onceAMinute((error) => log.error({ err: error }, 'queue error')),
  );
  boss.on('warning', (warning) => log.warn({ warning }, 'queue warning'));
  await boss.start();
  await createQueues(boss, database.kind);
  const workers = new Map<QueueName, string[]>();
  const wakeUps = new Set<NodeJS.Timeout>();
  const running = { boss, database, log, pace, wakeAt };

  function wake(queues: readonly QueueName[] = QUEUE_NAMES): void {
    for (const queue of queues) for (const id of workers.get(queue) ?? []) boss.notifyWorker(id);
  }

  function wakeAt(queue: QueueName, at: Date): void {
    const milliseconds = at.getTime() - Date.now();
    // Beyond the poll there is no hurry, and a timer for each job of a large portfolio would be many.
    if (milliseconds > POLL_SECONDS * 1_000 || !workers.has(queue)) return;
    const timer = setTimeout(() => {
      wakeUps.delete(timer);
      wake([queue]);
    }, milliseconds);
    wakeUps.add(timer);
  }

  async function work(queue: QueueName, handler: JobHandler): Promise<void> {
    const ids: string[] = [];
    workers.set(queue, ids);
    const count = settings.concurrency?.[queue] ?? QUEUES[queue].concurrency;
    // One registration each, since only the first worker of one can be woken.
    for (let index = 0; index < count; index += 1) {
      const id: string = await boss.work<JobData | null, unknown, WorkerOptions>(
        queue,
        WORKER,
        async ([job]): Promise<JobResult[]> => {
          if (job === undefined) return [];
          const result = await runJob(running, queue, handler, job);
          // The next job of the queue need not wait for the poll.
          boss.notifyWorker(id);
          return [result];
        },
      );
      ids.push(id);
    }
  }

  return {
    start: async () => {
      if (!works) return;
      if (database.kind === 'embedded') await takeUp(database, boss, log);
      for (const queue of QUEUE_NAMES) {
        const handler = handlers[queue];
        if (handler !== undefined) await work(queue, handler);
      }
    },
    send: async (requests, connection) => {
      const due = await sendJobs(running, requests, connection);
      if (connection === undefined) wake(due);
      return due;
    },
    wake,
    schedule: (queue, cron) =>
      boss.schedule(queue, cron, {}, { tz: TIME_ZONE, singletonKey: 'all', missed: 'once' }),
    stop: async () => {
      for (const timer of wakeUps) clearTimeout(timer);
      await boss.stop({
        graceful: true,
        timeout: settings.stopMilliseconds ?? STOP_MILLISECONDS,
        close: true,
      });
    },
    idle: async () => {
      while ((await countWork(database)) > 0) await sleep(50);
    },
    list: (filter) => listJobs(database, filter),
    show: (id) => showJob(database, id),
    retry: async (id) => {
      const queue = await retryJob(database, boss, id);
      if (queue !== null) wake([queue]);
      return queue !== null;
    },
    counts: () => countJobs(database),
  };
}

const WORKER = {
  batchSize: 1,
  includeMetadata: true,
  perJobResults: true,
  pollingIntervalSeconds: POLL_SECONDS,
  notifyPollingIntervalSeconds: POLL_SECONDS,
  heartbeatRefreshSeconds: 3,
} as const;
type WorkerOptions = typeof WORKER;

/** Only one process can hold the embedded database, so whatever runs in it has lost its process. */
async function takeUp(database: Database, boss: PgBoss, log: Logger): Promise<void> {
  const abandoned = await abandonedJobs(database);
  for (const { queue, id } of abandoned) await boss.fail(queue, id, { message: 'the process ended' });
  if (abandoned.length > 0) log.info({ jobs: abandoned.length }, 'taking up the work of the process before');
}

/** A database that is away would fill the log: one line a minute says it. */
function onceAMinute(say: (error: Error) => void): (error: Error) => void {
  let last = 0;
  return (error) => {
    if (Date.now() - last < 60_000) return;
    last = Date.now();
    say(error);
  };
}
