import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { openWorld, runNow } from '../support/world.js';

describe('src/app: the App on an account that is not on the list', () => {
  let world: World;
  let app: App;
  let stranger: number;

  beforeAll(async () => {
    world = await openWorld({
      owners: ['kendt-by'],
      prepare: (github) => {
        for (const owner of ['kendt-by', 'fremmed-by'])
          github.repositories.create({ name: `${owner}/kode`, files: { 'README.md': '# Kode\n' } });
      },
    });
    app = await world.start();
    stranger = world.github.apps.install(world.appId, 'fremmed-by');
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  function isInstalledOn(account: string): boolean {
    return world.github.apps.installation(world.appId, account) !== null;
  }

  test('is left alone and never read, night after night', async () => {
    await runNow(world, app, 'sweep');

    const tokens = world.github.traffic().filter(({ path }) => path.includes(`/${stranger}/access_tokens`));
    expect(tokens).toEqual([]);
    expect(isInstalledOn('fremmed-by')).toBe(true);
  });

  test('is uninstalled where that is wanted, and nowhere else', async () => {
    await app.stop();
    app = await world.start({ settings: { ...world.settings, removesUnlisted: true } });

    await runNow(world, app, 'sweep');

    expect(isInstalledOn('fremmed-by')).toBe(false);
    expect(isInstalledOn('kendt-by')).toBe(true);
  });

  test('stays where products were served before the account was taken off the list', async () => {
    await app.stop();
    const accounts = new Set(['os2central']);
    app = await world.start({
      settings: { ...world.settings, accounts, portfolio: null, removesUnlisted: true },
    });

    await runNow(world, app, 'sweep');

    expect(isInstalledOn('kendt-by')).toBe(true);
  });
});
