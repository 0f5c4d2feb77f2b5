import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../src/store/index.js';
import { createServerDatabase } from '../support/database.js';

const describeServer = process.env['TEST_DATABASE_URL'] === undefined ? describe.skip : describe;

describeServer('src/store/server (Postgres, named by TEST_DATABASE_URL)', () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let other: Client;
  let database: Database;

  beforeAll(async () => {
    server = await createServerDatabase();
    other = new Client({ connectionString: server.url });
    await other.connect();
    database = await openDatabase({ databaseUrl: server.url });
  });

  afterAll(async () => {
    await database.close();
    await other.end();
    await server.drop();
  });

  test('a connection that is lost in the middle of a transaction fails that transaction and nothing else', async () => {
    const lost = database.transaction(async (connection) => {
      const [own] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await other.query('SELECT pg_terminate_backend($1)', [own?.pid]);
      // Nothing is asked while it breaks: then nobody but the connection itself can tell.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await connection.query('SELECT 1');
    });

    await expect(lost).rejects.toThrow();
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
