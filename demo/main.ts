/** `npm run demo`: GitHub's stand-in, the app and the embedded database, with products to look at. See README.md. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../src/app/index.js';
import { createLogger } from '../src/log/index.js';
import { say } from '../src/messages/index.js';
import { readOptions, UsageError, type DemoOptions } from './options.js';
import { createTeller, tellProducts, type Teller } from './tell.js';
import type { World } from './world.js';
import { openStory } from './story.js';

function write(text: string): void {
  process.stdout.write(text);
}

/** Answers the exit code: 0 done, 1 a job failed or the demo came to a halt, 2 wrong usage. */
async function main(): Promise<number> {
  const teller = createTeller(write);
  try {
    return await show(await readOptions(process.argv.slice(2)), teller);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      const halted = say('demo.usage.failed', {
        problem: error instanceof Error ? error.message : String(error),
      });
      createLogger({ level: 'error' }).error({ err: error }, 'demo failed');
      process.stderr.write(`${halted.da}\n  ${halted.en}\n`);
      return 1;
    }
    process.stderr.write(`${error.says.da}\n  ${error.says.en}\n`);
    return 2;
  }
}

async function show(options: DemoOptions, teller: Teller): Promise<number> {
  const stop = stopSignal();
  const story = await openStory(options, teller);
  const { world } = story;
  // Before the app is up: whoever reads may watch it work.
  if (!options.once) teller.address('watch', `${world.github.url}/`);
  const app = await story.start();
  try {
    const ended = await Promise.race([stop.then(() => 'stopped' as const), story.run(app)]);
    if (ended === 'stopped') return options.once ? 1 : 0;
    await tellProducts(teller, write, { world, app, model: story.model, stays: !options.once });
    teller.blank();
    if (options.once || options.out !== null) {
      const code = await finish(world, app, options.out, teller);
      if (options.once) return code;
    }
    teller.address('site', `${app.url}/`);
    teller.address('pages', `${world.github.url}/`);
    if (world.roadmap !== null) teller.address('roadmap', `${world.github.url}${world.roadmap}`);
    teller.address('health', `${app.url}/health/ready`);
    teller.blank();
    teller.tell('stop');
    await stop;
    return 0;
  } finally {
    await app.stop();
    await world.close();
    if (!options.once) teller.tell('stopped');
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function finish(world: World, app: App, out: string | null, teller: Teller): Promise<number> {
  const failed = await app.jobs.list({ state: 'failed' });
  for (const { queue, key, error } of failed) teller.tell('failedJob', { queue, key, problem: error ?? '' });
  for (const violation of world.github.violations()) process.stderr.write(`simulator: ${violation}\n`);
  for (const { event, action, status } of world.github.deliveries())
    if (status !== 'OK') process.stderr.write(`delivery of ${event} ${action ?? ''}: ${status}\n`);
  if (out !== null) {
    await writeResult(world, out);
    teller.tell('written', { folder: out });
  }
  return failed.length === 0 ? 0 : 1;
}

async function writeResult({ github }: World, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'state.json'), `${JSON.stringify(github.state(), null, 2)}\n`);
  const lines = github.traffic().map((record) => `${JSON.stringify(record)}\n`);
  await writeFile(join(folder, 'traffic.jsonl'), lines.join(''));
}

process.exitCode = await main();
