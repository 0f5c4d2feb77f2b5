import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { createLogger } from '../../src/log/index.js';
import { BOGBUS } from '../support/sampleProducts.js';
import { openWorld, writesOf } from '../support/world.js';
import { deliver, sign, webhookExamples, type Sent } from '../webhooks/support.js';

type Line = Readonly<Record<string, unknown>>;

describe('src/app: deliveries and the log', () => {
  const lines: string[] = [];
  const examples = webhookExamples();
  let world: World;
  let app: App;

  beforeAll(async () => {
    const owners = accountsIn(examples.map(({ payload }) => payload));
    world = await openWorld({
      snapshots: [BOGBUS],
      owners,
      prepare: (github) => {
        for (const owner of owners) github.accounts.organization(owner);
      },
    });
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(...chunk.toString('utf8').trimEnd().split('\n'));
        done();
      },
    });
    app = await world.start({ log: createLogger({ level: 'trace', destination }) });
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  function send(sent: Sent): Promise<number> {
    const [secret = ''] = world.settings.webhookSecrets;
    const headers = { 'x-hub-signature-256': sign(sent.body, secret), ...sent.headers };
    return deliver(world.settings.port, { ...sent, headers });
  }

  async function storedDeliveries(): Promise<number> {
    const [row] = await app.database.query<{ count: number }>('SELECT count(*) AS count FROM deliveries');
    return row?.count ?? 0;
  }

  function linesAbout(guid: string): readonly Line[] {
    return lines.map((line) => JSON.parse(line) as Line).filter(({ delivery }) => delivery === guid);
  }

  test('the log carries delivery, installation, product and requirement as fields', () => {
    const parsed = lines.map((line) => JSON.parse(line) as Line);

    for (const field of ['delivery', 'installation', 'product', 'requirement']) {
      expect([field, parsed.some((line) => line[field] !== undefined)]).toEqual([field, true]);
    }
  });

  const whole = JSON.stringify(pushOf('aros-bogbus'));
  test.each<readonly [string, number, Sent]>([
    ['a wrong signature', 401, { body: whole, headers: { 'x-hub-signature-256': sign(whole, 'another') } }],
    ['no signature', 401, { body: whole, headers: { 'x-hub-signature-256': undefined } }],
    ['broken JSON', 400, { body: '{"ref": ' }],
    ['no event', 400, { body: whole, headers: { 'x-github-event': undefined } }],
    ['another type of content', 415, { body: whole, headers: { 'content-type': 'text/plain' } }],
    ['more than 25 MB', 413, { body: Buffer.alloc(25 * 1024 * 1024 + 1, 32) }],
  ])('a delivery with %s is refused, logged once and not stored', async (title, status, sent) => {
    const guid = `refused-${title.replaceAll(' ', '-')}`;
    const before = await storedDeliveries();

    const answered = await send({ ...sent, guid });

    expect(answered).toBe(status);
    expect(linesAbout(guid)).toEqual([expect.objectContaining({ level: 'warn', status })]);
    expect(await storedDeliveries()).toBe(before);
  });

  test('a delivery without an id is refused and not stored', async () => {
    const before = await storedDeliveries();

    const answered = await send({ body: whole, headers: { 'x-github-delivery': undefined } });

    expect(answered).toBe(400);
    expect(await storedDeliveries()).toBe(before);
  });

  test('a delivery of an account outside the list is answered 202, and nothing is stored or done', async () => {
    const before = await storedDeliveries();
    world.github.clearTraffic();

    const answered = await send({ guid: 'outsider', body: JSON.stringify(pushOf('somebody-else')) });
    await world.settle(app);

    expect(answered).toBe(202);
    expect(await storedDeliveries()).toBe(before);
    expect(world.github.traffic()).toEqual([]);
  });

  test('every example of every event is accepted and changes nothing', async () => {
    const before = world.github.state();
    const stored = await storedDeliveries();
    world.github.clearTraffic();

    const statuses = new Set<number>();
    for (const [number, { event, payload }] of examples.entries()) {
      statuses.add(await send({ guid: `example-${number}`, event, body: JSON.stringify(payload) }));
    }
    await world.settle(app);

    expect(examples.length).toBeGreaterThan(150);
    expect([...statuses]).toEqual([202]);
    // The others are about no account.
    expect((await storedDeliveries()) - stored).toBeGreaterThan(150);
    expect(await app.jobs.list({ state: 'failed' })).toEqual([]);
    expect(lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
    expect(writesOf(world)).toEqual([]);
    expect(world.github.state()).toEqual(before);
  }, 120_000);

  test('no token, key or secret is in any line of it', () => {
    const [secret = ''] = world.settings.webhookSecrets;
    const log = lines.join('\n');
    const keyLine = world.settings.privateKey.split('\n')[2] ?? '';

    expect(lines.length).toBeGreaterThan(100);
    expect(keyLine.length).toBeGreaterThan(40);
    for (const word of ['ghs_', 'PRIVATE KEY', secret, keyLine, 'Bearer ', 'bearer eyJ']) {
      expect([word, log.includes(word)]).toEqual([word, false]);
    }
  });
});

function pushOf(owner: string): unknown {
  return {
    ref: 'refs/heads/main',
    commits: [],
    repository: { id: 1, node_id: 'R_1', default_branch: 'main', owner: { id: 5, login: owner } },
    installation: { id: 1 },
  };
}

/** Every account that an example may be counted to. */
function accountsIn(payloads: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const logins = new Set<string>();
  for (const payload of payloads) {
    const { repository, organization, installation, account } = payload as Record<
      string,
      { login?: string; owner?: { login?: string }; account?: { login?: string } } | undefined
    >;
    const all = [repository?.owner?.login, organization?.login, installation?.account?.login, account?.login];
    for (const login of all) if (login !== undefined) logins.add(login);
  }
  return [...logins];
}
