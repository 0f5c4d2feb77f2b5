/** A portfolio of invented products in a database, with a year of history, milestones, tasks and explanations. */
import { assess, findDeclaration, RATINGS, type Assessment, type Rating } from '../src/assessment/index.js';
import { readSnapshot } from '../src/facts/index.js';
import type { Model } from '../src/governance/index.js';
import { PRODUCT_DEFAULTS } from '../src/products/index.js';
import {
  saveAssessment,
  saveInstallation,
  saveIssue,
  saveMilestones,
  saveProducts,
  saveRepositories,
  startRun,
  type Database,
  type Queryable,
} from '../src/store/index.js';
import { inventedSnapshot } from './invented.js';

export const NOW = new Date('2026-06-01T10:00:00Z');
const DAY_MS = 86_400_000;
const OWNERS = 30;
const HISTORY = [300, 200, 120, 60, 30, 3] as const;
const MILESTONES = 4;

export async function fillPortfolio(database: Database, base: Assessment, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  for (let owner = 0; owner < OWNERS; owner += 1) await saveInstallation(database, installation(owner), NOW);
  await saveRepositories(
    database,
    numbers.flatMap((number) => ['kode', 'docs'].map((part) => repository(number, part))),
    NOW,
  );
  await database.transaction((connection) =>
    saveProducts(
      connection,
      'portfolio',
      numbers.map((number) => product(number)),
      NOW,
    ),
  );
  for (const number of numbers) {
    await database.transaction((connection) => fillProduct(connection, base, number));
    if ((number + 1) % 250 === 0) process.stderr.write(`${number + 1} products\n`);
  }
}

function installation(owner: number) {
  return {
    id: owner + 1,
    accountId: owner + 1,
    account: `OS2ejer${owner}`,
    accountType: 'Organization',
    permissions: { issues: 'write' },
    events: [],
    suspendedAt: null,
    removedAt: null,
  };
}

function repository(number: number, part: string) {
  return {
    nodeId: `R_${number}_${part}`,
    databaseId: number * 2 + (part === 'kode' ? 0 : 1),
    owner: `OS2ejer${number % OWNERS}`,
    name: `os2eksempel${number}-${part}`,
    visibility: 'public' as const,
    archived: false,
    fork: false,
    defaultBranch: 'main',
    headOid: 'a',
    installation: (number % OWNERS) + 1,
  };
}

function product(number: number) {
  const owner = `OS2ejer${number % OWNERS}`;
  const repositories = ['kode', 'docs'].map((part) => `${owner}/os2eksempel${number}-${part}`);
  return {
    key: `p${number}`,
    slug: `os2eksempel${number}`,
    homeRepository: `R_${number}_kode`,
    installation: (number % OWNERS) + 1,
    repositories: [`R_${number}_kode`, `R_${number}_docs`],
    configuration: {
      ...PRODUCT_DEFAULTS,
      name: `OS2eksempel${number}`,
      repositories,
      home: repositories[0] ?? '',
      main: null,
      declaration: null,
      targetLevel: '2',
      explanations: [],
    },
  };
}

/** Of a product of a real one's size. */
export function assessmentOf(model: Model): Assessment {
  const { facts, product: name } = readSnapshot(inventedSnapshot(1), { file: 'invented' });
  return assess({
    product: { name, main: null, targetLevel: '2', explanations: [] },
    facts,
    model,
    declaration: findDeclaration(facts, model, null),
    decided: null,
    earlier: null,
    assessedAt: NOW.toISOString(),
  });
}

/** With other ratings than before: as a night or a push leaves a product. */
export async function assessAgain(
  database: Database,
  base: Assessment,
  number: number,
  turn: number,
): Promise<void> {
  const key = `p${number}`;
  await database.transaction(async (connection) => {
    const generation = await startRun(connection, key, NOW);
    await saveAssessment(connection, key, generation, varied(base, number, HISTORY.length + turn, NOW));
    const issue = { repository: `R_${number}_kode`, state: 'open', number: 2, createdAt: NOW } as const;
    await saveIssue(connection, key, 'F4', generation, issue, NOW);
  });
}

async function fillProduct(connection: Queryable, base: Assessment, number: number): Promise<void> {
  const key = `p${number}`;
  for (const [turn, daysAgo] of HISTORY.entries()) {
    const at = new Date(NOW.getTime() - daysAgo * DAY_MS);
    const generation = await startRun(connection, key, at);
    await saveAssessment(connection, key, generation, varied(base, number, turn, at));
  }
  const repository = `R_${number}_kode`;
  for (const [index, kind] of ['maturity', 'F4', 'F14', 'S4'].entries())
    await saveIssue(
      connection,
      key,
      kind,
      1,
      { repository, state: 'open', number: index + 1, createdAt: NOW },
      NOW,
    );
  await saveMilestones(
    connection,
    repository,
    Array.from({ length: MILESTONES }, (_, index) => ({
      nodeId: `M_${number}_${index}`,
      number: index + 1,
      title: `Milepæl ${index + 1}`,
      description: 'Spor: Mere support',
      state: 'open' as const,
      dueOn: new Date(NOW.getTime() + (index * 40 - 20) * DAY_MS),
      createdAt: new Date(NOW.getTime() - 60 * DAY_MS),
      closedAt: null,
      openIssues: 3,
      closedIssues: index,
    })),
    NOW,
  );
}

/** Other ratings for each product and turn, so that no two lines of the page are alike. */
function varied(base: Assessment, number: number, turn: number, at: Date): Assessment {
  const owner = `OS2ejer${number % OWNERS}`;
  const requirements = base.requirements.map((one, index) => ({
    ...one,
    rating: ratingFor(number, turn, index),
  }));
  const count = (of: readonly { readonly rating: Rating }[]) =>
    Object.fromEntries(
      RATINGS.map((rating) => [rating, of.filter((one) => one.rating === rating).length]),
    ) as Record<Rating, number>;
  const grouped = (counts: Readonly<Record<string, unknown>>, key: 'level' | 'theme') =>
    Object.fromEntries(
      Object.keys(counts).map((id) => [id, count(requirements.filter((one) => one[key] === id))]),
    );
  return {
    ...base,
    product: `OS2eksempel${number}`,
    assessedAt: at.toISOString(),
    repositories: ['kode', 'docs'].map((part) => ({
      name: `${owner}/os2eksempel${number}-${part}`,
      commit: null,
    })),
    requirements,
    counts: {
      total: count(requirements),
      byLevel: grouped(base.counts.byLevel, 'level'),
      byTheme: grouped(base.counts.byTheme, 'theme'),
    },
    declaration: {
      repository: `${owner}/os2eksempel${number}-docs`,
      path: 'selvevaluering.md',
      date: number % 3 === 0 ? '2025-09-01' : '2026-03-01',
      generation: 'C',
    },
  };
}

function ratingFor(number: number, turn: number, index: number): Rating {
  const spread = (number * 31 + index * 17 + (index < turn * 3 ? 5 : 0)) % 11;
  return RATINGS[spread < 5 ? 0 : (spread % 4) + 1] ?? 'green';
}
