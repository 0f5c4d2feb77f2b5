/** Reads that come at the same time for the same installation go together, so that a whole portfolio costs few requests. */
import {
  batchSizes,
  readGitHubRepositories,
  REPOSITORIES_TOGETHER,
  type BatchSizes,
  type RepositoryReading,
  type Target,
} from '../facts/index.js';
import type { ReadClient } from '../github/index.js';

export interface FactsGate {
  /** Readings in the order asked for. Rejects with a GitHubError only for what concerns all repositories of the installation. */
  readonly read: (
    installation: number,
    targets: readonly Target[],
    asOf: string,
  ) => Promise<readonly RepositoryReading[]>;
}

interface Asking {
  readonly readings: Map<Target, RepositoryReading>;
  readonly targets: readonly Target[];
  readonly resolve: (readings: readonly RepositoryReading[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One installation on one day. */
interface Lane {
  readonly installation: number;
  readonly asOf: string;
  readonly sizes: BatchSizes;
  waiting: readonly { readonly target: Target; readonly asking: Asking }[];
  running: number;
  /** When the first of those that wait has waited long enough, in milliseconds since 1970. */
  latest: number;
  timer: NodeJS.Timeout | null;
}

/** How long others are waited for after each that comes, in milliseconds. */
const GATHER_MS = 150;
/** Nobody waits for others longer than so many times that. */
const PATIENCE = 4;
/** While one is answered and its products are rated, the next is asked. */
const AT_ONCE = 2;

export function createFactsGate(
  client: (installation: number) => ReadClient,
  gatherMs = GATHER_MS,
): FactsGate {
  const lanes = new Map<string, Lane>();

  function laneOf(installation: number, asOf: string): Lane {
    const key = `${installation} ${asOf}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const sizes = batchSizes();
    const lane: Lane = { installation, asOf, sizes, waiting: [], running: 0, latest: 0, timer: null };
    lanes.set(key, lane);
    return lane;
  }

  /** Full requests go at once; the rest waits for others that may come. */
  function go(lane: Lane): void {
    while (lane.running < AT_ONCE && lane.waiting.length >= REPOSITORIES_TOGETHER) void readSome(lane);
    if (lane.timer !== null) clearTimeout(lane.timer);
    lane.timer = null;
    if (lane.waiting.length === 0 || lane.running >= AT_ONCE) return;
    const wait = Math.max(0, Math.min(gatherMs, lane.latest - Date.now()));
    lane.timer = setTimeout(() => {
      lane.timer = null;
      void readSome(lane);
    }, wait);
  }

  async function readSome(lane: Lane): Promise<void> {
    const { installation, asOf, sizes } = lane;
    const together = lane.waiting.slice(0, REPOSITORIES_TOGETHER);
    lane.waiting = lane.waiting.slice(REPOSITORIES_TOGETHER);
    lane.latest = Date.now() + PATIENCE * gatherMs;
    lane.running += 1;
    try {
      const targets = together.map(({ target }) => target);
      let index = 0;
      for await (const reading of readGitHubRepositories(client(installation), targets, { asOf, sizes })) {
        const one = together[index];
        index += 1;
        if (one !== undefined) arrive(one.asking, one.target, reading);
      }
    } catch (error) {
      const failed = new Set(together.map(({ asking }) => asking));
      for (const asking of failed) asking.reject(error);
      lane.waiting = lane.waiting.filter(({ asking }) => !failed.has(asking));
    } finally {
      lane.running -= 1;
      if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(`${installation} ${asOf}`);
      else go(lane);
    }
  }

  return {
    read: (installation, targets, asOf) => {
      if (targets.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        const lane = laneOf(installation, asOf);
        const asking: Asking = { readings: new Map(), targets, resolve, reject };
        if (lane.waiting.length === 0) lane.latest = Date.now() + PATIENCE * gatherMs;
        lane.waiting = [...lane.waiting, ...targets.map((target) => ({ target, asking }))];
        go(lane);
      });
    },
  };
}

/** Handed over as soon as they are complete, so that they need not all be kept until the last is read. */
function arrive({ readings, targets, resolve }: Asking, target: Target, reading: RepositoryReading): void {
  readings.set(target, reading);
  if (readings.size < targets.length) return;
  resolve(targets.flatMap((one) => readings.get(one) ?? []));
}
