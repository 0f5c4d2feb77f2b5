import { afterEach, describe, expect, test } from '@jest/globals';
import { createSimulator, warmUp, type Simulator } from '../../simulator/index.js';
import type { LimitOptions } from '../../simulator/options.js';

warmUp();

const NAME = 'OS2eksempel/eksempel';

describe('simulator/limits', () => {
  let github: Simulator;

  afterEach(() => github.close());

  async function start(limits: LimitOptions): Promise<Record<string, string>> {
    github = await createSimulator({ limits });
    github.repositories.create({ name: NAME, files: { 'README.md': '#' }, collaborators: { anna: 'admin' } });
    return { authorization: `token ${github.accounts.token('anna')}` };
  }

  function createIssue(headers: Record<string, string>): Promise<Response> {
    return fetch(`${github.url}/repos/${NAME}/issues`, { method: 'POST', headers, body: '{"title":"Hej"}' });
  }

  test("refuses the eighty-first content of a minute, told in GitHub's seconds", async () => {
    const headers = await start({ pacing: 1 });
    const statuses: number[] = [];
    for (let index = 0; index < 80; index += 1) statuses.push((await createIssue(headers)).status);

    const refused = await createIssue(headers);

    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(refused.status).toBe(403);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
  });

  test('runs at the pace of the setting', async () => {
    const headers = await start({ pacing: 0.000_01, contentPerMinute: 1 });

    const statuses: number[] = [];
    for (let index = 0; index < 10; index += 1) statuses.push((await createIssue(headers)).status);

    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(1);
  });

  test('counts REST and GraphQL apart, and refuses when they are used up', async () => {
    const headers = await start({ pacing: 1, rest: 2, graphql: 1 });
    const read = () => fetch(`${github.url}/repos/${NAME}`, { headers });
    const ask = () =>
      fetch(`${github.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ viewer { login } }"}' });

    const [first, second, third] = [await read(), await read(), await read()];
    const [answered, limited] = [await ask(), await ask()];

    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect([first.status, second.status, third.status]).toEqual([200, 200, 403]);
    expect(third.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(await answered.json()).toEqual({ data: { viewer: { login: 'anna' } } });
    expect(limited.status).toBe(200);
    expect(await limited.json()).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
  });

  test('answers a conditional read of something unchanged with 304', async () => {
    const headers = await start({});
    const first = await fetch(`${github.url}/repos/${NAME}`, { headers });
    const etag = first.headers.get('etag') ?? '';

    const same = await fetch(`${github.url}/repos/${NAME}`, {
      headers: { ...headers, 'if-none-match': etag },
    });
    github.repositories.edit(NAME, { description: 'Nyt' });
    const changed = await fetch(`${github.url}/repos/${NAME}`, {
      headers: { ...headers, 'if-none-match': etag },
    });

    expect([same.status, changed.status]).toEqual([304, 200]);
  });
});
