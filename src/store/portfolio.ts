/** The whole portfolio in a few statements, for those who show or count many products at once. */
import type { Assessment, RatingCounts } from '../assessment/index.js';
import { LONG_LISTS, type AssessmentPeriod } from './assessments.js';
import type { Queryable } from './database.js';

/** An assessment without its long lists. */
export type AssessmentSummary = Omit<Assessment, 'requirements' | 'findings' | 'nextSteps'>;

export interface NewestAssessment extends AssessmentPeriod {
  readonly contentHash: string;
  readonly summary: AssessmentSummary;
}

export interface WeekCounts {
  readonly product: string;
  readonly level: string | null;
  readonly counts: RatingCounts;
  readonly assessedAt: Date;
  readonly confirmedAt: Date;
}

/** Tables that pages are made from, and which of their rows. */
const SHOWN: readonly (readonly [table: string, rows: string])[] = [
  ['products', 'true'],
  ['product_repositories', 'true'],
  ['repositories', 'true'],
  ['installations', 'true'],
  ['assessments', 'assessment IS NOT NULL'],
  ['explanations', 'ended_at IS NULL'],
  ['issues', 'true'],
  ['milestones', 'true'],
  ['evaluations', 'true'],
  ['configurations', 'true'],
  ['settings', 'true'],
  ['lanes', 'failures > 0'],
];
const STAMP = SHOWN.map(
  ([table, rows]) => `SELECT count(*) AS rows, sum(xmin::text::bigint) AS sum FROM ${table} WHERE ${rows}`,
).join(' UNION ALL ');

/**
 * A short text that is another one after every change that pages could show, in whatever column it is. Each row carries the
 * number of the transaction that wrote it, and a later one has a higher number: so a table with as many rows as before and
 * the same sum is the same table. No column has to be kept for it, and none can be forgotten.
 */
export async function portfolioStamp(connection: Queryable): Promise<string> {
  const rows = await connection.query<{ rows: number; sum: string | null }>(STAMP);
  return rows.map(({ rows: count, sum }) => `${count}.${sum ?? 0}`).join('-');
}

const SUMMARY = `coalesce(summary, assessment - ${LONG_LISTS})`;

/** The newest assessment of every product still configured, without its long lists, by product key. */
export async function newestAssessments(
  connection: Queryable,
): Promise<ReadonlyMap<string, NewestAssessment>> {
  const rows = await connection.query<NewestAssessment>(
    `SELECT product, assessments.generation, model, level, ratings, counts, assessed_at AS "assessedAt",
       confirmed_at AS "confirmedAt", content_hash AS "contentHash", ${SUMMARY} AS summary
     FROM assessments JOIN products ON key = product
     WHERE assessment IS NOT NULL AND removed_at IS NULL ORDER BY assessments.generation`,
  );
  return new Map(rows.map((row) => [row.product, row]));
}

/** The period of every product still configured that was in force at a moment, by product key. */
export async function periodsAt(
  connection: Queryable,
  at: Date,
): Promise<ReadonlyMap<string, AssessmentPeriod>> {
  const rows = await connection.query<AssessmentPeriod>(
    `SELECT period.product, period.generation, period.model, period.level, period.ratings, period.counts,
       period.assessed_at AS "assessedAt", period.confirmed_at AS "confirmedAt"
     FROM products CROSS JOIN LATERAL (
       SELECT * FROM assessments WHERE product = key AND assessed_at <= $1 ORDER BY assessed_at DESC, generation DESC LIMIT 1
     ) AS period WHERE removed_at IS NULL`,
    [at],
  );
  return new Map(rows.map((row) => [row.product, row]));
}

/** How every product stood at the end of each week (UTC) in which something changed, oldest first, by product key. */
export async function weekCounts(
  connection: Queryable,
  since: Date,
): Promise<ReadonlyMap<string, readonly WeekCounts[]>> {
  const rows = await connection.query<WeekCounts>(
    `SELECT DISTINCT ON (product, date_trunc('week', assessed_at, 'UTC')) product, level, counts,
       assessed_at AS "assessedAt", confirmed_at AS "confirmedAt"
     FROM assessments WHERE assessed_at >= $1
     ORDER BY product, date_trunc('week', assessed_at, 'UTC'), generation DESC`,
    [since],
  );
  const products = new Map<string, WeekCounts[]>();
  for (const row of rows) {
    const weeks = products.get(row.product) ?? [];
    products.set(row.product, weeks);
    weeks.push(row);
  }
  return products;
}
