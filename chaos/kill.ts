import { Killed, type Processes, type Stage } from './processes.js';
import { settle } from './settle.js';

/**
 * Lets the processes work until they have made so many requests, and kills one at that moment. Answers what was asked of
 * GitHub just then. When all is worked off before, every product is looked at again, so that there is something to be killed at.
 */
export async function killAtWork(stage: Stage, processes: Processes, requests: number): Promise<string> {
  const kill = killAfter(stage, processes, requests);
  try {
    await settle(stage, processes);
    while (kill.at() === null) {
      await processes.ask({ kind: 'assess' });
      await settle(stage, processes);
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    if (kill.at() === null) throw new Error('the app has ended by itself', { cause: error });
  }
  await kill.done;
  return kill.at() ?? '';
}

interface Kill {
  /** The newest operation when it happened; null until then. */
  readonly at: () => string | null;
  readonly done: Promise<void>;
}

function killAfter({ world: { github } }: Stage, processes: Processes, requests: number): Kill {
  const from = github.requests();
  let at: string | null = null;
  const done = new Promise<void>((resolve, reject) => {
    const timer = setInterval(() => {
      if (github.requests() - from < requests) return;
      clearInterval(timer);
      at = github.latest();
      processes.kill().then(resolve, reject);
    }, 1);
  });
  return { at: () => at, done };
}
