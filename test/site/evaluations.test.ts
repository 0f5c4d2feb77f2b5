import { expect, test } from '@jest/globals';
import {
  EVALUATIONS_SETTING,
  hideRepository,
  matchEvaluation,
  saveConfiguration,
  saveEvaluations,
  saveRepositories,
  saveSetting,
} from '../../src/store/index.js';
import { evaluationIn, form09 } from '../evaluations/fixtures.js';
import { NOW } from '../store/support.js';
import { assessmentFixture, requirementFixture } from '../support/assessment.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { realModel } from './filled.js';
import { serveSite } from './served.js';
import { readerOf, save, saveRated, SECRET, siteProduct, siteRepository } from './support.js';

const PRODUCT = siteProduct('OS2prøve', {
  key: 'k1',
  slug: 'os2proeve',
  homeRepository: 'R_home',
  repositories: ['R_home'],
});
const PATH = 'docs/2026-06-01-OS2proeve.md';

describeOnEveryDatabase('site/portfolio: evaluations', (database) => {
  const reports = (visibility: 'public' | 'private') =>
    siteRepository('rapporter', { nodeId: 'R_reports', visibility });

  async function evaluated(text: string): Promise<void> {
    await save(
      database(),
      [PRODUCT, siteProduct(SECRET)],
      [
        siteRepository('home', { nodeId: 'R_home' }),
        siteRepository(SECRET, { visibility: 'private' }),
        reports('public'),
      ],
    );
    const requirements = [
      requirementFixture({ id: 'F2', rating: 'green' }),
      requirementFixture({ id: 'F4', rating: 'yellow' }),
    ];
    const decided = {
      level: '1',
      date: '2026-06-01',
      by: 'sekretariatet',
      reference: 'https://github.com/a/b',
    };
    const { level } = assessmentFixture();
    await saveRated(database(), 'k1', assessmentFixture({ requirements, level: { ...level, decided } }));
    await database().transaction(async (connection) => {
      const files = [{ path: PATH, blob: 'b1', evaluation: evaluationIn(text, PATH), findings: [] }];
      await saveEvaluations(connection, 'R_reports', files, [], NOW);
      await matchEvaluation(
        connection,
        { repository: 'R_reports', path: PATH },
        { outcome: 'one', product: 'k1' },
      );
      const source = { repository: 'R_reports', url: 'https://github.com/os2eksempel/rapporter' };
      await saveSetting(connection, EVALUATIONS_SETTING, source, NOW);
    });
  }

  const REPORT = form09({
    head: ['**Dato:** 2026-06-01'],
    ratings: { F4: 'red' },
    text: 'Af kravene er 1 grøn, 2 gule og 3 røde.',
  });

  test('shows what people found beside what the app finds, and where the report contradicts itself', async () => {
    await evaluated(REPORT);

    const detail = await readerOf(database()).product('os2proeve');

    expect(detail?.product.evaluation).toEqual({
      date: '2026-06-01',
      counts: { green: 42, yellow: 0, red: 1, grey: 0, unknown: 0 },
      conflicts: 1,
      url: `https://github.com/os2eksempel/rapporter/blob/HEAD/${PATH}`,
    });
    const row = detail?.evaluation?.requirements.find(({ requirement }) => requirement === 'F4');
    expect(row).toMatchObject({ people: 'red', app: 'yellow', difference: 'better', since: 'unknown' });
    expect(detail?.evaluation?.disputes.map(({ kind }) => kind)).toEqual(['text-differs']);
    expect(detail?.assessment?.level.decided?.reference).toBe('https://github.com/a/b');
  });

  test('tells on the page where the report says two things, what differs, and what cannot be compared', async () => {
    await evaluated(REPORT);
    const site = await serveSite(database(), await realModel());

    const danish = await (await fetch(`${site.url}/produkter/os2proeve`)).text();
    const english = await (await fetch(`${site.url}/produkter/os2proeve?lang=en`)).text();
    await site.close();

    expect(danish).toContain('Appen vurderer ét af de 43 krav anderledes, og 41 kan den ikke sammenligne.');
    expect(english).toContain(
      'The app rates one of the 43 requirements differently, and 41 it cannot compare.',
    );
    expect(danish).toContain('Ét sted siger rapporten to ting');
    expect(danish).toMatch(/<li>Linje \d+: [^<]+<\/li>/);
  });

  test('shows nothing of it from the moment the repository may be private, and the level alone where that is wanted', async () => {
    await evaluated(REPORT);
    const reader = readerOf(database());
    await reader.portfolio();

    await hideRepository(database(), 'R_reports', NOW);
    const hidden = [(await reader.portfolio()).products, await reader.product('os2proeve')];
    await saveConfiguration(
      database(),
      {
        ...{
          source: 'portfolio',
          installation: 7,
          repository: null,
          path: 'p',
          commit: null,
          mistakes: [],
        },
        configuration: { site: { decidedLevels: true } },
      },
      NOW,
    );
    const level = (await reader.product('os2proeve'))?.assessment?.level.decided;

    expect(JSON.stringify(hidden)).not.toMatch(/rapporter|Grund til|"decided":\{/);
    expect(level).toEqual({ level: '1', date: '2026-06-01', by: 'sekretariatet', reference: null });
    await saveRepositories(database(), [reports('public')], NOW);
    expect((await reader.portfolio()).products[0]?.evaluation?.conflicts).toBe(1);
  });

  test('leaves out what names a hidden product', async () => {
    await evaluated(REPORT.replace('Grund til F4.', `Som i ${SECRET}.`));

    const detail = await readerOf(database()).product('os2proeve');

    expect(JSON.stringify(detail)).not.toContain(SECRET);
    expect(detail?.evaluation?.requirements.find(({ requirement }) => requirement === 'F4')?.people).toBe(
      'red',
    );
  });
});
