import type { Queryable } from './database.js';
import { toJson } from './text.js';

/** A delivery from GitHub as it is kept: what it asks for, never the payload. */
export interface NewDelivery<W> {
  /** `X-GitHub-Delivery`; the same when GitHub sends it again. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installation: number | null;
  readonly accountId: number | null;
  /** Login, for people; nothing is looked up by it. */
  readonly account: string | null;
  /** Nothing to do is done at once. */
  readonly work: readonly W[];
}

export interface StoredDelivery<W> extends NewDelivery<W> {
  readonly state: 'received' | 'done' | 'failed';
  /** Attempts that failed. */
  readonly attempts: number;
  readonly error: string | null;
  readonly receivedAt: Date;
  readonly doneAt: Date | null;
}

const COLUMNS = `guid, event, action, installation_id AS installation, account_id AS "accountId", account, work, state, attempts,
  error, received_at AS "receivedAt", done_at AS "doneAt"`;

/** `new`: stored. `again`: it had failed and is worked on once more. `duplicate`: known, waiting or done; nothing changed. */
export type SavedDelivery = 'new' | 'again' | 'duplicate';

/** All or none, in one statement; the outcomes are in the order given. Of two with one guid the later is a duplicate. */
export async function saveDeliveries<W>(
  connection: Queryable,
  deliveries: readonly NewDelivery<W>[],
  at: Date,
): Promise<readonly SavedDelivery[]> {
  const distinct = new Map<string, NewDelivery<W>>();
  for (const delivery of deliveries) {
    if (!distinct.has(delivery.guid)) distinct.set(delivery.guid, delivery);
  }
  const rows = await connection.query<{ guid: string; isNew: boolean }>(
    `INSERT INTO deliveries AS known
       (guid, event, action, installation_id, account_id, account, work, state, received_at, next_attempt_at, done_at)
     SELECT guid, event, action, installation, "accountId", account, work,
       CASE WHEN work = '[]' THEN 'done' ELSE 'received' END, $2, $2, CASE WHEN work = '[]' THEN $2::timestamptz END
     FROM jsonb_to_recordset($1::jsonb) AS given (guid text, event text, action text, installation bigint,
       "accountId" bigint, account text, work jsonb)
     ON CONFLICT (guid) DO UPDATE
       SET state = 'received', attempts = 0, error = NULL, next_attempt_at = excluded.next_attempt_at
       WHERE known.state = 'failed'
     RETURNING guid, (xmax = 0) AS "isNew"`,
    [toJson([...distinct.values()]), at],
  );
  const changed = new Map(rows.map((row) => [row.guid, row.isNew]));
  return deliveries.map((delivery) => {
    const isNew = distinct.get(delivery.guid) === delivery ? changed.get(delivery.guid) : undefined;
    if (isNew === undefined) return 'duplicate';
    return isNew ? 'new' : 'again';
  });
}

/** One delivery, as `saveDeliveries`. */
export async function saveDelivery<W>(
  connection: Queryable,
  delivery: NewDelivery<W>,
  at: Date,
): Promise<SavedDelivery> {
  const [outcome] = await saveDeliveries(connection, [delivery], at);
  return outcome ?? 'duplicate';
}

/**
 * The oldest deliveries that wait, held until the transaction ends: another process takes others, and a process that dies
 * gives them back.
 */
export function claimDeliveries<W>(
  connection: Queryable,
  limit: number,
  at: Date,
): Promise<StoredDelivery<W>[]> {
  return connection.query<StoredDelivery<W>>(
    `SELECT ${COLUMNS} FROM deliveries WHERE state = 'received' AND next_attempt_at <= $1
     ORDER BY next_attempt_at, guid LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [at, limit],
  );
}

export async function finishDeliveries(
  connection: Queryable,
  guids: readonly string[],
  at: Date,
): Promise<void> {
  await connection.execute(
    `UPDATE deliveries SET state = 'done', error = NULL, done_at = $2 WHERE guid = ANY($1::text[])`,
    [guids, at],
  );
}

/** An attempt failed; `again` is when to try once more, null to give up until GitHub or an operator sends it again. */
export async function failDelivery(
  connection: Queryable,
  guid: string,
  error: string,
  again: Date | null,
): Promise<void> {
  await connection.execute(
    `UPDATE deliveries SET attempts = attempts + 1, error = $2, next_attempt_at = coalesce($3, next_attempt_at),
       state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE 'received' END
     WHERE guid = $1 AND state = 'received'`,
    [guid, error.slice(0, 2_000), again],
  );
}

/** An operator wants a failed delivery worked on again; false when there is no failed one of that id. */
export async function retryDelivery(connection: Queryable, guid: string, at: Date): Promise<boolean> {
  const changed = await connection.execute(
    `UPDATE deliveries SET state = 'received', attempts = 0, next_attempt_at = $2 WHERE guid = $1 AND state = 'failed'`,
    [guid, at],
  );
  return changed === 1;
}

/** Newest first. */
export function listDeliveries<W>(
  connection: Queryable,
  filter: { readonly state?: StoredDelivery<W>['state']; readonly limit?: number } = {},
): Promise<StoredDelivery<W>[]> {
  return connection.query<StoredDelivery<W>>(
    `SELECT ${COLUMNS} FROM deliveries WHERE $1::text IS NULL OR state = $1 ORDER BY received_at DESC, guid LIMIT $2`,
    [filter.state ?? null, filter.limit ?? 100],
  );
}

export async function countDeliveries(
  connection: Queryable,
): Promise<Readonly<Record<'received' | 'done' | 'failed', number>>> {
  const rows = await connection.query<{ state: 'received' | 'done' | 'failed'; count: number }>(
    'SELECT state, count(*) AS count FROM deliveries GROUP BY state',
  );
  const counts = { received: 0, done: 0, failed: 0 };
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}

/** The state of those that are known here, by guid: GitHub is asked again only for the others and the failed ones. */
export async function knownDeliveries(
  connection: Queryable,
  guids: readonly string[],
): Promise<ReadonlyMap<string, StoredDelivery<unknown>['state']>> {
  const rows = await connection.query<{ guid: string; state: StoredDelivery<unknown>['state'] }>(
    'SELECT guid, state FROM deliveries WHERE guid = ANY($1::text[])',
    [guids],
  );
  return new Map(rows.map((row) => [row.guid, row.state]));
}

/** How often GitHub was asked to send each of these again, by guid; those it was never asked for are left out. */
export async function redeliveriesAsked(
  connection: Queryable,
  guids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await connection.query<{ guid: string; requests: number }>(
    'SELECT guid, requests FROM redeliveries WHERE guid = ANY($1::text[])',
    [guids],
  );
  return new Map(rows.map(({ guid, requests }) => [guid, requests]));
}

/** Notes that GitHub was asked to send a delivery again. */
export async function noteRedelivery(connection: Queryable, guid: string, at: Date): Promise<void> {
  await connection.execute(
    `INSERT INTO redeliveries (guid, requested_at, requests) VALUES ($1, $2, 1)
     ON CONFLICT (guid) DO UPDATE SET requested_at = $2, requests = redeliveries.requests + 1`,
    [guid, at],
  );
}
