import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database, Queryable } from './database.js';
import { MigrationChangedError } from './errors.js';

/** Beside messages/ and templates/, so that the built program finds it at the same place as the source does. */
const FOLDER = new URL('../../migrations/', import.meta.url);
/** Any number that nobody else uses; one process migrates while others that start wait. */
const ADVISORY_LOCK = 5_023_170_411;

interface Migration {
  readonly version: number;
  readonly file: string;
  readonly sql: string;
  readonly checksum: string;
}

/** What is there to apply, oldest first. `upTo` leaves later ones out (tests of earlier versions). */
export function readMigrations(upTo = Infinity): readonly Migration[] {
  const migrations: Migration[] = [];
  for (const file of readdirSync(FOLDER).sort()) {
    const match = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file);
    if (match === null) continue;
    const version = Number(match[1]);
    if (version > upTo) continue;
    const sql = readFileSync(new URL(file, FOLDER), 'utf8');
    migrations.push({ version, file, sql, checksum: createHash('sha256').update(sql).digest('hex') });
  }
  return migrations;
}

/**
 * Brings the tables up to date; answers the versions applied now. All in one transaction. A migration only adds (tables, columns
 * that may be empty, indexes), so that processes of the version before go on working; a database that is ahead of the
 * program is left as it is. Throws MigrationChangedError.
 */
export async function migrate(database: Database, upTo = Infinity): Promise<readonly number[]> {
  const migrations = readMigrations(upTo);
  return database.transaction(async (connection) => {
    await connection.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await connection.script(
      `CREATE TABLE IF NOT EXISTS migrations (
         version integer PRIMARY KEY, file text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
       )`,
    );
    const applied = await appliedChecksums(connection);
    const now: number[] = [];
    for (const migration of migrations) {
      const checksum = applied.get(migration.version);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined) throw new MigrationChangedError(migration.file);
      await connection.script(migration.sql);
      await connection.execute('INSERT INTO migrations (version, file, checksum) VALUES ($1, $2, $3)', [
        migration.version,
        migration.file,
        migration.checksum,
      ]);
      now.push(migration.version);
    }
    return now;
  });
}

async function appliedChecksums(connection: Queryable): Promise<ReadonlyMap<number, string>> {
  const rows = await connection.query<{ version: number; checksum: string }>(
    'SELECT version, checksum FROM migrations',
  );
  return new Map(rows.map((row) => [row.version, row.checksum]));
}
