import type { Database } from './database.js';
import { openEmbedded } from './embedded.js';
import { migrate } from './migrate.js';
import { openServer } from './server.js';

export interface DatabaseSettings {
  /** `postgres://…`; a Postgres server instead of the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** Directory of the embedded database; left out together with `databaseUrl`, everything is kept in memory. */
  readonly dataDirectory?: string | undefined;
  /** A data directory as PGlite dumps it, to start from (embedded only). */
  readonly loadDataDir?: Blob | undefined;
  /** Something failed while nobody waited for it: a lost connection, the housekeeping. */
  readonly onIdleError?: (error: Error) => void;
}

/**
 * Opens the database and brings its tables up to date.
 * Throws DatabaseLockedError, DatabaseUnavailableError, MigrationChangedError.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const database = await open(settings);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function open(settings: DatabaseSettings): Promise<Database> {
  const { databaseUrl, dataDirectory, loadDataDir, onIdleError } = settings;
  if (databaseUrl !== undefined) {
    return openServer({ url: databaseUrl, ...(onIdleError === undefined ? {} : { onIdleError }) });
  }
  return openEmbedded({ directory: dataDirectory ?? null, loadDataDir, onIdleError });
}
