import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { latestAssessment } from '../../src/store/index.js';
import { BOGBUS } from '../support/sampleProducts.js';
import { openWorld, ownIssues, runNow, writesOf } from '../support/world.js';

const HOME = 'aros-bogbus/bogbus';

/** What GitHub refuses for a moment is not lost until the next change: the nightly sweep looks again. */
describe('src/app: a night after GitHub refused something', () => {
  let world: World;
  let app: App;

  beforeAll(async () => {
    world = await openWorld({ snapshots: [BOGBUS] });
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  async function unknowns(): Promise<number> {
    const [product] = await app.database.query<{ key: string }>('SELECT key FROM products');
    const { assessment } = (await latestAssessment(app.database, product?.key ?? '')) ?? {};
    return (assessment?.requirements ?? []).filter(({ rating }) => rating === 'unknown').length;
  }

  test('issues that could not be made stand then', async () => {
    world.github.faults.script({ fault: 'forbidden', method: 'POST', matches: /\/issues$/, times: 1 });
    app = await world.start();
    await world.settle(app);
    const before = ownIssues(world, HOME, 'document').length;

    await runNow(world, app, 'sweep');

    expect(before).toBe(0);
    expect(ownIssues(world, HOME, 'document').length).toBeGreaterThan(0);
  });

  test('texts that cannot be read for a moment are read a moment later, and no rating tells of it', async () => {
    const before = await unknowns();
    world.github.faults.script({ fault: 'forbidden', method: 'POST', matches: /query Content\b/, times: 2 });
    world.github.push({ repository: HOME, files: { 'docs/nyt.md': '# Nyt\n' }, by: 'chauffør' });
    await world.settle(app);

    expect(await unknowns()).toBe(before);
  });

  test('texts that could not be read are read then', async () => {
    world.github.faults.script({ fault: 'forbidden', method: 'POST', matches: /query Content\b/, times: 3 });
    world.github.push({ repository: HOME, files: { 'docs/mere.md': '# Mere\n' }, by: 'chauffør' });
    await world.settle(app);
    const unread = await unknowns();

    await runNow(world, app, 'sweep');

    expect(await unknowns()).toBeLessThan(unread);
  });

  test('a comment that could not be written on an issue stands then, though no file has changed', async () => {
    const number = ownIssues(world, HOME, 'document')[0]?.number ?? 0;
    const comments = (): number =>
      ownIssues(world, HOME, 'document').find((one) => one.number === number)?.comments.length ?? 0;
    world.github.faults.script({ fault: 'forbidden', method: 'POST', matches: /\/comments$/, times: 1 });
    world.github.issues.close(HOME, number, 'completed', 'chauffør');
    await world.settle(app);
    const refused = comments();

    await runNow(world, app, 'sweep');

    expect(refused).toBe(0);
    expect(comments()).toBe(1);
  });

  test('and nothing is written or asked for again after that', async () => {
    await runNow(world, app, 'sweep');
    world.github.clearTraffic();

    await runNow(world, app, 'sweep');

    expect(writesOf(world)).toEqual([]);
    expect(world.github.counts().graphqlRequests).toBeLessThanOrEqual(world.installations.size);
  });
});
