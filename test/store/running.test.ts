import { expect, test } from '@jest/globals';
import {
  applyRetention,
  assessmentHistory,
  DEFAULT_RETENTION,
  deleteInstallation,
  finishRound,
  giveLeaseBack,
  holdWrites,
  intendIssue,
  latestRound,
  listDeliveries,
  listHolds,
  listInstallations,
  listIssues,
  listProducts,
  listRepositories,
  readSetting,
  reserveWrite,
  saveAssessment,
  saveDelivery,
  saveInstallation,
  saveProducts,
  saveRepositories,
  saveSetting,
  startRound,
  stopInstallation,
  takeLease,
} from '../../src/store/index.js';
import { assessmentFixture } from '../support/assessment.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { NOW, installationFixture, later, productFixture, repositoryFixture } from './support.js';

const PACE = { spacingMs: 1_000, perMinute: 3, perHour: 5 };

/** Seconds after NOW. */
function seconds(at: Date): number {
  return (at.getTime() - NOW.getTime()) / 1_000;
}

describeOnEveryDatabase('store/pacing', (database) => {
  test('spaces writes and keeps within the minute and the hour, whoever asks', async () => {
    const reserved = await Promise.all(
      Array.from({ length: 6 }, () => reserveWrite(database(), 'installation:7', PACE, NOW)),
    );

    const waits = reserved.map(seconds).sort((one, other) => one - other);
    expect(waits).toEqual([0, 1, 2, 60, 61, 3_600]);
    expect(await reserveWrite(database(), 'installation:8', PACE, NOW)).toEqual(NOW);
  });

  test('waits while GitHub has asked for it', async () => {
    await holdWrites(database(), 'installation:7', later(1), 'secondary limit');
    await holdWrites(database(), 'installation:7', later(0.5), 'secondary limit');

    expect(await reserveWrite(database(), 'installation:7', PACE, NOW)).toEqual(later(1));
    expect(await listHolds(database(), NOW)).toMatchObject([{ bucket: 'installation:7', until: later(1) }]);
    expect(await listHolds(database(), later(2))).toEqual([]);
  });
});

describeOnEveryDatabase('store/leases', (database) => {
  test('belong to one owner until they are given back or run out', async () => {
    const taken = [
      await takeLease(database(), 'project', 'one', 60),
      await takeLease(database(), 'project', 'one', 60),
      await takeLease(database(), 'project', 'two', 60),
    ];
    await giveLeaseBack(database(), 'project', 'two');
    const stillHeld = await takeLease(database(), 'project', 'two', 60);
    await giveLeaseBack(database(), 'project', 'one');
    const free = await takeLease(database(), 'project', 'two', -1);

    expect(taken).toEqual([true, true, false]);
    expect([stillHeld, free, await takeLease(database(), 'project', 'one', 60)]).toEqual([false, true, true]);
  });
});

describeOnEveryDatabase('store/rounds and settings', (database) => {
  test('tell of the newest round that finished', async () => {
    const first = await startRound(database(), 'sweep', NOW);
    await finishRound(database(), first, { products: 3 }, later(0.1));
    await startRound(database(), 'sweep', later(1));

    expect(await latestRound(database(), 'sweep')).toMatchObject({ id: first, report: { products: 3 } });
    expect(await latestRound(database(), 'roadmap')).toBeNull();
  });

  test('keep a setting of any shape', async () => {
    await saveSetting(database(), 'cursor', 'abc', NOW);
    await saveSetting(database(), 'cursor', ['def'], NOW);

    expect(await readSetting(database(), 'cursor')).toEqual(['def']);
    expect(await readSetting(database(), 'none')).toBeUndefined();
  });
});

describeOnEveryDatabase('store/retention', (database) => {
  async function fill(installation: number): Promise<void> {
    const repository = `R_${installation}`;
    const product = productFixture({
      key: `p-${installation}`,
      slug: `s-${installation}`,
      installation,
      repositories: [repository],
    });
    await saveInstallation(database(), installationFixture({ id: installation }), NOW);
    await saveRepositories(database(), [repositoryFixture({ nodeId: repository, installation })], NOW);
    await saveProducts(database(), `account:${installation}`, [product], NOW);
    await saveAssessment(database(), product.key, 1, assessmentFixture());
    await intendIssue(database(), { product: product.key, kind: 'F4', repository, installation }, NOW);
    await saveDelivery(
      database(),
      {
        guid: `g-${installation}`,
        event: 'push',
        action: null,
        installation,
        accountId: 1,
        account: 'x',
        work: [],
      },
      NOW,
    );
  }

  test('deletes what belongs to an installation and nothing else', async () => {
    await fill(1);
    await fill(2);

    await deleteInstallation(database(), 1);

    expect(await assessmentHistory(database(), 'p-1')).toEqual([]);
    expect(await assessmentHistory(database(), 'p-2')).toHaveLength(1);
    expect((await listInstallations(database())).map(({ id }) => id)).toEqual([2]);
    expect((await listProducts(database())).map(({ key }) => key)).toEqual(['p-2']);
    expect((await listRepositories(database())).map(({ nodeId }) => nodeId)).toEqual(['R_2']);
    expect((await listIssues(database())).map(({ product }) => product)).toEqual(['p-2']);
    expect((await listDeliveries(database())).map(({ guid }) => guid)).toEqual(['g-2']);
  });

  test.each(['removed', 'suspended'] as const)(
    'forgets an account that is %s after its time, and deliveries after theirs',
    async (how) => {
      await fill(1);
      await fill(2);
      await stopInstallation(database(), 1, how, NOW);

      const early = await applyRetention(database(), DEFAULT_RETENTION, later(13));
      const deliveries = await applyRetention(database(), DEFAULT_RETENTION, later(15));
      const installation = await applyRetention(database(), DEFAULT_RETENTION, later(31));

      expect(early).toEqual({ deliveries: 0, rounds: 0, products: 0, installations: [] });
      expect(deliveries).toMatchObject({ deliveries: 2, installations: [] });
      expect(installation).toMatchObject({ installations: [1] });
      expect((await listProducts(database())).map(({ key }) => key)).toEqual(['p-2']);
    },
  );
});
