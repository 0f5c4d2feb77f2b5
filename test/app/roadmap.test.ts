import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CENTRAL, type World } from '../../demo/world.js';
import { createManualClock, type ExportedState } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { latestRound, listMilestones } from '../../src/store/index.js';
import { openWorld, runNow, writesOf } from '../support/world.js';

type Item = ExportedState['projects'][number]['items'][number];

const OWNERS = ['bro-vej', 'hav-strand', 'mark-skov'] as const;
const PER_OWNER = 4;
const PER_PRODUCT = 10;
const FIRST = 'bro-vej/vej0';
const NOTES = 'Sekretariatets noter';

/** Each organisation says itself what its products are. */
function configuration(owner: string): string {
  const products = Array.from({ length: PER_OWNER }, (_nothing, index) => {
    const name = `${owner.split('-')[1] ?? ''}${index}`;
    return { name: `OS2${name}`, repositories: [name], issues: 'off' };
  });
  return JSON.stringify({ version: 1, products });
}

function prepare(github: World['github']): void {
  for (const owner of OWNERS) {
    for (let index = 0; index < PER_OWNER; index += 1) {
      const name = `${owner}/${owner.split('-')[1] ?? ''}${index}`;
      github.repositories.create({
        name,
        files: { 'README.md': `# ${name}\n\nVej og vand.\n` },
        collaborators: { vejmand: 'write' },
      });
      for (let number = 0; number < PER_PRODUCT; number += 1)
        github.milestones.create(name, {
          title: `Version ${number}`,
          dueOn: `2026-${String(number + 3).padStart(2, '0')}-15T12:00:00Z`,
          description: `Spor: ${number % 2 === 0 ? 'Drift' : 'Udvikling'}\nFase: Fase ${number % 3}`,
        });
    }
    github.repositories.create({
      name: `${owner}/.github`,
      files: { 'os2modning.yml': configuration(owner) },
    });
  }
}

describe('src/app/roadmap-lane.ts', () => {
  const clock = createManualClock('2026-02-02T08:00:00Z');
  let world: World;
  let app: App;

  beforeAll(async () => {
    world = await openWorld({
      owners: OWNERS,
      prepare,
      roadmap: { statusUpdate: 'weekly' },
      simulator: { clock },
    });
    app = await world.start({ now: () => clock.now() });
    await world.settle(app);
  }, 180_000);

  afterAll(async () => {
    await app.stop();
    expect(world.github.violations()).toEqual([]);
    await world.close();
  });

  function project() {
    const [found] = world.github.state().projects;
    if (found === undefined) throw new Error('the world has a project');
    return found;
  }

  function items(): readonly Item[] {
    return project().items.filter(({ archived }) => !archived);
  }

  function item(title: string): Item {
    const [found, ...others] = project().items.filter((one) => one.title === title);
    if (found === undefined || others.length > 0) throw new Error(`not one item "${title}"`);
    return found;
  }

  /** Mutations of the project while something happens. */
  async function mutationsDuring(what: () => void | Promise<void>): Promise<number> {
    world.github.clearTraffic();
    await what();
    await world.settle(app);
    return writesOf(world).filter((write) => write === 'mutation').length;
  }

  test('three organisations, twelve products, 120 milestones: the first sync is complete', async () => {
    const shown = items();

    expect(shown).toHaveLength(OWNERS.length * PER_OWNER * PER_PRODUCT);
    expect(new Set(shown.map(({ title }) => title)).size).toBe(shown.length);
    expect(item('OS2vej0: Version 0').fieldValues).toEqual({
      Produkt: 'OS2vej0',
      Organisation: 'bro-vej',
      Repositorie: FIRST,
      Spor: 'Drift',
      Fase: 'Fase 0',
      'Start date': '2026-02-02',
      'Target date': '2026-03-15',
      Åbne: 0,
      Lukkede: 0,
      'Milepæl-status': 'Følger planen',
      Kilde: `https://github.com/${FIRST}/milestone/1`,
    });
    expect(await listMilestones(app.database)).toHaveLength(shown.length);
    expect((await latestRound(app.database, 'roadmap'))?.report).toMatchObject({
      problem: null,
      statuses: { 'on-track': 120 },
      unread: 0,
      project: { owner: CENTRAL, isPublic: true },
    });
  });

  test('the next night makes no write but the first status update, and reads little', async () => {
    await runNow(world, app, 'sweep');
    const writes = await mutationsDuring(() => runNow(world, app, 'sweep'));

    const queries = world.github.traffic().filter(({ graphql }) => graphql !== null);
    expect(writes).toBe(0);
    expect(writesOf(world)).toEqual([]);
    // A poll for each installation; milestones of each organisation, and two pages of the project.
    expect(queries).toHaveLength(world.installations.size + OWNERS.length + 2);
  });

  test('a changed due date makes one write', async () => {
    const writes = await mutationsDuring(() =>
      world.github.milestones.edit(FIRST, 2, { dueOn: '2026-12-31T12:00:00Z' }),
    );

    expect(writes).toBe(1);
    expect(item('OS2vej0: Version 1').fieldValues['Target date']).toBe('2026-12-31');
  });

  test('progress follows issues; what people have written stays, and options keep their ids', async () => {
    const { projects, issues } = world.github;
    projects.field(CENTRAL, project().number, { name: NOTES, dataType: 'TEXT' });
    projects.setValue(CENTRAL, project().number, {
      title: 'OS2vej0: Version 2',
      field: NOTES,
      value: 'Tales op i juni',
    });
    const before = projects.optionIds(CENTRAL, project().number);
    const first = issues.create({ repository: FIRST, title: 'Asfalt', milestone: 3, by: 'vejmand' });
    issues.create({ repository: FIRST, title: 'Grus', milestone: 3, by: 'vejmand' });
    await world.settle(app);

    issues.close(FIRST, first);
    world.github.milestones.edit(FIRST, 4, { description: 'Spor: Helt nyt' });
    await world.settle(app);

    expect(item('OS2vej0: Version 2').fieldValues).toMatchObject({
      Åbne: 1,
      Lukkede: 1,
      'Fremdrift %': 50,
      [NOTES]: 'Tales op i juni',
    });
    expect(item('OS2vej0: Version 3').fieldValues['Spor']).toBe('Helt nyt');
    expect(projects.optionIds(CENTRAL, project().number)).toMatchObject(before);
  });

  test('a repository that turns private leaves at once, and comes back when it is public again', async () => {
    const name = 'mark-skov/skov1';
    world.github.repositories.setVisibility(name, 'private');
    await world.settle(app);
    const during = JSON.stringify(project());
    const kept = (await listMilestones(app.database)).length;

    world.github.repositories.setVisibility(name, 'public');
    await world.settle(app);

    // Not toMatch: it would print all of it.
    expect(/skov1\b/.test(during)).toBe(false);
    expect(kept).toBe(110);
    expect(items()).toHaveLength(120);
    expect(item('OS2skov1: Version 0').fieldValues['Produkt']).toBe('OS2skov1');
  });

  test('one that moves, one that is made again, and one product that does not want it', async () => {
    const { repositories, milestones } = world.github;
    repositories.rename('hav-strand/strand0', 'strand-nul');
    milestones.delete('hav-strand/strand1', 1);
    milestones.create('hav-strand/strand1', { title: 'Version 0', dueOn: '2026-09-01T12:00:00Z' });
    const file = configuration('hav-strand')
      .replace('"repositories":["strand0"]', '"repositories":["strand-nul"]')
      .replace('"repositories":["strand3"]', '"repositories":["strand3"],"roadmap":false');
    world.github.push({ repository: 'hav-strand/.github', files: { 'os2modning.yml': file } });
    await world.settle(app);

    const archived = project().items.filter((one) => one.archived);

    expect(item('OS2strand0: Version 0').fieldValues['Repositorie']).toBe('hav-strand/strand-nul');
    expect(items().filter(({ title }) => title === 'OS2strand1: Version 0')).toHaveLength(1);
    expect(archived.map(({ title }) => title).sort()).toEqual(
      [
        'OS2strand1: Version 0',
        ...Array.from({ length: 10 }, (_, index) => `OS2strand3: Version ${index}`),
      ].sort(),
    );
  });

  test('an unclear answer to the making of an item makes no second one', async () => {
    for (const fault of ['error-after', 'reset-after'] as const) {
      world.github.faults.script({ fault, matches: /addProjectV2DraftIssue/ });
      world.github.milestones.create(FIRST, { title: fault, dueOn: '2026-08-01T12:00:00Z' });
      await world.settle(app);
    }

    expect(item('OS2vej0: error-after').fieldValues['Target date']).toBe('2026-08-01');
    expect(item('OS2vej0: reset-after').fieldValues['Target date']).toBe('2026-08-01');
  });

  test('plans that the configuration names: milestones, tasks and items with track and phase; again: nothing', async () => {
    const file = configuration('mark-skov').replace(
      '"repositories":["skov0"]',
      '"repositories":["skov0"],"plans":["tu2","aarshjul"]',
    );
    world.github.push({ repository: 'mark-skov/.github', files: { 'os2modning.yml': file } });
    await world.settle(app);
    const { milestones = [], issues = [] } = world.github.state().repositories['mark-skov/skov0'] ?? {};
    const again = await mutationsDuring(() => runNow(world, app, 'sweep'));

    const tasks = issues.filter(({ body }) => body.includes('os2modning:plantask'));
    // Its own ten, all of the programme, and a year of the wheel.
    expect(milestones).toHaveLength(PER_PRODUCT + 22 + 10);
    expect(tasks).toHaveLength(22 + 10);
    expect(tasks.every(({ milestone, body }) => milestone !== null && body.includes('- [ ] '))).toBe(true);
    expect(item('OS2skov0: Mere support: udrulning').fieldValues).toMatchObject({
      Spor: 'Mere support',
      Fase: 'Gennemførelse',
      Åbne: 1,
    });
    expect(item('OS2skov0: Evaluering, forår 2026').fieldValues).toMatchObject({
      Spor: 'Årshjul',
      Fase: 'Evaluering',
      'Target date': '2026-04-15',
    });
    expect(again).toBe(0);
    expect(writesOf(world)).toEqual([]);
  });

  test("next year's wheel comes in time, and what people have moved stays", async () => {
    const { milestones = [] } = world.github.state().repositories['mark-skov/skov0'] ?? {};
    const moved = milestones.find(({ title }) => title === 'Evaluering, efterår 2026');
    world.github.milestones.edit('mark-skov/skov0', moved?.number ?? 0, { dueOn: '2026-12-01T12:00:00Z' });
    await world.settle(app);
    clock.set('2026-10-01T01:30:00Z');

    await runNow(world, app, 'sweep');

    const after = world.github.state().repositories['mark-skov/skov0']?.milestones ?? [];
    expect(after).toHaveLength(milestones.length + 10);
    expect(after.find(({ number }) => number === moved?.number)?.dueOn).toMatch(/^2026-12-01/);
    expect(item('OS2skov0: Evaluering, forår 2027').fieldValues['Target date']).toBe('2027-04-15');
    clock.set('2026-10-01T08:00:00Z');
  });

  test('one status update a week', async () => {
    const updates = async (): Promise<readonly string[]> => {
      world.github.clearTraffic();
      await runNow(world, app, 'sweep');
      return world.github
        .traffic()
        .flatMap(({ graphql }) => JSON.stringify(graphql?.variables ?? {}))
        .filter((text) => text.includes('startDate') && text.includes('Status'));
    };

    const sameWeek = await updates();
    clock.set('2026-10-05T02:00:00Z');
    const nextWeek = await updates();
    const again = await updates();

    expect([sameWeek.length, nextWeek.length, again.length]).toEqual([0, 1, 0]);
    expect(nextWeek[0]).toContain('**Status 5. oktober 2026:**');
  });

  test('a missing permission is one message with its name, and everything else goes on', async () => {
    world.github.apps.grant(world.installations.get(CENTRAL) ?? 0, { organization_projects: null });
    world.github.milestones.edit(FIRST, 5, { dueOn: '2027-01-15T12:00:00Z' });
    await world.settle(app);
    const round = await latestRound<{ problem: { da: string } }>(app.database, 'roadmap');
    const failed = await app.jobs.list({ state: 'failed' });
    const writes = await mutationsDuring(() => runNow(world, app, 'sweep'));

    world.github.apps.grant(world.installations.get(CENTRAL) ?? 0, { organization_projects: 'write' });
    await runNow(world, app, 'sweep');

    expect(round?.report?.problem.da).toContain('organization_projects=write');
    expect(failed).toEqual([]);
    expect(writes).toBe(0);
    expect(item('OS2vej0: Version 4').fieldValues['Target date']).toBe('2027-01-15');
  });

  test('a second App for the central organisation: the first needs no access to projects', async () => {
    const second = world.github.apps.register({
      slug: 'os2modning-roadmap',
      permissions: { metadata: 'read', organization_projects: 'write' },
      events: [],
    });
    world.github.apps.install(second.id, CENTRAL);
    world.github.apps.grant(world.installations.get(CENTRAL) ?? 0, { organization_projects: null });
    await world.settle(app);
    await app.stop();
    const portfolioApp = { appId: second.id, privateKey: second.privateKey };
    app = await world.start({ now: () => clock.now(), settings: { ...world.settings, portfolioApp } });

    world.github.milestones.edit(FIRST, 6, { dueOn: '2027-02-15T12:00:00Z' });
    await world.settle(app);

    expect(item('OS2vej0: Version 5').fieldValues['Target date']).toBe('2027-02-15');
  });
});
