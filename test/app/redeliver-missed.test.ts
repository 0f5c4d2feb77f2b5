import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppContext } from '../../src/app/context.js';
import { redeliverMissed } from '../../src/app/rounds.js';
import { AmbiguousWrite, GitHubError } from '../../src/github/index.js';
import { silentLogger } from '../../src/log/index.js';
import { saveDelivery, type Database } from '../../src/store/index.js';
import { emptyTables, openTestDatabase } from '../support/database.js';
import { NOW } from '../store/support.js';

const request = 'POST /app/hook/deliveries/{delivery_id}/attempts';

describe('src/app/rounds: deliveries that never arrived', () => {
  let database: Database;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  /** The round with GitHub's list of deliveries; answers which were asked for. */
  async function round(
    list: readonly { readonly id: number; readonly guid: string; readonly code: number }[],
    redeliver: (id: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<readonly number[]> {
    const asked: number[] = [];
    const deliveries = list.map(({ id, guid, code }) => ({
      id,
      guid,
      status_code: code,
      delivered_at: NOW.toISOString(),
    }));
    const context = {
      database,
      log: silentLogger(),
      now: () => NOW,
      github: {
        app: {
          // A page each, by a cursor that is no id.
          getPage: (_route: string, _parameters: object, cursor: string | null) => {
            const place = Number(cursor?.replace('v1_', '') ?? 0);
            const next = place + 1 < deliveries.length ? `v1_${place + 1}` : null;
            return Promise.resolve({ body: deliveries.slice(place, place + 1), next });
          },
        },
        redeliver: async (id: number) => {
          asked.push(id);
          await redeliver(id);
        },
      },
    };
    await redeliverMissed(context as unknown as AppContext);
    return asked;
  }

  test('are asked for; those that came, in whichever attempt, are not', async () => {
    await emptyTables(database);
    const work = ['push'];
    const known = {
      guid: 'known',
      event: 'push',
      action: null,
      installation: 7,
      accountId: 70,
      account: 'os2eksempel',
      work,
    };
    await saveDelivery(database, known, NOW);

    const asked = await round([
      { id: 5, guid: 'second attempt', code: 202 },
      { id: 4, guid: 'missed', code: 502 },
      { id: 3, guid: 'known', code: 504 },
      { id: 2, guid: 'second attempt', code: 500 },
      { id: 1, guid: 'arrived', code: 202 },
    ]);

    expect(asked).toEqual([4]);
  });

  test('are asked for again while they stay away, five times in all', async () => {
    await emptyTables(database);
    const missed = [{ id: 1, guid: 'missed', code: 502 }];

    const rounds = [];
    for (let count = 0; count < 7; count += 1) rounds.push(await round(missed));

    expect(rounds).toEqual([[1], [1], [1], [1], [1], [], []]);
  });

  test('are asked for again when the process ended before GitHub had answered', async () => {
    await emptyTables(database);
    const missed = [{ id: 1, guid: 'missed', code: 502 }];

    await expect(round(missed, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    const asked = await round(missed);

    expect(asked).toEqual([1]);
  });

  test('hold up no other when GitHub refuses to send one of them', async () => {
    await emptyTables(database);
    const missed = [
      { id: 1, guid: 'too old', code: 502 },
      { id: 2, guid: 'missed', code: 502 },
    ];

    const asked = await round(missed, (id) =>
      id === 1 ? Promise.reject(new GitHubError('gone', { request, status: 404 })) : Promise.resolve(),
    );

    expect(asked).toEqual([1, 2]);
  });

  test('hold up no other when the answer about one is unclear, and are asked for again', async () => {
    await emptyTables(database);
    const missed = [1, 2, 3].map((id) => ({ id, guid: `missed ${id}`, code: 502 }));
    const unclear = (): Promise<void> => Promise.reject(new AmbiguousWrite(request, new Error('502')));

    const asked = [
      await round(missed, (id) => (id === 1 ? unclear() : Promise.resolve())),
      await round(missed),
    ];

    expect(asked).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('wait when one answer after the other is unclear', async () => {
    await emptyTables(database);
    const missed = Array.from({ length: 20 }, (_nothing, id) => ({ id, guid: `missed ${id}`, code: 502 }));
    let asked = 0;

    const refused = round(missed, () => {
      asked += 1;
      return Promise.reject(new AmbiguousWrite(request, new Error('502')));
    });

    await expect(refused).rejects.toThrow(AmbiguousWrite);
    expect(asked).toBe(5);
  });

  test('wait when a limit of GitHub’s is reached', async () => {
    await emptyTables(database);
    const limited = new GitHubError('rate-limited', { request, status: 429 });

    const refused = round([{ id: 1, guid: 'missed', code: 502 }], () => Promise.reject(limited));

    await expect(refused).rejects.toThrow(limited);
  });
});
