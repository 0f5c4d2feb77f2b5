import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, jest } from '@jest/globals';
import { makeDatabase, type OwnDatabase } from '../../chaos/database.js';
import { openDatabase, readMigrations, type Database } from '../../src/store/index.js';

// Opening a database takes a second, and many seconds on a machine with much else to do.
jest.setTimeout(60_000);

/** A Postgres server that the tests may make databases on; without it those suites are skipped and say so. */
const SERVER = process.env['TEST_DATABASE_URL'];

/**
 * A migrated database of its own. The embedded one starts from a copy that the first test of the day left behind, since
 * making one from nothing takes seconds.
 */
export async function openTestDatabase(kind: 'embedded' | 'server' = 'embedded'): Promise<Database> {
  return kind === 'embedded' ? openEmbeddedCopy() : openServerCopy();
}

/** The same tests on the embedded database and, where TEST_DATABASE_URL names a server, on Postgres. */
export function describeOnEveryDatabase(title: string, tests: (database: () => Database) => void): void {
  describe(`${title} (embedded)`, () => {
    tests(freshDatabase('embedded'));
  });
  const describeServer = SERVER === undefined ? describe.skip : describe;
  describeServer(`${title} (Postgres, named by TEST_DATABASE_URL)`, () => {
    tests(freshDatabase('server'));
  });
}

/** One database for all suites of a test file, since opening one takes a second; empty tables before each test. */
const shared = new Map<'embedded' | 'server', Database>();

function freshDatabase(kind: 'embedded' | 'server'): () => Database {
  beforeAll(async () => {
    if (!shared.has(kind)) shared.set(kind, await openTestDatabase(kind));
  });
  beforeEach(async () => {
    const database = shared.get(kind);
    if (database !== undefined) await emptyTables(database);
  });
  return () => {
    const database = shared.get(kind);
    if (database === undefined) throw new Error('the database is open only while tests run');
    return database;
  };
}

afterAll(async () => {
  for (const database of shared.values()) await database.close();
});

export async function emptyTables(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
  );
  await database.script(`TRUNCATE ${tables.map((table) => table.name).join(', ')} RESTART IDENTITY CASCADE`);
}

async function openEmbeddedCopy(): Promise<Database> {
  const file = templateFile();
  if (existsSync(file)) return openDatabase({ loadDataDir: new Blob([readFileSync(file)]) });
  const database = await openDatabase({});
  if (database.engine.kind === 'embedded') {
    await dropPatterns(database);
    const dump = await database.engine.lite.dumpDataDir('none');
    const own = `${file}.${randomUUID()}`;
    writeFileSync(own, Buffer.from(await dump.arrayBuffer()));
    renameSync(own, file);
  }
  return database;
}

/** Postgres keeps two databases as patterns for new ones: half of all files, and nobody makes another database in this one. */
export async function dropPatterns(database: Database): Promise<void> {
  await database.script('UPDATE pg_database SET datistemplate = false');
  for (const pattern of ['template0', 'template1']) await database.script(`DROP DATABASE ${pattern}`);
}

/** Named by what is in it, so that a changed migration or engine makes another. */
function templateFile(): string {
  const hash = createHash('sha256');
  for (const { file, checksum } of readMigrations()) hash.update(`${file} ${checksum}`);
  hash.update(readFileSync(new URL('../../package-lock.json', import.meta.url)));
  const folder = join(tmpdir(), 'os2modning-test');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${hash.digest('hex').slice(0, 16)}.tar`);
}

async function openServerCopy(): Promise<Database> {
  const { url, drop } = await createServerDatabase();
  const database = await openDatabase({ databaseUrl: url });
  return {
    ...database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** An empty database on the test server, and how to be rid of it. Throws without TEST_DATABASE_URL. */
export async function createServerDatabase(): Promise<OwnDatabase> {
  if (SERVER === undefined) throw new Error('set TEST_DATABASE_URL to a Postgres server');
  return makeDatabase(SERVER, `os2modning_test_${randomUUID().replaceAll('-', '')}`);
}
