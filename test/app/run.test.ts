import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { MOST_CREATIONS_A_DAY } from '../../src/issues/index.js';
import { SAMPLE_HOMES, SAMPLE_PRODUCTS } from '../support/sampleProducts.js';
import {
  comparableState,
  freshDataDirectory,
  maturityIssue,
  openWorld,
  ownIssues,
  runNow,
  sentFirst,
  writesOf,
} from '../support/world.js';

const CAP = 5;

describe('src/app: a portfolio of sample products', () => {
  let world: World;
  let app: App;
  let lost: string;

  beforeAll(async () => {
    world = await openWorld({ snapshots: SAMPLE_PRODUCTS });
    lost = await freshDataDirectory();
    app = await world.start();
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
    rmSync(lost, { recursive: true, force: true });
  });

  test('ends with one maturity issue per product, documents within the cap and no failed job', async () => {
    for (const home of SAMPLE_HOMES) {
      const documents = ownIssues(world, home, 'document');

      expect(maturityIssue(world, home).state).toBe('open');
      expect(documents.length).toBeGreaterThan(0);
      expect(documents.length).toBeLessThanOrEqual(CAP);
    }
    const all = Object.values(world.github.state().repositories).flatMap(({ issues }) => issues);
    expect(all.length).toBeLessThanOrEqual(SAMPLE_HOMES.length * (CAP + 1));
    expect(all.length).toBeLessThanOrEqual(SAMPLE_HOMES.length * MOST_CREATIONS_A_DAY);
    expect(await app.jobs.list({ state: 'failed' })).toEqual([]);
  });

  test('is refused nothing by GitHub but labels that people have already', () => {
    const refused = world.github.traffic().flatMap(({ method, path, status, responseBody }) => {
      const isKnown = JSON.stringify(responseBody).includes('"already_exists"');
      return status >= 400 && !isKnown ? [`${method} ${path} ${status}`] : [];
    });

    expect(world.github.counts().graphqlRequests).toBeGreaterThan(0);
    expect(refused).toEqual([]);
  });

  test('writes nothing when it is started again, swept, and sent every delivery again', async () => {
    const before = world.github.state();
    await app.stop();
    world.github.clearTraffic();

    app = await world.start();
    await runNow(world, app, 'sweep');
    for (const delivery of sentFirst(world)) world.github.redeliver(delivery);
    await world.settle(app);

    expect(writesOf(world)).toEqual([]);
    expect(world.github.state()).toEqual(before);
    expect(await app.jobs.list({ state: 'failed' })).toEqual([]);
  });

  test('makes nothing twice when its database is lost', async () => {
    const before = comparableState(world);
    await app.stop();

    app = await world.start({ settings: { ...world.settings, dataDirectory: lost } });
    await runNow(world, app, 'sweep');
    // The central organisation, which names the products, may have been read last.
    await runNow(world, app, 'sweep');

    expect(comparableState(world)).toEqual(before);
  });

  test('writes nothing when the deliveries come as new ones', async () => {
    const before = comparableState(world);
    world.github.clearTraffic();

    for (const installation of world.installations.values()) {
      await app.jobs.send([
        { queue: 'configuration', key: String(installation), data: { installation }, soon: true },
      ]);
    }
    for (const product of await productKeys(app)) {
      await app.jobs.send([{ queue: 'assess', key: product, soon: true }]);
    }
    app.jobs.wake();
    await world.settle(app);

    expect(world.github.counts().graphqlRequests).toBeGreaterThan(0);
    expect(writesOf(world)).toEqual([]);
    expect(comparableState(world)).toEqual(before);
  });
});

async function productKeys(app: App): Promise<readonly string[]> {
  const rows = await app.database.query<{ key: string }>('SELECT key FROM products WHERE removed_at IS NULL');
  return rows.map(({ key }) => key);
}
