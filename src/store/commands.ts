import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface StoredCommand<D> {
  /** Node id of the comment, or another key that is the same when the event comes again. */
  readonly id: string;
  readonly product: string;
  /** Ids of where it stands; the text is read from GitHub. */
  readonly details: D;
  readonly result: string | null;
  readonly createdAt: Date;
}

const COLUMNS = `id, product, details, result, created_at AS "createdAt"`;

/** Leaves a command for the product's next run. False when it is known already: each is worked on once. */
export async function saveCommand(
  connection: Queryable,
  command: { readonly id: string; readonly product: string; readonly details: object },
  at: Date,
): Promise<boolean> {
  const made = await connection.execute(
    `INSERT INTO commands (id, product, details, state, created_at) VALUES ($1, $2, $3::jsonb, 'waiting', $4)
     ON CONFLICT (id) DO NOTHING`,
    [command.id, command.product, toJson(command.details), at],
  );
  return made === 1;
}

/** In the order they came. They go on waiting until `finishCommand`. */
export function waitingCommands<D>(connection: Queryable, product: string): Promise<StoredCommand<D>[]> {
  return connection.query<StoredCommand<D>>(
    `SELECT ${COLUMNS} FROM commands WHERE product = $1 AND state = 'waiting' ORDER BY created_at, id`,
    [product],
  );
}

/** Keys of the products that a command waits for, such as one whose answer could not be written when it came. */
export async function productsWithCommands(connection: Queryable): Promise<readonly string[]> {
  const rows = await connection.query<{ readonly product: string }>(
    `SELECT DISTINCT product FROM commands WHERE state = 'waiting' ORDER BY product`,
  );
  return rows.map(({ product }) => product);
}

export async function finishCommand(
  connection: Queryable,
  id: string,
  result: string,
  at: Date,
): Promise<void> {
  await connection.execute(`UPDATE commands SET state = 'done', result = $2, done_at = $3 WHERE id = $1`, [
    id,
    result,
    at,
  ]);
}
