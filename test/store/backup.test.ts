import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { listDeliveries, openDatabase, saveDeliveries } from '../../src/store/index.js';
import { NOW } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'os2modning-backup-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As docs/operations.md says: stopped, copied, put back in its place. */
test('a copy of the stopped embedded database, put back, holds what it held, and nothing that came after', async () => {
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
  const delivery = { event: 'push', action: null, installation: 7, accountId: 1, account: 'x', work: ['y'] };
  const before = await openDatabase({ dataDirectory: data });
  await saveDeliveries(before, [{ ...delivery, guid: 'before' }], NOW);
  await before.close();
  cpSync(data, copy, { recursive: true });
  const after = await openDatabase({ dataDirectory: data });
  await saveDeliveries(after, [{ ...delivery, guid: 'after' }], NOW);
  await after.close();

  rmSync(data, { recursive: true });
  cpSync(copy, data, { recursive: true });
  const restored = await openDatabase({ dataDirectory: data });
  await saveDeliveries(restored, [{ ...delivery, guid: 'later' }], NOW);

  const held = await listDeliveries(restored, { limit: 10 });
  await restored.close();
  expect(held.map(({ guid }) => guid).toSorted()).toEqual(['before', 'later']);
}, 120_000);
