import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentExplanations, explanationHistory } from '../../src/store/index.js';
import { maturityIssue, runNow } from '../support/world.js';
import { HOME, openScene, type Scene } from './support/commands.js';

const BOT = 'os2modning[bot]';

/** Everything that can happen at once ends as if one thing had happened after the other, and is answered once. */
describe('src/app/answer-commands, at the same time', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({
      faults: {
        seed: 'at the same time',
        deliveries: { twice: 0.5, late: 0.3, 'out-of-order': 0.3 },
        lateMs: 200,
      },
    });
  }, 120_000);

  afterAll(() => scene.close());

  const reasons = async (requirement: string): Promise<readonly string[]> => {
    const [standing] = await currentExplanations(scene.app.database);
    const history = await explanationHistory(scene.app.database, standing?.product ?? '');
    return history.filter((one) => one.requirement === requirement).map(({ reason }) => reason);
  };

  test('commands of one moment count in the order they were written', async () => {
    const { github } = scene.world;
    const { number } = scene.overview();
    const texts = ['Første grund', 'Anden grund', 'Tredje grund'];

    const comments = texts.map((text) =>
      github.issues.comment(HOME, number, `/modning forklar F14 ${text}`, 'chauffør'),
    );
    await scene.settle();

    expect(comments.map((comment) => scene.reactions(comment))).toEqual(texts.map(() => [`${BOT} +1`]));
    expect(scene.replies()).toHaveLength(3);
    expect(await reasons('F14')).toEqual(texts);
    expect(scene.overview().body).toContain('afventer accept: Tredje grund');
  });

  test('a command while the product is being assessed is answered, and counts', async () => {
    for (const [index, text] of ['Under vurderingen', 'Og igen'].entries()) {
      scene.world.github.push({
        repository: HOME,
        files: { [`src/${index}.ts`]: 'export {};\n' },
        by: 'chauffør',
      });
      scene.write(`/modning forklar F5 ${text}`, 'chauffør');
    }
    await scene.settle();

    expect(await reasons('F5')).toEqual(['Under vurderingen', 'Og igen']);
    expect(scene.replies()).toHaveLength(5);
    expect(scene.overview().body).toContain('afventer accept: Og igen');
  });

  test('an answer that may not be written for a moment comes the next night, and what was asked counts at once', async () => {
    const before = scene.replies().length;
    scene.world.github.faults.script({
      fault: 'forbidden',
      method: 'POST',
      matches: /issues\/\d+\/comments$/,
      times: 1,
    });

    scene.write('/modning forklar F3 Uden lov til at svare', 'chauffør');
    await scene.settle();
    const unanswered = scene.replies().length;
    await runNow(scene.world, scene.app, 'sweep');

    expect(unanswered).toBe(before);
    expect(scene.replies()).toHaveLength(before + 1);
    expect(await reasons('F3')).toEqual(['Uden lov til at svare']);
  });

  const noted = (requirement: string): unknown => expect.stringContaining(`**${requirement}** er noteret`);

  test('commands wait for the next run, in their order, where GitHub does not let us ask who may write', async () => {
    const before = scene.replies().length;
    const matches = /collaborators\/[^/]+\/permission$/;
    scene.world.github.faults.script({ fault: 'forbidden', method: 'GET', matches, times: 1 });

    scene.write('/modning forklar F10 Ingen fik lov at spørge', 'chauffør');
    scene.write('/modning fortryd F10', 'chauffør');
    await scene.settle();
    await runNow(scene.world, scene.app, 'sweep');

    expect(scene.replies().slice(before)).toEqual([
      noted('F10'),
      expect.stringContaining('**F10** er taget tilbage'),
    ]);
    expect(await reasons('F10')).toEqual(['Ingen fik lov at spørge']);
  });

  test('commands wait while the permission to read them is taken back', async () => {
    const before = scene.replies().length;
    const installation = scene.world.installations.get('aros-bogbus') ?? 0;

    scene.write('/modning forklar F11 Skrevet i tide', 'chauffør');
    scene.world.github.apps.grant(installation, { issues: null });
    await scene.settle();
    scene.clock.advance(24 * 3_600_000);
    await runNow(scene.world, scene.app, 'sweep');
    scene.world.github.apps.grant(installation, { issues: 'write' });
    await scene.settle();
    await runNow(scene.world, scene.app, 'sweep');

    expect(scene.replies().slice(before)).toEqual([noted('F11')]);
    expect(await reasons('F11')).toEqual(['Skrevet i tide']);
  });

  test.each([
    ['came through although GitHub said otherwise', 'error-after'],
    ['was lost on the way', 'reset-before'],
    ['may have come through', 'reset-after'],
  ] as const)('an answer that %s is there once', async (_case, fault) => {
    const before = scene.replies().length;
    scene.world.github.faults.script({ fault, method: 'POST', matches: /issues\/\d+\/comments$/, times: 1 });

    const comment = scene.write('/modning hjælp', 'chauffør');
    await scene.settle();
    // The job is tried again when the queue gets to it.
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} +1`]);
    expect(scene.replies().slice(before)).toEqual([expect.stringContaining('| `/modning vurder` |')]);
  });

  test('a command on a repository that has just been renamed is answered there', async () => {
    const { github } = scene.world;
    const { number } = scene.overview();
    const renamed = 'aros-bogbus/bogbus-i-aros';

    github.repositories.rename(HOME, 'bogbus-i-aros');
    const comment = github.issues.comment(
      renamed,
      number,
      '/modning forklar F15 Efter omdøbningen',
      'chauffør',
    );
    await scene.settle();

    expect(github.issues.reactions(renamed, comment)).toEqual([`${BOT} +1`]);
    expect(await reasons('F15')).toEqual(['Efter omdøbningen']);
    expect(maturityIssue(scene.world, renamed).comments.at(-1)?.body).toContain('**F15** er noteret');
  });
});
