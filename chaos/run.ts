/** The story told twice: in calm weather, and with faults and processes that are killed at work. */
import { CENTRAL, createWorld } from '../demo/world.js';
import { createManualClock, fullMix, type ExportedState, type FaultMix } from '../simulator/index.js';
import { castOf, prepare, SECRETARIAT } from './cast.js';
import { buildApp, startProcesses, type Processes, type Stage } from './processes.js';
import { seeded } from './random.js';
import { settle } from './settle.js';
import { killAtWork } from './kill.js';
import { storyOf, type Step } from './story.js';

export interface Weather {
  readonly products: number;
  /** 0: calm, without faults. */
  readonly kills: number;
  /** Of each step in calm weather, so that kills fall on all of a step's work. */
  readonly requests?: readonly number[];
  readonly seed: string;
  /** Only the beginning of the story, for a quick try. */
  readonly steps?: number;
  /** Of a database of its own; null: the embedded one. */
  readonly databaseUrl: string | null;
}

export interface Ending {
  readonly state: ExportedState;
  readonly lostDeliveries: number;
  readonly deliveries: number;
  readonly kills: number;
  /** Requests of each step until everything was worked off. */
  readonly requests: readonly number[];
  /** How often each fault has made a difference, by `fault kind-of-request`. */
  readonly faults: Readonly<Record<string, number>>;
  /** How often a process was killed while this operation was the newest. */
  readonly killedAt: Readonly<Record<string, number>>;
}

/** Real seconds for a second of GitHub's limits, for both sides alike. */
const PACING = 0.001;
const START = '2026-06-23T06:00:00Z';
const DAY_MS = 86_400_000;
const FEWEST_REQUESTS = 20;
const REQUESTS_UNKNOWN = 120;
/** The first finds what the storm has left undone, the second what came of that. */
const NIGHTS_OF_A_LULL = 2;

export async function tell(weather: Weather, say: (text: string) => void): Promise<Ending> {
  await buildApp();
  const stage = await openStage(weather);
  try {
    const steps = [...installations(weather), ...storyOf(castOf(weather.products))].slice(0, weather.steps);
    const killedAt: Record<string, number> = {};
    const { processes, requests } = await tellSteps(stage, steps, weather, { killedAt, say });
    try {
      const faults = stage.world.github.faults.counts();
      const ending = await end(stage, processes, say);
      return { ...ending, kills: weather.kills, requests, faults, killedAt };
    } finally {
      await processes.end();
    }
  } finally {
    await stage.world.close();
  }
}

/**
 * Everything the simulator knows, and now and then a permission that is gone for a moment. Writes are few beside reads, and
 * what is unclear about them does the harm, so they fail more often.
 */
function faultsOf(seed: string): FaultMix {
  const mix = fullMix(seed);
  return {
    ...mix,
    requests: { ...mix.requests, forbidden: 0.002 },
    writes: {
      'error-before': 0.04,
      'error-after': 0.04,
      'reset-before': 0.02,
      'reset-after': 0.03,
      slow: 0.02,
      'secondary-limit': 0.02,
      'graphql-error': 0.03,
      'graphql-error-after': 0.03,
      forbidden: 0.005,
    },
    lateMs: 2_000,
  };
}

async function openStage({ products, databaseUrl }: Weather): Promise<Stage> {
  const cast = castOf(products);
  const clock = createManualClock(START);
  const world = await createWorld({
    owners: cast.owners,
    prepare: (github) => prepare(github, cast),
    roadmap: true,
    secretariat: { accounts: [SECRETARIAT] },
    simulator: {
      clock,
      traffic: 'counts',
      validate: 'requests',
      limits: { pacing: PACING },
    },
    ...(databaseUrl === null ? {} : { databaseUrl }),
  });
  return { world, clock };
}

function installations({ products }: Weather): readonly Step[] {
  const install = (name: string, owners: readonly string[]): Step => ({
    name,
    happens: ({ world }) => {
      for (const owner of owners) world.github.apps.install(world.appId, owner);
    },
  });
  // The central organisation first: it says who is served.
  return [install('installed centrally', [CENTRAL]), install('installed', castOf(products).owners)];
}

interface Notes {
  readonly killedAt: Record<string, number>;
  readonly say: (text: string) => void;
}

/** Every step in its turn, with an even share of the kills while it is worked off. */
async function tellSteps(
  stage: Stage,
  steps: readonly Step[],
  weather: Weather,
  { killedAt, say }: Notes,
): Promise<{ readonly processes: Processes; readonly requests: readonly number[] }> {
  const { github } = stage.world;
  const random = seeded(weather.seed);
  const requests: number[] = [];
  let processes = await startProcesses(stage);
  let killed = 0;
  for (const [index, step] of steps.entries()) {
    const from = github.requests();
    const before = sum(github.faults.counts());
    // Each step its own, or the same requests would meet the same faults again.
    if (weather.kills > 0) github.faults.setMix(faultsOf(`${weather.seed} ${index}`));
    step.happens(stage);
    const share = Math.round((weather.kills * (index + 1)) / steps.length);
    const most = mostRequests(weather.requests?.[index], share - killed);
    for (; killed < share; killed += 1) {
      const at = await killAtWork(stage, processes, 1 + Math.floor(random() * most));
      killedAt[at] = (killedAt[at] ?? 0) + 1;
      // Of several processes the others live on.
      if (stage.world.settings.databaseUrl === null) processes = await startProcesses(stage);
    }
    await settle(stage, processes);
    requests.push(github.requests() - from);
    const faults = sum(github.faults.counts()) - before;
    await lull(stage, processes);
    say(
      `${index + 1} of ${steps.length}, ${step.name}: ${requests.at(-1) ?? 0} requests, ${faults} faults, ${killed} killed so far`,
    );
  }
  return { processes, requests };
}

/**
 * What people do next hangs on what stands, so they wait for a lull in which the app catches up, as it must by itself: no job
 * is started for it, and no time goes by.
 */
async function lull(stage: Stage, processes: Processes): Promise<void> {
  stage.world.github.faults.clear();
  for (let night = 0; night < NIGHTS_OF_A_LULL; night += 1) await settle(stage, processes);
}

/** Requests that a process may make before it is killed: together about as many as the step takes, so that each part has its turn. */
function mostRequests(calm: number | undefined, kills: number): number {
  if (calm === undefined || kills === 0) return REQUESTS_UNKNOWN;
  return Math.max(FEWEST_REQUESTS, Math.round((2 * calm) / kills));
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

/** The night after: nothing fails any more, what has failed for good is tried again, and everything is looked at twice. */
async function end(
  stage: Stage,
  processes: Processes,
  say: (text: string) => void,
): Promise<Pick<Ending, 'state' | 'lostDeliveries' | 'deliveries'>> {
  const { world, clock } = stage;
  const { ask } = processes;
  await settle(stage, processes);
  world.github.faults.clear();
  clock.advance(DAY_MS);
  await settle(stage, processes);
  const failed = (await ask({ kind: 'retry' })) as readonly string[];
  if (failed.length > 0) say(`tried again: ${failed.length} jobs, such as ${failed[0] ?? ''}`);
  for (const order of [{ kind: 'round', queue: 'sweep' }, { kind: 'assess' }, { kind: 'assess' }] as const) {
    await ask(order);
    await settle(stage, processes);
  }
  const done = new Set((await ask({ kind: 'deliveries' })) as readonly string[]);
  const sent = new Set(world.github.deliveries().map(({ guid }) => guid));
  const lost = [...sent].filter((guid) => !done.has(guid));
  for (const guid of lost) {
    const tries = world.github.deliveries().filter((one) => one.guid === guid);
    say(
      `lost: ${tries.map(({ event, action, statusCode }) => `${event} ${action ?? ''} ${statusCode}`).join(', ')}`,
    );
  }
  for (const violation of world.github.violations()) say(violation);
  return { state: world.github.state(), lostDeliveries: lost.length, deliveries: sent.size };
}
