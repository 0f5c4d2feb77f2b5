/** What the portfolio is made of, as the store has it: kept, and only read again where something has changed. */
import {
  currentExplanations,
  failingLanes,
  listInstallations,
  listIssues,
  listMilestones,
  listProducts,
  listRepositories,
  newestAssessments,
  newestEvaluations,
  periodsAt,
  portfolioStamps,
  refreshRows,
  weekCounts,
  type AssessmentPeriod,
  type EvaluationSummary,
  type Installation,
  type IssueRecord,
  type KeptRows,
  type NewestAssessment,
  type Queryable,
  type RowSource,
  type Stamps,
  type StoredExplanation,
  type StoredMilestone,
  type StoredProduct,
  type StoredRepository,
  type WeekCounts,
} from '../store/index.js';

/** How a product stands, and how it came there. */
export interface Standing {
  readonly newest: NewestAssessment;
  readonly weekAgo: AssessmentPeriod | undefined;
  readonly yearAgo: AssessmentPeriod | undefined;
  readonly weeks: readonly WeekCounts[];
}

/** By product key, milestones by the node id of their repository. */
export interface PortfolioRows {
  /** The moment that weeks and years are counted back from: one for all, however late a product was read. */
  readonly at: Date;
  readonly standings: KeptRows<Standing>;
  readonly explanations: KeptRows<readonly StoredExplanation[]>;
  readonly issues: KeptRows<readonly IssueRecord[]>;
  readonly milestones: KeptRows<readonly StoredMilestone[]>;
  readonly evaluations: KeptRows<EvaluationSummary>;
  /** Products whose newest assessment has failed. */
  readonly failing: ReadonlySet<string>;
}

/** What decides who may see what. */
export interface VisibilityRows {
  readonly products: KeptRows<StoredProduct>;
  readonly repositories: KeptRows<StoredRepository>;
  readonly installations: readonly Installation[];
  readonly installationsStamp: string;
}

const DAY_MS = 86_400_000;
/** What pages call this week: the last seven days. */
const WEEK_MS = 7 * DAY_MS;
export const YEAR_MS = 366 * DAY_MS;

const PRODUCTS: RowSource<StoredProduct, 'products' | 'product_repositories'> = {
  tables: ['products', 'product_repositories'],
  read: async (connection, keys) =>
    new Map((await listProducts(connection, { keys })).map((one) => [one.key, one])),
};
const REPOSITORIES: RowSource<StoredRepository, 'repositories'> = {
  tables: ['repositories'],
  read: async (connection, nodeIds) =>
    new Map((await listRepositories(connection, { nodeIds })).map((one) => [one.nodeId, one])),
};
const EXPLANATIONS: RowSource<readonly StoredExplanation[]> = {
  tables: ['explanations'],
  read: async (connection, keys) => groupBy(await currentExplanations(connection, keys), productOf),
};
const ISSUES: RowSource<readonly IssueRecord[]> = {
  tables: ['issues'],
  read: async (connection, product) =>
    groupBy(await listIssues(connection, { product, state: 'open' }), productOf),
};
const MILESTONES: RowSource<readonly StoredMilestone[]> = {
  tables: ['milestones'],
  read: async (connection, keys) =>
    groupBy(await listMilestones(connection, keys), ({ repository }) => repository),
};
const EVALUATIONS: RowSource<EvaluationSummary> = { tables: ['evaluations'], read: newestEvaluations };

/** What shows when the stamps are as they are now or later; without what decides who may see it. */
export async function refreshPortfolioRows(
  connection: Queryable,
  stamps: Stamps,
  at: Date,
  before: PortfolioRows | null,
): Promise<PortfolioRows> {
  const standing = standings(at);
  const failing = (await failingLanes(connection)).filter(({ queue }) => queue === 'assess');
  return {
    at,
    standings: await refreshRows(connection, standing, stamps, before?.standings ?? null),
    explanations: await refreshRows(connection, EXPLANATIONS, stamps, before?.explanations ?? null),
    issues: await refreshRows(connection, ISSUES, stamps, before?.issues ?? null),
    milestones: await refreshRows(connection, MILESTONES, stamps, before?.milestones ?? null),
    evaluations: await refreshRows(connection, EVALUATIONS, stamps, before?.evaluations ?? null),
    failing: new Set(failing.map(({ key }) => key)),
  };
}

/** As it is at this moment. Read after everything that it decides on, so that what has been hidden meanwhile is hidden. */
export async function refreshVisibilityRows(
  connection: Queryable,
  before: VisibilityRows | null,
): Promise<VisibilityRows> {
  const stamps = await portfolioStamps(connection, [
    'products',
    'product_repositories',
    'repositories',
    'installations',
  ]);
  const isSame = before?.installationsStamp === stamps.installations;
  return {
    products: await refreshRows(connection, PRODUCTS, stamps, before?.products ?? null),
    repositories: await refreshRows(connection, REPOSITORIES, stamps, before?.repositories ?? null),
    installations: isSame ? before.installations : await listInstallations(connection),
    installationsStamp: stamps.installations,
  };
}

/** A product that is configured anew has its old assessment again: so its row counts, too. */
function standings(at: Date): RowSource<Standing> {
  return {
    tables: ['assessments', 'products'],
    read: async (connection, keys) => {
      const yearAgo = new Date(at.getTime() - YEAR_MS);
      const newest = await newestAssessments(connection, keys);
      const then = await periodsAt(connection, new Date(at.getTime() - WEEK_MS), keys);
      const weeks = await weekCounts(connection, yearAgo, keys);
      const first = await periodsAt(connection, yearAgo, keys);
      return new Map(
        [...newest].map(([key, one]) => [
          key,
          { newest: one, weekAgo: then.get(key), yearAgo: first.get(key), weeks: weeks.get(key) ?? [] },
        ]),
      );
    },
  };
}

function productOf({ product }: { readonly product: string }): string {
  return product;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
