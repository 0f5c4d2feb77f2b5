import { expect, test } from '@jest/globals';
import {
  assessmentHistory,
  copyDatabase,
  latestAssessment,
  listDeliveries,
  listProducts,
  saveAssessment,
  saveDeliveries,
  saveProducts,
  saveSetting,
} from '../../src/store/index.js';
import { assessmentFixture } from '../support/assessment.js';
import { describeOnEveryDatabase, openTestDatabase } from '../support/database.js';
import { NOW, later, productFixture } from './support.js';

describeOnEveryDatabase('store/copyDatabase', (database) => {
  test('brings everything along, and numbering goes on', async () => {
    const old = await openTestDatabase('embedded');
    const assessment = assessmentFixture({ assessedAt: later(0).toISOString() });
    await saveProducts(old, 'account:70', [productFixture()], NOW);
    await saveAssessment(old, 'p-1', 1, assessment);
    await saveSetting(old, 'odd', [{ text: `it's "odd" \\ æøå` }, null, 1.5], NOW);
    const given = { event: 'push', action: null, installation: 7, accountId: 1, account: 'x', work: ['y'] };
    const deliveries = Array.from({ length: 450 }, (_nothing, number) => ({ ...given, guid: `d-${number}` }));
    await saveDeliveries(old, deliveries, NOW);

    const copied = await copyDatabase(old, database());
    await saveAssessment(database(), 'p-1', 2, {
      ...assessment,
      level: { ...assessment.level, indicative: '1' },
    });

    expect(copied.get('deliveries')).toBe(450);
    expect(await listProducts(database())).toEqual(await listProducts(old));
    expect(await listDeliveries(database(), { limit: 1_000 })).toEqual(
      await listDeliveries(old, { limit: 1_000 }),
    );
    expect(await database().query('SELECT value FROM settings')).toEqual(
      await old.query('SELECT value FROM settings'),
    );
    expect(await assessmentHistory(database(), 'p-1')).toHaveLength(2);
    expect(await latestAssessment(database(), 'p-1')).toMatchObject({ generation: 2 });
    await old.close();
  });

  test('refuses a database that holds something already', async () => {
    const old = await openTestDatabase('embedded');
    await saveSetting(database(), 'mine', 1, NOW);

    await expect(copyDatabase(old, database())).rejects.toThrow('settings');

    expect(await database().query('SELECT key FROM settings')).toEqual([{ key: 'mine' }]);
    await old.close();
  });
});
