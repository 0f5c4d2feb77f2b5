import { listOf } from './columns.js';
import type { Queryable } from './database.js';

export interface NewExplanation {
  readonly product: string;
  readonly requirement: string;
  readonly status: 'planned' | 'deviation' | 'not-relevant';
  readonly state: 'pending' | 'accepted';
  readonly source: 'configuration' | 'command' | 'declaration' | 'closed-issue';
  /** What it came from: node id of a comment or issue, `owner/name/path@commit` of a file. */
  readonly sourceId: string | null;
  readonly reason: string;
  /** Last day it holds, `YYYY-MM-DD`; null until it is withdrawn. */
  readonly until: string | null;
  readonly link: string | null;
  readonly byLogin: string | null;
  readonly byId: number | null;
}

export interface StoredExplanation extends NewExplanation {
  readonly id: number;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endedBecause: 'replaced' | 'withdrawn' | 'expired' | null;
}

const COLUMNS = `id, product, requirement, status, state, source, source_id AS "sourceId", reason, until, link,
  by_login AS "byLogin", by_id AS "byId", accepted_by AS "acceptedBy", accepted_at AS "acceptedAt",
  reminded_at AS "remindedAt", created_at AS "createdAt", ended_at AS "endedAt", ended_because AS "endedBecause"`;

/**
 * A statement about a requirement; it ends the one before it, which stays in the history. Saying the same again changes
 * nothing, so an accepted explanation stays accepted. Answers whether anything changed. Use a transaction.
 */
export async function saveExplanation(
  connection: Queryable,
  given: NewExplanation,
  at: Date,
): Promise<boolean> {
  const current = await currentExplanation(connection, given.product, given.requirement);
  if (current !== null && isSaid(current, given)) return false;
  await endExplanation(connection, given.product, given.requirement, 'replaced', at);
  await connection.execute(
    `INSERT INTO explanations (product, requirement, status, state, source, source_id, reason, until, link, by_login, by_id,
       created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      given.product,
      given.requirement,
      given.status,
      given.state,
      given.source,
      given.sourceId,
      given.reason,
      given.until,
      given.link,
      given.byLogin,
      given.byId,
      at,
    ],
  );
  return true;
}

function isSaid(current: StoredExplanation, given: NewExplanation): boolean {
  const isAccepted = current.state === given.state || current.state === 'accepted';
  const isSame = current.status === given.status && current.reason === given.reason;
  return isAccepted && isSame && current.until === given.until && current.link === given.link;
}

/** A person with the right to do so accepts what stands; false when nothing pending stands. */
export async function acceptExplanation(
  connection: Queryable,
  product: string,
  requirement: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const changed = await connection.execute(
    `UPDATE explanations SET state = 'accepted', accepted_by = $3, accepted_at = $4
     WHERE product = $1 AND requirement = $2 AND ended_at IS NULL AND state = 'pending'`,
    [product, requirement, by, at],
  );
  return changed > 0;
}

/** False when none stood. */
export async function endExplanation(
  connection: Queryable,
  product: string,
  requirement: string,
  because: 'replaced' | 'withdrawn' | 'expired',
  at: Date,
): Promise<boolean> {
  const changed = await connection.execute(
    `UPDATE explanations SET ended_at = $3, ended_because = $4
     WHERE product = $1 AND requirement = $2 AND ended_at IS NULL`,
    [product, requirement, at, because],
  );
  return changed > 0;
}

/** Ends those of a product whose last day is before `today` (`YYYY-MM-DD`, the caller's calendar day) and answers them. */
export function expireExplanations(
  connection: Queryable,
  product: string,
  today: string,
  at: Date,
): Promise<StoredExplanation[]> {
  return connection.query<StoredExplanation>(
    `UPDATE explanations SET ended_at = $3, ended_because = 'expired'
     WHERE product = $1 AND ended_at IS NULL AND until < $2::date RETURNING ${COLUMNS}`,
    [product, today, at],
  );
}

/** Marks those that stand and were not reminded of, among these, as reminded of and answers them: each comes once. */
export function takeReminders(
  connection: Queryable,
  ids: readonly number[],
  at: Date,
): Promise<StoredExplanation[]> {
  return connection.query<StoredExplanation>(
    `UPDATE explanations SET reminded_at = $2
     WHERE id = ANY($1::bigint[]) AND ended_at IS NULL AND reminded_at IS NULL RETURNING ${COLUMNS}`,
    [ids, at],
  );
}

async function currentExplanation(
  connection: Queryable,
  product: string,
  requirement: string,
): Promise<StoredExplanation | null> {
  const [row] = await connection.query<StoredExplanation>(
    `SELECT ${COLUMNS} FROM explanations WHERE product = $1 AND requirement = $2 AND ended_at IS NULL FOR UPDATE`,
    [product, requirement],
  );
  return row ?? null;
}

/** What stands now; of one product, some, or all. */
export function currentExplanations(
  connection: Queryable,
  product?: string | readonly string[] | null,
): Promise<StoredExplanation[]> {
  return connection.query<StoredExplanation>(
    `SELECT ${COLUMNS} FROM explanations WHERE ended_at IS NULL AND ($1::text[] IS NULL OR product = ANY($1))
     ORDER BY product, requirement`,
    [listOf(product)],
  );
}

/** Everything ever said of a product, oldest first. */
export function explanationHistory(connection: Queryable, product: string): Promise<StoredExplanation[]> {
  return connection.query<StoredExplanation>(
    `SELECT ${COLUMNS} FROM explanations WHERE product = $1 ORDER BY id`,
    [product],
  );
}
