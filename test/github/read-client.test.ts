import { describe, expect, test } from '@jest/globals';
import {
  API_VERSION,
  createReadClient,
  GitHubError,
  type Clock,
  type RequestEvent,
} from '../../src/github/index.js';
import { sayIn } from '../../src/messages/index.js';
import { json } from '../support/github.js';

const START = Date.parse('2026-06-23T12:00:00Z');

/** A clock that passes only while somebody sleeps. */
function fakeClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => START + slept.reduce((sum, ms) => sum + ms, 0),
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  };
}

/** Answers one after the other; the last one again and again. */
function setUp(...answers: readonly (() => Response)[]) {
  const clock = fakeClock();
  const events: RequestEvent[] = [];
  const requests: { url: string; headers: Headers; body: string }[] = [];
  const client = createReadClient({
    token: () => Promise.resolve('ghs_hemmelig'),
    clock,
    onRequest: (event) => events.push(event),
    fetch: (input, init) => {
      requests.push({
        url: input as string,
        headers: new Headers(init?.headers),
        body: (init?.body ?? '') as string,
      });
      return Promise.resolve(answers[Math.min(requests.length, answers.length) - 1]!());
    },
  });
  return { client, clock, events, requests };
}

function never<T>(signal: AbortSignal): Promise<T> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

async function errorOf(reading: Promise<unknown>): Promise<GitHubError> {
  const error = await reading.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof GitHubError) return error;
  throw error;
}

const GET = 'GET /repos/{owner}/{repo}';
const NAME = { owner: 'OS2eksempel', repo: 'kode' };

describe('github/createReadClient', () => {
  test('names the version of the interface, and itself, and hands the token to GitHub alone', async () => {
    const { client, requests, events } = setUp(() => json({ id: 1 }));

    const body = await client.get(GET, NAME);

    expect(body).toEqual({ id: 1 });
    expect(requests[0]!.url).toBe('https://api.github.com/repos/OS2eksempel/kode');
    expect(requests[0]!.headers.get('x-github-api-version')).toBe(API_VERSION);
    expect(requests[0]!.headers.get('authorization')).toBe('bearer ghs_hemmelig');
    expect(events).toEqual([{ request: GET, status: 200, ms: 0, cost: null, date: null }]);
  });

  test('puts names into the address so that they cannot change it', async () => {
    const { client, requests } = setUp(() => json({}));

    await client.get(GET, { owner: '../..', repo: 'a/b?c' });

    expect(requests[0]!.url).toBe('https://api.github.com/repos/..%2F../a%2Fb%3Fc');
  });

  test("finds GraphQL on GitHub's Enterprise Server, and tells the points", async () => {
    const urls: unknown[] = [];
    const events: RequestEvent[] = [];
    const client = createReadClient({
      baseUrl: 'https://github.example.org/api/v3',
      token: null,
      onRequest: (event) => events.push(event),
      fetch: (input) => {
        urls.push(input);
        return Promise.resolve(json({ data: { rateLimit: { cost: 3 } } }));
      },
    });

    await client.graphql('query { rateLimit { cost } }', {});

    expect(urls).toEqual(['https://github.example.org/api/graphql']);
    expect(events).toMatchObject([{ cost: 3 }]);
  });

  const limits: readonly [string, () => Response, number][] = [
    [
      'retry-after',
      () => json({ message: 'You have exceeded a secondary rate limit' }, 403, { 'retry-after': '7' }),
      7_000,
    ],
    [
      'the reset of a limit that is used up',
      () =>
        json({ message: 'API rate limit exceeded' }, 403, {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(START / 1000 + 30),
        }),
      30_000,
    ],
    [
      'a minute for a secondary limit without a time',
      () => json({ message: 'You have exceeded a secondary rate limit' }, 403),
      60_000,
    ],
    ['a minute for 429', () => json({ message: 'Slow down' }, 429), 60_000],
    [
      'a limit told in a successful GraphQL answer',
      () => json({ errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }),
      60_000,
    ],
    [
      'a limit told by its type alone',
      () => json({ errors: [{ type: 'RATE_LIMIT', message: 'Slow down, please' }] }),
      60_000,
    ],
  ];

  test.each(limits)('waits for %s', async (_name, answer, expected) => {
    const { client, clock } = setUp(answer, () => json({ data: { id: 1 } }));

    const { data } = await client.graphql('query { rateLimit { cost } }', {});

    expect(data).toEqual({ id: 1 });
    expect(clock.slept).toEqual([expected]);
  });

  test('a limit that ends too late is an error that says when', async () => {
    const reset = START / 1000 + 3000;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    const { client, requests } = setUp(() => json({ message: 'API rate limit exceeded' }, 403, headers));

    const first = await errorOf(client.get(GET, NAME));
    const second = await errorOf(client.get(GET, NAME));

    expect([first.kind, second.kind]).toEqual(['rate-limited', 'rate-limited']);
    expect(first.until).toEqual(new Date(reset * 1000));
    expect(requests).toHaveLength(1);
  });

  test('while a secondary limit lasts, nothing else is sent either', async () => {
    const { client, requests } = setUp(() => json({ message: 'Slow down' }, 403, { 'retry-after': '3000' }));

    const first = await errorOf(client.get(GET, NAME));
    const second = await errorOf(client.graphql('query { rateLimit { cost } }', {}));

    expect([first.kind, second.kind]).toEqual(['rate-limited', 'rate-limited']);
    expect(requests).toHaveLength(1);
  });

  test('what failed for a moment is tried again, with growing patience, and given up', async () => {
    const passing = setUp(
      () => json({ message: 'Server Error' }, 502),
      () => json({ message: 'Server Error' }, 503),
      () => json({ id: 1 }),
    );
    const failing = setUp(() => json({ message: 'Server Error' }, 502));

    const body = await passing.client.get(GET, NAME);
    const error = await errorOf(failing.client.get(GET, NAME));

    expect(body).toEqual({ id: 1 });
    expect(passing.clock.slept).toEqual([1000, 2000]);
    expect(error.kind).toBe('temporary');
    expect(failing.requests).toHaveLength(4);
  });

  test('a batch is not tried again as it is', async () => {
    const { client, requests } = setUp(() => json({ message: 'Bad gateway' }, 502));

    const error = await errorOf(client.graphql('query { rateLimit { cost } }', {}, { retry: false }));

    expect(error.kind).toBe('temporary');
    expect(requests).toHaveLength(1);
  });

  test('data that came with problems is given with them', async () => {
    const problem = { type: 'FORBIDDEN', message: 'No', path: ['r0', 'issues'] };
    const { client } = setUp(() => json({ data: { r0: { issues: null } }, errors: [problem] }));

    const answer = await client.graphql('query { rateLimit { cost } }', {});

    expect(answer).toEqual({ data: { r0: { issues: null } }, problems: [problem] });
  });

  const failures: readonly [string, () => Response, Partial<GitHubError>][] = [
    ['no such thing', () => json({ message: 'Not Found' }, 404), { kind: 'gone', status: 404 }],
    [
      'a missing permission',
      () =>
        json({ message: 'Resource not accessible by integration' }, 403, {
          'x-accepted-github-permissions': 'contents=read',
        }),
      { kind: 'forbidden', permission: 'contents=read' },
    ],
    [
      'an archived repository',
      () => json({ message: 'Repository was archived so is read-only.' }, 403),
      { kind: 'archived' },
    ],
    [
      'issues switched off',
      () => json({ message: 'Issues are disabled for this repo' }, 410),
      { kind: 'disabled' },
    ],
    ['a blocked repository', () => json({ message: 'Repository access blocked' }, 451), { kind: 'disabled' }],
    [
      'a body that is refused',
      () => json({ message: 'Validation Failed' }, 422),
      { kind: 'validation', said: 'Validation Failed' },
    ],
    ['a wrong token', () => json({ message: 'Bad credentials' }, 401), { kind: 'unauthorised' }],
    [
      'a page that is no JSON',
      () => new Response('<html>', { headers: { 'content-type': 'application/json' } }),
      { kind: 'temporary' },
    ],
  ];

  test.each(failures)('%s is told apart', async (_name, answer, expected) => {
    const { client } = setUp(answer);

    const error = await errorOf(client.get(GET, NAME));

    expect(error).toMatchObject(expected);
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('hemmelig');
    expect(sayIn('da', `github.errors.${error.kind}`, error.parameters)).not.toMatch(/[{}]|_none/);
  });

  test('no answer at all is told with its cause', async () => {
    const client = createReadClient({
      token: null,
      clock: fakeClock(),
      fetch: () =>
        Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })),
    });

    const error = await errorOf(client.get(GET, NAME));

    expect(error.kind).toBe('unreachable');
    expect(error.said).toContain('ENOTFOUND');
  });

  test.each([
    ['an answer', (signal: AbortSignal) => never<Response>(signal)],
    [
      'the rest of an answer',
      (signal: AbortSignal) =>
        Promise.resolve(new Response(new ReadableStream({ pull: () => never(signal) }), { status: 200 })),
    ],
  ])('%s that does not come is given up', async (_name, answer) => {
    const client = createReadClient({
      token: null,
      clock: fakeClock(),
      timeoutMs: 5,
      fetch: (_, init) => answer(init!.signal!),
    });

    const error = await errorOf(client.get(GET, NAME));

    expect(error.kind).toBe('temporary');
  });

  test('sends no more at a time, and a minute, than it may', async () => {
    const clock = fakeClock();
    let running = 0;
    let most = 0;
    const client = createReadClient({
      token: null,
      clock,
      pacing: { concurrent: 2, perMinute: 5 },
      fetch: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return json({});
      },
    });

    await Promise.all(Array.from({ length: 12 }, () => client.get(GET, NAME)));

    expect(most).toBe(2);
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
  });

  test('follows a cursor as GitHub gives it, to the last page', async () => {
    const link = '<https://api.github.com/app/hook/deliveries?per_page=1&cursor=v1_77>; rel="next"';
    const asked: string[] = [];
    const client = createReadClient({
      token: 'hemmelig',
      fetch: (url) => {
        const address = url instanceof Request ? url.url : url.toString();
        asked.push(address);
        const isLast = address.includes('cursor=');
        return Promise.resolve(
          new Response(JSON.stringify([asked.length]), {
            headers: { 'content-type': 'application/json', ...(isLast ? {} : { link }) },
          }),
        );
      },
    });

    const first = await client.getPage('GET /app/hook/deliveries', { per_page: 1 }, null);
    const second = await client.getPage('GET /app/hook/deliveries', { per_page: 1 }, first.next);

    expect(first).toEqual({ body: [1], next: 'v1_77' });
    expect(second).toEqual({ body: [2], next: null });
    expect(asked[1]).toContain('cursor=v1_77');
  });
});
