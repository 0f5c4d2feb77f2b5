import type { Database, Queryable } from './database.js';

/** Parents before those that refer to them. */
const FIRST = ['products'];
const ROWS = 200;

/**
 * Copies everything from one database to another that is up to date and empty, such as from the embedded one to a server.
 * All or nothing; answers how many rows each table got. The queue's jobs are not tables of ours: send them again. Nothing
 * may write to the first meanwhile. Throws when the other holds anything.
 */
export async function copyDatabase(from: Database, to: Database): Promise<ReadonlyMap<string, number>> {
  const tables = await tablesOf(from);
  return to.transaction(async (target) => {
    const copied = new Map<string, number>();
    for (const table of tables) {
      const [held] = await target.query(`SELECT 1 FROM ${table} LIMIT 1`);
      if (held !== undefined) throw new Error(`the database to copy to is not empty: ${table} holds rows`);
    }
    for (const table of tables) copied.set(table, await copyTable(from, target, table));
    return copied;
  });
}

async function tablesOf(connection: Queryable): Promise<readonly string[]> {
  const rows = await connection.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'
     ORDER BY tablename <> ALL($1::text[]), tablename`,
    [FIRST],
  );
  return rows.map((row) => row.name);
}

/** As JSON by PostgreSQL itself, so that no type is changed on the way. */
async function copyTable(from: Queryable, target: Queryable, table: string): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await from.query<{ row: string }>(
      `SELECT to_jsonb(given)::text AS row FROM ${table} AS given ORDER BY given LIMIT $1 OFFSET $2`,
      [ROWS, count],
    );
    if (rows.length === 0) break;
    count += await target.execute(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [`[${rows.map(({ row }) => row).join(',')}]`],
    );
  }
  await continueNumbering(target, table);
  return count;
}

async function continueNumbering(target: Queryable, table: string): Promise<void> {
  const [sequence] = await target.query<{ name: string }>(
    `SELECT pg_get_serial_sequence($1, 'id') AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND column_name = 'id' AND is_identity = 'YES'`,
    [table],
  );
  if (sequence === undefined) return;
  await target.query(`SELECT setval($1, (SELECT coalesce(max(id), 0) + 1 FROM ${table}), false)`, [
    sequence.name,
  ]);
}
