/** The half-yearly report on the portfolio: what has improved, what is common, and where support is needed. Pure. */
import { changeSince, type Rating, type RatingCounts } from '../assessment/index.js';
import type { Model } from '../governance/index.js';

export interface ReportedProduct {
  readonly slug: string;
  readonly name: string;
  /** The decided level where there is one, else the indicative. */
  readonly level: string | null;
  readonly target: string | null;
  readonly ratings: Readonly<Record<string, Rating>>;
  /** On the first day; null: not assessed then. */
  readonly before: Readonly<Record<string, Rating>> | null;
  /** Day of the self-evaluation, `YYYY-MM-DD`; null: none was found. */
  readonly declaration: string | null;
  readonly overdueMilestones: number;
}

export type SupportReason = 'worsened' | 'below-target' | 'no-declaration' | 'old-declaration' | 'overdue';

interface Named {
  readonly slug: string;
  readonly name: string;
}

export interface PortfolioReport {
  readonly from: string;
  readonly to: string;
  /** Assessed. */
  readonly products: number;
  /** Those that were assessed on the first day, too. */
  readonly compared: number;
  readonly counts: RatingCounts;
  /** Of those compared, on the first day. */
  readonly countsBefore: RatingCounts;
  /** Most improved first; those that stand as before are left out. */
  readonly changes: readonly {
    readonly product: Named;
    readonly improved: readonly string[];
    readonly worsened: readonly string[];
  }[];
  /** What most products lack, most first. */
  readonly common: readonly {
    readonly requirement: string;
    readonly met: number;
    readonly partly: number;
    readonly missing: number;
  }[];
  readonly support: readonly { readonly product: Named; readonly reasons: readonly SupportReason[] }[];
}

interface Given {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly model: Model;
}

const MOST_COMMON = 10;
/** Two evaluations a year: an older self-evaluation has missed one. */
const OLD_DAYS = 183;
const DAY_MS = 86_400_000;

export function portfolioReport(
  products: readonly ReportedProduct[],
  { from, to, model }: Given,
): PortfolioReport {
  const compared = products.filter(({ before }) => before !== null);
  const changes = compared.map((product) => {
    const { improved, worsened } = changeSince(
      { assessedAt: from, requirements: listed(product.before ?? {}) },
      listed(product.ratings),
    );
    return { product: named(product), improved, worsened };
  });
  const moved = changes.filter(({ improved, worsened }) => improved.length + worsened.length > 0);
  moved.sort((a, b) => net(b) - net(a) || compare(a.product.name, b.product.name));
  const fell = new Set(changes.filter((one) => net(one) < 0).map(({ product }) => product.slug));
  const support = products.map((product) => ({
    product: named(product),
    reasons: reasonsOf(product, { fell: fell.has(product.slug), to, model }),
  }));
  return {
    ...{ from, to, products: products.length, compared: compared.length },
    counts: countAll(products.map(({ ratings }) => ratings)),
    countsBefore: countAll(compared.map(({ before }) => before ?? {})),
    changes: moved,
    common: commonGaps(products, model),
    support: support
      .filter(({ reasons }) => reasons.length > 0)
      .sort((a, b) => b.reasons.length - a.reasons.length || compare(a.product.name, b.product.name)),
  };
}

function commonGaps(products: readonly ReportedProduct[], model: Model): PortfolioReport['common'] {
  const rows = model.requirements.map(({ id }) => {
    const of = (rating: Rating): number => products.filter(({ ratings }) => ratings[id] === rating).length;
    return { requirement: id, met: of('green'), partly: of('yellow'), missing: of('red') };
  });
  return rows
    .filter(({ partly, missing }) => partly + missing > 0)
    .sort((a, b) => lack(b) - lack(a))
    .slice(0, MOST_COMMON);
}

/** Scored as the levels are: partly counts half. */
function lack({ partly, missing }: { readonly partly: number; readonly missing: number }): number {
  return missing + partly / 2;
}

function reasonsOf(
  { level, target, declaration, overdueMilestones }: ReportedProduct,
  { fell, to, model }: { readonly fell: boolean; readonly to: string; readonly model: Model },
): readonly SupportReason[] {
  const rank = (id: string | null): number => model.levels.findIndex((one) => one.id === id);
  const reasons: SupportReason[] = [];
  if (fell) reasons.push('worsened');
  if (target !== null && rank(level) < rank(target)) reasons.push('below-target');
  if (declaration === null) reasons.push('no-declaration');
  else if (Date.parse(to) - Date.parse(declaration) > OLD_DAYS * DAY_MS) reasons.push('old-declaration');
  if (overdueMilestones > 0) reasons.push('overdue');
  return reasons;
}

function countAll(all: readonly ReportedProduct['ratings'][]): RatingCounts {
  const counts: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const ratings of all) for (const rating of Object.values(ratings)) counts[rating] += 1;
  return counts;
}

/** `changeSince` asks for no more of a requirement than this. */
function listed(ratings: ReportedProduct['ratings']) {
  return Object.entries(ratings).map(([id, rating]) => ({ id, rating }));
}

function net({
  improved,
  worsened,
}: {
  readonly improved: readonly string[];
  readonly worsened: readonly string[];
}): number {
  return improved.length - worsened.length;
}

function named({ slug, name }: ReportedProduct): Named {
  return { slug, name };
}

/** Not by locale: the order must be the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The first day of the half year that a day lies in: evaluations are made twice a year. */
export function halfYearOf(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`;
}
