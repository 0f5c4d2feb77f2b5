import { expect, test } from '@jest/globals';
import type { RequirementAssessment } from '../../src/assessment/index.js';
import type { Mistake } from '../../src/governance/index.js';
import {
  hideRepository,
  noteLaneFailed,
  saveExplanation,
  saveIssue,
  saveMilestones,
  saveRepositories,
  stopInstallation,
  type NewExplanation,
} from '../../src/store/index.js';
import { assessmentFixture, countsOf, evidenceFixture, requirementFixture } from '../support/assessment.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { later, NOW } from '../store/support.js';
import { readerOf, save, saveRated, SECRET, siteProduct, siteRepository } from './support.js';

const EKSEMPEL = siteProduct(
  'OS2eksempel',
  { repositories: ['R_os2eksempel', 'R_drift-bag-lukket-port'] },
  {
    explanations: [
      {
        requirement: 'S4',
        status: 'planned',
        reason: 'Vi skriver den til foråret.',
        until: '2026-07-01',
        link: null,
        by: 'Styregruppen',
        accepted: true,
      },
    ],
  },
);
const HEMMELIG = siteProduct(SECRET);
const REPOSITORIES = [
  siteRepository('os2eksempel'),
  siteRepository('drift-bag-lukket-port', { visibility: 'private' }),
  siteRepository(SECRET, { visibility: 'private' }),
];

function rated(requirements: readonly RequirementAssessment[], assessedAt = NOW.toISOString()) {
  return assessmentFixture({
    requirements,
    counts: countsOf(requirements),
    assessedAt,
    repositories: [
      { name: 'os2eksempel/os2eksempel', commit: null },
      { name: 'os2eksempel/drift-bag-lukket-port', commit: null },
    ],
    declaration: {
      repository: 'os2eksempel/os2eksempel',
      path: 'rapport.md',
      date: '2025-11-01',
      generation: 'C',
    },
  });
}

describeOnEveryDatabase('site/portfolio', (database) => {
  test('shows public products alone, with all that is known of them', async () => {
    await save(database(), [EKSEMPEL, HEMMELIG], REPOSITORIES);
    const before = rated([requirementFixture({ rating: 'green' })], later(-3).toISOString());
    await saveRated(database(), EKSEMPEL.key, rated([requirementFixture()], later(-40).toISOString()));
    await saveRated(database(), EKSEMPEL.key, before);
    await saveRated(database(), EKSEMPEL.key, rated([requirementFixture({ rating: 'red' })]));
    await saveRated(database(), HEMMELIG.key, rated([requirementFixture()]));
    await saveIssue(
      database(),
      EKSEMPEL.key,
      'F2',
      1,
      {
        repository: 'R_os2eksempel',
        state: 'open',
        number: 4,
        assignees: ['studerende'],
        createdAt: later(-9),
      },
      NOW,
    );
    await saveMilestones(
      database(),
      'R_os2eksempel',
      [
        {
          nodeId: 'MI_1',
          number: 1,
          title: 'Bænke',
          description: 'Spor: Fremdrift\nStart: 2026-05-01',
          state: 'open',
          dueOn: new Date('2026-06-01T07:00:00Z'),
          createdAt: later(-90),
          closedAt: null,
          openIssues: 1,
          closedIssues: 3,
        },
      ],
      NOW,
    );
    await noteLaneFailed(database(), 'assess', EKSEMPEL.key, 'GitHub is away', NOW);

    const { products, day } = await readerOf(database()).portfolio();

    expect(day).toBe('2026-06-23');
    expect(products).toMatchObject([
      {
        slug: 'os2eksempel',
        isPublic: true,
        isPartlyHidden: true,
        organisations: ['os2eksempel'],
        home: { name: 'os2eksempel/os2eksempel', url: 'https://github.com/os2eksempel/os2eksempel' },
        ratings: { F2: 'red' },
        week: { improved: [], worsened: ['F2'] },
        trend: [{ day: '2026-05-14' }, { day: '2026-06-23', counts: { red: 1 } }],
        explanations: [{ requirement: 'S4', until: '2026-07-01', by: 'Styregruppen', isAccepted: true }],
        milestones: [
          {
            url: 'https://github.com/os2eksempel/os2eksempel/milestone/1',
            track: 'Fremdrift',
            start: '2026-05-01',
            due: '2026-06-01',
            status: 'overdue',
            progress: 75,
          },
        ],
        tasks: [{ requirement: 'F2', number: 4, assignees: ['studerende'], since: '2026-06-14' }],
        isFailing: true,
      },
    ]);
    expect(products[0]?.repositories).toHaveLength(1);
    expect(products[0]?.assessment?.declaration).toMatchObject({ path: 'rapport.md', date: '2025-11-01' });
  });

  test('lets no word of what is private through, and members see all of it', async () => {
    await save(database(), [EKSEMPEL, HEMMELIG], REPOSITORIES);
    const secret = evidenceFixture({ repository: 'os2eksempel/drift-bag-lukket-port' });
    const requirements = [
      requirementFixture({ evidence: [evidenceFixture({ repository: 'os2eksempel/os2eksempel' }), secret] }),
    ];
    await saveRated(database(), EKSEMPEL.key, {
      ...rated(requirements),
      findings: [
        { kind: 'x', repository: secret.repository, path: null, line: null, says: { da: '', en: '' } },
      ],
    });
    await saveMilestones(
      database(),
      'R_drift-bag-lukket-port',
      [
        {
          nodeId: 'MI_2',
          number: 1,
          title: 'Hemmelig port',
          description: null,
          state: 'open',
          dueOn: null,
          createdAt: NOW,
          closedAt: null,
          openIssues: 0,
          closedIssues: 0,
        },
      ],
      NOW,
    );
    const explanation: NewExplanation = {
      product: EKSEMPEL.key,
      requirement: 'F4',
      status: 'planned',
      state: 'pending',
      source: 'command',
      sourceId: null,
      reason: `Venter på ${SECRET}.`,
      until: null,
      link: null,
      byLogin: 'nogen',
      byId: 1,
    };
    await database().transaction((connection) => saveExplanation(connection, explanation, NOW));
    const mistake: Mistake = {
      key: 'products.claimed',
      parameters: { value: 'os2eksempel/kode', other: SECRET },
      file: 'os2eksempel/os2eksempel/.github/os2modning.yml',
      line: 3,
      path: '',
    };
    const hidden: Mistake = { ...mistake, file: 'os2eksempel/drift-bag-lukket-port/.github/os2modning.yml' };
    const reader = readerOf(database(), { mistakes: () => Promise.resolve([mistake, hidden]) });

    const portfolio = await reader.portfolio();
    const shown = JSON.stringify([
      [...portfolio.bySlug],
      portfolio.mistakes,
      await reader.product('os2eksempel'),
      await reader.product('os2hemmelig'),
    ]);

    expect(shown).not.toMatch(/hemmelig|lukket-port/i);
    expect(shown).toContain('Bygger på repositorier, som ikke er offentlige');
    expect(portfolio.mistakes).toHaveLength(2);
    const all = await reader.portfolio('members');
    expect(all.products.map(({ name }) => name)).toEqual(['OS2eksempel', SECRET]);
    expect(JSON.stringify(await reader.product('os2eksempel', 'members'))).toContain('lukket-port');
  });

  test('hides a product from the very next reading on', async () => {
    await save(database(), [EKSEMPEL, HEMMELIG], REPOSITORIES);
    const reader = readerOf(database());
    const names = async () => (await reader.portfolio()).products.map(({ name }) => name);

    expect(await names()).toEqual(['OS2eksempel']);
    await hideRepository(database(), 'R_os2eksempel', NOW);
    expect(await names()).toEqual([]);
    expect(await reader.product('os2eksempel')).toBeNull();

    await saveRepositories(
      database(),
      REPOSITORIES.map((one) => ({ ...one, visibility: 'public' })),
      NOW,
    );
    expect(await names()).toEqual(['OS2eksempel', SECRET]);

    await stopInstallation(database(), 7, 'suspended', NOW);
    expect(await names()).toEqual([]);
  });

  test('shows nobody anything where the secretariat wants no public portfolio', async () => {
    await save(database(), [EKSEMPEL], REPOSITORIES);
    const settings = { isSitePublic: false, risk: { ahead: 0.25, soonDays: 14 } };

    const reader = readerOf(database(), { settings: () => Promise.resolve(settings) });

    expect((await reader.portfolio()).products).toEqual([]);
    expect((await reader.portfolio('members')).products).toHaveLength(1);
  });

  test('is read from the database once for as long as nothing changes', async () => {
    await save(database(), [EKSEMPEL], REPOSITORIES);
    await saveRated(database(), EKSEMPEL.key, rated([requirementFixture()]));
    const reader = readerOf(database());

    const first = await reader.portfolio();
    const again = await reader.portfolio();
    await saveRated(database(), EKSEMPEL.key, rated([requirementFixture({ rating: 'yellow' })]));
    const changed = await reader.portfolio();

    expect(again).toBe(first);
    expect(changed.products[0]?.ratings).toEqual({ F2: 'yellow' });
  });
});
