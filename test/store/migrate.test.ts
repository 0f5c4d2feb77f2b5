import { describe, expect, test } from '@jest/globals';
import { MigrationChangedError, migrate, readMigrations, type Database } from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';

/** Throws away what the suite's database holds and starts from an earlier version. */
async function startFrom(database: Database, version: number): Promise<void> {
  await database.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await migrate(database, version);
}

/** Every column of every table, as the database describes them. */
function columns(database: Database): Promise<object[]> {
  return database.query(
    `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
     WHERE table_schema = 'public' ORDER BY table_name, column_name`,
  );
}

const VERSIONS = readMigrations().map((migration) => migration.version);

describe('store/migrate, the files', () => {
  test('are numbered from 1 without a gap', () => {
    expect(VERSIONS).toEqual(VERSIONS.map((_version, index) => index + 1));
  });

  test('only add, so that a process of the version before goes on working', () => {
    for (const migration of readMigrations()) {
      const statements = migration.sql.replace(/--.*$/gm, '');
      expect(statements).not.toMatch(/\b(DROP|RENAME|TRUNCATE)\b|ALTER COLUMN/i);
      expect(statements).not.toMatch(/ADD COLUMN[^,;]*NOT NULL(?![^,;]*DEFAULT)/i);
    }
  });
});

describeOnEveryDatabase('store/migrate', (database) => {
  test('gives the same tables from nothing and from every earlier version', async () => {
    await startFrom(database(), Infinity);
    const whole = await columns(database());

    for (const version of [0, ...VERSIONS]) {
      await startFrom(database(), version);
      const applied = await migrate(database());

      expect(applied).toEqual(VERSIONS.filter((later) => later > version));
      expect(await columns(database())).toEqual(whole);
    }
  });

  test('keeps what an earlier version held', async () => {
    await startFrom(database(), 1);
    await database().execute(
      `INSERT INTO deliveries (guid, event, work, state, received_at, next_attempt_at)
       VALUES ('g-1', 'push', '[]', 'done', now(), now())`,
    );

    await migrate(database());

    expect(await database().query('SELECT guid, state FROM deliveries')).toEqual([
      { guid: 'g-1', state: 'done' },
    ]);
  });

  test('does nothing a second time, and waits for another process at work', async () => {
    await startFrom(database(), 0);

    const [first, second] = await Promise.all([migrate(database()), migrate(database())]);
    const third = await migrate(database());

    expect([...first, ...second]).toEqual(VERSIONS);
    expect(third).toEqual([]);
  });

  test('leaves a database alone that a newer version has migrated', async () => {
    await startFrom(database(), Infinity);
    await database().execute(
      `INSERT INTO migrations (version, file, checksum) VALUES (9999, '9999-later.sql', 'x')`,
    );

    expect(await migrate(database())).toEqual([]);
  });

  test('refuses a migration that was changed after it was applied', async () => {
    await startFrom(database(), Infinity);
    await database().execute(`UPDATE migrations SET checksum = 'other' WHERE version = 1`);

    await expect(migrate(database())).rejects.toBeInstanceOf(MigrationChangedError);
  });
});
