import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { Database, Query, Queryable } from './database.js';
import { DatabaseUnavailableError } from './errors.js';
import { lockDirectory, type DirectoryLock } from './lock.js';
import { storableParameters } from './text.js';
import { tend } from './tend.js';
import { guardTransactions } from './transactions.js';

/** Small buffers and logs: the data is small, and PGlite takes what it is given at once (205 MB instead of 330). */
const START_PARAMETERS = ['-c', 'shared_buffers=8MB', '-c', 'min_wal_size=32MB', '-c', 'max_wal_size=64MB'];
const BIGINT = 20;
const DATE = 1082;

export interface EmbeddedSettings {
  /** Made when missing; null keeps everything in memory. */
  readonly directory: string | null;
  /** A data directory from `dumpDataDir`, to start from. */
  readonly loadDataDir?: Blob | undefined;
  /** The housekeeping in the background failed. */
  readonly onIdleError?: ((error: Error) => void) | undefined;
}

/**
 * PostgreSQL inside this process. One statement at a time; a killed process loses nothing that was answered, a power cut
 * may (the engine never calls fsync). Throws DatabaseLockedError and DatabaseUnavailableError.
 */
export async function openEmbedded(settings: EmbeddedSettings): Promise<Database> {
  const { directory } = settings;
  const lock = directory === null ? null : await lockDirectory(directory);
  const lite = await start(settings, lock);
  const tending = tend(lite, (error) => settings.onIdleError?.(toError(error)));
  const { guarded, transaction } = guardTransactions(connectionOf(lite), (work) =>
    lite.transaction((inner) => work(connectionOf(inner))),
  );
  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    try {
      await tending.stop();
      await lite.close();
    } finally {
      lock?.release();
    }
  }
  return {
    kind: 'embedded',
    ...guarded,
    transaction,
    tend: tending.now,
    close: () => (closing ??= close()),
    engine: { kind: 'embedded', lite },
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function start(settings: EmbeddedSettings, lock: DirectoryLock | null): Promise<PGlite> {
  const { directory, loadDataDir } = settings;
  try {
    return await PGlite.create({
      ...(directory === null ? {} : { dataDir: join(directory, 'postgres') }),
      ...(loadDataDir === undefined ? {} : { loadDataDir }),
      startParams: [...PGlite.defaultStartParams, ...START_PARAMETERS],
      parsers: { [BIGINT]: Number, [DATE]: (day: string) => day },
    });
  } catch (error) {
    lock?.release();
    throw new DatabaseUnavailableError(`The database in ${directory ?? 'memory'} cannot be opened.`, error);
  }
}

/** Longest stretch of statements without a breath, in milliseconds. */
const BREATH_MS = 5;
let breathed = 0;

/**
 * The engine works in this very thread, and one statement follows the other without a pause: lanes that take turns would keep
 * the process from answering deliveries for as long as they have something to ask.
 */
async function breathe(): Promise<void> {
  if (performance.now() - breathed < BREATH_MS) return;
  await setImmediate();
  breathed = performance.now();
}

function connectionOf(lite: PGlite | Transaction): Queryable {
  const query: Query = async <R extends object>(sql: string, parameters: readonly unknown[] = []) => {
    await breathe();
    const { rows } = await lite.query<R>(sql, storableParameters(parameters));
    return rows;
  };
  return {
    query,
    execute: async (sql, parameters = []) => {
      await breathe();
      return (await lite.query(sql, storableParameters(parameters))).affectedRows ?? 0;
    },
    script: async (sql) => {
      await lite.exec(sql);
    },
  };
}
