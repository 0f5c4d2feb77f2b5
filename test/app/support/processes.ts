/** The app as a process of its own beside the simulator of the test, to be killed. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../../src/app/index.js';
import { buildProgram } from '../../support/program.js';
import type { Order } from './appProcess.js';
import type { Stage } from './story.js';

const SOURCE = fileURLToPath(new URL('appProcess.ts', import.meta.url));

let program = '';
const processes = new Set<ChildProcess>();

/** Before the first process is started. */
export async function buildApp(): Promise<void> {
  program = await buildProgram(SOURCE);
}

/** Whatever is still there. */
export function killAll(): void {
  for (const child of processes) child.kill('SIGKILL');
}

export interface Process {
  readonly child: ChildProcess;
  /** Answers false when the process was killed before it was done. */
  readonly ask: (order: Order) => Promise<boolean>;
  readonly kill: () => Promise<void>;
}

export interface ProcessOptions {
  /** Beside those of the world. */
  readonly settings?: Partial<Settings>;
  /** Told every line of the log, debugging too. */
  readonly onLog?: (line: Readonly<Record<string, unknown>>) => void;
}

export async function startProcess(
  { world, clock }: Stage,
  { settings: given = {}, onLog }: ProcessOptions = {},
): Promise<Process> {
  const settings = { ...world.settings, ...given, accounts: [...world.settings.accounts] };
  const log = onLog === undefined ? 'silent' : 'debug';
  const env = { SETTINGS: JSON.stringify(settings), NOW: clock.now().toISOString(), LOG: log };
  const child = fork(program, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', onLog === undefined ? 'inherit' : 'pipe', 'ipc'],
  });
  processes.add(child);
  if (onLog !== undefined && child.stderr !== null)
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('{')) onLog(JSON.parse(line) as Record<string, unknown>);
    });
  const ended = once(child, 'exit').then(() => processes.delete(child));
  const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error(`the app ended with ${String(child.exitCode)}`);
  return {
    child,
    ask: async (order) => {
      if (child.exitCode !== null || child.signalCode !== null) return false;
      const answered = once(child, 'message').then(() => true);
      child.send(order, () => undefined);
      return Promise.race([answered, ended.then(() => false)]);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** GitHub is asked for what never arrived, and everything is worked off. False when the process was killed meanwhile. */
export async function settle({ world, clock }: Stage, { ask }: Process): Promise<boolean> {
  const orders: readonly Order[] = [
    { kind: 'time', now: clock.now().toISOString() },
    { kind: 'round', queue: 'poll' },
    { kind: 'idle' },
  ];
  for (let round = 0; round < 2; round += 1) {
    await world.github.drain();
    for (const order of orders) if (!(await ask(order))) return false;
  }
  return true;
}

/** Kills the process when it has come so far, as counted on the other side, or when told to. */
export function killAfter(running: Process, made: () => number, many: number): { now: () => Promise<void> } {
  const from = made();
  const timer = setInterval(() => {
    if (made() - from >= many) running.child.kill('SIGKILL');
  }, 1);
  return {
    now: async () => {
      clearInterval(timer);
      await running.kill();
    },
  };
}

/** Mulberry32: the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
