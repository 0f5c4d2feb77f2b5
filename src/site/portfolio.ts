/** Reads the portfolio for an audience. Everything that is shown, exported or reported of several products comes from here. */
import type { Rating } from '../assessment/index.js';
import { besideApp, type Evaluation } from '../evaluations/index.js';
import type { Mistake } from '../governance/index.js';
import { say } from '../messages/index.js';
import type { RiskRule } from '../roadmap/index.js';
import {
  assessmentHistory,
  currentExplanations,
  failingLanes,
  latestAssessment,
  listInstallations,
  listIssues,
  listMilestones,
  listProducts,
  listRepositories,
  weekCounts,
  newestAssessments,
  newestEvaluation,
  newestEvaluations,
  periodsAt,
  readEvaluationSource,
  type AssessmentPeriod,
  type Queryable,
  type Ratings,
} from '../store/index.js';
import { danishDay } from '../roadmap/index.js';
import { discloseAssessment } from './disclose.js';
import { productView, withShownLevel, type Sources } from './product-view.js';
import type {
  Audience,
  EvaluationDetail,
  EvaluationView,
  MistakeView,
  Portfolio,
  ProductDetail,
} from './types.js';
import { fullName, visibilityOf, type Visibility } from './visibility.js';

export interface PortfolioOptions {
  readonly audience: Audience;
  readonly now: Date;
  /** Of the code host, without a final slash: `https://github.com`. */
  readonly webUrl: string;
  /** Whether the secretariat wants a public portfolio at all. */
  readonly isSitePublic: boolean;
  readonly risk: RiskRule;
  /** What is wrong in configuration files, as last read. */
  readonly mistakes: (connection: Queryable) => Promise<readonly Mistake[]>;
}

const DAY_MS = 86_400_000;
/** What pages call this week: the last seven days. */
const WEEK_MS = 7 * DAY_MS;
const YEAR_MS = 366 * DAY_MS;

/** A portfolio, and the rule it was made by: for what is read of single products while it still holds. */
export interface PortfolioReading {
  readonly portfolio: Portfolio;
  readonly visibility: Visibility;
}

/** The portfolio as it stands in the store now. Rows that change while it is read are seen before or after, never leaked. */
export async function readPortfolio(
  connection: Queryable,
  options: PortfolioOptions,
  stamp = '',
): Promise<PortfolioReading> {
  const { audience, now } = options;
  const assessments = await newestAssessments(connection);
  const weekAgo = await periodsAt(connection, new Date(now.getTime() - WEEK_MS));
  const aYearAgo = new Date(now.getTime() - YEAR_MS);
  const weeks = await weekCounts(connection, aYearAgo);
  const yearAgo = await periodsAt(connection, aYearAgo);
  const explanations = byProduct(await currentExplanations(connection));
  const issues = byProduct(await listIssues(connection, { state: 'open' }));
  const milestones = groupBy(await listMilestones(connection), ({ repository }) => repository);
  const failing = new Set(
    (await failingLanes(connection)).filter(({ queue }) => queue === 'assess').map(({ key }) => key),
  );
  const mistakes = await options.mistakes(connection);
  const evaluations = await newestEvaluations(connection);
  // Last, so that what has been hidden meanwhile is hidden.
  const visibility = await readVisibility(connection, options);
  const evaluationSource = await readEvaluationSource(connection);
  const sources: Sources = {
    ...{ assessments, weekAgo, yearAgo, weeks, explanations, issues, milestones, failing, visibility },
    ...{ audience, evaluations, evaluationSource },
    day: danishDay(now),
    firstDay: danishDay(aYearAgo),
    webUrl: options.webUrl,
    risk: options.risk,
  };
  const shown = visibility.products
    .filter(visibility.isShown)
    .map((product) => productView(product, sources));
  const owners = new Set(
    shown.flatMap(({ organisations }) => organisations.map((name) => name.toLowerCase())),
  );
  const portfolio: Portfolio = {
    audience,
    day: sources.day,
    stamp,
    products: shown,
    bySlug: new Map(shown.map((product) => [product.slug, product])),
    mistakes: mistakeViews(mistakes, visibility, owners),
  };
  return { portfolio, visibility };
}

/** One product in full, by a portfolio that was just seen to hold; null where the audience may not see it. */
export async function readProduct(
  connection: Queryable,
  { portfolio, visibility }: PortfolioReading,
  slug: string,
): Promise<ProductDetail | null> {
  const product = portfolio.bySlug.get(slug);
  const stored = product && visibility.byKey.get(product.key);
  if (product === undefined || stored === undefined || !visibility.isShown(stored)) return null;
  const whole = (await latestAssessment(connection, product.key))?.assessment ?? null;
  const periods = await assessmentHistory(connection, product.key);
  const mentioned = whole?.repositories.map(({ name }) => name) ?? [];
  const disclosure = visibility.disclosureOf(stored, mentioned);
  const shown = whole === null || disclosure === null ? whole : discloseAssessment(whole, disclosure);
  const evaluated = await newestEvaluation(connection, product.key);
  const source = await readEvaluationSource(connection);
  const isEverythingShown = portfolio.audience === 'members';
  return {
    product,
    assessment: shown === null || isEverythingShown ? shown : withShownLevel(shown, source),
    history: periods.map(({ assessedAt, level, counts }) => ({ day: danishDay(assessedAt), level, counts })),
    evaluation:
      evaluated === null || product.evaluation === null || !(isEverythingShown || source?.isPublic === true)
        ? null
        : evaluationDetail(product.evaluation, evaluated.evaluation, {
            ratings: product.ratings,
            periods,
            allows: visibility.allows,
          }),
  };
}

function evaluationDetail(
  view: EvaluationView,
  evaluation: Evaluation,
  app: {
    readonly ratings: Ratings;
    readonly periods: readonly AssessmentPeriod[];
    readonly allows: (text: string) => boolean;
  },
): EvaluationDetail {
  const day = evaluation.date;
  const then =
    day === null ? undefined : app.periods.findLast(({ assessedAt }) => danishDay(assessedAt) <= day);
  const mapOf = (ratings: Ratings): ReadonlyMap<string, Rating> => new Map(Object.entries(ratings));
  const before = then === undefined ? null : mapOf(then.ratings);
  return {
    ...view,
    requirements: besideApp(evaluation, mapOf(app.ratings), before).map((row) =>
      app.allows(row.basis) ? row : { ...row, basis: '' },
    ),
    disputes: evaluation.conflicts.filter(({ says }) => app.allows(says.da) && app.allows(says.en)),
  };
}

async function readVisibility(
  connection: Queryable,
  { audience, isSitePublic }: PortfolioOptions,
): Promise<Visibility> {
  const products = await listProducts(connection);
  const installations = await listInstallations(connection);
  const repositories = await listRepositories(connection);
  return visibilityOf({ audience, isSitePublic, products, installations, repositories });
}

function byProduct<T extends { readonly product: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  return groupBy(rows, ({ product }) => product);
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** Those of owners with products here. A file or a sentence that may not be shown is left out, the fact remains. */
function mistakeViews(
  mistakes: readonly Mistake[],
  visibility: Visibility,
  organisations: ReadonlySet<string>,
): readonly MistakeView[] {
  const files = new Set([...visibility.repositories.values()].map((one) => fullName(one).toLowerCase()));
  return mistakes.flatMap((mistake): MistakeView[] => {
    const { file, line, key, parameters } = mistake;
    const [owner = '', name = ''] = file.split('/');
    if (!organisations.has(owner.toLowerCase())) return [];
    if (!files.has(`${owner}/${name}`.toLowerCase()))
      return [{ organisation: owner, place: null, says: null }];
    const says = say(key, parameters);
    const isAllowed = visibility.allows(says.da) && visibility.allows(says.en);
    return [{ organisation: owner, place: { file, line }, says: isAllowed ? says : null }];
  });
}
