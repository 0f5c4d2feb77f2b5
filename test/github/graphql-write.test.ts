import { describe, expect, test } from '@jest/globals';
import {
  AmbiguousWrite,
  createGraphqlWrite,
  createProjectWriter,
  createWriteClient,
  createWritePacing,
  GitHubError,
  type ProjectMutation,
  type ProjectWriter,
} from '../../src/github/index.js';

interface Host {
  readonly writer: ProjectWriter;
  readonly requests: { readonly url: string; readonly body: unknown }[];
  readonly waits: number[];
}

/** GitHub, answering with these bodies one after the other, all with status 200. */
function hostAnswering(answers: readonly unknown[], baseUrl = 'https://api.example.org'): Host {
  const requests: { url: string; body: unknown }[] = [];
  const waits: number[] = [];
  let now = Date.parse('2026-06-15T10:00:00Z');
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  const pacing = createWritePacing({ clock, scale: 0 });
  const fetch: typeof globalThis.fetch = (url, init) => {
    const answer = answers[requests.length] ?? { data: {} };
    requests.push({ url: url as string, body: JSON.parse(init?.body as string) });
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(answer), { status: 200, headers }));
  };
  const write = createWriteClient({ baseUrl, token: 'x', fetch, pacing, bucket: 'C' });
  const graphql = createGraphqlWrite({ write, pacing, bucket: 'C', baseUrl });
  return { writer: createProjectWriter(graphql, write), requests, waits };
}

const ARCHIVE: readonly ProjectMutation[] = [
  { kind: 'archive', item: 'PVTI_1' },
  { kind: 'archive', item: 'PVTI_2' },
];

describe('github/graphql-write', () => {
  test('each mutation of a request is answered for itself', async () => {
    const { writer } = hostAnswering([
      {
        data: { m0: { item: { id: 'PVTI_1' } }, m1: null },
        errors: [{ type: 'NOT_FOUND', path: ['m1'], message: 'Could not resolve to a node' }],
      },
    ]);

    const [first, second] = await writer.mutate('PVT_1', ARCHIVE);

    expect(first).toEqual({ item: 'PVTI_1', content: null });
    expect(second).toMatchObject({ name: 'GitHubError', kind: 'gone' });
  });

  test('a limit told with status 200 is waited for', async () => {
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    const done = { data: { m0: { item: { id: 'PVTI_1' } } } };
    const host = hostAnswering([limited, done]);

    const results = await host.writer.mutate('PVT_1', ARCHIVE.slice(0, 1));

    expect(results).toEqual([{ item: 'PVTI_1', content: null }]);
    expect(host.waits).toEqual([60_000]);
    expect(host.requests).toHaveLength(2);
  });

  test.each([
    [
      'GitHub says that something went wrong',
      { errors: [{ message: 'Something went wrong while executing' }] },
    ],
    ['neither data nor errors', {}],
  ])('%s: nobody knows, and it is not sent again', async (_case, answer) => {
    const host = hostAnswering([answer]);

    await expect(host.writer.mutate('PVT_1', ARCHIVE)).rejects.toBeInstanceOf(AmbiguousWrite);

    expect(host.requests).toHaveLength(1);
  });

  test('one that GitHub had no time for is unclear, the others are done', async () => {
    const { writer } = hostAnswering([
      {
        data: { m0: { item: { id: 'PVTI_1' } }, m1: null },
        errors: [{ path: ['m1'], message: 'Resource limits for this query exceeded' }],
      },
    ]);

    const results = await writer.mutate('PVT_1', ARCHIVE);

    expect(results[1]).toBeInstanceOf(AmbiguousWrite);
  });

  test('a missing permission is named', async () => {
    const { writer } = hostAnswering([
      { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] },
    ]);

    const failure = await writer.createProject('O_1', 'Roadmap').catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(GitHubError);
    expect(failure).toMatchObject({ kind: 'forbidden', permission: 'organization_projects=write' });
  });

  test('what was made and is not in the answer may be there', async () => {
    const { writer } = hostAnswering([{ data: { createProjectV2: { projectV2: null } } }]);

    await expect(writer.createProject('O_1', 'Roadmap')).rejects.toBeInstanceOf(AmbiguousWrite);
  });

  test('Enterprise Server is asked beside its REST interface', async () => {
    const host = hostAnswering([{ data: {} }], 'https://github.example.org/api/v3');

    await host.writer.mutate('PVT_1', ARCHIVE);

    expect(host.requests[0]?.url).toBe('https://github.example.org/api/graphql');
  });

  test('more mutations than one request may hold are refused', async () => {
    const { writer } = hostAnswering([]);
    const many = Array.from({ length: 21 }, (): ProjectMutation => ({ kind: 'archive', item: 'PVTI_1' }));

    await expect(writer.mutate('PVT_1', many)).rejects.toThrow(RangeError);
  });
});
