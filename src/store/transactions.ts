import { AsyncLocalStorage } from 'node:async_hooks';
import { sqlState } from './errors.js';
import type { Database, Query, Queryable } from './database.js';

/** Serialization failure and deadlock: PostgreSQL has undone the transaction and asks to run it again. */
const AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

type Run = <T>(work: (connection: Queryable) => Promise<T>) => Promise<T>;

/**
 * Adds what both engines share: a transaction that the database ended for a deadlock runs again, and the outer connection
 * refuses to be used inside one.
 */
export function guardTransactions(
  connection: Queryable,
  run: Run,
): { readonly guarded: Queryable; readonly transaction: Database['transaction'] } {
  const inside = new AsyncLocalStorage<true>();

  function refuseInside(): void {
    if (inside.getStore() === true) {
      throw new Error('Inside a transaction only its own connection may be used.');
    }
  }

  const query: Query = (sql, parameters) => {
    refuseInside();
    return connection.query(sql, parameters);
  };

  async function transaction<T>(work: (inner: Queryable) => Promise<T>): Promise<T> {
    refuseInside();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run((inner) => inside.run(true, () => work(inner)));
      } catch (error) {
        if (attempt === ATTEMPTS || !AGAIN.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  return {
    guarded: {
      query,
      execute: async (sql, parameters) => {
        refuseInside();
        return connection.execute(sql, parameters);
      },
      script: async (sql) => {
        refuseInside();
        await connection.script(sql);
      },
    },
    transaction,
  };
}
