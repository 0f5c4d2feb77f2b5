import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CENTRAL } from '../../demo/world.js';
import { comparableState } from '../support/world.js';
import { buildApp, killAfter, killAll, seeded, settle, startProcess } from './support/processes.js';
import { closeTooEarly, decline, mend, openStage, pushSomethingElse, type Stage } from './support/story.js';

const KILLS = 20;
/** Requests to GitHub that a process may make before it is killed, at most. */
const MOST_REQUESTS = 18;

/** The story, one step after the other, each when the one before has been worked off. */
function steps(): ((stage: Stage) => void)[] {
  const install =
    (owner: string) =>
    ({ world }: Stage): void => {
      world.github.apps.install(world.appId, owner);
    };
  return [
    install(CENTRAL),
    install('celle-parker'),
    install('dal-stier'),
    (stage) => mend(stage),
    decline,
    pushSomethingElse,
    closeTooEarly,
    pushSomethingElse,
  ];
}

async function tellStory(stage: Stage, left = steps()): Promise<unknown> {
  const running = await startProcess(stage);
  await settle(stage, running);
  for (const step of left) {
    step(stage);
    await settle(stage, running);
  }
  await running.kill();
  return comparableState(stage.world);
}

/** As `tellStory`, by one process after the other, of which all but the last are killed; answers how many were at work. */
async function tellStoryWithKills(
  stage: Stage,
  random: () => number,
): Promise<{ readonly state: unknown; readonly atWork: number }> {
  const left = steps();
  let atWork = 0;
  for (let kills = 0; kills < KILLS; kills += 1) {
    const running = await startProcess(stage);
    const killed = killAfter(running, requestsOf(stage), 1 + Math.floor(random() * MOST_REQUESTS));
    let isAlive = await settle(stage, running);
    while (isAlive && left.length > 0) {
      left.shift()?.(stage);
      isAlive = await settle(stage, running);
    }
    if (!isAlive) atWork += 1;
    await killed.now();
  }
  return { state: await tellStory(stage, left), atWork };
}

function requestsOf({ world }: Stage): () => number {
  return () => {
    const { graphqlRequests, restReads, restWrites } = world.github.counts();
    return graphqlRequests + restReads + restWrites;
  };
}

describe('src/app: killed with kill -9', () => {
  const stages: Stage[] = [];

  beforeAll(buildApp);

  afterAll(async () => {
    killAll();
    for (const { world } of stages) await world.close();
  });

  test('at any moment, it ends in the same state as when it is left alone, and makes nothing twice', async () => {
    const [calm, stage] = [await openStage(), await openStage()];
    stages.push(calm, stage);

    const expected = await tellStory(calm);
    const { state, atWork } = await tellStoryWithKills(stage, seeded(7));

    expect(atWork).toBeGreaterThan(KILLS / 2);
    expect(state).toEqual(expected);
  }, 900_000);
});
