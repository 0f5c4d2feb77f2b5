/** The portfolio's half-yearly report, from what the audience may see. */
import type { Model } from '../../governance/index.js';
import { halfYearOf, portfolioReport, type PortfolioReport } from '../../reports/index.js';
import { periodsAt, type Queryable } from '../../store/index.js';
import type { Portfolio } from '../types.js';
import { overdueOf } from './present.js';

/** `from`: first day, `YYYY-MM-DD`; null: of the half year that is under way. */
export async function readPortfolioReport(
  connection: Queryable,
  portfolio: Portfolio,
  { from, model }: { readonly from: string | null; readonly model: Model },
): Promise<PortfolioReport> {
  const first = from ?? halfYearOf(portfolio.day);
  const before = await periodsAt(connection, new Date(`${first}T00:00:00Z`));
  const assessed = portfolio.products.flatMap((product) => {
    const { assessment, slug, name, ratings, targetLevel } = product;
    if (assessment === null) return [];
    return {
      ...{ slug, name, ratings, target: targetLevel },
      level: assessment.level.decided?.level ?? assessment.level.indicative,
      before: before.get(product.key)?.ratings ?? null,
      declaration: assessment.declaration?.date ?? null,
      overdueMilestones: overdueOf(product),
    };
  });
  return portfolioReport(assessed, { from: first, to: portfolio.day, model });
}

/** A day that is in the calendar, as written; null for anything else. */
export function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? null : text;
}
