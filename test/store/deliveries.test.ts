import { expect, test } from '@jest/globals';
import {
  claimDeliveries,
  countDeliveries,
  failDelivery,
  finishDeliveries,
  knownDeliveries,
  listDeliveries,
  noteRedelivery,
  redeliveriesAsked,
  retryDelivery,
  saveDeliveries,
  saveDelivery,
  type NewDelivery,
} from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { NOW, later } from './support.js';

function delivery(guid: string, work: readonly string[] = ['push']): NewDelivery<string> {
  return { guid, event: 'push', action: null, installation: 7, accountId: 70, account: 'os2eksempel', work };
}

describeOnEveryDatabase('store/deliveries', (database) => {
  test('are stored once, however often they come', async () => {
    const outcomes = [];
    for (const guid of ['a', 'a', 'b']) outcomes.push(await saveDelivery(database(), delivery(guid), NOW));

    expect(outcomes).toEqual(['new', 'duplicate', 'new']);
    expect(await countDeliveries(database())).toEqual({ received: 2, done: 0, failed: 0 });
  });

  test('are stored many at a time, and each once among them', async () => {
    await saveDelivery(database(), delivery('known'), NOW);

    const outcomes = await saveDeliveries(
      database(),
      ['a', 'known', 'b', 'a'].map((guid) => delivery(guid)),
      NOW,
    );

    expect(outcomes).toEqual(['new', 'duplicate', 'new', 'duplicate']);
    expect(await countDeliveries(database())).toEqual({ received: 3, done: 0, failed: 0 });
  });

  test('with nothing to do are done at once', async () => {
    await saveDelivery(database(), delivery('a', []), NOW);

    const [stored] = await listDeliveries(database());

    expect(stored).toMatchObject({ guid: 'a', state: 'done', doneAt: NOW, work: [] });
  });

  test('come back when they fail, and fail for good when nothing is left to try', async () => {
    await saveDelivery(database(), delivery('a'), NOW);

    await failDelivery(database(), 'a', 'no answer', later(1));
    const tooEarly = await claimDeliveries(database(), 10, NOW);
    const [due] = await claimDeliveries(database(), 10, later(2));
    await failDelivery(database(), 'a', 'still no answer', null);

    expect(tooEarly).toEqual([]);
    expect(due).toMatchObject({ guid: 'a', attempts: 1, error: 'no answer', work: ['push'] });
    expect(await claimDeliveries(database(), 10, later(9))).toEqual([]);
    expect(await listDeliveries(database(), { state: 'failed' })).toMatchObject([{ attempts: 2 }]);
  });

  test('that failed are worked on again when GitHub or an operator sends them; done ones are not', async () => {
    await saveDelivery(database(), delivery('failed'), NOW);
    await saveDelivery(database(), delivery('done'), NOW);
    await failDelivery(database(), 'failed', 'x', null);
    await finishDeliveries(database(), ['done'], NOW);

    const outcomes = [
      await saveDelivery(database(), delivery('failed'), later(1)),
      await saveDelivery(database(), delivery('done'), later(1)),
      await retryDelivery(database(), 'done', NOW),
    ];

    expect(outcomes).toEqual(['again', 'duplicate', false]);
    expect(await claimDeliveries(database(), 10, later(1))).toMatchObject([{ guid: 'failed', attempts: 0 }]);
  });

  test('are claimed by one process at a time and given back when its transaction fails', async () => {
    for (const guid of ['a', 'b', 'c']) await saveDelivery(database(), delivery(guid), NOW);

    const failing = database().transaction(async (connection) => {
      const claimed = await claimDeliveries(connection, 2, NOW);
      await finishDeliveries(connection, [claimed[0]?.guid ?? ''], NOW);
      throw new Error(claimed.map(({ guid }) => guid).join());
    });

    await expect(failing).rejects.toThrow('a,b');
    expect(await countDeliveries(database())).toMatchObject({ received: 3, done: 0 });
  });

  test('are known when they came, and counted when they were asked for again', async () => {
    await saveDelivery(database(), delivery('a'), NOW);
    for (const guid of ['x', 'y', 'x']) await noteRedelivery(database(), guid, NOW);

    const known = await knownDeliveries(database(), ['a', 'unknown']);
    const asked = await redeliveriesAsked(database(), ['a', 'x', 'y']);

    expect([...known]).toEqual([['a', 'received']]);
    expect(Object.fromEntries(asked)).toEqual({ x: 2, y: 1 });
  });
});
