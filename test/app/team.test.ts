import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentExplanations } from '../../src/store/index.js';
import { openScene, type Scene } from './support/commands.js';

const BOT = 'os2modning[bot]';

describe("src/app/team-access: the secretariat's team, read by a registration of its own", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({}, {}, 'portfolioApp');
    scene.write('/modning forklar F14 Vi bruger fælles materiale', 'chauffør');
    await scene.settle();
    scene.world.github.clearTraffic();
  }, 120_000);

  afterAll(() => scene.close());

  async function states(): Promise<readonly string[]> {
    const standing = await currentExplanations(scene.app.database);
    return standing.map(
      ({ requirement, state, acceptedBy }) => `${requirement} ${state} ${acceptedBy ?? '–'}`,
    );
  }

  test('somebody who is not in it is told kindly that they may not, also with the right to write', async () => {
    const before = scene.replies().length;
    const comment = scene.write('/modning accepter F14', 'chauffør');
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} -1`]);
    expect(scene.replies().slice(before)).toEqual([
      'Kun sekretariatet kan acceptere en forklaring. Den, der er givet, bliver stående, som den er.',
    ]);
    expect(await states()).toEqual(['F14 pending –']);
  });

  test('a member accepts, without access to the repository', async () => {
    const before = scene.replies().length;
    const comment = scene.write('/modning accepter F14', 'sekretær');
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} +1`]);
    expect(scene.replies().slice(before)).toEqual(['Forklaringen af **F14** er accepteret.']);
    expect(await states()).toEqual(['F14 accepted sekretær']);
  });
});
