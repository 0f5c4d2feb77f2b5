import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { createServerDatabase } from '../support/database.js';
import { productSnapshot } from '../support/sampleProducts.js';
import { maturityIssue, openWorld } from '../support/world.js';
import { openGate, type Gate } from './support/gate.js';

const HOME = 'kyst-sand/fyr';
const describeServer = process.env['TEST_DATABASE_URL'] === undefined ? describe.skip : describe;

describeServer(
  'src/app: a database server that is lost for a while (Postgres, named by TEST_DATABASE_URL)',
  () => {
    let world: World;
    let app: App;
    let gate: Gate;
    let drop: () => Promise<void>;

    beforeAll(async () => {
      const server = await createServerDatabase();
      drop = server.drop;
      const url = new URL(server.url);
      gate = await openGate({ host: url.hostname, port: Number(url.port === '' ? '5432' : url.port) });
      url.hostname = '127.0.0.1';
      url.port = String(gate.port);
      const files = { 'README.md': '# Fyr\n\nLyser ud over vandet.\n' };
      world = await openWorld({
        snapshots: [productSnapshot('OS2fyr', [{ name: HOME, files }])],
        databaseUrl: url.href,
      });
      app = await world.start();
      await world.settle(app);
    }, 120_000);

    afterAll(async () => {
      gate.open();
      await app.stop();
      await gate.close();
      await world.close();
      await drop();
    }, 60_000);

    async function ready(): Promise<{ readonly status: number; readonly says: string }> {
      const answer = await fetch(`${app.url}/health/ready`);
      return { status: answer.status, says: await answer.text() };
    }

    async function until(isSo: () => Promise<boolean>): Promise<void> {
      // The address answers five times a second.
      while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 300));
    }

    test('it says so, refuses deliveries, and goes on by itself with nothing lost', async () => {
      const { body } = maturityIssue(world, HOME);
      gate.shut();
      const away = await ready();
      const files = {
        'SECURITY.md': '# Sikkerhed\n\nMeld huller til fyrmesteren på fyr@eksempel.example.\n',
      };
      world.github.push({ repository: HOME, files, by: 'fyrmester' });
      await world.github.drain();
      const refused = world.github.deliveries().at(-1);
      gate.open();
      await until(async () => (await ready()).status === 200);
      await app.jobs.send([{ queue: 'poll', key: 'all', soon: true }]);
      app.jobs.wake();
      await world.settle(app);

      expect(away).toMatchObject({
        status: 503,
        says: expect.stringContaining('The database does not answer'),
      });
      expect(refused?.statusCode).toBeGreaterThanOrEqual(500);
      expect(maturityIssue(world, HOME).body).not.toBe(body);
    }, 120_000);
  },
);
