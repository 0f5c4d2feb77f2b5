import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli/main.js';
import { openDatabase, readSetting, saveSetting } from '../../src/store/index.js';
import { createServerDatabase } from '../support/database.js';
import { NOW } from '../store/support.js';

const SERVER = process.env['TEST_DATABASE_URL'];

async function run(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string, done?: () => void): boolean => {
      said[name] += text;
      done?.();
      return true;
    },
  });
  const streams = { stdout: stream('out'), stderr: stream('err'), env } as unknown as Parameters<
    typeof main
  >[1];
  return { code: await main(argv, streams), ...said };
}

describe('src/cli/database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'os2modning-move-'));

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('asks for the address of a server', async () => {
    const { code, err } = await run(['database', 'move', 'data/other'], { OS2MODNING_DATA: directory });

    expect(code).toBe(2);
    expect(err).toContain('postgres://');
  });

  (SERVER === undefined ? test.skip : test)('moves everything to a server, once', async () => {
    const old = await openDatabase({ dataDirectory: directory });
    await saveSetting(old, 'mine', 'kept', NOW);
    await old.close();
    const { url, drop } = await createServerDatabase();

    const first = await run(['database', 'move', url], { OS2MODNING_DATA: directory });
    const second = await run(['database', 'move', url], { OS2MODNING_DATA: directory });

    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('Flyttet: én række') });
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('not empty') });
    const moved = await openDatabase({ databaseUrl: url });
    expect(await readSetting(moved, 'mine')).toBe('kept');
    await moved.close();
    await drop();
  });
});
