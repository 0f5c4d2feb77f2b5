import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createNodeMiddleware, Probot } from 'probot';
import { silentLogger } from '../../src/log/index.js';
import { listDeliveries, type Database } from '../../src/store/index.js';
import { createIntake } from '../../src/webhooks/index.js';
import { openTestDatabase } from '../support/database.js';
import { SECRET, deliver, sign } from './support.js';

const PUSH = JSON.stringify({
  ref: 'refs/heads/main',
  repository: { node_id: 'R_1', default_branch: 'main', owner: { id: 70, login: 'os2eksempel' } },
});

/** The intake stands before Probot's own webhook handler, which has no body limit and knows no store. */
describe('webhooks within Probot', () => {
  let database: Database;
  let server: Server;
  let port = 0;
  const handled: string[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const probot = new Probot({ appId: 1, privateKey, secret: SECRET, logLevel: 'fatal' });
    const intake = createIntake({
      secrets: [SECRET],
      allowed: () => true,
      database,
      onStored: () => undefined,
      log: silentLogger(),
      bot: () => null,
    });
    const middleware = await createNodeMiddleware(
      (app, { addHandler }) => {
        addHandler(intake);
        app.onAny(({ id }) => void handled.push(id));
      },
      { probot, webhooksPath: '/api/github/webhooks' },
    );
    server = createServer((request, response) => {
      void middleware(request, response, () => response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await database.close();
  });

  test('takes every delivery, so that Probot works on none within the request', async () => {
    const statuses = [
      await deliver(port, { guid: 'd-1', body: PUSH }),
      await deliver(port, {
        guid: 'd-2',
        body: PUSH,
        headers: { 'x-hub-signature-256': sign(PUSH, 'development') },
      }),
      await deliver(port, { guid: 'd-3', body: PUSH, path: '/elsewhere' }),
    ];

    expect(statuses).toEqual([202, 401, 404]);
    expect((await listDeliveries(database)).map(({ guid }) => guid)).toEqual(['d-1']);
    expect(handled).toEqual([]);
  });
});
