/** What the demo plays: products that are given, or invented ones and some weeks of their life. */
import { fullMix } from '../simulator/index.js';
import type { App } from '../src/app/index.js';
import type { Model } from '../src/governance/index.js';
import { createLogger } from '../src/log/index.js';
import { createStoryClock } from './clock.js';
import { buildEvaluations, evaluationsPlace } from './evaluations.js';
import { buildOrganisations, readOrganisations } from './invented.js';
import type { DemoOptions } from './options.js';
import { play, SECRETARIAT, STORY_DAYS } from './play.js';
import type { Teller } from './tell.js';
import { shippedModel } from './model.js';
import { CENTRAL, createWorld, type World } from './world.js';

export interface Story {
  readonly world: World;
  readonly model: Model;
  readonly start: () => Promise<App>;
  /** Everything up to the present. */
  readonly run: (app: App) => Promise<void>;
}

export async function openStory(options: DemoOptions, teller: Teller): Promise<Story> {
  return options.snapshots.length > 0 ? seeded(options, teller) : invented(options, teller);
}

function faultsOf({ faults }: DemoOptions) {
  return faults === null ? {} : { faults: fullMix(faults) };
}

function logger() {
  return createLogger({ level: process.env['LOG_LEVEL'] ?? 'error' });
}

/** Nothing is made up: the snapshots, the app, and what it does at once. */
async function seeded(options: DemoOptions, teller: Teller): Promise<Story> {
  const { snapshots, port } = options;
  teller.tell('seeded', { count: snapshots.length });
  const model = await shippedModel();
  const world = await createWorld({
    snapshots,
    homes: 'chosen',
    model,
    roadmap: true,
    simulator: { port, ...faultsOf(options) },
  });
  return {
    world,
    model,
    start: () => world.start({ log: logger() }),
    run: async (app) => {
      await world.settle(app);
      teller.blank();
    },
  };
}

async function invented(options: DemoOptions, teller: Teller): Promise<Story> {
  teller.tell('begin');
  teller.tell('invented');
  teller.blank();
  const clock = createStoryClock();
  const organisations = readOrganisations();
  const owners = organisations.map(({ owner }) => owner);
  const shipped = await shippedModel();
  // In this world the network has assigned these organisations to its products.
  const model = { ...shipped, organisations: [...shipped.organisations, ...owners] };
  const world = await createWorld({
    simulator: { clock, port: options.port, ...faultsOf(options) },
    model,
    owners,
    roadmap: { statusUpdate: 'weekly' },
    secretariat: { accounts: [SECRETARIAT] },
    portfolio: { evaluations: evaluationsPlace(CENTRAL) },
    prepare: (github) => {
      buildOrganisations(github, organisations, { clock, model, until: STORY_DAYS });
      buildEvaluations(github, { owner: CENTRAL, clock, model });
    },
  });
  return {
    world,
    model,
    start: () => world.start({ log: logger(), now: () => clock.now() }),
    run: async (app) => {
      await world.settle(app);
      teller.scene('installed', clock.now());
      await play({ world, app, clock, organisations, told: ({ tells }, at) => teller.scene(tells, at) });
      teller.blank();
    },
  };
}
