import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { listDeliveries, listIssues, openDatabase, saveProducts } from '../../src/store/index.js';
import { productFixture } from '../store/support.js';
import { createServerDatabase } from '../support/database.js';
import { buildProgram } from '../support/program.js';
import { deliver } from './support.js';

const KILLS = 10;
const PRODUCTS = 12;
const SOURCE = fileURLToPath(new URL('killedApp.ts', import.meta.url));
let program = '';

interface App {
  readonly port: number;
  readonly kill: () => Promise<void>;
}

async function startApp(place: string, github: string): Promise<App> {
  const child: ChildProcess = fork(program, [place, github]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`the app ended with ${code ?? 'a signal'}`)));
  });
  return {
    port,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Sends pushes to one product after the other until the app is gone; answers the ids that were acknowledged. */
async function sendUntilKilled(app: App, round: number, milliseconds: number): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  let killed: Promise<void> | null = null;
  let isGone = false;
  for (let number = 0; !isGone; number += 1) {
    const guid = `r${round}-${number}`;
    const status = await deliver(app.port, { guid, body: push((round * 5 + number) % PRODUCTS) }).catch(
      () => 0,
    );
    if (status === 202) acknowledged.push(guid);
    // The clock starts when the app is at work, however slow the machine is.
    killed ??= sleep(milliseconds).then(() => app.kill());
    isGone = status === 0;
  }
  await killed;
  return acknowledged;
}

function push(product: number): string {
  return JSON.stringify({
    ref: 'refs/heads/main',
    commits: [{ added: ['README.md'] }],
    repository: { node_id: `R_${product}`, default_branch: 'main', owner: { id: 70, login: 'os2eksempel' } },
    installation: { id: 7 },
  });
}

async function fillProducts(place: { databaseUrl: string } | { dataDirectory: string }): Promise<void> {
  const database = await openDatabase(place);
  const products = Array.from({ length: PRODUCTS }, (_nothing, index) =>
    productFixture({ key: `p-${index}`, slug: `s-${index}`, repositories: [`R_${index}`] }),
  );
  await saveProducts(database, 'account:70', products, new Date());
  await database.close();
}

async function killAndCheck(
  place: { databaseUrl: string } | { dataDirectory: string },
  folder: string,
): Promise<void> {
  const address = 'databaseUrl' in place ? place.databaseUrl : place.dataDirectory;
  const github = join(folder, 'github');
  await fillProducts(place);

  const acknowledged: string[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const app = await startApp(address, github);
    acknowledged.push(...(await sendUntilKilled(app, round, 20 + ((round * 137) % 400))));
  }
  const last = await startApp(address, github);
  await fetch(`http://127.0.0.1:${last.port}/idle`);
  await last.kill();

  const database = await openDatabase(place);
  const deliveries = new Map(
    (await listDeliveries(database, { limit: 100_000 })).map((one) => [one.guid, one.state]),
  );
  const issues = await listIssues(database);
  await database.close();
  const made = readFileSync(github, 'utf8').trim().split('\n').sort();

  expect(acknowledged.length).toBeGreaterThan(KILLS);
  expect(acknowledged.filter((guid) => deliveries.get(guid) !== 'done')).toEqual([]);
  expect(made).toEqual([...new Set(made)]);
  expect(issues.map((issue) => `issue of ${issue.product}`).sort()).toEqual(made);
  expect(issues.filter((issue) => issue.state !== 'open')).toEqual([]);
}

describe('an app that is killed', () => {
  beforeAll(async () => {
    program = await buildProgram(SOURCE);
  });

  test('loses no delivery and makes nothing twice (embedded)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kill-'));

    await killAndCheck({ dataDirectory: join(folder, 'data') }, folder);

    rmSync(folder, { recursive: true });
  }, 180_000);

  const onServer = process.env['TEST_DATABASE_URL'] === undefined ? test.skip : test;
  onServer(
    'loses no delivery and makes nothing twice (Postgres, named by TEST_DATABASE_URL)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'kill-'));
      const { url, drop } = await createServerDatabase();

      await killAndCheck({ databaseUrl: url }, folder);

      await drop();
      rmSync(folder, { recursive: true });
    },
    180_000,
  );
});
