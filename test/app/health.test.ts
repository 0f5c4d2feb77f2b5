import { describe, expect, test } from '@jest/globals';
import { createHealth, type HealthSettings } from '../../src/app/health.js';
import type { Database } from '../../src/store/index.js';

const APP = 'GET /app/installations';
const MINUTE_MS = 60_000;

/** A database that takes writes, or fails as told. */
function databaseThat(execute: () => Promise<number>): Database {
  return { execute } as unknown as Database;
}

const sound = databaseThat(() => Promise.resolve(1));

function healthOf(given: Partial<HealthSettings> = {}) {
  return createHealth({ database: sound, directory: 'data', free: () => Promise.resolve(1e12), ...given });
}

function answer(status: number | null, date: number | null = null) {
  return { request: APP, status, installation: null, date };
}

describe('src/app/health', () => {
  test('is ready, and says nothing, when all is well', async () => {
    const health = healthOf();
    health.noteGitHub(answer(200, Date.now()));
    health.noteDelivery(202);

    expect(await health.check()).toEqual({ isReady: true, problems: [] });
  });

  test('is not ready while the database does not take writes, and says which way', async () => {
    const lost = healthOf({ database: databaseThat(() => Promise.reject(new Error('connection lost'))) });
    const full = healthOf({
      database: databaseThat(() => Promise.reject(Object.assign(new Error('disk'), { code: '53100' }))),
    });

    expect(await lost.check()).toEqual({
      isReady: false,
      problems: [expect.stringContaining('connection lost')],
    });
    expect(await full.check()).toMatchObject({ isReady: false, problems: [expect.stringContaining('full')] });
  });

  test('is not ready before the disk is full, and then leaves the database alone', async () => {
    let writes = 0;
    const database = databaseThat(() => Promise.resolve((writes += 1)));
    const health = healthOf({ database, free: () => Promise.resolve(1_000) });

    const { isReady, problems } = await health.check();

    expect(isReady).toBe(false);
    expect(problems).toEqual([expect.stringContaining('nearly full')]);
    expect(writes).toBe(0);
  });

  test('tells of a key that GitHub refuses, until it accepts it again, and takes deliveries meanwhile', async () => {
    const health = healthOf();
    health.noteGitHub(answer(401));
    const refused = await health.check();
    health.noteGitHub(answer(200));

    expect(refused).toEqual({ isReady: true, problems: [expect.stringContaining('PRIVATE_KEY')] });
    expect((await health.check()).problems).toEqual([]);
  });

  test('an answer of an installation says nothing of the key', async () => {
    const health = healthOf();
    health.noteGitHub({ ...answer(401), request: 'GET /repos/{owner}/{repo}/issues' });

    expect((await health.check()).problems).toEqual([]);
  });

  test('tells of GitHub being away, and of a clock that is wrong', async () => {
    const health = healthOf();
    health.noteGitHub(answer(null));
    const away = await health.check();
    health.noteGitHub(answer(200, Date.now() - 5 * MINUTE_MS));

    expect(away.problems).toEqual([expect.stringContaining('no answer')]);
    expect((await health.check()).problems).toEqual([
      expect.stringMatching(/clock .* (299|300|301) seconds ahead of/),
    ]);
  });

  test('does not blame the key for a clock that is wrong', async () => {
    const health = healthOf();
    health.noteGitHub(answer(401, Date.now() + 5 * MINUTE_MS));

    expect((await health.check()).problems).toEqual([expect.stringContaining('seconds behind')]);
  });

  test('tells of a webhook secret that does not fit after three refusals in an hour, until a delivery fits', async () => {
    let now = 0;
    const health = healthOf({ now: () => now });
    health.noteDelivery(401);
    health.noteDelivery(401);
    const two = await health.check();
    health.noteDelivery(401);
    const three = await health.check();
    now += 2 * 60 * MINUTE_MS;
    const later = await health.check();

    expect(two.problems).toEqual([]);
    expect(three.problems).toEqual([expect.stringContaining('WEBHOOK_SECRET')]);
    expect(later.problems).toEqual([]);
  });
});
