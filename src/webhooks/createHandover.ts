import type { Jobs } from '../jobs/index.js';
import type { Logger } from '../log/index.js';
import {
  claimDeliveries,
  failDelivery,
  finishDeliveries,
  type Database,
  type StoredDelivery,
} from '../store/index.js';
import { planJobs, type MoreJobs } from './planJobs.js';
import type { Work } from './types.js';

export interface HandoverSettings {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly log: Logger;
  /** Jobs beside the usual ones, for what only the whole app knows (the portfolio's own repositories). */
  readonly more?: MoreJobs;
}

export interface Handover {
  /** Takes up what waits and looks again every two seconds, since another process may have stored it. */
  readonly start: () => void;
  /** Something was stored: looks within a moment, so that a burst is handed over together. */
  readonly wake: () => void;
  /** Lets the round at work end. */
  readonly stop: () => Promise<void>;
}

type Claimed = (deliveries: readonly StoredDelivery<Work>[]) => void;

const BATCH = 100;
const GATHER_MILLISECONDS = 25;
const LOOK_MILLISECONDS = 2_000;
const ATTEMPTS = 8;

/**
 * Turns stored deliveries into jobs. A delivery is done in the same transaction that sends its jobs: killed anywhere, it
 * has either been handed over once or waits still.
 */
export function createHandover(settings: HandoverSettings): Handover {
  const { database, jobs, log, more = () => [] } = settings;
  let timer: NodeJS.Timeout | null = null;
  let due = Infinity;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = true;

  /** Never later than was already planned: a stream of deliveries must not put the round off for ever. */
  function lookIn(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (stopped || at >= due) return;
    if (timer !== null) clearTimeout(timer);
    due = at;
    timer = setTimeout(look, milliseconds);
  }

  function look(): void {
    timer = null;
    due = Infinity;
    running = round().finally(() => {
      running = null;
      lookIn(again ? GATHER_MILLISECONDS : LOOK_MILLISECONDS);
      again = false;
    });
  }

  async function round(): Promise<void> {
    try {
      while (!stopped && (await handOver(BATCH)) === BATCH);
    } catch (error) {
      log.warn({ err: error }, 'a round of deliveries failed, handing them over one by one');
      await oneByOne();
    }
  }

  /** Answers how many were handed over; `claimed` hears of them before anything can go wrong. */
  async function handOver(limit: number, claimed: Claimed = () => undefined): Promise<number> {
    const now = new Date();
    const { deliveries, due } = await database.transaction(async (connection) => {
      const waiting = await claimDeliveries<Work>(connection, limit, now);
      claimed(waiting);
      if (waiting.length === 0) return { deliveries: [], due: [] };
      const planned = await planJobs(connection, waiting, more, now);
      const toWake = await jobs.send(planned, connection);
      const guids = waiting.map((delivery) => delivery.guid);
      await finishDeliveries(connection, guids, now);
      return { deliveries: waiting, due: toWake };
    });
    jobs.wake(due);
    for (const delivery of deliveries) logHandedOver(delivery);
    return deliveries.length;
  }

  /** So that one delivery that cannot be handed over holds up no other. */
  async function oneByOne(): Promise<void> {
    try {
      while (!stopped && (await handOverOne()) > 0);
    } catch (error) {
      log.error({ err: error }, 'deliveries cannot be handed over; they wait');
    }
  }

  async function handOverOne(): Promise<number> {
    let tried: StoredDelivery<Work> | undefined;
    try {
      return await handOver(1, ([delivery]) => {
        tried = delivery;
      });
    } catch (error) {
      if (tried === undefined) throw error;
      await postpone(tried, error);
      return 1;
    }
  }

  async function postpone(delivery: StoredDelivery<Work>, error: unknown): Promise<void> {
    const failures = delivery.attempts + 1;
    const isLast = failures >= ATTEMPTS;
    const next = isLast ? null : new Date(Date.now() + 1_000 * 2 ** failures);
    const fields = { delivery: delivery.guid, installation: delivery.installation, failures, err: error };
    log.error(fields, isLast ? 'delivery failed for good' : 'delivery failed and waits');
    await failDelivery(database, delivery.guid, String(error), next);
  }

  function logHandedOver(delivery: StoredDelivery<Work>): void {
    const { guid, event, action, installation } = delivery;
    log.info({ delivery: guid, event, action, installation }, 'delivery handed over');
  }

  return {
    start: () => {
      stopped = false;
      lookIn(0);
    },
    wake: () => {
      if (running !== null) again = true;
      else lookIn(GATHER_MILLISECONDS);
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
