/** The app's processes: one on the embedded database; on a server one that takes deliveries in and three that work. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { World } from '../demo/world.js';
import type { ManualClock } from '../simulator/index.js';
import type { Settings } from '../src/app/index.js';
import { buildProgram } from '../test/support/program.js';

export type Order =
  | { readonly kind: 'time'; readonly now: string }
  /** Answered when nothing waits and nothing runs. */
  | { readonly kind: 'idle' }
  /** What the clock does every hour and every night. */
  | { readonly kind: 'round'; readonly queue: 'poll' | 'sweep' }
  /** Every product again. */
  | { readonly kind: 'assess' }
  /** What has failed for good, once more, as an operator would; answers what it was. */
  | { readonly kind: 'retry' }
  /** Ids of deliveries that have been worked on. */
  | { readonly kind: 'deliveries' };

export interface Stage {
  readonly world: World;
  /** Of GitHub and of the app. */
  readonly clock: ManualClock;
}

/** The process that orders were given to was killed, or has ended by itself. */
export class Killed extends Error {
  override readonly name = 'Killed';

  constructor({ exitCode, signalCode }: ChildProcess) {
    super(`The process has ended with ${String(signalCode ?? exitCode)}.`);
  }
}

export interface Processes {
  /** Throws Killed. */
  readonly ask: (order: Order) => Promise<unknown>;
  /** `kill -9` of the one whose turn it is; a worker is started again at once. */
  readonly kill: () => Promise<void>;
  /** Kills all. */
  readonly end: () => Promise<void>;
}

const SOURCE = fileURLToPath(new URL('app-process.ts', import.meta.url));
const WORKERS = 3;

let program: Promise<string> | null = null;

/** Before the first process is started: in one file it starts in half the time. */
export async function buildApp(): Promise<void> {
  program ??= buildProgram(SOURCE);
  await program;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

async function start(stage: Stage, given: Partial<Settings> = {}): Promise<Running> {
  const { world, clock } = stage;
  const settings = { ...world.settings, ...given, accounts: [...world.settings.accounts] };
  if (program === null) throw new Error('The app has not been built.');
  const child = fork(await program, {
    execArgv: [],
    env: { ...process.env, CHAOS_SETTINGS: JSON.stringify(settings), CHAOS_NOW: clock.now().toISOString() },
  });
  const ended = once(child, 'exit').then(() => undefined);
  const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  if (!isReady && child.signalCode !== 'SIGKILL')
    throw new Error(`the app ended with ${String(child.exitCode)}`);
  return { child, ended };
}

async function ask({ child, ended }: Running, order: Order): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Killed(child);
  const answered = once(child, 'message').then(
    ([reply]) => reply as { readonly answer?: unknown; readonly error?: string },
  );
  child.send(order, () => undefined);
  const reply = await Promise.race([answered, ended.then(() => null)]);
  if (reply === null) throw new Killed(child);
  if (reply.error !== undefined) throw new Error(reply.error);
  return reply.answer;
}

async function kill({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

export async function startProcesses(stage: Stage): Promise<Processes> {
  return stage.world.settings.databaseUrl === null ? startAlone(stage) : startMany(stage);
}

async function startAlone(stage: Stage): Promise<Processes> {
  const running = await start(stage);
  return {
    ask: (order) => ask(running, order),
    kill: () => kill(running),
    end: () => kill(running),
  };
}

async function startMany(stage: Stage): Promise<Processes> {
  const web = await start(stage, { role: 'web' });
  const worker = (): Promise<Running> => start(stage, { role: 'worker', port: 0 });
  const workers = await Promise.all(Array.from({ length: WORKERS }, worker));
  let turn = 0;
  return {
    ask: async (order) => {
      // Time is told to everybody, everything else is asked of the one that is never killed.
      if (order.kind === 'time')
        for (const one of workers) await ask(one, order).catch((error: unknown) => ignoreKilled(error));
      return ask(web, order);
    },
    kill: async () => {
      const place = turn % WORKERS;
      turn += 1;
      const victim = workers[place];
      if (victim !== undefined) await kill(victim);
      workers[place] = await worker();
    },
    end: async () => {
      for (const one of [web, ...workers]) await kill(one);
    },
  };
}

function ignoreKilled(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}
