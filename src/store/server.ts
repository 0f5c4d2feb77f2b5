import { Pool, types, type PoolClient } from 'pg';
import type { Database, Query, Queryable } from './database.js';
import { DatabaseUnavailableError } from './errors.js';
import { storableParameters } from './text.js';
import { guardTransactions } from './transactions.js';

const BIGINT = 20;
const DATE = 1082;
/** With the queue's own connections well under a small server's 100 for several processes. */
const CONNECTIONS = 8;

export interface ServerSettings {
  /** `postgres://…` */
  readonly url: string;
  /** A connection was lost while nobody used it; the pool opens another when one is needed. */
  readonly onIdleError?: (error: Error) => void;
}

/** A Postgres server. Throws DatabaseUnavailableError, without the password, when it cannot be reached. */
export async function openServer(settings: ServerSettings): Promise<Database> {
  const { url, onIdleError } = settings;
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'os2modning',
    types: { getTypeParser },
  });
  // Without a listener the process would end when a server restarts.
  pool.on('error', (error) => onIdleError?.(error));
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw new DatabaseUnavailableError(`The database server at ${addressOf(url)} cannot be reached.`, error);
  }
  const { guarded, transaction } = guardTransactions(connectionOf(pool), (work) => inTransaction(pool, work));
  let closing: Promise<void> | null = null;
  return {
    kind: 'server',
    ...guarded,
    transaction,
    // A server tends itself.
    tend: () => Promise.resolve(),
    close: () => (closing ??= pool.end()),
    engine: { kind: 'server', pool, url },
  };
}

async function inTransaction<T>(pool: Pool, work: (connection: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The pool does not listen to a connection that is taken out, and an error that nobody hears ends the process. What is asked of
  // the connection next tells of it.
  client.on('error', ignoreHere);
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(connectionOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    try {
      await client.query('ROLLBACK');
    } catch {
      // The connection is gone and the transaction with it; the first error is the one that says why.
      broken = true;
    }
    throw error;
  } finally {
    client.off('error', ignoreHere);
    client.release(broken);
  }
}

function ignoreHere(): void {
  // Told by the query that fails.
}

function connectionOf(client: Pool | PoolClient): Queryable {
  const query: Query = async <R extends object>(sql: string, parameters: readonly unknown[] = []) => {
    const { rows } = await client.query<R>(sql, storableParameters(parameters));
    return rows;
  };
  return {
    query,
    execute: async (sql, parameters = []) =>
      (await client.query(sql, storableParameters(parameters))).rowCount ?? 0,
    script: async (sql) => {
      await client.query(sql);
    },
  };
}

const OWN_PARSERS = new Map<number, (text: string) => unknown>([
  [BIGINT, Number],
  [DATE, (day) => day],
]);

/** The driver's own parsers otherwise; it asks for text only, as no query here wants the binary format. */
function getTypeParser(id: number): unknown {
  return OWN_PARSERS.get(id) ?? (types.getTypeParser as (type: number) => unknown)(id);
}

/** Host and database of an address, without user and password. */
function addressOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
