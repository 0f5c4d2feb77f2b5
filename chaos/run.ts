/** The story told twice: in calm weather, and with faults and processes that are killed at work. */
import { CENTRAL, createWorld } from '../demo/world.js';
import { createManualClock, fullMix, type ExportedState } from '../simulator/index.js';
import { Killed, startProcesses, type Processes, type Stage } from './processes.js';
import { seeded } from './random.js';
import { castOf, prepare, storyOf, type Step } from './story.js';

export interface Weather {
  readonly products: number;
  /** 0: calm, without faults. */
  readonly kills: number;
  readonly seed: string;
  /** Only the beginning of the story, for a quick try. */
  readonly steps?: number;
  /** Of a database of its own; null: the embedded one. */
  readonly databaseUrl: string | null;
}

export interface Ending {
  readonly state: ExportedState;
  readonly lostDeliveries: number;
  readonly kills: number;
}

/** Real seconds for a second of GitHub's limits, for both sides alike. */
const PACING = 0.001;
const START = '2026-06-23T06:00:00Z';
const DAY_MS = 86_400_000;
/** Requests to GitHub that a process may make before it is killed, at most. */
const MOST_REQUESTS = 120;

export async function tell(weather: Weather, say: (text: string) => void): Promise<Ending> {
  const stage = await openStage(weather);
  try {
    const steps = [...installations(weather), ...storyOf(castOf(weather.products))].slice(0, weather.steps);
    const processes =
      weather.kills === 0 ? await calm(stage, steps) : await storm(stage, steps, weather, say);
    try {
      return await end(stage, processes, weather.kills, say);
    } finally {
      await processes.end();
    }
  } finally {
    await stage.world.close();
  }
}

async function openStage({ products, kills, seed, databaseUrl }: Weather): Promise<Stage> {
  const cast = castOf(products);
  const clock = createManualClock(START);
  const world = await createWorld({
    owners: cast.owners,
    prepare: (github) => prepare(github, cast),
    roadmap: true,
    simulator: {
      clock,
      traffic: 'counts',
      validate: 'requests',
      limits: { pacing: PACING },
      ...(kills === 0 ? {} : { faults: { ...fullMix(seed), lateMs: 2_000 } }),
    },
    ...(databaseUrl === null ? {} : { databaseUrl }),
  });
  return { world, clock };
}

function installations({ products }: Weather): readonly Step[] {
  const install =
    (owners: readonly string[]): Step =>
    ({ world }) => {
      for (const owner of owners) world.github.apps.install(world.appId, owner);
    };
  // The central organisation first: it says who is served.
  return [install([CENTRAL]), install(castOf(products).owners)];
}

/** A night goes by: GitHub is asked for what never arrived, everything is looked at and worked off. Throws Killed. */
async function settle({ world, clock }: Stage, { ask }: Processes): Promise<void> {
  await ask({ kind: 'time', now: clock.now().toISOString() });
  for (const queue of ['poll', 'sweep', 'poll'] as const) {
    await world.github.drain();
    await ask({ kind: 'round', queue });
    await ask({ kind: 'idle' });
  }
}

async function calm(stage: Stage, steps: readonly Step[]): Promise<Processes> {
  const processes = await startProcesses(stage);
  for (const step of steps) {
    step(stage);
    await settle(stage, processes);
  }
  return processes;
}

/** Every step in its turn, with an even share of the kills while it is worked off. */
async function storm(
  stage: Stage,
  steps: readonly Step[],
  { kills, seed }: Weather,
  say: (text: string) => void,
): Promise<Processes> {
  const random = seeded(seed);
  let processes = await startProcesses(stage);
  let killed = 0;
  for (const [index, step] of steps.entries()) {
    step(stage);
    const share = Math.round((kills * (index + 1)) / steps.length);
    for (; killed < share; killed += 1) {
      const kill = killAfter(stage, processes, 1 + Math.floor(random() * MOST_REQUESTS));
      await liveUntil(stage, processes, kill);
      // Of several processes the others live on.
      if (stage.world.settings.databaseUrl === null) processes = await startProcesses(stage);
    }
    await settle(stage, processes);
    say(`step ${index + 1} of ${steps.length}, ${killed} killed`);
  }
  return processes;
}

/** When all is worked off before the kill, every product is looked at again, so that there is something to be killed at. */
async function liveUntil(stage: Stage, processes: Processes, kill: Kill): Promise<void> {
  try {
    await settle(stage, processes);
    while (!kill.isDone()) {
      await processes.ask({ kind: 'assess' });
      await settle(stage, processes);
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    if (!kill.isDone()) throw new Error('the app has ended by itself', { cause: error });
  }
  await kill.done;
}

interface Kill {
  readonly isDone: () => boolean;
  readonly done: Promise<void>;
}

/** Kills when the processes have made so many requests. */
function killAfter({ world }: Stage, processes: Processes, requests: number): Kill {
  const made = (): number => {
    const { graphqlRequests, restReads, restWrites } = world.github.counts();
    return graphqlRequests + restReads + restWrites;
  };
  const from = made();
  let isDone = false;
  const done = new Promise<void>((resolve, reject) => {
    const timer = setInterval(() => {
      if (made() - from < requests) return;
      clearInterval(timer);
      isDone = true;
      processes.kill().then(resolve, reject);
    }, 1);
  });
  return { isDone: () => isDone, done };
}

/** The night after: nothing fails any more, what has failed for good is tried again, and everything is looked at twice. */
async function end(
  stage: Stage,
  processes: Processes,
  kills: number,
  say: (text: string) => void,
): Promise<Ending> {
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
  return { state: world.github.state(), lostDeliveries: lost.length, kills };
}
