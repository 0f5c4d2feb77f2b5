import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { BOGBUS } from '../support/sampleProducts.js';
import { maturityIssue, openWorld, ownIssues, runNow, writesOf } from '../support/world.js';

const HOME = 'aros-bogbus/bogbus';

/** As docs/setup.md has it: look first, then let it write. */
describe('src/app: started without writing, then with', () => {
  let world: World;
  let app: App;

  beforeAll(async () => {
    world = await openWorld({ snapshots: [BOGBUS] });
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  const start = async (dryRun: boolean): Promise<void> => {
    app = await world.start({ settings: { ...world.settings, dryRun } });
    await world.settle(app);
  };

  test('nothing is written while nothing should be, at night either', async () => {
    await start(true);
    await runNow(world, app, 'sweep');

    expect(writesOf(world)).toEqual([]);
  });

  test('what was planned stands as soon as it may be written', async () => {
    await app.stop();
    await start(false);

    expect(maturityIssue(world, HOME).state).toBe('open');
    expect(ownIssues(world, HOME, 'document').length).toBeGreaterThan(0);
  });

  test('and the next start asks for nothing', async () => {
    await runNow(world, app, 'sweep');
    await app.stop();
    world.github.clearTraffic();
    await start(false);

    expect(world.github.traffic().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /app']);
  });
});
