/** The program as a service: settings from the environment, the app until it is told to stop. */
import { fileURLToPath } from 'node:url';
import { readSettings, startApp, startSetup, wantsSetup } from './app/index.js';
import { loadModel } from './governance/index.js';
import { createLogger } from './log/index.js';
import { say, sayIn } from './messages/index.js';
import { PROBES } from './probes/index.js';
import { DatabaseLockedError } from './store/index.js';

const MODEL = fileURLToPath(new URL('../governance/os2-1.1.yml', import.meta.url));

/**
 * Serves, and ends the process with the exit code of it: a request that GitHub never answers would keep the process for minutes
 * after everything has been handed back.
 */
export async function run(env: NodeJS.ProcessEnv, stderr: Pick<NodeJS.WriteStream, 'write'>): Promise<never> {
  process.exit(await serve(env, stderr));
}

/**
 * Starts the app and answers the exit code when it has ended: 0 after a stop, 1 when it could not start, 2 for wrong settings.
 * Everything people need to mend is said on standard error, Danish first.
 */
export async function serve(
  env: NodeJS.ProcessEnv,
  stderr: Pick<NodeJS.WriteStream, 'write'>,
): Promise<number> {
  if (wantsSetup(env)) return setUp(env, stderr);
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
  stderr.write(`${sayIn('da', 'app.start.starting')}\n`);
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

/** Shows the page that registers the App; answers 0 when told to stop, 1 when the page could not be shown. */
async function setUp(env: NodeJS.ProcessEnv, stderr: Pick<NodeJS.WriteStream, 'write'>): Promise<number> {
  const tell = (key: string, parameters: Record<string, string> = {}): void => {
    const { da, en } = say(`app.setup.${key}`, parameters);
    stderr.write(`${da}\n  ${en}\n`);
  };
  try {
    const page = await startSetup(env, createLogger({ level: 'warn' }));
    tell('page', { url: page.url });
    if (page.placeholder !== null) tell('placeholder', { host: page.placeholder });
    tell('afterwards');
    await told(['SIGINT', 'SIGTERM']);
    await page.stop();
    return 0;
  } catch (error) {
    tell('failed', { problem: error instanceof Error ? error.message : String(error) });
    return 1;
  }
}

function told(signals: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}
