/** Reads the portfolio for an audience. Everything that is shown, exported or reported of several products comes from here. */
import type { Rating } from '../assessment/index.js';
import { besideApp, type Evaluation } from '../evaluations/index.js';
import type { Mistake } from '../governance/index.js';
import { say } from '../messages/index.js';
import type { RiskRule } from '../roadmap/index.js';
import {
  assessmentHistory,
  latestAssessment,
  newestEvaluation,
  readEvaluationSource,
  type AssessmentPeriod,
  type Queryable,
  type Ratings,
  type Stamps,
} from '../store/index.js';
import { danishDay } from '../roadmap/index.js';
import { discloseAssessment } from './disclose.js';
import { viewsOf, type KeptView } from './kept-views.js';
import { withShownLevel, type Sources } from './product-view.js';
import {
  refreshPortfolioRows,
  refreshVisibilityRows,
  YEAR_MS,
  type PortfolioRows,
  type VisibilityRows,
} from './rows.js';
import type {
  Audience,
  EvaluationDetail,
  EvaluationView,
  MistakeView,
  Portfolio,
  ProductDetail,
} from './types.js';
import { fullName, visibilityOf, type Visibility } from './visibility.js';

export interface SiteSettings {
  /** Whether the secretariat wants a public portfolio at all. */
  readonly isSitePublic: boolean;
  readonly risk: RiskRule;
}

export interface PortfolioOptions {
  readonly audience: Audience;
  readonly now: Date;
  /** Of the code host, without a final slash: `https://github.com`. */
  readonly webUrl: string;
  /** What the secretariat has configured, as it is now. */
  readonly settings: (connection: Queryable) => Promise<SiteSettings>;
  /** What is wrong in configuration files, as last read. */
  readonly mistakes: (connection: Queryable) => Promise<readonly Mistake[]>;
}

/** A portfolio, and what it is made of: the next one takes over whatever is still the same. */
export interface PortfolioReading {
  readonly portfolio: Portfolio;
  readonly rows: PortfolioRows;
  readonly visibilityRows: VisibilityRows;
  readonly views: ReadonlyMap<string, KeptView>;
}

/**
 * The portfolio as it stands in the store now, or a moment after the stamps were asked for. Rows that change while it is read are
 * seen before or after, never leaked.
 */
export async function readPortfolio(
  connection: Queryable,
  options: PortfolioOptions,
  stamps: { readonly whole: string; readonly tables: Stamps },
  before: PortfolioReading | null = null,
): Promise<PortfolioReading> {
  const { audience, now, webUrl } = options;
  const day = danishDay(now);
  const today = before?.portfolio.day === day ? before.rows : null;
  const rows = await refreshPortfolioRows(connection, stamps.tables, today?.at ?? now, today);
  const mistakes = await options.mistakes(connection);
  // Last, so that what has been hidden meanwhile is hidden.
  const settings = await options.settings(connection);
  const visibilityRows = await refreshVisibilityRows(connection, before?.visibilityRows ?? null);
  const visibility = visibilityBy(visibilityRows, audience, settings);
  const evaluationSource = await readEvaluationSource(connection);
  const sources: Sources = {
    ...{ audience, day, webUrl, visibility, evaluationSource, risk: settings.risk, failing: rows.failing },
    standings: rows.standings.rows,
    explanations: rows.explanations.rows,
    issues: rows.issues.rows,
    milestones: rows.milestones.rows,
    evaluations: rows.evaluations.rows,
    firstDay: danishDay(new Date(now.getTime() - YEAR_MS)),
  };
  const views = viewsOf(visibility.products.filter(visibility.isShown), sources, before?.views ?? new Map());
  const shown = [...views.values()].map(({ view }) => view);
  const owners = new Set(
    shown.flatMap(({ organisations }) => organisations.map((name) => name.toLowerCase())),
  );
  const portfolio: Portfolio = {
    ...{ audience, day, stamp: stamps.whole, products: shown },
    bySlug: new Map(shown.map((product) => [product.slug, product])),
    mistakes: mistakeViews(mistakes, visibility, owners),
  };
  return { portfolio, rows, visibilityRows, views };
}

/** One product in full, by a portfolio that was just seen to hold; null where the audience may not see it. */
export async function readProduct(
  connection: Queryable,
  { settings }: Pick<PortfolioOptions, 'settings'>,
  { portfolio, visibilityRows }: PortfolioReading,
  slug: string,
): Promise<ProductDetail | null> {
  const { audience } = portfolio;
  const product = portfolio.bySlug.get(slug);
  if (product === undefined) return null;
  const whole = (await latestAssessment(connection, product.key))?.assessment ?? null;
  const periods = await assessmentHistory(connection, product.key);
  const evaluated = await newestEvaluation(connection, product.key);
  const source = await readEvaluationSource(connection);
  // Last again: what was read just now may be newer than the portfolio, and hidden since.
  const current = await settings(connection);
  const visibility = visibilityBy(await refreshVisibilityRows(connection, visibilityRows), audience, current);
  const stored = visibility.byKey.get(product.key);
  if (stored === undefined || !visibility.isShown(stored)) return null;
  const mentioned = whole?.repositories.map(({ name }) => name) ?? [];
  const disclosure = visibility.disclosureOf(stored, mentioned);
  const shown = whole === null || disclosure === null ? whole : discloseAssessment(whole, disclosure);
  const isEverythingShown = audience === 'members';
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

function visibilityBy(
  { products, repositories, installations }: VisibilityRows,
  audience: Audience,
  { isSitePublic }: SiteSettings,
): Visibility {
  return visibilityOf({
    ...{ audience, isSitePublic, installations },
    products: [...products.rows.values()],
    repositories: [...repositories.rows.values()],
  });
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
