import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CENTRAL } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import { openWorld } from '../support/world.js';
import { buildApp, killAfter, killAll, seeded, settle, startProcess } from './support/processes.js';
import type { Stage } from './support/story.js';

/** Each costs a process and its database. `ROADMAP_KILLS=20 npm test -- test/app/roadmap-kill` takes a minute or two. */
const KILLS = Number(process.env['ROADMAP_KILLS'] ?? 4);
const OWNER = 'dal-eng';
const HOME = `${OWNER}/eng`;
const MILESTONES = 45;
/** Writes that a process may make before it is killed, at most. */
const MOST_WRITES = KILLS > 10 ? 4 : 12;

/** One product with milestones of its own, and the yearly wheel to come. */
async function openStage(): Promise<Stage> {
  const clock = createManualClock('2026-02-02T08:00:00Z');
  const configuration = {
    version: 1,
    products: [{ name: 'OS2eng', repositories: ['eng'], issues: 'off', plans: ['aarshjul'] }],
  };
  const world = await openWorld({
    owners: [OWNER],
    roadmap: true,
    simulator: { clock },
    prepare: (github) => {
      github.repositories.create({ name: HOME, files: { 'README.md': '# Eng\n\nGræs.\n' } });
      github.repositories.create({
        name: `${OWNER}/.github`,
        files: { 'os2modning.yml': JSON.stringify(configuration) },
      });
      for (let number = 0; number < MILESTONES; number += 1)
        github.milestones.create(HOME, {
          title: `Slæt ${number}`,
          dueOn: '2026-09-01T12:00:00Z',
          description: `Spor: Spor ${number % 4}`,
        });
    },
  });
  return { world, clock };
}

describe('src/app/roadmap-lane.ts: killed with kill -9', () => {
  let stage: Stage;

  beforeAll(async () => {
    await buildApp();
    stage = await openStage();
  });

  afterAll(async () => {
    killAll();
    expect(stage.world.github.violations()).toEqual([]);
    await stage.world.close();
  });

  test('again and again between two writes: no item, milestone or task twice, none missing, none half filled', async () => {
    const { github, appId } = stage.world;
    const random = seeded(11);
    const writes = (): number => {
      const { graphqlMutations, restWrites, tokens } = github.counts();
      return graphqlMutations + restWrites - tokens;
    };
    for (const owner of [CENTRAL, OWNER]) github.apps.install(appId, owner);
    let atWork = 0;

    for (let kill = 0; kill < KILLS; kill += 1) {
      const running = await startProcess(stage);
      const killed = killAfter(running, writes, 1 + Math.floor(random() * MOST_WRITES));
      if (!(await settle(stage, running))) atWork += 1;
      await killed.now();
    }
    const last = await startProcess(stage);
    await settle(stage, last);
    await last.ask({ kind: 'round', queue: 'sweep' });
    await settle(stage, last);

    const { milestones = [], issues = [] } = github.state().repositories[HOME] ?? {};
    const items = github.state().projects[0]?.items ?? [];
    const tasks = issues.filter(({ body }) => body.includes('os2modning:plantask'));
    const once = (titles: readonly string[]): boolean => new Set(titles).size === titles.length;
    expect(atWork).toBe(KILLS);
    // The wheel of the year, but for what had passed when it came.
    expect(milestones).toHaveLength(MILESTONES + 10);
    expect(tasks).toHaveLength(10);
    expect(tasks.every(({ milestone }) => milestone !== null)).toBe(true);
    expect(items).toHaveLength(milestones.length);
    for (const all of [items, milestones, tasks]) expect(once(all.map(({ title }) => title))).toBe(true);
    expect(items.every(({ archived, fieldValues }) => !archived && 'Spor' in fieldValues)).toBe(true);
    expect(items.every(({ fieldValues }) => 'Produkt' in fieldValues && 'Kilde' in fieldValues)).toBe(true);
  }, 600_000);
});
