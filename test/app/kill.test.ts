import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CENTRAL } from '../../demo/world.js';
import { buildProgram } from '../support/program.js';
import { comparableState } from '../support/world.js';
import type { Order } from './support/appProcess.js';
import { closeTooEarly, decline, mend, openStage, pushSomethingElse, type Stage } from './support/story.js';

const KILLS = 20;
const SOURCE = fileURLToPath(new URL('support/appProcess.ts', import.meta.url));
/** Requests to GitHub that a process may make before it is killed, at most. */
const MOST_REQUESTS = 18;

let program = '';
const processes = new Set<ChildProcess>();

interface Process {
  readonly child: ChildProcess;
  /** Answers false when the process was killed before it was done. */
  readonly ask: (order: Order) => Promise<boolean>;
  readonly kill: () => Promise<void>;
}

async function startProcess({ world, clock }: Stage): Promise<Process> {
  const settings = { ...world.settings, accounts: [...world.settings.accounts] };
  const child = fork(program, {
    env: { ...process.env, SETTINGS: JSON.stringify(settings), NOW: clock.now().toISOString() },
  });
  processes.add(child);
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
async function settle({ world, clock }: Stage, { ask }: Process): Promise<boolean> {
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

/** The story, one step after the other, each when the one before has been worked off. */
function steps(): ((stage: Stage) => void)[] {
  const install =
    (owner: string) =>
    ({ world }: Stage): void => {
      world.github.apps.install(world.appId, owner);
    };
  return [
    install(CENTRAL),
    install('celle-parker'),
    install('dal-stier'),
    (stage) => mend(stage),
    decline,
    pushSomethingElse,
    closeTooEarly,
    pushSomethingElse,
  ];
}

async function tellStory(stage: Stage, left = steps()): Promise<unknown> {
  const running = await startProcess(stage);
  await settle(stage, running);
  for (const step of left) {
    step(stage);
    await settle(stage, running);
  }
  await running.kill();
  return comparableState(stage.world);
}

/** As `tellStory`, by one process after the other, of which all but the last are killed; answers how many were at work. */
async function tellStoryWithKills(
  stage: Stage,
  random: () => number,
): Promise<{ readonly state: unknown; readonly atWork: number }> {
  const left = steps();
  let atWork = 0;
  for (let kills = 0; kills < KILLS; kills += 1) {
    const running = await startProcess(stage);
    const killed = killAfter(stage, running, 1 + Math.floor(random() * MOST_REQUESTS));
    let isAlive = await settle(stage, running);
    while (isAlive && left.length > 0) {
      left.shift()?.(stage);
      isAlive = await settle(stage, running);
    }
    if (!isAlive) atWork += 1;
    await killed.now();
  }
  return { state: await tellStory(stage, left), atWork };
}

/** Kills the process when it has made so many requests, or when told to. */
function killAfter({ world }: Stage, running: Process, requests: number): { now: () => Promise<void> } {
  const made = (): number => {
    const { graphqlRequests, restReads, restWrites } = world.github.counts();
    return graphqlRequests + restReads + restWrites;
  };
  const from = made();
  const timer = setInterval(() => {
    if (made() - from >= requests) running.child.kill('SIGKILL');
  }, 1);
  return {
    now: async () => {
      clearInterval(timer);
      await running.kill();
    },
  };
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('src/app: killed with kill -9', () => {
  const stages: Stage[] = [];

  beforeAll(async () => {
    program = await buildProgram(SOURCE);
  });

  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    for (const { world } of stages) await world.close();
  });

  test('at any moment, it ends in the same state as when it is left alone, and makes nothing twice', async () => {
    const [calm, stage] = [await openStage(), await openStage()];
    stages.push(calm, stage);

    const expected = await tellStory(calm);
    const { state, atWork } = await tellStoryWithKills(stage, seeded(7));

    expect(atWork).toBeGreaterThan(KILLS / 2);
    expect(state).toEqual(expected);
  }, 900_000);
});
