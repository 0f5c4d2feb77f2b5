import type { JobInsert, PgBoss } from 'pg-boss';
import { lanesStarted, type Database, type Queryable } from '../store/index.js';
import { asBossConnection } from './boss.js';
import { QUEUES } from './queues.js';
import { QUEUE_NAMES, type JobRequest, type QueueName } from './types.js';

interface Sending {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly pace: number;
  readonly wakeAt: (queue: QueueName, at: Date) => void;
}

/** Sends many jobs with few statements; a lane that has a job waiting keeps that one. Answers which queues have one due. */
export async function sendJobs(
  sending: Sending,
  requests: readonly JobRequest[],
  connection?: Queryable,
): Promise<readonly QueueName[]> {
  const due: QueueName[] = [];
  for (const queue of QUEUE_NAMES) {
    const wanted = new Map<string, JobRequest>();
    for (const request of requests) {
      if (request.queue !== queue) continue;
      const soon = request.soon === true || wanted.get(request.key)?.soon === true;
      wanted.set(request.key, { ...request, soon });
    }
    if (wanted.size === 0) continue;
    // In one order everywhere, so that two processes never wait for each other's lanes.
    const ordered = [...wanted.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
    if (await sendTo(sending, queue, ordered, connection)) due.push(queue);
  }
  return due;
}

/** True when a job may start at once. */
async function sendTo(
  sending: Sending,
  queue: QueueName,
  requests: readonly JobRequest[],
  connection: Queryable | undefined,
): Promise<boolean> {
  const { boss, database, pace, wakeAt } = sending;
  const options = connection === undefined ? {} : { db: asBossConnection(connection) };
  const now = Date.now();
  const quietMs = QUEUES[queue].quietSeconds * 1_000 * pace;
  const patient = requests.filter((request) => request.soon !== true);
  const keys = patient.map((request) => request.key);
  const started = quietMs === 0 ? null : await lanesStarted(connection ?? database, queue, keys);
  const jobs: (JobInsert & { readonly startAfter: Date })[] = [];
  for (const { key, data } of patient) {
    const last = started?.get(key)?.getTime() ?? 0;
    const startAfter = new Date(Math.max(now, last + quietMs));
    jobs.push({ singletonKey: key, data: data ?? {}, startAfter });
    if (startAfter.getTime() > now) wakeAt(queue, startAfter);
  }
  const made = jobs.length > 0 ? await boss.insert(queue, jobs, { ...options, returnId: true }) : null;
  let isDue = (made ?? []).length > 0 && jobs.some((job) => job.startAfter <= new Date(now));
  for (const { key, data, soon } of requests) {
    // Brings one that waits forward.
    if (soon === true) {
      await boss.upsert(queue, data ?? {}, { singletonKey: key, startAfter: new Date(now), ...options });
      isDue = true;
    }
  }
  return isDue;
}
