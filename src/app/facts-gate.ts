/** Reads that come at the same time for the same installation go together, so that a whole portfolio costs few requests. */
import { readGitHubRepositories, type RepositoryReading, type Target } from '../facts/index.js';
import type { ReadClient } from '../github/index.js';

export interface FactsGate {
  /** Readings in the order asked for. Rejects with a GitHubError only for what concerns all repositories of the installation. */
  readonly read: (
    installation: number,
    targets: readonly Target[],
    asOf: string,
  ) => Promise<readonly RepositoryReading[]>;
}

interface Waiting {
  readonly targets: readonly Target[];
  readonly readings: RepositoryReading[];
  readonly resolve: (readings: readonly RepositoryReading[]) => void;
  readonly reject: (error: unknown) => void;
}

/** How long the first of a group waits for others, in milliseconds. */
const GATHER_MS = 150;

export function createFactsGate(
  client: (installation: number) => ReadClient,
  gatherMs = GATHER_MS,
): FactsGate {
  const groups = new Map<string, Waiting[]>();

  async function readGroup(key: string, installation: number, asOf: string): Promise<void> {
    const waiting = groups.get(key) ?? [];
    groups.delete(key);
    const owners: Waiting[] = waiting.flatMap((one) => one.targets.map(() => one));
    try {
      let index = 0;
      const targets = waiting.flatMap((one) => one.targets);
      for await (const reading of readGitHubRepositories(client(installation), targets, { asOf })) {
        const owner = owners[index];
        index += 1;
        if (owner === undefined) continue;
        owner.readings.push(reading);
        // Handed over as soon as they are complete, so that they need not all be kept until the last is read.
        if (owner.readings.length === owner.targets.length) owner.resolve(owner.readings);
      }
    } catch (error) {
      for (const one of waiting) one.reject(error);
    }
  }

  return {
    read: (installation, targets, asOf) => {
      if (targets.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        const key = `${installation} ${asOf}`;
        const group = groups.get(key);
        const waiting: Waiting = { targets, readings: [], resolve, reject };
        if (group !== undefined) {
          group.push(waiting);
          return;
        }
        groups.set(key, [waiting]);
        setTimeout(() => void readGroup(key, installation, asOf), gatherMs);
      });
    },
  };
}
