import type { QueueName } from './types.js';

export interface QueueSettings {
  /** Lanes that run at the same time in one process. */
  readonly concurrency: number;
  /** A lane starts at most once in so many seconds, so that a burst of events costs two runs at most. */
  readonly quietSeconds: number;
  /** A job that runs longer is taken for hung and runs again. */
  readonly expireSeconds: number;
}

export const QUEUES: Readonly<Record<QueueName, QueueSettings>> = {
  assess: { concurrency: 4, quietSeconds: 30, expireSeconds: 900 },
  check: { concurrency: 2, quietSeconds: 0, expireSeconds: 300 },
  configuration: { concurrency: 2, quietSeconds: 10, expireSeconds: 900 },
  plan: { concurrency: 1, quietSeconds: 30, expireSeconds: 1_800 },
  roadmap: { concurrency: 1, quietSeconds: 30, expireSeconds: 7_200 },
  sweep: { concurrency: 1, quietSeconds: 0, expireSeconds: 14_400 },
  poll: { concurrency: 1, quietSeconds: 0, expireSeconds: 3_600 },
  housekeeping: { concurrency: 1, quietSeconds: 0, expireSeconds: 3_600 },
};

/** Where jobs go that have failed too often. */
export const FAILED = 'failed';

/** In a row; the waits before them are an hour together, so that an outage of GitHub's is sat out. */
export const FAILURES_ALLOWED = 12;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 600;

/** Seconds to wait after so many failures in a row: doubled each time, up to ten minutes, spread by a fifth. */
export function backoffSeconds(failures: number, random = Math.random()): number {
  const seconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - 1));
  return seconds * (0.9 + 0.2 * random);
}
