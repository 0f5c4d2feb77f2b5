/** Starts the simulated GitHub of the benchmarks, and an app beside it in this process. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrafficCounts } from '../../simulator/index.js';
import type { Settings } from '../../src/app/index.js';
import type { PortfolioSize } from './portfolio.js';

export interface HostedOptions {
  readonly size: PortfolioSize;
  /** Added to every answer, in milliseconds. */
  readonly latencyMs: number;
  /** Real seconds for a second of GitHub's limits. */
  readonly pacing: number;
  readonly webhook: { readonly url: string; readonly secret: string };
  /** Seed of a mix of faults. */
  readonly faults: string | null;
}

export type Order =
  | { readonly kind: 'counts' | 'clear' }
  | { readonly kind: 'push'; readonly repository: string; readonly files: Readonly<Record<string, string>> };

export type Reply = Readonly<TrafficCounts> | null;

export interface Ready {
  readonly url: string;
  readonly appId: number;
  readonly privateKey: string;
}

export interface HostedGitHub extends Ready {
  readonly counts: () => Promise<TrafficCounts>;
  readonly clear: () => Promise<void>;
  readonly push: (repository: string, files: Readonly<Record<string, string>>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('process.ts', import.meta.url));
const PREPARE = fileURLToPath(new URL('prepare.ts', import.meta.url));

/** Resolves when the portfolio is made and the App installed on every organisation of it. */
export async function hostGitHub(options: HostedOptions): Promise<HostedGitHub> {
  const child = fork(PROGRAM, {
    execArgv: ['--import', 'tsx', '--max-old-space-size=6000'],
    env: { ...process.env, BENCH_GITHUB: JSON.stringify(options) },
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The simulated GitHub has ended.');
  });
  ended.catch(() => undefined);
  const answer = async (): Promise<unknown> =>
    ((await Promise.race([once(child, 'message'), ended])) as [unknown])[0];
  const ready = (await answer()) as Ready;
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, since answers carry no number. */
  const ask = (order: Order): Promise<unknown> => {
    last = last.then(async () => {
      const answered = answer();
      child.send(order);
      return answered;
    });
    return last;
  };
  return {
    ...ready,
    counts: async () => (await ask({ kind: 'counts' })) as TrafficCounts,
    clear: async () => {
      await ask({ kind: 'clear' });
    },
    push: async (repository, files) => {
      await ask({ kind: 'push', repository, files });
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

export const BENCH_SECRET = 'a secret for benchmarks alone, never used elsewhere';

/** Settings of an app on the hosted GitHub, with an embedded database of its own; `drop` deletes it. */
export async function benchSettings(
  github: Ready,
  given: Pick<Settings, 'accounts' | 'pacing' | 'port' | 'dryRun'> & { readonly databaseUrl?: string },
): Promise<{ readonly settings: Settings; readonly drop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'os2modning-bench-'));
  const dataDirectory = join(directory, 'data');
  await prepareDatabase(dataDirectory);
  const settings: Settings = {
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecrets: [BENCH_SECRET],
    apiUrl: github.url,
    logLevel: 'silent',
    host: '127.0.0.1',
    databaseUrl: null,
    dataDirectory,
    portfolio: null,
    portfolioApp: null,
    oauth: null,
    proposalsApp: null,
    removesUnlisted: false,
    role: 'all',
    ...given,
  };
  return { settings, drop: () => rm(directory, { recursive: true, force: true }) };
}

async function prepareDatabase(directory: string): Promise<void> {
  const child = fork(PREPARE, [directory], { execArgv: ['--import', 'tsx'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the database could not be made');
}

/** The highest memory of this process from now on, in MB; sampled while it works. */
export function watchMemory(): { readonly peakMb: () => number; readonly stop: () => void } {
  let peak = process.memoryUsage.rss();
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 25);
  timer.unref();
  return {
    peakMb: () => {
      look();
      return Math.round(peak / 1024 / 1024);
    },
    stop: () => clearInterval(timer),
  };
}
