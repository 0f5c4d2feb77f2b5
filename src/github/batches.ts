import { GitHubError } from './errors.js';

/** How many things go into one request; shrinks when GitHub cannot keep up, and stays so. */
export class BatchSize {
  #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  shrinkBelow(tried: number): void {
    this.#size = Math.max(1, Math.min(this.#size, Math.floor(tried / 2)));
  }
}

/**
 * Works through the items in batches. `ask` gives back those that GitHub had no time for; they, or the whole batch
 * when the request failed for a moment, are asked again in smaller batches, down to one. `ask` is told when it
 * stands with a single item and should be persistent. Other errors go to `fail`, for each item of the batch.
 */
export async function inBatches<Item>(
  items: readonly Item[],
  batch: BatchSize,
  ask: (items: readonly Item[], alone: boolean) => Promise<readonly Item[]>,
  fail: (item: Item, error: GitHubError) => void,
): Promise<void> {
  const waiting = [...items];
  while (waiting.length > 0) {
    const asked = waiting.splice(0, batch.size);
    try {
      const left = await ask(asked, asked.length === 1);
      if (left.length === 0) continue;
      batch.shrinkBelow(asked.length);
      waiting.unshift(...left);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.kind === 'temporary' && asked.length > 1) {
        batch.shrinkBelow(asked.length);
        waiting.unshift(...asked);
        continue;
      }
      for (const item of asked) fail(item, error);
    }
  }
}
