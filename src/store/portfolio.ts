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

const SUMMARY = `coalesce(summary, assessment - ${LONG_LISTS})`;

/** The newest assessment of every product still configured, or of some, without its long lists, by product key. */
export async function newestAssessments(
  connection: Queryable,
  products: readonly string[] | null = null,
): Promise<ReadonlyMap<string, NewestAssessment>> {
  const rows = await connection.query<NewestAssessment>(
    `SELECT product, assessments.generation, model, level, ratings, counts, assessed_at AS "assessedAt",
       confirmed_at AS "confirmedAt", content_hash AS "contentHash", ${SUMMARY} AS summary
     FROM assessments JOIN products ON key = product
     WHERE assessment IS NOT NULL AND removed_at IS NULL AND ($1::text[] IS NULL OR product = ANY($1))
     ORDER BY assessments.generation`,
    [products],
  );
  return new Map(rows.map((row) => [row.product, row]));
}

/** The period of every product still configured, or of some, that was in force at a moment, by product key. */
export async function periodsAt(
  connection: Queryable,
  at: Date,
  products: readonly string[] | null = null,
): Promise<ReadonlyMap<string, AssessmentPeriod>> {
  const rows = await connection.query<AssessmentPeriod>(
    `SELECT period.product, period.generation, period.model, period.level, period.ratings, period.counts,
       period.assessed_at AS "assessedAt", period.confirmed_at AS "confirmedAt"
     FROM products CROSS JOIN LATERAL (
       SELECT * FROM assessments WHERE product = key AND assessed_at <= $1 ORDER BY assessed_at DESC, generation DESC LIMIT 1
     ) AS period WHERE removed_at IS NULL AND ($2::text[] IS NULL OR key = ANY($2))`,
    [at, products],
  );
  return new Map(rows.map((row) => [row.product, row]));
}

/** How every product, or some, stood at the end of each week (UTC) in which something changed, oldest first, by product key. */
export async function weekCounts(
  connection: Queryable,
  since: Date,
  products: readonly string[] | null = null,
): Promise<ReadonlyMap<string, readonly WeekCounts[]>> {
  const rows = await connection.query<WeekCounts>(
    `SELECT DISTINCT ON (product, date_trunc('week', assessed_at, 'UTC')) product, level, counts,
       assessed_at AS "assessedAt", confirmed_at AS "confirmedAt"
     FROM assessments WHERE assessed_at >= $1 AND ($2::text[] IS NULL OR product = ANY($2))
     ORDER BY product, date_trunc('week', assessed_at, 'UTC'), generation DESC`,
    [since, products],
  );
  const found = new Map<string, WeekCounts[]>();
  for (const row of rows) {
    const weeks = found.get(row.product) ?? [];
    found.set(row.product, weeks);
    weeks.push(row);
  }
  return found;
}
