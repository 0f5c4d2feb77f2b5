import type { Logger } from '../log/index.js';
import type { Queryable } from '../store/index.js';

/**
 * `assess` a product (which also answers its commands), `check` a pull request, `configuration` of an installation read
 * again, `plan`s of a product, `roadmap` of a project, `sweep` over everything, `poll` for missed events, `housekeeping` of the database.
 */
export type QueueName = (typeof QUEUE_NAMES)[number];
export const QUEUE_NAMES = [
  'assess',
  'check',
  'configuration',
  'plan',
  'roadmap',
  'sweep',
  'poll',
  'housekeeping',
] as const;

/** Ids alone, never names or texts: a job may wait for hours and reads everything again. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

export interface JobRequest {
  readonly queue: QueueName;
  /** The lane: product key, node id of a pull request, installation id … At most one waits and one runs per lane. */
  readonly key: string;
  /** Dropped when a job of the lane waits already, so nothing may depend on it that is not found again without. */
  readonly data?: JobData;
  /** A person waits for it: no quiet time, and one that waits already is brought forward. */
  readonly soon?: boolean;
}

export interface Job {
  readonly id: string;
  readonly queue: QueueName;
  readonly key: string;
  readonly data: JobData;
  /** How often the lane has failed in a row. */
  readonly failures: number;
  /** Aborted when the process must stop and has waited long enough. */
  readonly signal: AbortSignal;
  /** With queue, key and job as fields. */
  readonly log: Logger;
}

/**
 * Does the work of one job. It may run twice, or be killed anywhere: it reads what is and writes only the difference.
 * Throws RetryLater to wait for a known time, GiveUp when trying again is of no use, anything else to be tried again.
 */
export type JobHandler = (job: Job) => Promise<void>;

/** A job as people who look after the app see it. */
export interface JobView {
  readonly id: string;
  readonly queue: string;
  readonly key: string;
  readonly state: 'waiting' | 'running' | 'failed';
  readonly data: JobData;
  readonly createdAt: Date;
  /** A waiting job does not run before. */
  readonly startAfter: Date;
  readonly startedAt: Date | null;
  /** Of the last attempt of the lane, or what made a failed job fail. */
  readonly error: string | null;
}

export interface Jobs {
  /** Takes up work (except in role `web`). Work that a killed process had begun comes first. */
  readonly start: () => Promise<void>;
  /**
   * Sends jobs, each at most once per lane; repeated keys are no problem. With a connection they are part of its
   * transaction, and the answer is which queues to `wake` once that is committed.
   */
  readonly send: (requests: readonly JobRequest[], connection?: Queryable) => Promise<readonly QueueName[]>;
  /** Tells this process's workers to look now instead of at the next poll. */
  readonly wake: (queues?: readonly QueueName[]) => void;
  /** Runs a queue's job by the clock: a cron expression in Danish time. A time missed while stopped is made up once. */
  readonly schedule: (queue: QueueName, cron: string) => Promise<void>;
  /** Lets running jobs finish for a while (8 s), hands the others back, within 10 s in all. */
  readonly stop: () => Promise<void>;
  /** Resolves when no delivery waits to be handed over and no job waits or runs. */
  readonly idle: () => Promise<void>;
  readonly list: (filter?: {
    readonly state?: JobView['state'];
    readonly limit?: number;
  }) => Promise<JobView[]>;
  readonly show: (id: string) => Promise<JobView | null>;
  /** Runs a failed job again; false when there is no failed one of that id. */
  readonly retry: (id: string) => Promise<boolean>;
  /** How many wait, run and have failed, by queue. */
  readonly counts: () => Promise<ReadonlyMap<QueueName, Readonly<Record<JobView['state'], number>>>>;
}
