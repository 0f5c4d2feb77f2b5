export type { Database, Engine, Query, Queryable } from './database.js';
export { DatabaseLockedError, DatabaseUnavailableError, MigrationChangedError, sqlState } from './errors.js';
export { migrate, readMigrations } from './migrate.js';
export { openDatabase } from './openDatabase.js';
export type { DatabaseSettings } from './openDatabase.js';
