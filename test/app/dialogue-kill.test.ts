import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import { productSnapshot, SAMPLE_TIME } from '../support/sampleProducts.js';
import { issuesOf, maturityIssue, openWorld } from '../support/world.js';
import { buildApp, killAfter, killAll, settle, startProcess } from './support/processes.js';
import type { Stage } from './support/story.js';

const HOME = 'eng-faerge/faerge';
const SETTINGS = 'version: 1\nproducts:\n  - name: OS2faerge\n    targetLevel: 3\n    proposals: true\n';
const PROPOSER = 'os2modning-forslag[bot]';

async function openFerry(): Promise<Stage> {
  const clock = createManualClock(SAMPLE_TIME);
  const files = {
    'README.md': '# Færge\n\nFærgen sejler af sig selv og er til kommuner med fjord.\n',
    '.github/os2modning.yml': SETTINGS,
  };
  const world = await openWorld({
    snapshots: [productSnapshot('OS2faerge', [{ name: HOME, files }])],
    // Time to be killed between two writes, on a busy machine too.
    simulator: { clock, latencyMs: 20 },
    prepare: (github) => github.repositories.collaborator(HOME, 'styrmand', 'write'),
  });
  const second = world.github.apps.register({
    slug: 'os2modning-forslag',
    permissions: { contents: 'write', pull_requests: 'write' },
  });
  world.github.apps.install(second.id, 'eng-faerge');
  world.github.apps.install(world.appId, 'eng-faerge');
  const settings = { ...world.settings, proposalsApp: { appId: second.id, privateKey: second.privateKey } };
  return { world: { ...world, settings }, clock };
}

/** How many requests of this kind GitHub has carried out. */
function writesTo({ github }: World, path: RegExp): () => number {
  return () => github.traffic().filter((one) => one.method !== 'GET' && path.test(one.path)).length;
}

describe('src/app: killed with kill -9 between a write and its record', () => {
  let stage: Stage;

  beforeAll(async () => {
    await buildApp();
    stage = await openFerry();
  }, 120_000);

  afterAll(async () => {
    killAll();
    expect(stage.world.github.violations()).toEqual([]);
    await stage.world.close();
  });

  /** One process after the other, each killed when GitHub has carried out one more of its writes; the last is left alone. */
  async function killAtEach(path: RegExp, kills: number): Promise<number> {
    let atWork = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const running = await startProcess(stage);
      const killed = killAfter(running, writesTo(stage.world, path), 1);
      if (!(await settle(stage, running))) atWork += 1;
      await killed.now();
    }
    const last = await startProcess(stage);
    await settle(stage, last);
    await last.kill();
    return atWork;
  }

  test('on the way to a pull request: branch, file and pull request are made once', async () => {
    const atWork = await killAtEach(/\/(git\/refs|contents\/.+|pulls)$/, 4);

    const proposals = issuesOf(stage.world, HOME).filter(({ author }) => author === PROPOSER);
    expect(atWork).toBe(4);
    expect(proposals).toHaveLength(3);
    expect(new Set(proposals.map(({ title }) => title)).size).toBe(3);
    expect(proposals.every(({ state }) => state === 'open')).toBe(true);
  }, 300_000);

  test('on the way to an answer: one reaction and one comment', async () => {
    const { world, clock } = stage;
    const { number, comments } = maturityIssue(world, HOME);
    clock.advance(60_000);
    const text = '/modning forklar F14 Vi bruger fælles materiale';
    const comment = world.github.issues.comment(HOME, number, text, 'styrmand');

    const atWork = await killAtEach(/\/(comments|reactions)$/, 2);

    const replies = maturityIssue(world, HOME).comments.slice(comments.length + 1);
    expect(atWork).toBe(2);
    expect(replies.map(({ author, body }) => [author, body.replace(/^<!--.*?-->\s*/, '').trim()])).toEqual([
      [
        'os2modning[bot]',
        'Forklaringen af **F14** er noteret. Den venter på, at sekretariatet accepterer den.',
      ],
    ]);
    expect(world.github.issues.reactions(HOME, comment)).toEqual(['os2modning[bot] +1']);
  }, 300_000);
});
