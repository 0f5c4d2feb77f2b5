import {
  fromPglite,
  PgBoss,
  type ConstructorOptions,
  type Db,
  type QueueOptions,
  type QueueResult,
} from 'pg-boss';
import type { Database, Queryable } from '../store/index.js';
import { FAILED, QUEUES } from './queues.js';
import { QUEUE_NAMES } from './types.js';

const SCHEMA = 'pgboss';
/** The least that pg-boss takes: a worker that says nothing for so long is dead, and its job runs again. */
const HEARTBEAT_SECONDS = 10;
/** The embedded database has one process, which takes its own dead jobs up at start; a busy one must not be taken for dead. */
const HEARTBEAT_SECONDS_ALONE = 600;
/** Times a job may be taken from a dead process before it is suspected of killing them. */
const KILLS_ALLOWED = 50;
const DAY_SECONDS = 86_400;

export interface BossRole {
  readonly works: boolean;
}

/** The queue on either engine, not yet started. Its tables are made on start, in a schema of their own. */
export function createBoss(database: Database, role: BossRole): PgBoss {
  const { engine } = database;
  const common: ConstructorOptions = {
    schema: SCHEMA,
    supervise: role.works,
    schedule: role.works,
    useListenNotify: role.works,
    maintenanceIntervalSeconds: 600,
    cronWorkerIntervalSeconds: 5,
    registerInstance: false,
    monitorVacuum: false,
    warningSlowQuerySeconds: 10,
  };
  if (engine.kind === 'embedded') {
    // One process, which takes its own dead jobs up at start: looking for others' is of no use.
    return new PgBoss({
      ...common,
      db: fromPglite(engine.lite),
      backend: 'pglite',
      superviseIntervalSeconds: 60,
      monitorIntervalSeconds: 60,
    });
  }
  return new PgBoss({
    ...common,
    connectionString: engine.url,
    max: 6,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  });
}

/**
 * `stately`: per key one job waits and one runs, over all processes. Failures of handlers are not the queue's retries (see
 * runJob): those are for killed processes alone, at once. Queues that stand as they should cost one reading.
 */
export async function createQueues(boss: PgBoss, kind: Database['kind']): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const keep = 90 * DAY_SECONDS;
  await settle(boss, known.get(FAILED), FAILED, { retentionSeconds: keep, deleteAfterSeconds: keep });
  for (const name of QUEUE_NAMES) {
    await settle(boss, known.get(name), name, {
      deadLetter: FAILED,
      expireInSeconds: QUEUES[name].expireSeconds,
      heartbeatSeconds: kind === 'embedded' ? HEARTBEAT_SECONDS_ALONE : HEARTBEAT_SECONDS,
      retryLimit: KILLS_ALLOWED,
      retryDelay: 0,
      deleteAfterSeconds: 3_600,
      notify: true,
    });
  }
}

async function settle(
  boss: PgBoss,
  known: QueueResult | undefined,
  name: string,
  options: QueueOptions & { readonly deadLetter?: string; readonly notify?: boolean },
): Promise<void> {
  if (known === undefined) {
    return boss.createQueue(name, name === FAILED ? options : { ...options, policy: 'stately' });
  }
  const isSame = Object.entries(options).every(
    ([option, value]) => known[option as keyof QueueResult] === value,
  );
  if (!isSame) await boss.updateQueue(name, options);
}

/** A connection of ours as the queue wants it, to send jobs within a transaction. */
export function asBossConnection(connection: Queryable): Db {
  return {
    executeSql: async (sql, values) => ({ rows: await connection.query(sql, values ?? []) }),
  };
}
