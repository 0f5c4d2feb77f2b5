import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';

/**
 * One SQL dialect on two engines. 64-bit integers arrive as numbers, `timestamptz` as Date, `date` as `YYYY-MM-DD`,
 * `jsonb` parsed. Parameters are `$1` …; a value for a `jsonb` column is given as text (`toJson`), since the
 * engines differ on arrays.
 */
export interface Queryable {
  readonly query: Query;
  /** Runs one statement and answers how many rows it changed. */
  readonly execute: (sql: string, parameters?: readonly unknown[]) => Promise<number>;
  /** Runs several statements without parameters. */
  readonly script: (sql: string) => Promise<void>;
}

/** The caller names the row's shape; nothing can infer it from the text. */
export type Query = <R extends object>(sql: string, parameters?: readonly unknown[]) => Promise<R[]>;

export interface Database extends Queryable {
  readonly kind: 'embedded' | 'server';
  /**
   * All or nothing. Within `work` only the given connection may be used: the database's own `query` throws there, because
   * it would wait for the transaction on the embedded engine and miss it on a server. `work` may run again after a
   * deadlock, so it must do nothing but SQL.
   */
  readonly transaction: <T>(work: (connection: Queryable) => Promise<T>) => Promise<T>;
  /** Frees the room of deleted rows and old logs; the embedded engine does so by itself every few minutes, too. */
  readonly tend: () => Promise<void>;
  /** Waits for running statements, then lets go of the directory or the connections. Harmless when called again. */
  readonly close: () => Promise<void>;
  /** The engine itself, for the queue, which brings its own SQL. */
  readonly engine: Engine;
}

export type Engine =
  | { readonly kind: 'embedded'; readonly lite: PGlite }
  | { readonly kind: 'server'; readonly pool: Pool; readonly url: string };
