/** What is kept of the portfolio from one reading to the next: after every change, what a process that knows nothing would read. */
import { expect, test } from '@jest/globals';
import { createPortfolioReader, type PortfolioReader } from '../../src/site/index.js';
import { DEFAULT_RISK_RULE } from '../../src/roadmap/index.js';
import {
  endExplanation,
  EVALUATIONS_SETTING,
  hideRepository,
  noteGone,
  noteLaneFailed,
  noteLaneSucceeded,
  saveExplanation,
  saveInstallation,
  saveIssue,
  saveMilestones,
  saveProducts,
  saveRepositories,
  saveSetting,
  stopInstallation,
  type Database,
} from '../../src/store/index.js';
import { assessmentFixture, countsOf, requirementFixture } from '../support/assessment.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { installationFixture, later, NOW } from '../store/support.js';
import { fillSite, realModel } from './filled.js';
import { readerOf, saveRated, SECRET, siteProduct, siteRepository } from './support.js';

type Change = readonly [what: string, make: (database: Database) => Promise<unknown>];

const MILESTONE = {
  nodeId: 'MI_os2eksempel_1',
  number: 1,
  title: 'Flyttet',
  description: null,
  state: 'open',
  dueOn: later(9),
  createdAt: later(-9),
  closedAt: null,
  openIssues: 1,
  closedIssues: 1,
} as const;
const ALL = ['OS2eksempel', 'OS2havnevagt', 'OS2nyt', SECRET];

function configure(names: readonly string[], called: (name: string) => string = (name) => name) {
  return (database: Database) =>
    database.transaction((connection) =>
      saveProducts(
        connection,
        'portfolio',
        names.map((name) => siteProduct(name, {}, { name: called(name) })),
        NOW,
      ),
    );
}

function rate(name: string, rating: 'green' | 'red') {
  const requirements = [requirementFixture({ rating })];
  const assessment = assessmentFixture({ requirements, counts: countsOf(requirements) });
  return (database: Database) => saveRated(database, `k-${name.toLowerCase()}`, assessment);
}

/** What the secretariat has configured. */
let isSitePublic = true;

function setPublic(is: boolean) {
  return async (database: Database) => {
    isSitePublic = is;
    await saveSetting(database, 'any', is, NOW);
  };
}

const NAMING_THE_HIDDEN = {
  product: 'k-os2havnevagt',
  requirement: 'F2',
  status: 'planned',
  state: 'pending',
  source: 'command',
  sourceId: null,
  reason: `Som ${SECRET}`,
  until: null,
  link: null,
  byLogin: 'nogen',
  byId: 1,
} as const;

/** The one change that shows nowhere yet. */
const UNSEEN = 'it is assessed all the same';
/** One after the other on the same portfolio. */
const CHANGES: readonly Change[] = [
  ['a product is assessed', rate('OS2eksempel', 'green')],
  ['a product is assessed for the first time', rate('OS2nyt', 'red')],
  [
    'an issue is closed',
    (database) =>
      saveIssue(database, 'k-os2eksempel', 'F4', 2, { repository: 'R_os2eksempel', state: 'closed' }, NOW),
  ],
  ['milestones are deleted', (database) => saveMilestones(database, 'R_os2eksempel', [MILESTONE], NOW)],
  ['one has moved', (database) => saveMilestones(database, 'R_os2havnevagt', [MILESTONE], NOW)],
  ['an explanation ends', (database) => endExplanation(database, 'k-os2eksempel', 'F14', 'withdrawn', NOW)],
  ['a lane fails', (database) => noteLaneFailed(database, 'assess', 'k-os2eksempel', 'væk', NOW)],
  ['a lane is well again', (database) => noteLaneSucceeded(database, 'assess', 'k-os2havnevagt')],
  ['reports may no longer be shown', (database) => hideRepository(database, 'R_rapporter', NOW)],
  [
    'reports are read from elsewhere',
    (database) => saveSetting(database, EVALUATIONS_SETTING, { repository: 'R_os2nyt', url: null }, NOW),
  ],
  ['names change, and with them the order', configure(ALL, (name) => `${name.length} ${name}`)],
  ['a product is no longer configured', configure(['OS2eksempel', 'OS2nyt', SECRET])],
  [UNSEEN, rate('OS2havnevagt', 'green')],
  ['and configured again', configure(ALL)],
  [
    'somebody explains with a name that is hidden, which is to be shown once it is not',
    (database) => database.transaction((connection) => saveExplanation(connection, NAMING_THE_HIDDEN, NOW)),
  ],
  ['a product turns private', (database) => hideRepository(database, 'R_os2eksempel', NOW)],
  [
    'a private product turns public',
    (database) => saveRepositories(database, [siteRepository(SECRET), siteRepository('OS2eksempel')], NOW),
  ],
  [
    'a repository is renamed',
    (database) => saveRepositories(database, [{ ...siteRepository('OS2nyt'), name: 'omdøbt' }], NOW),
  ],
  ['a repository is gone', (database) => noteGone(database, ['R_os2nyt'], NOW)],
  ['it is back', (database) => saveRepositories(database, [siteRepository('OS2nyt')], NOW)],
  ['nobody else is to see the portfolio', setPublic(false)],
  ['everybody is', setPublic(true)],
  ['the app is suspended', (database) => stopInstallation(database, 7, 'suspended', NOW)],
  ['it is not any more', (database) => saveInstallation(database, installationFixture(), NOW)],
];

describeOnEveryDatabase('site/rows, site/kept-views', (database) => {
  test('says after every change what a reader says that has kept nothing, to everybody and to members', async () => {
    await fillSite(database(), await realModel());
    const settings = () => Promise.resolve({ isSitePublic, risk: DEFAULT_RISK_RULE });
    const keeping = readerOf(database(), { settings });
    const shownBy = async (reader: PortfolioReader) => {
      const { products, mistakes } = await reader.portfolio('public');
      return { products, mistakes, members: (await reader.portfolio('members')).products };
    };
    let before = JSON.stringify(await shownBy(keeping));

    for (const [what, make] of CHANGES) {
      await make(database());

      const kept = await shownBy(keeping);
      expect([what, kept]).toEqual([what, await shownBy(readerOf(database(), { settings }))]);
      const after = JSON.stringify(kept);
      expect([what, after === before]).toEqual([what, what === UNSEEN]);
      before = after;
    }
  });

  test('makes nothing anew of a product that has not changed', async () => {
    await fillSite(database(), await realModel());
    const reader = readerOf(database());
    const before = await reader.portfolio();

    await rate('OS2eksempel', 'green')(database());
    const after = await reader.portfolio();

    expect(after.bySlug.get('os2eksempel')).not.toBe(before.bySlug.get('os2eksempel'));
    expect(after.bySlug.get('os2havnevagt')).toBe(before.bySlug.get('os2havnevagt'));
  });

  test('shows nothing of a product that turns private while it is read', async () => {
    await fillSite(database(), await realModel());
    const hides = { portfolio: false, product: false };
    const reader = createPortfolioReader({
      database: database(),
      now: () => NOW,
      webUrl: 'https://github.com',
      // Asked after the rest, before what decides who may see it.
      settings: async () => {
        if (hides.portfolio) await hideRepository(database(), 'R_os2eksempel', NOW);
        if (hides.product) await hideRepository(database(), 'R_os2havnevagt', NOW);
        return { isSitePublic: true, risk: DEFAULT_RISK_RULE };
      },
      mistakes: () => Promise.resolve([]),
    });
    await reader.portfolio();

    await rate('OS2eksempel', 'red')(database());
    hides.portfolio = true;
    const portfolio = await reader.portfolio();
    hides.portfolio = false;
    await reader.portfolio();
    hides.product = true;
    const product = await reader.product('os2havnevagt');

    expect(portfolio.products.map(({ name }) => name)).toEqual(['OS2havnevagt', 'OS2nyt']);
    expect(product).toBeNull();
  });
});
