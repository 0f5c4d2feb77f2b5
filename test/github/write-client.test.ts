import { describe, expect, test } from '@jest/globals';
import {
  AmbiguousWrite,
  createIssueWriter,
  createWriteClient,
  createWritePacing,
  GitHubError,
  type Clock,
} from '../../src/github/index.js';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const ISSUE = {
  number: 41,
  node_id: 'I_41',
  html_url: 'https://github.com/os2eksempel/kode/issues/41',
  repository_url: 'https://api.github.com/repos/os2eksempel/kode',
  title: 'F4',
  body: null,
  state: 'closed',
  state_reason: 'not_planned',
  locked: true,
  labels: [{ name: 'os2-modning' }, 'fri'],
  user: { login: 'os2modning[bot]', id: 99, type: 'Bot' },
  performed_via_github_app: { id: 4242 },
  closed_by: { login: 'koordinator', id: 7, type: 'User' },
  created_at: '2026-06-23T08:20:00Z',
  closed_at: '2026-06-24T08:20:00Z',
};

/** A writer against answers that are given in order; `requests` is what it sent. */
function writerAgainst(
  answers: readonly (Answer | Error)[],
  token: string | (() => Promise<string>) = 'hemmelig',
) {
  const requests: { method: string; path: string; headers: Headers; body: unknown }[] = [];
  const waits: number[] = [];
  let time = Date.parse('2026-06-23T08:00:00Z');
  const clock: Clock = {
    now: () => time,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };
  const left = [...answers];
  const fetch = (url: string, init: RequestInit) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const path = new URL(url).pathname;
    requests.push({ method: init.method ?? '', path, headers: new Headers(init.headers), body });
    const answer = left.shift();
    if (answer === undefined) throw new Error('one request too many');
    if (answer instanceof Error) return Promise.reject(answer);
    const headers = { 'content-type': 'application/json', ...answer.headers };
    const text = answer.status === 204 ? null : JSON.stringify(answer.body ?? {});
    return Promise.resolve(new Response(text, { status: answer.status, headers }));
  };
  const events: unknown[] = [];
  const write = createWriteClient({
    token,
    fetch: fetch as typeof globalThis.fetch,
    pacing: createWritePacing({ clock }),
    bucket: 'installation 11',
    onWrite: (event) => events.push(event),
  });
  return { writer: createIssueWriter(write), requests, waits, events };
}

const NEW = { title: 'F4', body: 'tekst', labels: ['os2-modning'] };

describe('src/github/write-client.ts', () => {
  test('creates an issue with the version pinned and the token as a header', async () => {
    const { writer, requests, events } = writerAgainst([{ status: 201, body: ISSUE }]);

    const issue = await writer.createIssue('os2eksempel/kode', NEW);

    expect(requests).toMatchObject([{ method: 'POST', path: '/repos/os2eksempel/kode/issues', body: NEW }]);
    expect(requests[0]?.headers.get('x-github-api-version')).toBe('2022-11-28');
    expect(requests[0]?.headers.get('authorization')).toBe('bearer hemmelig');
    expect(issue).toEqual({
      repository: 'os2eksempel/kode',
      number: 41,
      nodeId: 'I_41',
      url: 'https://github.com/os2eksempel/kode/issues/41',
      title: 'F4',
      body: '',
      state: 'closed',
      closeReason: 'not_planned',
      isLocked: true,
      labels: ['os2-modning', 'fri'],
      author: { login: 'os2modning[bot]', id: 99, isBot: true },
      appId: 4242,
      closedBy: { login: 'koordinator', id: 7, isBot: false },
      createdAt: '2026-06-23T08:20:00Z',
      closedAt: '2026-06-24T08:20:00Z',
    });
    expect(events).toEqual([{ request: 'POST /repos/{owner}/{repo}/issues', status: 201 }]);
  });

  test('closes and opens in one request with the body', async () => {
    const { writer, requests } = writerAgainst([
      { status: 200, body: ISSUE },
      { status: 200, body: ISSUE },
    ]);

    await writer.closeIssue('os2eksempel/kode', 41, 'completed', 'ny');
    await writer.reopenIssue('os2eksempel/kode', 41, 'ny');

    expect(requests.map((request) => request.body)).toEqual([
      { state: 'closed', state_reason: 'completed', body: 'ny' },
      { state: 'open', state_reason: 'reopened', body: 'ny' },
    ]);
  });

  test.each([
    ['a server error', { status: 502 }],
    ['a timeout of the server', { status: 504 }],
    ['a connection that broke', new TypeError('fetch failed')],
    [
      'an answer that took too long',
      Object.assign(new Error('The operation was aborted'), { name: 'TimeoutError' }),
    ],
  ])('%s is unclear: told as such, and not sent again', async (_, answer) => {
    const { writer, requests } = writerAgainst([answer, { status: 201, body: ISSUE }]);

    await expect(writer.createIssue('os2eksempel/kode', NEW)).rejects.toThrow(AmbiguousWrite);

    expect(requests).toHaveLength(1);
  });

  test.each([
    [410, 'Issues are disabled for this repo', 'disabled'],
    [403, 'Repository was archived so is read-only.', 'archived'],
    [403, 'Resource not accessible by integration', 'forbidden'],
    [404, 'Not Found', 'gone'],
    [422, 'Validation Failed', 'validation'],
    [401, 'Bad credentials', 'unauthorised'],
  ])('%d "%s" is certain: %s', async (status, message, kind) => {
    const headers = { 'x-accepted-github-permissions': 'issues=write' };
    const { writer, requests } = writerAgainst([{ status, body: { message }, headers }]);

    const failure = await writer.createIssue('os2eksempel/kode', NEW).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(GitHubError);
    expect(failure).toMatchObject({ kind, permission: 'issues=write' });
    expect(requests).toHaveLength(1);
  });

  test('waits as long as a secondary limit asks for, then sends once more', async () => {
    const { writer, requests, waits } = writerAgainst([
      {
        status: 403,
        body: { message: 'You have exceeded a secondary rate limit' },
        headers: { 'retry-after': '7' },
      },
      { status: 201, body: ISSUE },
    ]);

    await writer.createIssue('os2eksempel/kode', NEW);

    expect(requests).toHaveLength(2);
    expect(waits).toEqual([7000]);
  });

  test('does not wait for a limit that ends too late', async () => {
    const { writer, requests } = writerAgainst([
      { status: 429, body: { message: 'secondary rate limit' }, headers: { 'retry-after': '3600' } },
    ]);

    const failure = await writer.comment('os2eksempel/kode', 41, 'hej').catch((error: unknown) => error);

    expect(failure).toMatchObject({ kind: 'rate-limited', until: new Date('2026-06-23T09:00:00Z') });
    expect(requests).toHaveLength(1);
  });

  test('a token that cannot be had is not taken for an unclear write', async () => {
    const failed = new GitHubError('forbidden', { request: 'POST /app/installations/11/access_tokens' });
    const { writer, requests } = writerAgainst([], () => Promise.reject(failed));

    await expect(writer.createIssue('os2eksempel/kode', NEW)).rejects.toBe(failed);

    expect(requests).toEqual([]);
  });

  test('a label that is there already is a success, another refusal is not', async () => {
    const label = { name: 'os2-modning', color: '0b5cad', description: '' };
    const errors = [{ resource: 'Label', code: 'already_exists', field: 'name' }];
    const { writer } = writerAgainst([
      { status: 422, body: { message: 'Validation Failed', errors } },
      { status: 422, body: { message: 'Validation Failed', errors: [{ code: 'invalid' }] } },
    ]);

    await expect(writer.createLabel('os2eksempel/kode', label)).resolves.toBeUndefined();
    await expect(writer.createLabel('os2eksempel/kode', label)).rejects.toMatchObject({ kind: 'validation' });
  });

  test('comments, labels and reacts', async () => {
    const { writer, requests } = writerAgainst([
      { status: 201, body: { id: 5, body: 'hej', user: null } },
      { status: 200, body: [] },
      { status: 201 },
    ]);

    await writer.comment('os2eksempel/kode', 41, 'hej');
    await writer.addLabels('os2eksempel/kode', 41, ['a']);
    await writer.react('os2eksempel/kode', 5, '+1');

    expect(requests.map(({ path, body }) => [path, body])).toEqual([
      ['/repos/os2eksempel/kode/issues/41/comments', { body: 'hej' }],
      ['/repos/os2eksempel/kode/issues/41/labels', { labels: ['a'] }],
      ['/repos/os2eksempel/kode/issues/comments/5/reactions', { content: '+1' }],
    ]);
  });

  test('a name that is no repository is refused before anything is sent', async () => {
    const { writer, requests } = writerAgainst([]);

    await expect(writer.createIssue('kode', NEW)).rejects.toThrow('"kode" is not owner/name');

    expect(requests).toEqual([]);
  });
});
