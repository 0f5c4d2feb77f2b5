import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { createRoadmapDesk } from '../../src/app/roadmap-desk.js';
import { openWorld, writesOf } from '../support/world.js';

const HOME = 'dal-eng/eng';
const CONFIGURATION = JSON.stringify({
  version: 1,
  products: [{ name: 'OS2eng', repositories: ['eng'], issues: 'off' }],
});
const PLAN = `format: os2modning-plan/1
id: hoest
name: Høst
description: Fra såning til høst.
audience: Alle
start: 2026-03-01
tracks: [{ id: mark, name: Mark }]
phases: [{ id: foraar, name: Forår }]
milestones:
  - { id: saa, title: Så, description: Der er sået., track: mark, phase: foraar, start: start, due: start+9d }
  - { id: vand, title: Vand, description: Der er vandet., track: mark, phase: foraar, start: start, due: start+19d }
  - { id: hoest, title: Høst, description: Der er høstet., track: mark, phase: foraar, start: start, due: start+29d }
`;

describe('src/app/roadmap-desk: a plan whose start moves', () => {
  const clock = createManualClock('2026-02-02T08:00:00Z');
  let world: World;
  let app: App;

  beforeAll(async () => {
    world = await openWorld({
      owners: ['dal-eng'],
      roadmap: true,
      simulator: { clock },
      prepare: (github) => {
        github.repositories.create({ name: HOME, files: { 'README.md': '# Eng\n\nGræs.\n' } });
        github.repositories.create({ name: 'dal-eng/.github', files: { 'os2modning.yml': CONFIGURATION } });
      },
    });
    app = await world.start({ now: () => clock.now() });
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    expect(world.github.violations()).toEqual([]);
    await world.close();
  });

  async function applyFrom(start: string | null): Promise<void> {
    const desk = createRoadmapDesk(app.context, app.allowList);
    const plan = { content: PLAN, file: 'hoest.yml' } as const;
    const { isGood } = await desk.applyPlan({
      ...plan,
      repository: HOME,
      start,
      dryRun: false,
      language: 'da',
    });
    expect(isGood).toBe(true);
    await world.settle(app);
  }

  function dueDays(): readonly string[] {
    const milestones = world.github.state().repositories[HOME]?.milestones ?? [];
    return milestones.map(({ title, dueOn }) => `${title} ${(dueOn ?? '').slice(0, 10)}`);
  }

  function targetDates(): readonly string[] {
    const [project] = world.github.state().projects;
    const items = project?.items ?? [];
    return items.map(({ title, fieldValues }) => `${title} ${String(fieldValues['Target date'])}`).sort();
  }

  test('milestones and items move with it; what people have moved stays, and again nothing is written', async () => {
    await applyFrom(null);
    expect(dueDays()).toEqual(['Så 2026-03-10', 'Vand 2026-03-20', 'Høst 2026-03-30']);
    world.github.milestones.edit(HOME, 2, { dueOn: '2026-12-24T12:00:00Z' });
    await world.settle(app);

    await applyFrom('2026-04-01');
    world.github.clearTraffic();
    await applyFrom('2026-04-01');

    expect(dueDays()).toEqual(['Så 2026-04-10', 'Vand 2026-12-24', 'Høst 2026-04-30']);
    expect(targetDates()).toEqual([
      'OS2eng: Høst 2026-04-30',
      'OS2eng: Så 2026-04-10',
      'OS2eng: Vand 2026-12-24',
    ]);
    expect(writesOf(world)).toEqual([]);
  });
});
