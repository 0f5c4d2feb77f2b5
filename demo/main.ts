/** `npm run demo`: GitHub's stand-in, the app and the embedded database, with products to look at. See README.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fullMix, type ProductSnapshot } from '../simulator/index.js';
import { createLogger } from '../src/log/index.js';
import type { App } from '../src/app/index.js';
import { createWorld, type World } from './world.js';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      once: { type: 'boolean', default: false },
      seed: { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
      faults: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  });
  const files = [...values.seed, ...positionals];
  const snapshots = await Promise.all(files.map(readSnapshotFile));
  const world = await createWorld({
    snapshots,
    simulator: values.faults === undefined ? {} : { faults: fullMix(values.faults) },
  });
  const app = await world.start({ log: createLogger({ level: process.env['LOG_LEVEL'] ?? 'warn' }) });
  await world.settle(app);
  if (values.once) return finish(world, app, values.out);
  say(`GitHub’s stand-in, with issues and projects to read:  ${world.github.url}/`);
  say(`The app:                                              ${app.url}/health/ready`);
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
  await app.stop();
  await world.close();
  return 0;
}

async function finish(world: World, app: App, out: string | undefined): Promise<number> {
  const failed = await app.jobs.list({ state: 'failed' });
  for (const { queue, key, error } of failed) say(`${queue} ${key} failed: ${error ?? ''}`);
  if (out !== undefined) {
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'state.json'), `${JSON.stringify(world.github.state(), null, 2)}\n`);
    await writeFile(
      join(out, 'traffic.jsonl'),
      world.github
        .traffic()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    );
  }
  for (const violation of world.github.violations()) say(`stand-in: ${violation}`);
  await app.stop();
  await world.close();
  return failed.length === 0 ? 0 : 1;
}

async function readSnapshotFile(path: string): Promise<ProductSnapshot> {
  return JSON.parse(await readFile(path, 'utf8')) as ProductSnapshot;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main();
