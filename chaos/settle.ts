import type { Processes, Stage } from './processes.js';

/** A night goes by: GitHub is asked for what never arrived, everything is looked at and worked off. Throws Killed. */
export async function settle({ world, clock }: Stage, { ask }: Processes): Promise<void> {
  await ask({ kind: 'time', now: clock.now().toISOString() });
  for (const queue of ['poll', 'sweep', 'poll'] as const) {
    await world.github.drain();
    await ask({ kind: 'round', queue });
    await ask({ kind: 'idle' });
  }
}
