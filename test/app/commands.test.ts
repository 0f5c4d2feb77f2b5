import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { currentExplanations } from '../../src/store/index.js';
import { ownIssues, writesOf } from '../support/world.js';
import { installationOctokit } from '../simulator/setup.js';
import { HOME, openScene, type Scene } from './support/commands.js';

const BOT = 'os2modning[bot]';

describe('src/app/answer-commands', () => {
  let scene: Scene;
  let before: number;
  let foreign: number;

  beforeAll(async () => {
    scene = await openScene();
    foreign = foreignIssue(scene);
    await scene.settle();
  }, 120_000);

  beforeEach(() => {
    before = scene.replies().length;
    scene.world.github.clearTraffic();
  });

  afterAll(() => scene.close());

  const newReplies = (): readonly string[] => scene.replies().slice(before);
  const standing = async () =>
    (await currentExplanations(scene.app.database)).map(
      ({ requirement, state, until, byLogin, acceptedBy }) => ({
        requirement,
        state,
        until,
        byLogin,
        acceptedBy,
      }),
    );

  test('an explanation by somebody who may write is noted, answered and shown', async () => {
    const comment = scene.write(
      '/modning forklar F14 Vi bruger fælles materiale indtil 2027-06-30',
      'chauffør',
    );
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} +1`]);
    expect(newReplies()).toEqual([
      'Forklaringen af **F14** er noteret og gælder til og med 30. juni 2027. Den venter på, at sekretariatet accepterer den.',
    ]);
    expect(await standing()).toEqual([
      { requirement: 'F14', state: 'pending', until: '2027-06-30', byLogin: 'chauffør', acceptedBy: null },
    ]);
    expect(scene.overview().body).toContain(
      'Forklaret, afventer accept til og med 30. juni 2027: Vi bruger fælles materiale',
    );
  });

  test.each([
    ['may triage', 'passager'],
    ['is a stranger', 'forbipasserende'],
  ])('somebody who %s is told so once and changes nothing', async (_who, login) => {
    const first = scene.write('/modning forklar F5 Det er ikke vigtigt', login);
    const second = scene.write('/modning vurder', login);
    await scene.settle();

    expect([scene.reactions(first), scene.reactions(second)]).toEqual([[`${BOT} -1`], [`${BOT} -1`]]);
    expect(newReplies()).toEqual([expect.stringContaining('for dem, der har skriveadgang')]);
    expect(await standing()).toHaveLength(1);
  });

  test('writing to the repository is not enough to accept', async () => {
    const comment = scene.write('/modning accepter F14', 'chauffør');
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} -1`]);
    expect(newReplies()).toEqual([expect.stringContaining('Kun sekretariatet')]);
    expect(await standing()).toMatchObject([{ state: 'pending' }]);
  });

  test("the secretariat's team accepts without access to the repository", async () => {
    const comment = scene.write('/modning accept F14', 'sekretær');
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} +1`]);
    expect(newReplies()).toEqual([
      'Forklaringen af **F14** er accepteret og gælder til og med 30. juni 2027.',
    ]);
    expect(await standing()).toMatchObject([{ state: 'accepted', acceptedBy: 'sekretær' }]);
    expect(scene.overview().body).toContain('Forklaret og accepteret til og med 30. juni 2027');
  });

  test('an account that the portfolio names accepts too, when both write before anybody reads', async () => {
    const early = scene.write('/modning udsæt F17 2027-01-31', 'chauffør');
    const accepted = scene.write('/modning accepter F17', 'formand');
    await scene.settle();

    expect([scene.reactions(early), scene.reactions(accepted)]).toEqual([[`${BOT} +1`], [`${BOT} +1`]]);
    expect(await standing()).toContainEqual(
      expect.objectContaining({ requirement: 'F17', state: 'accepted' }),
    );
  });

  test.each<[string, (scene: Scene) => number]>([
    [
      'edited since',
      ({ world, write }) => {
        const comment = write('Hej', 'chauffør');
        world.github.issues.editComment(HOME, comment, '/modning forklar F5 Fordi det er sådan', 'chauffør');
        return comment;
      },
    ],
    ['on an issue of somebody else', ({ write }) => write('/modning vurder', 'chauffør', foreign)],
    ['not at the start', ({ write }) => write('Prøv med\n/modning vurder', 'chauffør')],
  ])('a command %s does nothing at all', async (_case, write) => {
    const comment = write(scene);
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([]);
    expect(writesOf(scene.world)).toEqual([]);
  });

  test('a command by a bot does nothing, whatever the bot may', async () => {
    const { world, overview } = scene;
    const other = world.github.apps.register({ slug: 'anden', permissions: { issues: 'write' }, events: [] });
    const installation = world.github.apps.install(other.id, 'aros-bogbus');
    const [owner = '', repo = ''] = HOME.split('/');
    const octokit = installationOctokit(world.github, other, installation);
    const body = '/modning forklar F5 Maskinen siger det';
    await octokit.rest.issues.createComment({ owner, repo, issue_number: overview().number, body });
    world.github.clearTraffic();
    await scene.settle();

    expect(writesOf(world)).toEqual([]);
    expect(await standing()).toHaveLength(2);
  });

  test('a command that was deleted does nothing', async () => {
    const comment = scene.write('/modning opret S4', 'chauffør');
    scene.world.github.issues.deleteComment(HOME, comment, 'chauffør');
    await scene.settle();

    expect(writesOf(scene.world)).toEqual([]);
  });

  test('what cannot be understood is answered with what is nearest', async () => {
    const comment = scene.write('/modning vurdre', 'chauffør');
    await scene.settle();

    expect(scene.reactions(comment)).toEqual([`${BOT} confused`]);
    expect(newReplies()).toEqual([
      'Den kommando kender vi ikke. Mente du `/modning vurder`? Skriv `/modning hjælp`, så viser vi dem alle.',
    ]);
  });

  test('an issue for a missing document is made when it is asked for, once', async () => {
    const missing = ownIssues(scene.world, HOME, 'document').map(({ body }) => body.split('\n', 1)[0]);
    const wanted = /order requirement=(\w+)/.exec(scene.overview().body)?.[1] ?? '';
    const comments = [
      scene.write(`/modning opret ${wanted}`, 'chauffør'),
      scene.write(`/modning create ${wanted}`, 'chauffør'),
    ];
    for (const { number } of ownIssues(scene.world, HOME, 'document').slice(0, 2))
      scene.world.github.issues.close(HOME, number, 'not_planned', 'chauffør');
    await scene.settle();
    await scene.settle();

    const made = ownIssues(scene.world, HOME, 'document').filter(({ body }) =>
      body.split('\n', 1)[0]?.includes(`requirement=${wanted} `),
    );
    expect(missing.some((line) => line?.includes(`requirement=${wanted} `))).toBe(false);
    expect(comments.map((comment) => scene.reactions(comment))).toEqual([[`${BOT} +1`], [`${BOT} +1`]]);
    expect(made).toHaveLength(1);
  });

  test('a box that somebody ticks who may write makes the issue; one of somebody who may not is emptied', async () => {
    const { github } = scene.world;
    const [first = '', second = ''] = [...scene.overview().body.matchAll(/order requirement=(\w+)/g)].map(
      (found) => found[1],
    );
    const number = scene.overview().number;

    github.issues.tick(HOME, number, `requirement=${first} `, 'passager');
    await scene.settle();
    const denied = scene.overview().body;
    github.issues.tick(HOME, number, `requirement=${second} `, 'chauffør');
    for (const own of ownIssues(scene.world, HOME, 'document').filter(({ state }) => state === 'open'))
      github.issues.close(HOME, own.number, 'not_planned', 'chauffør');
    await scene.settle();

    const made = ownIssues(scene.world, HOME, 'document').map(({ body }) => body.split('\n', 1)[0]);
    expect(denied).toContain(`- [ ]`);
    expect(denied).not.toContain('- [x]');
    expect(made.some((line) => line?.includes(`requirement=${second} `))).toBe(true);
  });

  test('a closed overview comes back when it is asked for', async () => {
    const { number } = scene.overview();
    scene.world.github.issues.close(HOME, number, 'completed', 'chauffør');
    await scene.settle();
    const closed = scene.overview().state;

    scene.write('/modning åbn', 'chauffør', number);
    await scene.settle();

    expect([closed, scene.overview().state]).toEqual(['closed', 'open']);
  });

  test('events that come again answer nothing again', async () => {
    const { github } = scene.world;
    for (const delivery of [...github.deliveries()]) github.redeliver(delivery);
    await scene.settle();

    expect(newReplies()).toEqual([]);
    expect(writesOf(scene.world)).toEqual([]);
  });
});

/** With the marker of ours pasted into it. */
function foreignIssue({ world, overview }: Scene): number {
  return world.github.issues.create({
    repository: HOME,
    title: 'Ikke vores',
    body: overview().body,
    by: 'chauffør',
  });
}
