import { describe, expect, test } from '@jest/globals';
import { DatabaseUnavailableError, openDatabase } from '../../src/store/index.js';
import { describeOnEveryDatabase, openTestDatabase } from '../support/database.js';

describeOnEveryDatabase('store/database', (database) => {
  test('answers with the same types on both engines', async () => {
    const [row] = await database().query(
      `SELECT $1::bigint AS big, count(*) AS counted, '2026-06-23'::date AS day, '2026-06-23T10:00:00Z'::timestamptz AS at,
              $2::jsonb AS list, $3::text[] AS words, NULL::bigint AS nothing`,
      [9_007_199_254_740, JSON.stringify([{ a: 1 }]), ['x', 'y"z']],
    );

    expect(row).toEqual({
      big: 9_007_199_254_740,
      counted: 1,
      day: '2026-06-23',
      at: new Date('2026-06-23T10:00:00Z'),
      list: [{ a: 1 }],
      words: ['x', 'y"z'],
      nothing: null,
    });
  });

  test('counts the rows a statement changed', async () => {
    const sql = `INSERT INTO settings (key, value, updated_at) VALUES ('a', '1', now()), ('b', '2', now())`;

    const made = await database().execute(sql);
    const changed = await database().execute(`UPDATE settings SET value = '3' WHERE key = $1`, ['none']);

    expect([made, changed]).toEqual([2, 0]);
  });

  test('keeps all of a transaction or nothing', async () => {
    const insert = `INSERT INTO settings (key, value, updated_at) VALUES ($1, '1', now())`;

    await database().transaction((connection) => connection.execute(insert, ['kept']));
    const failing = database().transaction(async (connection) => {
      await connection.execute(insert, ['lost']);
      throw new Error('changed my mind');
    });

    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database().query('SELECT key FROM settings')).toEqual([{ key: 'kept' }]);
  });

  test('is usable after a statement that failed', async () => {
    await expect(database().query('SELEC')).rejects.toMatchObject({ code: '42601' });
    await expect(database().transaction((connection) => connection.query('SELEC'))).rejects.toThrow();

    expect(await database().query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('refuses its own connection inside a transaction, where it would wait for ever', async () => {
    const mixed = database().transaction(() => database().query('SELECT 1'));

    await expect(mixed).rejects.toThrow('only its own connection');
  });
});

describe('store/database, when it cannot be reached', () => {
  test('says where, and never the password', async () => {
    const opening = openDatabase({ databaseUrl: 'postgres://app:hunter2@127.0.0.1:1/none' });

    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(String(error)).toContain('127.0.0.1:1/none');
    expect(String(error)).not.toContain('hunter2');
  });
});

describe('store/database, embedded', () => {
  test('stays as small as what it holds, however often it is written', async () => {
    const database = await openTestDatabase('embedded');
    const size = async (): Promise<number> => {
      const [row] = await database.query<{ bytes: number }>(
        `SELECT pg_total_relation_size('settings') AS bytes`,
      );
      return row?.bytes ?? 0;
    };
    const rewrite = async (): Promise<void> => {
      await database.execute(`UPDATE settings SET value = to_jsonb(repeat(md5(random()::text), 16))`);
      await database.tend();
    };
    await database.execute(
      `INSERT INTO settings (key, value, updated_at)
       SELECT 'k' || i, to_jsonb(repeat('x', 500)), now() FROM generate_series(1, 500) AS i`,
    );
    for (let round = 0; round < 3; round += 1) await rewrite();

    const before = await size();
    for (let round = 0; round < 10; round += 1) await rewrite();

    expect(await size()).toBe(before);
    await database.close();
  });
});
