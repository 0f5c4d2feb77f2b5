import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSimulator, warmUp, fullMix, type Simulator } from '../../simulator/index.js';

warmUp();

const NAME = 'OS2eksempel/eksempel';

describe('simulator/faults', () => {
  let github: Simulator;
  let headers: Record<string, string>;

  beforeEach(async () => {
    github = await createSimulator();
    github.repositories.create({ name: NAME, files: { 'README.md': '#' }, collaborators: { anna: 'admin' } });
    headers = { authorization: `token ${github.accounts.token('anna')}` };
  });

  afterEach(async () => {
    const violations = github.violations();
    await github.close();
    expect(violations).toEqual([]);
  });

  function createIssue(title: string): Promise<Response> {
    return fetch(`${github.url}/repos/${NAME}/issues`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ title }),
    });
  }

  function count(): number {
    return github.state().repositories[NAME]?.issues.length ?? 0;
  }

  test.each([
    ['error-before', 502, 0],
    ['error-after', 502, 1],
    ['secondary-limit', 403, 0],
    ['forbidden', 403, 0],
    ['slow', 201, 1],
  ] as const)('%s answers %i and leaves %i issues', async (fault, status, issues) => {
    github.faults.script({ fault, method: 'POST', matches: /\/issues$/ });

    const response = await createIssue('Hej');

    expect(response.status).toBe(status);
    expect(count()).toBe(issues);
    expect((await createIssue('Igen')).status).toBe(201);
  });

  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
  ] as const)('%s breaks the connection and leaves %i issues', async (fault, issues) => {
    github.faults.script({ fault });

    await expect(createIssue('Hej')).rejects.toThrow('fetch failed');

    expect(count()).toBe(issues);
    expect(github.traffic().at(-1)).toMatchObject({ method: 'POST', status: 0, responseBody: null });
  });

  test('tells a secondary limit with retry-after', async () => {
    github.faults.script({ fault: 'secondary-limit', retryAfter: 17 });

    const response = await createIssue('Hej');

    expect(response.headers.get('retry-after')).toBe('17');
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('secondary rate limit') as unknown,
    });
  });

  test('gives an empty list where there is one', async () => {
    await createIssue('Hej');
    github.faults.script({ fault: 'empty-list', matches: /\/issues$/ });
    const list = async (): Promise<unknown[]> =>
      (await (await fetch(`${github.url}/repos/${NAME}/issues`, { headers })).json()) as unknown[];

    const empty = await list();

    expect(empty).toEqual([]);
    expect(await list()).toHaveLength(1);
  });

  test('gives GraphQL an error with 200, or 502 after the effect', async () => {
    const ask = (query: string) =>
      fetch(`${github.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    github.faults.script({ fault: 'graphql-error', matches: /viewer/ });
    github.faults.script({ fault: 'error-after', matches: /mutation/ });
    const { data } = (await (
      await ask(`{ repository(owner: "OS2eksempel", name: "eksempel") { id } }`)
    ).json()) as {
      data: { repository: { id: string } };
    };

    const broken = await ask('{ viewer { login } }');
    const ambiguous = await ask(
      `mutation { createIssue(input: { repositoryId: "${data.repository.id}", title: "Hej" }) { issue { number } } }`,
    );

    expect(broken.status).toBe(200);
    expect(await broken.json()).toMatchObject({
      data: null,
      errors: [{ message: expect.any(String) as unknown }],
    });
    expect(ambiguous.status).toBe(502);
    expect(count()).toBe(1);
  });

  test('a mutation may have happened although GraphQL answers with an error and 200', async () => {
    const ask = async (query: string) =>
      (
        await fetch(`${github.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
      ).json() as Promise<{ data: { repository: { id: string } } | null; errors?: unknown[] }>;
    const { data } = await ask(`{ repository(owner: "OS2eksempel", name: "eksempel") { id } }`);
    github.faults.script({ fault: 'graphql-error-after', matches: /mutation/ });

    const unclear = await ask(
      `mutation { createIssue(input: { repositoryId: "${data?.repository.id ?? ''}", title: "Hej" }) { issue { number } } }`,
    );

    expect(unclear).toEqual({ data: null, errors: [{ message: expect.any(String) as unknown }] });
    expect(count()).toBe(1);
  });

  test('empties lists of GraphQL, and leaves what was asked for by its id', async () => {
    await createIssue('Hej');
    const id = github.repositories.nodeId(NAME);
    const query = `{ nodes(ids: ["${id}"]) { ... on Repository { name issues(first: 5) { totalCount nodes { title } pageInfo { hasNextPage } } } } }`;
    github.faults.script({ fault: 'empty-list' });

    const response = await fetch(`${github.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });

    expect(await response.json()).toEqual({
      data: {
        nodes: [
          {
            name: 'eksempel',
            issues: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
          },
        ],
      },
    });
  });

  test('counts what has made a difference, by what it struck', async () => {
    const list = (): Promise<Response> => fetch(`${github.url}/repos/${NAME}/issues`, { headers });
    github.faults.script({ fault: 'empty-list', method: 'GET', times: 2 });
    await list();
    await createIssue('Hej');
    await list();
    github.faults.script({ fault: 'error-after', method: 'POST' });
    await createIssue('Igen');
    github.faults.setMix({ seed: 1, requests: { 'error-before': 1 }, writes: { 'error-before': 0 } });
    await createIssue('Endnu en');
    await list();

    expect(github.faults.counts()).toEqual({
      'empty-list read': 1,
      'error-after create': 1,
      'error-before read': 1,
    });
    expect(github.latest()).toBe('GET /repos/{owner}/{repo}/issues');
  });

  test('a mix is the same for the same seed, in whatever order requests come', async () => {
    const mix = { seed: 'a', requests: { 'error-before': 0.5 } } as const;
    const titles = Array.from({ length: 40 }, (_value, index) => `Nr. ${index}`);
    const run = async (order: readonly string[]): Promise<Map<string, number>> => {
      github.faults.setMix(mix);
      const statuses = new Map<string, number>();
      for (const title of order) statuses.set(title, (await createIssue(title)).status);
      return statuses;
    };

    const forwards = await run(titles);
    const backwards = await run([...titles].reverse());

    expect(new Map([...backwards].reverse())).toEqual(forwards);
    expect(new Set(forwards.values())).toEqual(new Set([201, 502]));
  });

  test('the full mix lets everything through in the end', async () => {
    github.faults.setMix({ ...fullMix(3), slowMs: 1 });

    for (let index = 0; index < 100; index += 1) await createIssue(`Nr. ${index}`).catch(() => null);

    expect(count()).toBeGreaterThan(80);
  });
});
