import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { describeSkip } from '../../src/roadmap/index.js';
import { CENTRAL, createStage, issueId, shownItems, type ShownItem, type Stage } from './support.js';

jest.setTimeout(60_000);

let stage: Stage;

afterEach(async () => {
  expect(stage.simulator.violations()).toEqual([]);
  await stage.close();
});

const CODE = 'Eksempel/kode';

/** One product with milestones of these titles, due on the first of the months from July on. */
async function oneProduct(...titles: readonly string[]): Promise<Stage> {
  stage = await createStage({ products: { Alfa: [CODE] } });
  for (const [index, title] of titles.entries())
    stage.simulator.milestones.create(CODE, {
      title,
      dueOn: `2026-${String(index + 7).padStart(2, '0')}-01T12:00:00Z`,
      createdAt: '2026-06-01T09:00:00Z',
    });
  return stage;
}

function shown(title: string): ShownItem {
  const found = shownItems(stage).find((item) => item.title === title);
  if (found === undefined) throw new Error(`no item ${title}`);
  return found;
}

describe('roadmap/sync', () => {
  test('three organisations, twelve products, 120 milestones: all there after one run, nothing to write in the next', async () => {
    const products: Record<string, string[]> = {};
    for (let index = 1; index <= 12; index += 1)
      products[`Produkt ${index}`] = [`Org${index % 3}/kode-${index}`, `Org${index % 3}/docs-${index}`];
    stage = await createStage({ products });
    for (const [first = '', second = ''] of Object.values(products))
      for (let index = 0; index < 10; index += 1)
        stage.simulator.milestones.create(index < 7 ? first : second, {
          title: `Version ${index}`,
          dueOn: `2026-${String(index + 1).padStart(2, '0')}-15T12:00:00Z`,
          description: `Spor: Spor ${index % 3}\nFase: Fase ${index % 2}\n\nMere @alle om det.`,
          createdAt: '2026-01-01T09:00:00Z',
        });

    const first = await stage.sync();
    const writes = stage.writes();
    const sources = await stage.sources();
    stage.simulator.clearTraffic();
    const second = await stage.sync({ sources });
    const reads = stage.simulator.traffic().length;

    expect(first.outcome?.skipped).toEqual([]);
    expect(first.outcome?.counts).toMatchObject({ added: 120, fields: 12 });
    expect(new Set(shownItems(stage).map(({ body }) => body)).size).toBe(120);
    expect(shownItems(stage)[0]?.values).toMatchObject({
      Organisation: 'Org1',
      Spor: 'Spor 0',
      Fase: 'Fase 0',
      'Start date': '2026-01-01',
      'Target date': '2026-01-15',
      'Milepæl-status': 'Overskredet',
    });
    expect(first.statuses).toMatchObject({ overdue: 60, done: 0, undated: 0 });
    // 12 fields, 6 for the drafts, and for the values 20 in each.
    expect(writes.length).toBeLessThan(85);
    expect(second.outcome?.counts.writes).toBe(0);
    // One for each organisation's milestones, two pages of the project.
    expect(reads).toBe(5);
  });

  test('a changed due date makes one write', async () => {
    await oneProduct('Version 1', 'Version 2');
    await stage.sync();
    stage.writes();

    stage.simulator.milestones.edit(CODE, 2, { dueOn: '2026-12-31T12:00:00Z' });
    const report = await stage.sync();

    expect(report.outcome?.counts).toMatchObject({ writes: 1, changed: 1 });
    expect(stage.writes()).toHaveLength(1);
    expect(shown('Alfa: Version 2').values['Target date']).toBe('2026-12-31');
  });

  test('progress follows the issues', async () => {
    await oneProduct('Version 1');
    stage.simulator.repositories.collaborator(CODE, 'bo', 'write');
    const issues = [1, 2, 3, 4].map((index) =>
      stage.simulator.issues.create({
        repository: CODE,
        title: `Opgave ${index}`,
        milestone: 1,
        by: 'bo',
      }),
    );
    await stage.sync();
    const before = shown('Alfa: Version 1').values;

    stage.simulator.issues.close(CODE, issues[0] ?? 0);
    await stage.sync();

    expect(before).toMatchObject({ 'Fremdrift %': 0, Åbne: 4, Lukkede: 0, 'Milepæl-status': 'I risiko' });
    expect(shown('Alfa: Version 1').values).toMatchObject({ 'Fremdrift %': 25, Åbne: 3, Lukkede: 1 });
  });

  test('values of people in other fields stay, and options keep their ids when others come', async () => {
    await oneProduct('Version 1');
    await stage.sync();
    stage.simulator.projects.field(CENTRAL, stage.number, { name: 'Note', dataType: 'TEXT' });
    const typed = { title: 'Alfa: Version 1', field: 'Note', value: 'Husk bestyrelsen' };
    stage.simulator.projects.setValue(CENTRAL, stage.number, typed);
    const optionsOf = async () =>
      (await stage.ports.reader.readProject(CENTRAL, stage.number))?.fields.find(
        ({ name }) => name === 'Spor',
      )?.options ?? [];
    const before = await optionsOf();

    stage.simulator.milestones.edit(CODE, 1, { description: 'Spor: Drift' });
    await stage.sync();
    stage.simulator.milestones.create(CODE, { title: 'Version 2', description: 'Spor: Udvikling' });
    await stage.sync();

    const after = await optionsOf();
    expect(after.map(({ name }) => name)).toEqual(['Ikke angivet', 'Drift', 'Udvikling']);
    expect(after[0]).toEqual(before[0]);
    expect(shown('Alfa: Version 1').values).toMatchObject({ Note: 'Husk bestyrelsen', Spor: 'Drift' });
  });

  test('deleted, made again, closed, opened again, renamed', async () => {
    await oneProduct('Version 1', 'Version 2');
    await stage.sync();

    stage.simulator.milestones.delete(CODE, 1);
    stage.simulator.milestones.close(CODE, 2);
    await stage.sync();
    const closed = shown('Alfa: Version 2').values['Milepæl-status'];
    stage.simulator.milestones.create(CODE, { title: 'Version 1' });
    stage.simulator.milestones.reopen(CODE, 2);
    stage.simulator.milestones.edit(CODE, 2, { title: 'Version 2.1' });
    const report = await stage.sync();

    expect(closed).toBe('Færdig');
    expect(shownItems(stage).map(({ title, archived }) => [title, archived])).toEqual([
      ['Alfa: Version 1', true],
      ['Alfa: Version 2.1', false],
      ['Alfa: Version 1', false],
    ]);
    expect(report.outcome?.counts).toMatchObject({ added: 1, changed: 1, archived: 0 });
    expect((await stage.sync()).outcome?.counts.writes).toBe(0);
  });

  test('a repository that turns private is emptied out of the project, and comes back when it is public again', async () => {
    await oneProduct('Version 1');
    const sources = await stage.sources();
    await stage.sync({ sources });

    stage.simulator.repositories.setVisibility(CODE, 'private');
    await stage.sync({ sources });
    const hidden = JSON.stringify(shownItems(stage));
    const quiet = await stage.sync({ sources });
    stage.simulator.repositories.setVisibility(CODE, 'public');
    await stage.sync({ sources });

    expect(hidden).toContain('"archived":true');
    expect(hidden).not.toContain('Version 1');
    expect(hidden).not.toContain('Eksempel');
    expect(quiet.outcome?.counts.writes).toBe(0);
    expect(shown('Alfa: Version 1')).toMatchObject({ archived: false, values: { Produkt: 'Alfa' } });
    expect((await stage.sync()).outcome?.counts.writes).toBe(0);
  });

  test('a repository that is renamed or moves to another organisation keeps its item', async () => {
    await oneProduct('Version 1');
    const sources = await stage.sources();
    await stage.sync({ sources });

    stage.simulator.repositories.rename(CODE, 'ny-kode');
    stage.simulator.repositories.transfer('Eksempel/ny-kode', 'Andet');
    const report = await stage.sync({ sources });

    expect(report.outcome?.counts).toMatchObject({ added: 0, archived: 0 });
    expect(shownItems(stage)).toHaveLength(1);
    expect(shown('Alfa: Version 1').values).toMatchObject({
      Organisation: 'Andet',
      Repositorie: 'Andet/ny-kode',
    });
  });

  test('milestones that GitHub leaves out once stay, also those that people have archived', async () => {
    await oneProduct('Version 1', 'Version 2');
    await stage.sync();
    stage.simulator.projects.archive(CENTRAL, stage.number, 'Alfa: Version 2');
    await stage.sync();
    const before = shownItems(stage);

    stage.simulator.faults.script({ fault: 'empty-list', matches: /query Milestones\(/ });
    const report = await stage.sync();

    expect(stage.simulator.faults.counts()).toEqual({ 'empty-list query': 1 });
    expect(report.outcome?.counts).toMatchObject({ archived: 0, writes: 0 });
    expect(shownItems(stage)).toEqual(before);
  });

  test('a project that GitHub shows empty once is not filled again', async () => {
    await oneProduct('Version 1', 'Version 2');
    await stage.sync();
    const before = shownItems(stage);

    stage.simulator.faults.script({ fault: 'empty-list', matches: /query Project\(/ });
    await stage.sync();
    const report = await stage.sync();

    expect(report.outcome?.counts.writes).toBe(0);
    expect(shownItems(stage)).toEqual(before);
  });

  test('an organisation that cannot be read keeps its items, and the others go on', async () => {
    stage = await createStage({ products: { Alfa: [CODE], Beta: ['Andet/kode'] } });
    stage.simulator.milestones.create(CODE, { title: 'Version 1' });
    await stage.sync();
    const sources = await stage.sources();
    const alfa = sources[0]?.repositories[0]?.id ?? '';
    stage.simulator.milestones.create('Andet/kode', { title: 'Version 9' });
    stage.simulator.faults.script({ fault: 'error-before', matches: /query Milestones\(/, times: 4 });

    const report = await stage.sync({ sources });

    expect([...report.unread.keys()]).toEqual([alfa]);
    expect(report.outcome?.counts).toMatchObject({ added: 1, archived: 0 });
    expect(shownItems(stage).map(({ title, archived }) => [title, archived])).toEqual([
      ['Alfa: Version 1', false],
      ['Beta: Version 9', false],
    ]);
  });

  test('issues of ours are shown with the days of their milestone, and go when they are not wanted any more', async () => {
    await oneProduct('Version 1');
    stage.simulator.repositories.collaborator(CODE, 'bo', 'write');
    stage.simulator.issues.create({
      repository: CODE,
      title: 'Skriv en SECURITY.md',
      milestone: 1,
      by: 'bo',
    });
    const [source] = await stage.sources();
    const product = { key: 'alfa', name: 'Alfa' };
    const issues = [{ id: await issueId(stage, CODE, 1), product }];
    if (source === undefined) throw new Error('there is a source');

    await stage.sync({ sources: [{ ...source, issues }] });
    const with_ = shown('Skriv en SECURITY.md');
    const again = await stage.sync({ sources: [{ ...source, issues }] });
    await stage.sync({ sources: [source] });

    expect(with_.values).toMatchObject({ Produkt: 'Alfa', 'Target date': '2026-07-01' });
    expect(again.outcome?.counts.writes).toBe(0);
    expect(shown('Skriv en SECURITY.md').archived).toBe(true);
  });

  test('a milestone list of many pages is read whole', async () => {
    stage = await createStage({ products: { Alfa: [CODE] } });
    for (let index = 0; index < 160; index += 1)
      stage.simulator.milestones.create(CODE, { title: `Nr. ${index}` });

    const report = await stage.sync({ dryRun: true });

    expect(report.plan.add).toHaveLength(160);
    expect(report.outcome).toBeNull();
    expect(shownItems(stage)).toEqual([]);
  });

  describe('an unclear answer', () => {
    test.each(['error-after', 'error-before', 'reset-after', 'reset-before'] as const)(
      '%s on adding items makes no second one',
      async (fault) => {
        await oneProduct('Version 1', 'Version 2', 'Version 3');
        stage.simulator.faults.script({ fault, matches: /addProjectV2DraftIssue/ });

        const report = await stage.sync();

        expect(report.outcome?.skipped).toEqual([]);
        expect(shownItems(stage).map(({ title }) => title)).toEqual([
          'Alfa: Version 1',
          'Alfa: Version 2',
          'Alfa: Version 3',
        ]);
        expect((await stage.sync()).outcome?.counts.writes).toBe(0);
      },
    );

    test.each(['error-after', 'reset-before'] as const)(
      '%s on making fields and values leaves nothing out',
      async (fault) => {
        await oneProduct('Version 1');
        stage.simulator.faults.script({ fault, matches: /createProjectV2Field/, times: 1 });
        stage.simulator.faults.script({ fault, matches: /updateProjectV2ItemFieldValue/, times: 1 });

        const report = await stage.sync();

        expect(report.outcome?.skipped).toEqual([]);
        expect(shown('Alfa: Version 1').values).toMatchObject({
          Produkt: 'Alfa',
          'Target date': '2026-07-01',
        });
        expect((await stage.sync()).outcome?.counts.writes).toBe(0);
      },
    );
  });

  test('a limit is waited for, and nothing is lost', async () => {
    await oneProduct('Version 1');
    stage.simulator.faults.script({ fault: 'secondary-limit', matches: /addProjectV2DraftIssue/ });

    const report = await stage.sync();

    expect(report.outcome?.skipped).toEqual([]);
    expect(shownItems(stage)).toHaveLength(1);
  });

  test('a missing permission is one clear message with its name', async () => {
    await oneProduct('Version 1', 'Version 2');
    stage.simulator.faults.script({ fault: 'forbidden', matches: /^mutation/, times: 100 });

    const report = await stage.sync();

    const skipped = report.outcome?.skipped ?? [];
    expect(skipped.map((skip) => describeSkip(skip, 'da'))).toEqual([
      'Der mangler en tilladelse, så roadmappet kan ikke opdateres. Giv appen »organization_projects=write« i den organisation, der ejer projektet, og godkend det dér.',
    ]);
  });
});
