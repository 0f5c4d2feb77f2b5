import { createHash } from 'node:crypto';
import type { Assessment, Rating, RatingCounts } from '../assessment/index.js';
import type { Queryable } from './database.js';
import { toJson } from './text.js';

export type Ratings = Readonly<Record<string, Rating>>;

/** How a product stood from one day until the next change. */
export interface AssessmentPeriod {
  readonly product: string;
  /** Number of the run that began the period. */
  readonly generation: number;
  readonly model: string;
  readonly level: string | null;
  readonly ratings: Ratings;
  readonly counts: RatingCounts;
  readonly assessedAt: Date;
  /** The newest run with the same ratings and level. */
  readonly confirmedAt: Date;
}

export interface StoredAssessment extends AssessmentPeriod {
  readonly confirmedGeneration: number;
  readonly contentHash: string;
  readonly assessment: Assessment;
}

export type SavedAssessment =
  /** A run that was started later has saved already: this one is out of date and must write nothing. */
  | { readonly outcome: 'outdated' }
  /** `same`: ratings and level as before. `changed`: a new period began. */
  | { readonly outcome: 'same' | 'changed'; readonly previous: AssessmentPeriod | null };

const PERIOD = `product, generation, model, level, ratings, counts, assessed_at AS "assessedAt",
  confirmed_at AS "confirmedAt"`;
/** What a summary of an assessment leaves out. */
export const LONG_LISTS = `ARRAY['requirements', 'findings', 'nextSteps']`;
const WHOLE = `${PERIOD}, confirmed_generation AS "confirmedGeneration", content_hash AS "contentHash", assessment`;

/**
 * Keeps an assessment. Only changes of ratings or level make history; the whole text is kept for the newest alone, so that
 * the database does not grow with every push. `lookAgain`: the day (`YYYY-MM-DD`) on which it may be another although nothing has
 * changed. Use a transaction.
 */
export async function saveAssessment(
  connection: Queryable,
  product: string,
  generation: number,
  assessment: Assessment,
  lookAgain: string | null = null,
): Promise<SavedAssessment> {
  await connection.query('SELECT 1 FROM products WHERE key = $1 FOR UPDATE', [product]);
  const newest = await newestRow(connection, product);
  if (newest !== null && newest.confirmedGeneration > generation) return { outcome: 'outdated' };
  const ratings = ratingsOf(assessment);
  const level = assessment.level.indicative;
  if (newest !== null && isSame(newest, assessment)) {
    await confirm(connection, newest.id, generation, assessment, lookAgain);
    return { outcome: 'same', previous: newest };
  }
  await connection.execute(
    'UPDATE assessments SET assessment = NULL, summary = NULL WHERE product = $1 AND assessment IS NOT NULL',
    [product],
  );
  await connection.execute(
    `INSERT INTO assessments (product, generation, model, level, ratings, counts, assessed_at, confirmed_at,
       confirmed_generation, content_hash, assessment, summary, look_again)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $7, $2, $8, $9::jsonb, $9::jsonb - ${LONG_LISTS}, $10)`,
    [
      product,
      generation,
      assessment.model,
      level,
      toJson(ratings),
      toJson(assessment.counts.total),
      assessment.assessedAt,
      contentHash(assessment),
      toJson(assessment),
      lookAgain,
    ],
  );
  return { outcome: 'changed', previous: newest };
}

type NewestRow = AssessmentPeriod & { readonly id: number; readonly confirmedGeneration: number };

async function newestRow(connection: Queryable, product: string): Promise<NewestRow | null> {
  const [row] = await connection.query<NewestRow>(
    `SELECT id, confirmed_generation AS "confirmedGeneration", ${PERIOD} FROM assessments
     WHERE product = $1 ORDER BY generation DESC LIMIT 1`,
    [product],
  );
  return row ?? null;
}

async function confirm(
  connection: Queryable,
  id: number,
  generation: number,
  assessment: Assessment,
  lookAgain: string | null,
): Promise<void> {
  await connection.execute(
    `UPDATE assessments SET confirmed_at = $2, confirmed_generation = $3, content_hash = $4, assessment = $5::jsonb,
       model = $6, summary = $5::jsonb - ${LONG_LISTS}, look_again = $7 WHERE id = $1`,
    [
      id,
      assessment.assessedAt,
      generation,
      contentHash(assessment),
      toJson(assessment),
      assessment.model,
      lookAgain,
    ],
  );
}

/** The newest assessment of a product is not to be relied on any longer than until that day (`YYYY-MM-DD`). */
export async function lookAgainFrom(connection: Queryable, product: string, day: string): Promise<void> {
  await connection.execute(
    `UPDATE assessments SET look_again = $2
     WHERE product = $1 AND generation = (SELECT max(generation) FROM assessments WHERE product = $1)`,
    [product, day],
  );
}

/**
 * Keys of the products, still configured, that are to be rated again by that day (`YYYY-MM-DD`). One that an earlier version has
 * rated has no day of its own, and waits for as long as any does.
 */
export async function lookAgainDue(connection: Queryable, today: string): Promise<readonly string[]> {
  const rows = await connection.query<{ key: string }>(
    `SELECT key FROM products
     JOIN (SELECT DISTINCT ON (product) product, look_again, confirmed_at FROM assessments
       ORDER BY product, generation DESC) AS newest ON newest.product = key
     WHERE removed_at IS NULL AND coalesce(look_again, (confirmed_at + interval '91 days')::date) <= $1::date
     ORDER BY key`,
    [today],
  );
  return rows.map(({ key }) => key);
}

/** The newest assessment of a product in full. */
export async function latestAssessment(
  connection: Queryable,
  product: string,
): Promise<StoredAssessment | null> {
  const [row] = await connection.query<StoredAssessment>(
    `SELECT ${WHOLE} FROM assessments WHERE product = $1 AND assessment IS NOT NULL ORDER BY generation DESC LIMIT 1`,
    [product],
  );
  return row ?? null;
}

/** The newest period of every product still configured, without the texts, by product key. */
export async function latestPeriods(connection: Queryable): Promise<ReadonlyMap<string, AssessmentPeriod>> {
  const rows = await connection.query<AssessmentPeriod>(
    `SELECT DISTINCT ON (product) ${PERIOD} FROM assessments
     WHERE product IN (SELECT key FROM products WHERE removed_at IS NULL) ORDER BY product, generation DESC`,
  );
  return new Map(rows.map((row) => [row.product, row]));
}

/** How many periods are looked through for what was known of a requirement before nobody could see it. */
const PERIODS_BACK = 12;

/**
 * The newest period with other ratings or another level than this assessment: what it changed from, also when the
 * assessment has been saved already. Where it does not know a rating, the newest one known before stands for it: what was not
 * seen for a while has not changed. Null where there is none.
 */
export async function earlierPeriod(
  connection: Queryable,
  product: string,
  assessment: Assessment,
): Promise<AssessmentPeriod | null> {
  const newest = await connection.query<AssessmentPeriod>(
    `SELECT ${PERIOD} FROM assessments WHERE product = $1 ORDER BY generation DESC LIMIT ${PERIODS_BACK}`,
    [product],
  );
  const place = newest.slice(0, 2).findIndex((period) => !isSame(period, assessment));
  const [earlier, ...before] = place === -1 ? [] : newest.slice(place);
  return earlier === undefined ? null : { ...earlier, ratings: lastKnown(earlier.ratings, before) };
}

function lastKnown(ratings: Ratings, before: readonly AssessmentPeriod[]): Ratings {
  const known = ([id, rating]: [string, Rating]): [string, Rating] => {
    if (rating !== 'unknown') return [id, rating];
    const seen = before.find((period) => (period.ratings[id] ?? 'unknown') !== 'unknown');
    return [id, seen?.ratings[id] ?? rating];
  };
  return Object.fromEntries(Object.entries(ratings).map(known));
}

function isSame(period: AssessmentPeriod, assessment: Assessment): boolean {
  return period.level === assessment.level.indicative && sameRatings(period.ratings, ratingsOf(assessment));
}

/** Oldest first. */
export function assessmentHistory(connection: Queryable, product: string): Promise<AssessmentPeriod[]> {
  return connection.query<AssessmentPeriod>(
    `SELECT ${PERIOD} FROM assessments WHERE product = $1 ORDER BY generation`,
    [product],
  );
}

/** The period that was in force at a moment; null when the product had not been assessed. */
export async function periodAt(
  connection: Queryable,
  product: string,
  at: Date,
): Promise<AssessmentPeriod | null> {
  const [row] = await connection.query<AssessmentPeriod>(
    `SELECT ${PERIOD} FROM assessments WHERE product = $1 AND assessed_at <= $2 ORDER BY generation DESC LIMIT 1`,
    [product, at],
  );
  return row ?? null;
}

function ratingsOf(assessment: Assessment): Ratings {
  const ratings: Record<string, Rating> = {};
  for (const requirement of assessment.requirements) ratings[requirement.id] = requirement.rating;
  return ratings;
}

function sameRatings(one: Ratings, other: Ratings): boolean {
  const ids = Object.keys(one);
  if (ids.length !== Object.keys(other).length) return false;
  return ids.every((id) => one[id] === other[id]);
}

/** Of everything but when it was made: two runs that found the same have the same. */
export function contentHash(assessment: Assessment): string {
  const content = { ...assessment, asOf: null, assessedAt: null, change: null };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
