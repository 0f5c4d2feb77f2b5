/** What people do to a portfolio in the tests of the whole, one step after the other; always the same. */
import type { World } from '../../../demo/world.js';
import { createManualClock, type FaultMix, type ManualClock } from '../../../simulator/index.js';
import { MENDED_SECURITY, PARKBAENK, SAMPLE_TIME, STIPLAN } from '../../support/sampleProducts.js';
import { documentIssue, openWorld } from '../../support/world.js';

export const MENDED_HOME = 'celle-parker/parkbaenk';
export const DECLINED_HOME = 'dal-stier/stiplan';

export interface Stage {
  readonly world: World;
  /** Of GitHub and of the app. */
  readonly clock: ManualClock;
}

export async function openStage(faults?: FaultMix): Promise<Stage> {
  const clock = createManualClock(SAMPLE_TIME);
  const simulator = { clock, ...(faults === undefined ? {} : { faults }) };
  const world = await openWorld({ snapshots: [PARKBAENK, STIPLAN], simulator, roadmap: true, prepare });
  return { world, clock };
}

/** What stands in the roadmap. */
function prepare(github: World['github']): void {
  for (const home of [MENDED_HOME, DECLINED_HOME])
    for (let number = 1; number <= 6; number += 1)
      github.milestones.create(home, {
        title: `Version ${number}`,
        dueOn: `2026-${String(number + 6).padStart(2, '0')}-15T12:00:00Z`,
        description: `Spor: Spor ${number % 2}`,
      });
}

export type Step = (stage: Stage) => void;

/** Security is described as it should be. */
export function mend({ world, clock }: Stage): string {
  clock.advance(3_600_000);
  return world.github.push({ repository: MENDED_HOME, files: MENDED_SECURITY, by: 'parkvagt' });
}

export function decline({ world, clock }: Stage): void {
  clock.advance(3_600_000);
  const { number } = documentIssue(world, DECLINED_HOME, 'F4');
  world.github.issues.close(DECLINED_HOME, number, 'not_planned', 'stifinder');
}

/** The document is not there. */
export function closeTooEarly({ world, clock }: Stage): void {
  clock.advance(3_600_000);
  const { number } = documentIssue(world, DECLINED_HOME, 'F5');
  world.github.issues.close(DECLINED_HOME, number, 'completed', 'stifinder');
}

export function pushSomethingElse({ world, clock }: Stage): void {
  clock.advance(3_600_000);
  for (const repository of [MENDED_HOME, DECLINED_HOME]) {
    world.github.push({ repository, files: { 'src/noget.ts': 'export const noget = 1;\n' }, by: 'parkvagt' });
  }
}
