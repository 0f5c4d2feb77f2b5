import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { buildProgram } from '../support/program.js';
import { productSnapshot } from '../support/sampleProducts.js';
import { maturityIssue, openWorld, ownIssues } from '../support/world.js';
import { openGate, type Gate } from './support/gate.js';

const SOURCE = fileURLToPath(new URL('support/serveProcess.ts', import.meta.url));
const HOME = 'lund-lys/lygte';
/** What is promised of a stop. */
const PROMISED_MS = 10_000;

describe('src/index.ts: told to stop in the middle of an assessment', () => {
  const running = new Set<ChildProcess>();
  let program: string;
  let world: World;
  let gate: Gate;

  beforeAll(async () => {
    program = await buildProgram(SOURCE);
    const files = { 'README.md': '# Lygte\n\nLyser på stien.\n' };
    world = await openWorld({ snapshots: [productSnapshot('OS2lygte', [{ name: HOME, files }])] });
    gate = await openGate({ host: '127.0.0.1', port: Number(new URL(world.github.url).port) });
  }, 120_000);

  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await gate.close();
    await world.close();
  });

  function start(): { readonly child: ChildProcess; readonly isUp: Promise<void> } {
    const { settings } = world;
    const child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env['PATH'],
        APP_ID: String(settings.appId),
        PRIVATE_KEY: settings.privateKey,
        WEBHOOK_SECRET: settings.webhookSecrets[0],
        GITHUB_API_URL: `http://127.0.0.1:${gate.port}`,
        HOST: '127.0.0.1',
        PORT: String(settings.port),
        OS2MODNING_DATA: settings.dataDirectory,
        OS2MODNING_PORTFOLIO: settings.portfolio ?? '',
        OS2MODNING_ACCOUNTS: [...settings.accounts].join(' '),
        OS2MODNING_PACING: '0',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const isUp = new Promise<void>((resolve) => {
      child.stderr.on('data', (said: Buffer) => {
        if (String(said).includes('http://127.0.0.1')) resolve();
      });
    });
    return { child, isUp };
  }

  /** Resolves as soon as the tree of the product has been asked for. */
  async function treeAsked(): Promise<void> {
    while (!world.github.traffic().some(({ path }) => path.includes(`${HOME}/git/trees/`))) await sleep(1);
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await sleep(50);
  }

  test('it ends with 0 though GitHub answers nothing any more, and the next process does all that is left, once', async () => {
    const first = start();
    await first.isUp;
    for (const owner of ['OS2central', 'lund-lys']) {
      world.github.apps.install(world.appId, owner);
      await world.github.drain();
    }
    await treeAsked();
    gate.hold();
    const ended = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    const tooLate = setTimeout(() => first.child.kill('SIGKILL'), PROMISED_MS);
    const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
    clearTimeout(tooLate);
    const before = ownIssues(world, HOME, 'maturity');
    gate.open();
    const second = start();
    await second.isUp;
    await until(() => ownIssues(world, HOME, 'maturity').length > 0);
    const again = once(second.child, 'exit');
    second.child.kill('SIGTERM');
    const [codeOfSecond] = (await again) as [number | null];

    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(before).toEqual([]);
    expect(maturityIssue(world, HOME).state).toBe('open');
    expect(codeOfSecond).toBe(0);
  }, 120_000);
});
