/** The program as a service: settings from the environment, the app until it is told to stop. */
import { fileURLToPath } from 'node:url';
import { readSettings, startApp } from './app/index.js';
import { loadModel } from './governance/index.js';
import { createLogger } from './log/index.js';
import { say, sayIn } from './messages/index.js';
import { PROBES } from './probes/index.js';
import { DatabaseLockedError } from './store/index.js';

const MODEL = fileURLToPath(new URL('../governance/os2-1.1.yml', import.meta.url));

/**
 * Starts the app and answers the exit code when it has ended: 0 after a stop, 1 when it could not start, 2 for wrong settings.
 * Everything people need to mend is said on standard error, Danish first.
 */
export async function serve(
  env: NodeJS.ProcessEnv,
  stderr: Pick<NodeJS.WriteStream, 'write'>,
): Promise<number> {
  const { settings, mistakes } = readSettings(env);
  if (settings === null) {
    const head = say('app.start.refused', { count: mistakes.length });
    for (const { da, en } of [head, ...mistakes]) stderr.write(`${da}\n  ${en}\n`);
    return 2;
  }
  const log = createLogger({ level: settings.logLevel });
  const { model } = await loadModel(MODEL, { probes: PROBES });
  if (model === null) {
    stderr.write(`${sayIn('da', 'app.start.failed', { problem: MODEL })}\n`);
    return 1;
  }
  try {
    const app = await startApp({ settings, model, log });
    stderr.write(`${sayIn('da', 'app.start.listening', { url: app.url })}\n`);
    await told(['SIGINT', 'SIGTERM']);
    log.info('stopping');
    await app.stop();
    return 0;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const key = error instanceof DatabaseLockedError ? 'locked' : 'failed';
    stderr.write(`${sayIn('da', `app.start.${key}`, { problem })}\n`);
    log.fatal({ err: error }, 'could not start');
    return 1;
  }
}

function told(signals: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}
