import { request as startRequest } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sign as signAsGitHub } from '@octokit/webhooks-methods';
import { createLogger, silentLogger } from '../../src/log/index.js';
import { countDeliveries, failDelivery, finishDeliveries, listDeliveries } from '../../src/store/index.js';
import { createIntake, type IntakeSettings, type Work } from '../../src/webhooks/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import {
  SECRET,
  deliver,
  serveIntake,
  sign,
  webhookExamples,
  type Sent,
  type TestServer,
} from './support.js';

const PUSH = JSON.stringify({
  ref: 'refs/heads/main',
  commits: [],
  repository: { node_id: 'R_1', default_branch: 'main', owner: { id: 70, login: 'os2eksempel' } },
  installation: { id: 7 },
});
const MEGABYTE = 1024 * 1024;

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describeOnEveryDatabase('webhooks/createIntake', (database) => {
  async function serve(settings: Partial<IntakeSettings> = {}): Promise<number> {
    const server = await serveIntake({
      secrets: [SECRET],
      allowed: () => true,
      database: database(),
      onStored: () => undefined,
      log: silentLogger(),
      bot: () => null,
      ...settings,
    });
    servers.push(server);
    return server.port;
  }

  test('stores a delivery with what it asks for, answers, and tells of it', async () => {
    let told = 0;
    const port = await serve({ onStored: () => void (told += 1) });

    const status = await deliver(port, { guid: 'd-1', body: PUSH });

    expect([status, told]).toEqual([202, 1]);
    expect(await listDeliveries<Work>(database())).toMatchObject([
      {
        guid: 'd-1',
        event: 'push',
        state: 'received',
        installation: 7,
        accountId: 70,
        account: 'os2eksempel',
        work: [{ kind: 'content', repository: 'R_1', configuration: true }],
      },
    ]);
  });

  test('takes a delivery once, and once more when it had failed', async () => {
    let told = 0;
    const port = await serve({ onStored: () => void (told += 1) });
    const statuses = [await deliver(port, { body: PUSH }), await deliver(port, { body: PUSH })];

    await failDelivery(database(), 'd-1', 'no answer', null);
    statuses.push(await deliver(port, { body: PUSH }));
    const [again] = await listDeliveries(database());
    await finishDeliveries(database(), ['d-1'], new Date());
    statuses.push(await deliver(port, { body: PUSH }));
    const [done] = await listDeliveries(database());

    expect([statuses, told]).toEqual([[202, 202, 202, 202], 2]);
    expect([again?.state, done?.state]).toEqual(['received', 'done']);
  });

  test.each<[string, Partial<Sent>, number]>([
    ['without a signature', { headers: { 'x-hub-signature-256': undefined } }, 401],
    ['with the old kind of signature', { headers: { 'x-hub-signature-256': 'sha1=abc' } }, 401],
    ['with another secret', { headers: { 'x-hub-signature-256': sign(PUSH, 'development') } }, 401],
    [
      'with a changed body',
      { body: PUSH.replace('R_1', 'R_2'), headers: { 'x-hub-signature-256': sign(PUSH) } },
      401,
    ],
    ['of broken JSON', { body: '{"action":' }, 400],
    ['of JSON that is no object', { body: '3' }, 400],
    ['of bytes that are no text', { body: Buffer.from([0xff, 0xfe, 0x00]) }, 400],
    ['without an id', { headers: { 'x-github-delivery': undefined } }, 400],
    ['with an id that is none', { guid: "x'; DROP TABLE deliveries" }, 400],
    ['without an event', { headers: { 'x-github-event': undefined } }, 400],
    ['as a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['by GET', { method: 'GET' }, 405],
    ['to another address', { path: '/elsewhere' }, 404],
    ['with a query, as an address', { path: '/api/github/webhooks?x=1' }, 202],
  ])('answers a delivery %s rightly and stores none that it refuses', async (_name, sent, expected) => {
    const lines: string[] = [];
    const log = createLogger({ destination: { write: (line) => void lines.push(line) } });
    const port = await serve({ log });

    const status = await deliver(port, { body: PUSH, ...sent });

    const { received, done, failed } = await countDeliveries(database());
    const isRefused = expected >= 400 && expected !== 404;
    expect(status).toBe(expected);
    expect(received + done + failed).toBe(expected === 202 ? 1 : 0);
    expect(lines).toHaveLength(isRefused ? 1 : 0);
    expect(lines.join()).not.toContain('refs/heads');
  });

  test('takes what the library of the webhook documentation signs', async () => {
    const port = await serve();
    const body = PUSH.replace('os2eksempel', 'os2eksempel æøå 🎉');

    const status = await deliver(port, {
      body,
      headers: { 'x-hub-signature-256': await signAsGitHub(SECRET, body) },
    });

    expect(status).toBe(202);
  });

  test('takes both secrets while the secret is being changed', async () => {
    const port = await serve({ secrets: ['the new secret', SECRET] });

    const statuses = [
      await deliver(port, {
        guid: 'd-1',
        body: PUSH,
        headers: { 'x-hub-signature-256': sign(PUSH, 'the new secret') },
      }),
      await deliver(port, { guid: 'd-2', body: PUSH }),
      await deliver(port, {
        guid: 'd-3',
        body: PUSH,
        headers: { 'x-hub-signature-256': sign(PUSH, 'a third') },
      }),
    ];

    expect(statuses).toEqual([202, 202, 401]);
  });

  test('ignores an account outside the list, and deliveries of no account', async () => {
    const port = await serve({ allowed: ({ id }) => id === 71 });

    const statuses = [
      await deliver(port, { body: PUSH }),
      await deliver(port, { event: 'ping', body: '{"zen":"Keep it logically awesome."}' }),
    ];

    expect(statuses).toEqual([202, 202]);
    expect(await listDeliveries(database())).toEqual([]);
  });

  test('takes every example of every event', async () => {
    const port = await serve();
    const statuses = new Set<number>();

    let number = 0;
    for (const { event, payload } of webhookExamples()) {
      statuses.add(await deliver(port, { guid: `d-${(number += 1)}`, event, body: JSON.stringify(payload) }));
    }

    expect([...statuses]).toEqual([202]);
  }, 60_000);

  test('tells GitHub that it failed when nothing can be stored', async () => {
    const broken = { ...database(), query: () => Promise.reject(new Error('disk full')) };
    const port = await serve({ database: broken });

    expect(await deliver(port, { body: PUSH })).toBe(500);
  });

  test('refuses more than 25 MB, announced or not, and stores nothing', async () => {
    const port = await serve();
    const body = Buffer.alloc(25 * MEGABYTE + 1, 0x20);

    const announced = await deliver(port, { body });
    const streamed = await deliver(port, { body, headers: { 'transfer-encoding': 'chunked' } });

    expect([announced, streamed]).toEqual([413, 413]);
    expect(await listDeliveries(database())).toEqual([]);
  }, 30_000);

  test('takes a delivery as large as GitHub sends', async () => {
    const port = await serve();
    const padding = 'x'.repeat(25 * MEGABYTE - PUSH.length - 20);
    const body = PUSH.replace('{', `{"padding":"${padding}",`);

    expect(await deliver(port, { body })).toBe(202);
  }, 30_000);

  test('refuses when too much comes at once, whoever sends it', async () => {
    const port = await serve({ maxBytes: 1_000 });
    const pending = Array.from({ length: 4 }, () => hold(port, 1_000));
    await Promise.all(pending.map(({ written }) => written));

    const status = await deliverUntil(port, 503);

    for (const { destroy } of pending) destroy();
    expect(status).toBe(503);
    expect(await deliverUntil(port, 202)).toBe(202);
  });
});

/** Opens a delivery, sends most of it and keeps it open. */
function hold(port: number, bytes: number): { written: Promise<void>; destroy: () => void } {
  const outgoing = startRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/github/webhooks',
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': 'held',
      'x-github-event': 'push',
      'x-hub-signature-256': sign(''),
      'transfer-encoding': 'chunked',
    },
  });
  outgoing.on('error', () => undefined);
  return {
    written: new Promise((resolve) => outgoing.write(Buffer.alloc(bytes), () => resolve())),
    destroy: () => outgoing.destroy(),
  };
}

/** The server sees what was sent or broken off in its own time. */
async function deliverUntil(port: number, wanted: number): Promise<number> {
  let status = 0;
  for (let attempt = 0; attempt < 200 && status !== wanted; attempt += 1) {
    status = await deliver(port, { body: PUSH, guid: `u-${attempt}` });
  }
  return status;
}

describe('webhooks/createIntake, settings', () => {
  test.each([[[]], [['']], [['good enough', ' ']]])('refuses to start with the secrets %j', (secrets) => {
    const settings = { secrets, log: silentLogger() } as unknown as IntakeSettings;

    expect(() => createIntake(settings)).toThrow('WEBHOOK_SECRET');
  });
});
