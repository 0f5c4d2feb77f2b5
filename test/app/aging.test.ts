import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { latestAssessment, listProducts } from '../../src/store/index.js';
import { productSnapshot, SAMPLE_TIME } from '../support/sampleProducts.js';
import { maturityIssue, openWorld, runNow, writesOf } from '../support/world.js';

const HOME = 'mose-torv/torvevagt';
const MINUTE = 'Vi mødtes på torvet og besluttede, hvem der køber tørv, lygter og støvler til vagten i år. ';
const DAY_MS = 86_400_000;

describe('src/app: evidence that ages while nothing changes', () => {
  const clock = createManualClock(SAMPLE_TIME);
  let world: World;
  let app: App;

  beforeAll(async () => {
    const files = {
      'README.md': '# Torvevagt\n\nPasser på torvet.\n',
      'referater/2025-07-20-styregruppe.md': `# Referat\n\n${MINUTE.repeat(4)}\n`,
    };
    world = await openWorld({
      snapshots: [productSnapshot('OS2torvevagt', [{ name: HOME, files }])],
      simulator: { clock },
    });
    app = await world.start({ now: () => clock.now() });
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  async function ratings(): Promise<string> {
    const [product] = await listProducts(app.database);
    const stored = await latestAssessment(app.database, product?.key ?? '');
    return (stored?.assessment.requirements ?? []).map(({ id, rating }) => `${id} ${rating}`).join(', ');
  }

  async function lookAgain(): Promise<string> {
    const [row] = await app.database.query<{ day: string }>(
      'SELECT look_again AS day FROM assessments ORDER BY generation DESC LIMIT 1',
    );
    return row?.day ?? '';
  }

  /** What the night of a day asks of GitHub beyond the round itself, and what it writes. */
  async function nightOf(day: string) {
    clock.advance(Date.parse(`${day}T02:23:00Z`) - clock.now().getTime());
    world.github.clearTraffic();
    await runNow(world, app, 'sweep');
    const trees = world.github.traffic().filter(({ path }) => path.includes('/git/trees/'));
    return { trees: trees.length, writes: writesOf(world) };
  }

  test('it is rated again on the day a rating changes, and on no night before or after', async () => {
    const before = await ratings();
    const { comments } = maturityIssue(world, HOME);
    const day = await lookAgain();

    const eve = await nightOf(new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10));
    const onTheDay = await nightOf(day);
    const after = await ratings();
    const next = await nightOf(new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10));

    expect(day).toBe('2026-07-21');
    expect(eve).toEqual({ trees: 0, writes: [] });
    expect(onTheDay.trees).toBe(1);
    expect(after).not.toBe(before);
    expect(next).toEqual({ trees: 0, writes: [] });
    // A change is told in the text of the one issue; nobody is called for a thing that only grew old.
    expect(maturityIssue(world, HOME).comments).toEqual(comments);
  });

  test('where nothing ages it is read once a quarter, and nothing is written', async () => {
    const day = await lookAgain();

    const eve = await nightOf(new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10));
    const before = await ratings();
    const quarter = await nightOf(day);

    expect(eve).toEqual({ trees: 0, writes: [] });
    expect(quarter).toEqual({ trees: 1, writes: [] });
    expect(await ratings()).toBe(before);
    expect((await lookAgain()) > day).toBe(true);
  });
});
