import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CENTRAL, type World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { latestAssessment, listEvaluations, listProducts, newestEvaluation } from '../../src/store/index.js';
import { form09, formMerged } from '../evaluations/fixtures.js';
import { maturityIssue, openWorld, runNow, writesOf } from '../support/world.js';

const README = { 'README.md': '# Noget\n\nEn stump kode.\n' };
const REPORTS = `${CENTRAL}/evalueringer`;
const KEPT = 'Produktet fastholdes på **niveau 1**.';

/** An evaluation of an invented product, dated and placed. */
function report(product: string, day: string, text = KEPT): string {
  return form09({
    title: product,
    heading: `# Vurdering af OS2-produkt: ${product}`,
    head: [`**Dato for release:** ${day}`, '**Audit made by:** Navn Navnesen'],
    text,
  });
}

function merged(product: string, decided: string): string {
  return formMerged({
    head: ['**Dato for udfyldelse:** 2026-09-29', `**Fastlagt niveau:** ${decided}`],
  }).replaceAll('OS2prøve', product);
}

describe('src/app: evaluations', () => {
  let world: World;
  let app: App;

  async function decidedOf(name: string) {
    const product = (await listProducts(app.database)).find(
      ({ configuration }) => configuration.name === name,
    );
    return (await latestAssessment(app.database, product?.key ?? ''))?.assessment.level.decided ?? null;
  }

  async function publish(files: Readonly<Record<string, string | null>>): Promise<void> {
    world.github.push({ repository: REPORTS, by: 'sekretaer', message: 'Evalueringer', files });
    await world.settle(app);
  }

  async function configure(more: Readonly<Record<string, unknown>>): Promise<void> {
    const text = JSON.stringify({ version: 1, organisations: ['os2baenk', 'os2gynge', CENTRAL], ...more });
    world.github.push({
      repository: `${CENTRAL}/portefolje`,
      by: 'sekretaer',
      message: 'Portefølje',
      files: { 'os2modning-portfolio.yml': text },
    });
    await world.settle(app);
  }

  beforeAll(async () => {
    world = await openWorld({
      owners: ['os2baenk', 'os2gynge'],
      portfolio: { evaluations: `${REPORTS}:docs/rapporter` },
      prepare: (github) => {
        github.repositories.create({ name: 'os2baenk/os2baenk', files: README });
        github.repositories.create({ name: 'os2gynge/os2gynge', files: README });
        github.repositories.create({
          name: REPORTS,
          files: {
            'README.md': '# Evalueringer\n',
            'docs/rapporter/index.md': '# Alle evalueringer\n',
            'docs/rapporter/2025/2025-09-05-OS2Bænk.md': report('OS2-Bænk', '05-09-2025'),
            'docs/rapporter/2025-09-05-OS2ukendt-evaluering.md': report('OS2ukendt', '05-09-2025'),
          },
        });
      },
    });
    app = await world.start();
    await world.settle(app);
  });

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  test('reads the folder, knows the product under another spelling, and makes no product of the folder’s repository', async () => {
    const rows = await listEvaluations(app.database);

    expect(rows.map(({ path, match }) => [path, match])).toEqual([
      ['docs/rapporter/2025-09-05-OS2ukendt-evaluering.md', 'none'],
      ['docs/rapporter/2025/2025-09-05-OS2Bænk.md', 'one'],
      ['docs/rapporter/index.md', 'none'],
    ]);
    expect(rows.find(({ path }) => path.endsWith('index.md'))?.findings).toEqual([]);
    expect((await listProducts(app.database)).map(({ configuration }) => configuration.name)).toEqual([
      'os2baenk',
      'os2gynge',
    ]);
  });

  test('fills in the decided level, first in the issue, with a link to the report', async () => {
    const decided = await decidedOf('os2baenk');

    expect(decided).toEqual({
      level: '1',
      date: '2025-09-05',
      by: 'sekretariatet',
      reference: `https://github.com/${REPORTS}/blob/HEAD/docs/rapporter/2025/2025-09-05-OS2B%C3%A6nk.md`,
    });
    const { body } = maturityIssue(world, 'os2baenk/os2baenk');
    expect(body.indexOf('**Fastlagt: Niveau 1** (5. september 2025')).toBeGreaterThan(0);
    expect(body.indexOf('**Fastlagt: ')).toBeLessThan(body.indexOf('**Vejledende: '));
    expect(maturityIssue(world, 'os2gynge/os2gynge').body).not.toContain('Fastlagt');
    expect(JSON.stringify(await listEvaluations(app.database))).not.toContain('Navnesen');
  });

  test('takes a push at once: the newest by date holds, and drafts are nobody’s word', async () => {
    await publish({
      'docs/rapporter/2026-09-29-OS2bænk.md': merged('OS2bænk', '2 (bestyrelsen, 2026-10-08)'),
      'docs/rapporter/a-kladde.md': report(
        '[KLADDE] OS2bænk',
        '2026-11-01',
        'Produktet placeres i sandkassen.',
      ).replace('# Vurdering', '# [KLADDE] Vurdering'),
    });

    expect(await decidedOf('os2baenk')).toMatchObject({ level: '2', date: '2026-10-08', by: 'bestyrelsen' });
    expect(maturityIssue(world, 'os2baenk/os2baenk').body).toContain('**Fastlagt: Niveau 2**');
  });

  test('keeps the last good reading of a file that breaks, and all the others', async () => {
    await publish({
      'docs/rapporter/2026-09-29-OS2bænk.md': '# Evaluering af OS2bænk\n\nTabellerne er væk.\n',
    });

    const rows = await listEvaluations(app.database);
    const broken = rows.find(({ path }) => path.endsWith('2026-09-29-OS2bænk.md'));

    expect(broken?.findings.map(({ kind }) => kind)).toEqual(['not-an-evaluation']);
    expect(await decidedOf('os2baenk')).toMatchObject({ level: '2' });
    expect(rows.find(({ path }) => path.includes('/2025/'))?.match).toBe('one');
  });

  test('goes back to the older one when the newer is deleted', async () => {
    await publish({ 'docs/rapporter/2026-09-29-OS2bænk.md': null });

    expect(await decidedOf('os2baenk')).toMatchObject({ level: '1', date: '2025-09-05' });
    const [product] = await listProducts(app.database);
    expect((await newestEvaluation(app.database, product?.key ?? ''))?.path).toContain('/2025/');
  });

  test('decides nothing when two reports of one day disagree', async () => {
    const other = 'docs/rapporter/2025-09-05-OS2baenk-igen.md';
    await publish({ [other]: report('OS2baenk', '2025-09-05', 'Produktet placeres i sandkassen.') });

    const disputed = await decidedOf('os2baenk');
    await publish({ [other]: null });

    expect(disputed).toBeNull();
    expect(await decidedOf('os2baenk')).toMatchObject({ level: '1' });
  });

  test('asks for no text again when nothing has changed', async () => {
    const before = world.github.traffic().length;
    const writes = writesOf(world).length;

    await runNow(world, app, 'sweep');

    const documents = world.github
      .traffic()
      .slice(before)
      .flatMap(({ graphql }) => (graphql === null ? [] : [graphql.document]));
    expect(documents.filter((document) => document.includes('EvaluationFolder'))).toHaveLength(1);
    expect(documents.filter((document) => document.includes('EvaluationTexts'))).toEqual([]);
    expect(writesOf(world)).toHaveLength(writes);
  });

  test('shows nothing of it when the repository becomes private, unless the secretariat says so, and never a link', async () => {
    world.github.repositories.setVisibility(REPORTS, 'private', 'sekretaer');
    await world.settle(app);
    const hidden = await decidedOf('os2baenk');
    const { body } = maturityIssue(world, 'os2baenk/os2baenk');
    await configure({ evaluations: `${REPORTS}:docs/rapporter`, site: { decidedLevels: true } });
    const shown = await decidedOf('os2baenk');
    const afterwards = maturityIssue(world, 'os2baenk/os2baenk').body;

    expect(hidden).toBeNull();
    expect(body).not.toMatch(/Fastlagt|evalueringer/);
    expect(shown).toEqual({ level: '1', date: '2025-09-05', by: 'sekretariatet', reference: null });
    expect(afterwards).toContain('**Fastlagt: Niveau 1** (5. september 2025, sekretariatet)');
    expect(afterwards).not.toContain('evalueringer');
  });

  test('knows a product that comes later, and forgets all when no folder is named any more', async () => {
    await configure({
      evaluations: `${REPORTS}:docs/rapporter`,
      site: { decidedLevels: true },
      products: [{ name: 'OS2 Ukendt', home: 'os2gynge/os2gynge', repositories: ['os2gynge/os2gynge'] }],
    });
    const later = await decidedOf('OS2 Ukendt');
    await configure({});

    expect(later).toMatchObject({ level: '1' });
    expect(await listEvaluations(app.database)).toEqual([]);
    expect(await decidedOf('os2baenk')).toBeNull();
  });
});
