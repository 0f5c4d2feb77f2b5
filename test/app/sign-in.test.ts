import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSignIn } from '../../src/app/sign-in.js';
import { silentLogger } from '../../src/log/index.js';
import type { Database } from '../../src/store/index.js';
import { openTestDatabase } from '../support/database.js';
import { fillSite, realModel } from '../site/filled.js';
import { serveSite, type Served } from '../site/served.js';
import { SECRET } from '../site/support.js';

const START = Date.parse('2026-06-23T08:00:00Z');
let database: Database;
let github: Server;
let site: Served;
let base: string | null = null;
let members = new Set<string>();
let time = START;
/** The challenge that the browser brought to GitHub, and what the app asked for afterwards. */
let challenge = '';
let exchanges: Record<string, string>[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  const model = await realModel();
  await fillSite(database, model);
  github = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/user') {
        const isKnown = request.headers.authorization === 'Bearer gho_token';
        response.end(JSON.stringify(isKnown ? { id: 7, login: 'sekretaer', type: 'User' } : {}));
        return;
      }
      const asked = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
      exchanges.push(asked);
      const isProven =
        createHash('sha256')
          .update(asked['code_verifier'] ?? '')
          .digest('base64url') === challenge;
      const isRight = isProven && asked['code'] === 'code' && asked['client_secret'] === 'a client secret';
      response.end(
        JSON.stringify(isRight ? { access_token: 'gho_token' } : { error: 'bad_verification_code' }),
      );
    });
  });
  await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
  const signIn = createSignIn({
    clientId: 'Iv1.client',
    clientSecret: 'a client secret',
    webUrl: host,
    apiUrl: host,
    baseUrl: () => Promise.resolve(base),
    isMember: ({ login }) => Promise.resolve(members.has(login)),
    now: () => new Date(time),
    log: silentLogger(),
  });
  site = await serveSite(database, model, { signIn });
});

beforeEach(() => {
  base = site.url;
  members = new Set(['sekretaer']);
  time += 3_600_000;
  exchanges = [];
});

afterAll(async () => {
  await site.close();
  github.closeAllConnections();
  github.close();
  await database.close();
});

function get(path: string, cookie = '', method = 'GET') {
  return fetch(site.url + path, { method, redirect: 'manual', headers: { cookie, 'accept-language': 'da' } });
}

function cookieOf(answer: Response, name: string): string {
  const found = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  return found?.split(';')[0] ?? '';
}

/** As a browser goes: to GitHub, and back with what GitHub gives. */
async function begin(): Promise<{ state: string; pending: string }> {
  const sent = await get('/log-ind');
  const address = new URL(sent.headers.get('location') ?? '');
  challenge = address.searchParams.get('code_challenge') ?? '';
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  expect(address.searchParams.get('redirect_uri')).toBe(`${site.url}/log-tilbage`);
  return { state: address.searchParams.get('state') ?? '', pending: cookieOf(sent, 'os2modning-log-ind') };
}

async function signedIn(): Promise<string> {
  const { state, pending } = await begin();
  const back = await get(`/log-tilbage?code=code&state=${state}`, pending);
  expect(back.status).toBe(303);
  expect(back.headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Lax$/);
  return cookieOf(back, 'os2modning');
}

describe('app/sign-in', () => {
  test('shows a member private products, keeps their pages nowhere, and forgets them when asked', async () => {
    const cookie = await signedIn();

    const front = await get('/', cookie);
    const body = await front.text();
    const out = await get('/log-ud', cookie, 'POST');

    expect(body).toContain(SECRET);
    expect(body).toContain('Log sekretaer ud');
    expect(front.headers.get('cache-control')).toBe('no-store');
    expect((await get(`/produkter/${SECRET.toLowerCase()}`, cookie)).status).toBe(200);
    expect(cookieOf(out, 'os2modning')).toBe('os2modning=');
    expect(await (await get('/')).text()).not.toContain(SECRET);
  });

  test('shows nothing private to somebody who is no member, or is none any more', async () => {
    const cookie = await signedIn();
    members.clear();
    time += 6 * 60_000;

    expect(await (await get('/', cookie)).text()).not.toContain(SECRET);
    const { state, pending } = await begin();
    const refused = await get(`/log-tilbage?code=code&state=${state}`, pending);
    expect(refused.status).toBe(403);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(await refused.text()).toContain('Du har ikke adgang');
  });

  test('takes nobody back whom it has not sent away', async () => {
    const { state, pending } = await begin();

    expect((await get('/log-tilbage?code=code&state=other', pending)).status).toBe(404);
    expect((await get(`/log-tilbage?code=code&state=${state}`)).status).toBe(404);
    expect(exchanges).toEqual([]);
    challenge = 'of another browser';
    expect((await get(`/log-tilbage?code=code&state=${state}`, pending)).status).toBe(403);
    expect(exchanges).toHaveLength(1);
  });

  test('believes no cookie that it has not made, and none for longer than a working day', async () => {
    const cookie = await signedIn();
    const [value = '', signature = ''] = cookie.split('=')[1]?.split('.') ?? [];
    const forged = Buffer.from(JSON.stringify({ id: 7, login: 'sekretaer', until: 9e15 })).toString(
      'base64url',
    );

    for (const one of [
      `os2modning=${forged}.${signature}`,
      `os2modning=${value}.`,
      'os2modning=x',
      'os2modning=',
    ])
      expect(await (await get('/', one)).text()).not.toContain(SECRET);
    time += 9 * 3_600_000;
    expect(await (await get('/', cookie)).text()).not.toContain(SECRET);
  });

  test('is not there where the site has no public address', async () => {
    base = null;

    expect((await get('/log-ind')).status).toBe(404);
    expect(await (await get('/')).text()).not.toContain('/log-ind');
  });
});
