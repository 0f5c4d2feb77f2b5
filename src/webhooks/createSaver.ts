import { setTimeout as sleep } from 'node:timers/promises';
import {
  saveDeliveries,
  saveDelivery,
  type Database,
  type NewDelivery,
  type SavedDelivery,
} from '../store/index.js';
import type { Work } from './types.js';

interface Waiting {
  readonly delivery: NewDelivery<Work>;
  readonly resolve: (outcome: SavedDelivery) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_TOGETHER = 200;
/** The embedded engine blocks the process while it works: without a pause nothing could arrive in between. */
const GATHER_MILLISECONDS = 3;

/**
 * Saves deliveries, those that come within moments together in one statement: a burst costs a twentieth of saving each by
 * itself. Resolves when the delivery is in the database.
 */
export function createSaver(database: Database): (delivery: NewDelivery<Work>) => Promise<SavedDelivery> {
  let waiting: Waiting[] = [];
  let isSaving = false;

  async function saveAll(): Promise<void> {
    isSaving = true;
    while (waiting.length > 0) {
      if (waiting.length < MOST_TOGETHER) await sleep(GATHER_MILLISECONDS);
      const together = waiting.slice(0, MOST_TOGETHER);
      waiting = waiting.slice(MOST_TOGETHER);
      await saveTogether(database, together);
    }
    isSaving = false;
  }

  return (delivery) =>
    new Promise((resolve, reject) => {
      waiting.push({ delivery, resolve, reject });
      if (!isSaving) void saveAll();
    });
}

async function saveTogether(database: Database, together: readonly Waiting[]): Promise<void> {
  const now = new Date();
  const deliveries = together.map((one) => one.delivery);
  try {
    const outcomes = await saveDeliveries(database, deliveries, now);
    for (const [index, { resolve }] of together.entries()) resolve(outcomes[index] ?? 'duplicate');
  } catch (error) {
    if (together.length === 1) together[0]?.reject(error);
    // One that the database refuses must not take the others with it.
    else
      for (const one of together)
        await saveDelivery(database, one.delivery, now).then(one.resolve, one.reject);
  }
}
