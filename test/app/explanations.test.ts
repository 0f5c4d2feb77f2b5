import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explanationHistory, listProducts } from '../../src/store/index.js';
import { documentIssue, runNow, writesOf } from '../support/world.js';
import { HOME, openScene, type Scene } from './support/commands.js';

describe('src/app/explanations', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
    scene.write('/modning ikke-relevant F4 Bogbussen har ingen server indtil 2026-10-31', 'chauffør');
    scene.write('/modning accepter F4', 'sekretær');
    await scene.settle();
  }, 120_000);

  afterAll(() => scene.close());

  /** What the app writes in the night round at a moment, UTC. */
  async function nightAt(time: string): Promise<readonly string[]> {
    scene.clock.advance(Date.parse(time) - scene.clock.now().getTime());
    scene.world.github.clearTraffic();
    await runNow(scene.world, scene.app, 'sweep');
    return writesOf(scene.world);
  }

  const row = (): string =>
    scene
      .overview()
      .body.split('\n')
      .find((line) => line.startsWith('| **F4** ')) ?? '';
  const reminders = (): readonly string[] =>
    scene.replies().filter((text) => text.includes('Vi minder kun om'));

  test('an accepted explanation counts from the moment it is accepted', () => {
    expect(row()).toContain('⚪');
    expect(row()).toContain(
      'Forklaret og accepteret til og med 31. oktober 2026: Bogbussen har ingen server',
    );
  });

  test('the product is reminded once, thirty days before, by the day in Denmark', async () => {
    // A quarter has gone: the draft of a self-evaluation in the issue is for the new half year.
    await nightAt('2026-09-29T21:30:00Z');
    const evening = await nightAt('2026-09-30T21:30:00Z');
    const night = await nightAt('2026-09-30T22:30:00Z');
    const again = await nightAt('2026-10-01T22:30:00Z');

    expect(evening).toEqual([]);
    expect(night).toHaveLength(2);
    expect(again).toEqual([]);
    expect(reminders()).toEqual([
      'Forklaringen af **F4** gælder til og med 31. oktober 2026. Gælder den også derefter, så forny den: `/modning forklar F4 jeres grund [indtil 2027-06-30]`. Ellers bliver kravet vurderet som før. Vi minder kun om det denne ene gang.',
    ]);
    expect(scene.overview().body).toContain('- F4: Forklaringen gælder til og med 31. oktober 2026.');
  });

  test('it holds through its last day in Denmark, over the change of the clock, and then the rating returns once', async () => {
    const lastEvening = await nightAt('2026-10-31T22:30:00Z');
    const held = row();
    const after = await nightAt('2026-10-31T23:30:00Z');
    const again = await nightAt('2026-11-01T23:30:00Z');

    expect(lastEvening).toEqual([]);
    expect(held).toContain('⚪');
    const patched = after
      .filter((write) => write.startsWith('PATCH'))
      .map((write) => write.split('/').at(-1));
    const document = documentIssue(scene.world, HOME, 'F4');
    // The overview, and the issue that was closed when the explanation was accepted.
    expect(patched.sort()).toEqual([String(document.number), String(scene.overview().number)].sort());
    expect([document.state, document.comments.at(-1)?.body]).toEqual([
      'open',
      expect.stringContaining('Forklaringen af **F4** er udløbet, og dokumentet mangler stadig.'),
    ]);
    expect(row()).toContain('🔴');
    expect(row()).toContain('Forklaringen er udløbet');
    expect(again).toEqual([]);
    expect(reminders()).toHaveLength(1);
  });

  test('everything that was said is kept', async () => {
    scene.write('/modning forklar F4 Vi skriver den nu indtil 2027-03-31', 'chauffør');
    await scene.settle();

    const [product] = await listProducts(scene.app.database);
    const history = await explanationHistory(scene.app.database, product?.key ?? '');

    expect(
      history.map(({ status, until, byLogin, acceptedBy, endedBecause }) => [
        status,
        until,
        byLogin,
        acceptedBy,
        endedBecause,
      ]),
    ).toEqual([
      ['not-relevant', '2026-10-31', 'chauffør', 'sekretær', 'expired'],
      ['deviation', '2027-03-31', 'chauffør', null, null],
    ]);
    expect(row()).toContain('Forklaret, afventer accept til og med 31. marts 2027');
  });

  test('what stands in a file is noted, can be accepted, and goes with the file', async () => {
    const file = (more: string): void => {
      scene.world.github.push({
        repository: HOME,
        by: 'chauffør',
        files: { '.github/os2modning.yml': `version: 1\nproducts:\n  - name: OS2bogbus\n${more}` },
      });
    };
    file(
      '    explanations:\n      - requirement: F5\n        status: deviation\n        reason: Formålet står på bussen.\n',
    );
    await scene.settle();
    scene.write('/modning fortryd F5', 'chauffør');
    scene.write('/modning accepter F5', 'formand');
    await scene.settle();
    const accepted = scene.overview().body;
    file('    targetLevel: 1\n');
    await scene.settle();

    expect(accepted).toContain('Forklaret og accepteret: Formålet står på bussen.');
    expect(scene.replies().slice(-2)).toEqual([
      expect.stringContaining('står i en fil'),
      'Forklaringen af **F5** er accepteret.',
    ]);
    expect(scene.overview().body).not.toContain('Formålet står på bussen.');
  });
});
