import { describe, expect, test } from '@jest/globals';
import { createIssueReader, GitHubError, type ReadClient } from '../../src/github/index.js';

const ACCOUNT = { login: 'os2modning[bot]', appId: 4242 };

function restIssue(number: number, overrides: object = {}) {
  return {
    number,
    node_id: `I_${number}`,
    html_url: `https://github.com/os2eksempel/kode/issues/${number}`,
    repository_url: 'https://api.github.com/repos/os2eksempel/kode',
    title: 'F4',
    body: 'tekst',
    state: 'open',
    labels: [],
    user: { login: ACCOUNT.login, id: 99, type: 'Bot' },
    created_at: '2026-06-23T08:20:00Z',
    closed_at: null,
    ...overrides,
  };
}

/** Answers by what is asked; remembers the questions. */
function readerAgainst(answer: (route: string, parameters: Record<string, unknown>) => unknown) {
  const asked: { route: string; parameters: Record<string, unknown> }[] = [];
  const client: ReadClient = {
    graphql: () => Promise.reject(new Error('no GraphQL here')),
    getPage: () => Promise.reject(new Error('no pages here')),
    get: <T>(route: string, parameters: Readonly<Record<string, unknown>>) => {
      asked.push({ route, parameters: { ...parameters } });
      try {
        return Promise.resolve(answer(route, { ...parameters }) as T);
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    },
  };
  return { reader: createIssueReader(client, ACCOUNT), asked };
}

describe('src/github/issue-reader.ts', () => {
  test('lists everything our bot has opened, page by page, without pull requests', async () => {
    const pages = [
      Array.from({ length: 100 }, (_, index) => restIssue(index + 1)),
      [restIssue(101), restIssue(102, { pull_request: {} })],
    ];
    const { reader, asked } = readerAgainst((_, parameters) => pages[Number(parameters.page) - 1]);

    const issues = await reader.listOwnIssues('os2eksempel/kode');

    expect(issues.map((issue) => issue.number)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({
      route: 'GET /repos/{owner}/{repo}/issues',
      parameters: { owner: 'os2eksempel', repo: 'kode', state: 'all', creator: ACCOUNT.login, per_page: 100 },
    });
  });

  test('what GitHub leaves out is not known', async () => {
    const { reader } = readerAgainst(() => [restIssue(1)]);

    const [issue] = await reader.listOwnIssues('os2eksempel/kode');

    expect(issue).toMatchObject({ appId: null, closedBy: null, closeReason: null, isLocked: false });
  });

  test.each([
    [new GitHubError('disabled', { request: 'GET', status: 410, said: 'This issue was deleted' }), 'deleted'],
    [new GitHubError('gone', { request: 'GET', status: 404 }), 'not-found'],
  ])('an issue that is not there: %#', async (error, expected) => {
    const { reader } = readerAgainst(() => {
      throw error;
    });

    expect(await reader.readIssue('os2eksempel/kode', 4)).toBe(expected);
  });

  test.each([
    new GitHubError('disabled', { request: 'GET', status: 410, said: 'Issues are disabled for this repo' }),
    new GitHubError('temporary', { request: 'GET', status: 502 }),
  ])('an error says nothing of the issue: %#', async (error) => {
    const { reader } = readerAgainst(() => {
      throw error;
    });

    await expect(reader.readIssue('os2eksempel/kode', 4)).rejects.toBe(error);
  });

  test('gives our own comments alone', async () => {
    const { reader } = readerAgainst(() => [
      { id: 1, body: 'fra os', user: { login: ACCOUNT.login, id: 99 } },
      { id: 2, body: 'fra en anden', user: { login: 'koordinator', id: 7 } },
      { id: 3, body: 'fra en, der er væk', user: null },
    ]);

    expect(await reader.listOwnComments('os2eksempel/kode', 4)).toEqual([{ id: 1, body: 'fra os' }]);
  });
});
