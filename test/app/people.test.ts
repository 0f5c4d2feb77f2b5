import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '../../src/app/index.js';
import { currentExplanations } from '../../src/store/index.js';
import {
  comparableState,
  documentIssue,
  maturityIssue,
  runNow,
  sentFirst,
  writesOf,
} from '../support/world.js';
import {
  closeTooEarly,
  decline,
  DECLINED_HOME,
  mend,
  MENDED_HOME,
  openStage,
  pushSomethingElse,
  type Stage,
} from './support/story.js';

describe('src/app: what people do', () => {
  let stage: Stage;
  let app: App;

  beforeAll(async () => {
    stage = await openStage();
    app = await stage.world.start({ now: () => stage.clock.now() });
    await stage.world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await stage.world.close();
  });

  test('a mended document closes its issue, names the commit and changes the maturity issue once', async () => {
    const { world } = stage;
    const maturity = maturityIssue(world, MENDED_HOME);
    world.github.clearTraffic();

    const commit = mend(stage);
    await world.settle(app);

    const issue = documentIssue(world, MENDED_HOME, 'F4');
    expect([issue.state, issue.stateReason]).toEqual(['closed', 'completed']);
    expect(issue.comments.map(({ body }) => body)).toEqual([expect.stringContaining(commit.slice(0, 7))]);
    const path = `/repos/${MENDED_HOME}/issues/${maturity.number}`;
    expect(writesOf(world).filter((write) => write === `PATCH ${path}`)).toHaveLength(1);
    expect(maturityIssue(world, MENDED_HOME).body).not.toBe(maturity.body);
  });

  test('what was mended is not written about again', async () => {
    const { world } = stage;
    const before = comparableState(world);
    world.github.clearTraffic();

    for (const delivery of sentFirst(world)) world.github.redeliver(delivery);
    await runNow(world, app, 'sweep');

    expect(writesOf(world)).toEqual([]);
    expect(comparableState(world)).toEqual(before);
  });

  test('an issue closed as not planned stays closed; the rating stays and an explanation is pending', async () => {
    const { world } = stage;
    const before = ratingRow(maturityIssue(world, DECLINED_HOME).body, 'F4');

    decline(stage);
    await world.settle(app);
    pushSomethingElse(stage);
    await world.settle(app);

    const issue = documentIssue(world, DECLINED_HOME, 'F4');
    const [, product] = await productKeys(app);
    const explanations = await currentExplanations(app.database, product ?? '');
    expect([issue.state, issue.stateReason, issue.comments]).toEqual(['closed', 'not_planned', []]);
    expect(before).toContain('🔴');
    expect(ratingRow(maturityIssue(world, DECLINED_HOME).body, 'F4')).toContain('🔴');
    expect(explanations.map(({ requirement, state }) => [requirement, state])).toEqual([['F4', 'pending']]);
  });

  test('an issue closed as completed while the document is missing gets one comment and stays closed', async () => {
    const { world } = stage;

    closeTooEarly(stage);
    await world.settle(app);
    pushSomethingElse(stage);
    await world.settle(app);

    const issue = documentIssue(world, DECLINED_HOME, 'F5');
    expect([issue.state, issue.stateReason]).toEqual(['closed', 'completed']);
    expect(issue.comments.map(({ author }) => author)).toEqual(['os2modning[bot]']);
  });

  test('deliveries that come twice, late and in another order end in the same state', async () => {
    const other = await openStage({
      seed: 'every which way',
      deliveries: { twice: 0.4, late: 0.3, 'out-of-order': 0.3 },
      lateMs: 100,
    });
    const { world } = other;
    const again = await world.start({ now: () => other.clock.now() });
    await world.settle(again);

    const steps = [mend, decline, pushSomethingElse, closeTooEarly, pushSomethingElse];
    for (const step of steps) {
      step(other);
      await world.settle(again);
      for (const delivery of sentFirst(world).reverse()) world.github.redeliver(delivery);
      await world.settle(again);
    }

    const failed = await again.jobs.list({ state: 'failed' });
    const state = comparableState(world);
    await again.stop();
    await world.close();
    expect(failed).toEqual([]);
    expect(state).toEqual(comparableState(stage.world));
  }, 120_000);
});

function ratingRow(body: string, requirement: string): string {
  return body.split('\n').find((line) => line.startsWith(`| **${requirement}** `)) ?? '';
}

async function productKeys(app: App): Promise<readonly string[]> {
  const rows = await app.database.query<{ key: string }>('SELECT key FROM products ORDER BY key');
  return rows.map(({ key }) => key);
}
