import { describe, expect, jest, test } from '@jest/globals';
import { pollHeads, readGitHubProduct, readGitHubRepositories } from '../../src/facts/index.js';
import type { RepositoryReading, Target } from '../../src/facts/index.js';
import { createReadClient, GitHubError, type ReadClient } from '../../src/github/index.js';
import { fakeGitHub, json, schemaMistakes, type FakeGitHub, type FakeRemote } from '../support/github.js';

const asOf = '2026-06-23';
// Hundreds of queries are validated and executed here.
jest.setTimeout(60_000);

function clientOf(github: FakeGitHub): ReadClient {
  return createReadClient({ token: 'hemmelig', fetch: github.fetch, pacing: { scale: 0 } });
}

async function readAll(
  github: FakeGitHub,
  targets: readonly (string | Target)[],
): Promise<RepositoryReading[]> {
  const readings: RepositoryReading[] = [];
  for await (const reading of readGitHubRepositories(clientOf(github), targets, { asOf }))
    readings.push(reading);
  return readings;
}

function remotes(count: number, given: Partial<FakeRemote> = {}): FakeRemote[] {
  return Array.from({ length: count }, (_, index) => ({ name: `OS2eksempel/kode${index}`, ...given }));
}

function namesOf(all: readonly FakeRemote[]): string[] {
  return all.map(({ name }) => name);
}

const DOCUMENTED = {
  'README.md': '# Formål\n',
  'SECURITY.md': '# Sikkerhed\n',
  'docs/drift.md': '# Drift\n',
  'src/a.ts': 'export {}',
};

describe('facts/github', () => {
  test('reads what GitHub knows', async () => {
    const github = fakeGitHub([
      {
        name: 'OS2eksempel/kode',
        files: DOCUMENTED,
        commits: [
          { date: '2026-06-01T10:00:00Z', subject: 'Merge pull request #3 from OS2eksempel/gren' },
          { date: '2026-05-01T10:00:00Z', author: 'dependabot[bot]' },
        ],
        raw: {
          licenseInfo: { spdxId: 'MPL-2.0' },
          issues: {
            totalCount: 9,
            nodes: [
              { createdAt: '2026-01-01T00:00:00Z', closedAt: '2026-02-01T00:00:00Z' },
              { createdAt: '2020-01-01T00:00:00Z', closedAt: null },
            ],
          },
          pullRequests: {
            totalCount: 2,
            nodes: [
              {
                mergedAt: '2026-01-01T00:00:00Z',
                title: 'Ret',
                body: 'Fixes #4',
                headRefName: 'ret',
                author: { __typename: 'User' },
              },
              {
                mergedAt: '2024-01-01T00:00:00Z',
                title: 'Bump',
                body: 'See #4',
                headRefName: 'bump',
                author: { __typename: 'Bot' },
              },
            ],
          },
        },
      },
    ]);

    const [reading] = await readAll(github, ['OS2eksempel/kode']);

    expect(reading!.facts).toMatchObject({
      nameWithOwner: 'OS2eksempel/kode',
      id: 'R_OS2eksempel/kode',
      visibility: { state: 'known', value: 'public' },
      description: { state: 'absent' },
      head: { state: 'known', value: { date: '2026-06-01' } },
      history: {
        value: {
          total: 2,
          complete: true,
          contributors: 2,
          commits: [
            { parents: 2, files: null, author: 'author-1' },
            { parents: 1, files: 2, author: 'dependabot[bot]' },
          ],
        },
      },
      licenseSpdxId: { state: 'known', value: 'MPL-2.0' },
      issues: { value: { open: 9, closed: 0, openedLast12Months: 1, closedLast12Months: 1 } },
      pullRequests: { value: { merged: 2, mergedLast12Months: 1, linkedToIssue: 1, lookedAt: 2 } },
    });
    expect([...reading!.facts!.documents.keys()].sort()).toEqual([
      'README.md',
      'SECURITY.md',
      'docs/drift.md',
    ]);
    expect(reading!.facts!.documents.get('README.md')!.headings).toMatchObject([{ title: 'Formål' }]);
    expect(reading!.facts!.lastChanged.get('docs/drift.md')).toBe('2026-02-03');
  });

  test('commits after the day are left out, and the tree is of the last one before it', async () => {
    const github = fakeGitHub([
      {
        name: 'OS2eksempel/kode',
        commits: [{ date: '2026-07-01T10:00:00Z' }, { date: '2026-06-23T20:00:00Z' }],
      },
    ]);

    const [reading] = await readAll(github, ['OS2eksempel/kode']);

    const head = reading!.facts!.head;
    expect(head).toMatchObject({ value: { date: '2026-06-23' } });
    expect(github.requests[1]!.path).toContain(head.state === 'known' ? head.value.commit : 'nothing');
  });

  test.each([
    ['Merge pull request #3 from OS2eksempel/gren', 2],
    ["Merge branch 'main' of https://example.org/kode", 2],
    ['Merged in fejl/titel (pull request #7)', 2],
    ['Merged main into fejl/titel', 2],
    ['Merge af to felter i formularen', 1],
    ['Ret titel (#7)', 1],
  ])('a commit called "%s" is taken to have %i parents', async (subject, parents) => {
    const github = fakeGitHub(remotes(1, { commits: [{ date: '2026-06-01T10:00:00Z', subject }] }));

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    expect(reading!.facts!.history).toMatchObject({ value: { commits: [{ parents }] } });
  });

  test('a lively year does not hide the year before', async () => {
    const year = (prefix: string) =>
      Array.from({ length: 130 }, (_, index) => ({
        date: `${prefix}-${String(28 - (index % 28)).padStart(2, '0')}T10:00:00Z`,
      }));
    const github = fakeGitHub(remotes(1, { commits: [...year('2026-05'), ...year('2025-05')] }));

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    const { history } = reading!.facts!;
    const commits = history.state === 'known' ? history.value.commits : [];
    expect(history).toMatchObject({ value: { total: 260, complete: false, contributors: null } });
    expect(commits.filter(({ date }) => date.startsWith('2026'))).toHaveLength(100);
    expect(commits.filter(({ date, files }) => date.startsWith('2025') && files !== null)).toHaveLength(100);
  });

  test('every query is valid by the published schema', async () => {
    const all = remotes(3, { files: { ...DOCUMENTED, 'docs/"å\\\n.md': 'x' } });
    const github = fakeGitHub(all);

    await readAll(github, [
      ...namesOf(all.slice(0, 2)),
      { id: 'R_OS2eksempel/kode2', name: 'OS2eksempel/kode2' },
    ]);
    await pollHeads(clientOf(github), ['R_OS2eksempel/kode0']);

    const documents = github.requests.flatMap(({ document }) => (document === null ? [] : [document]));
    expect(documents).toHaveLength(3);
    expect(documents.flatMap(schemaMistakes)).toEqual([]);
  });

  test('a product of ten repositories costs two GraphQL requests and one read each', async () => {
    const files = { ...DOCUMENTED, ...manyTexts(160, 5000) };
    const all = remotes(10, { files });
    const github = fakeGitHub(all);

    const { facts } = await readGitHubProduct(clientOf(github), namesOf(all), { asOf });

    expect(facts.repositories.map(({ documents }) => documents.size > 100)).toEqual(all.map(() => true));
    expect(countOf(github)).toEqual({ graphql: 2, rest: 10 });
  });

  test('a portfolio of 300 repositories costs at most 0.15 requests each and 90 points', async () => {
    const files = { ...DOCUMENTED, ...manyTexts(12, 1000) };
    const all = remotes(300, { files });
    const github = fakeGitHub(all);

    await readAll(github, namesOf(all));

    const { graphql, rest } = countOf(github);
    expect(graphql / all.length).toBeLessThanOrEqual(0.15);
    expect(rest).toBe(300);
    expect(github.requests.reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(90);
  });

  test('GitHub without time for a batch is asked for half of it, down to one', async () => {
    const all = remotes(8, { files: DOCUMENTED });
    const github = fakeGitHub(all, ({ repositories }) =>
      repositories > 1 ? json({ message: 'Bad gateway' }, 502) : null,
    );

    const readings = await readAll(github, namesOf(all));

    expect(readings.map(({ facts }) => facts?.documents.size)).toEqual(all.map(() => 3));
    expect(
      github.requests
        .filter(({ document }) => document !== null)
        .slice(0, 4)
        .map(({ repositories }) => repositories),
    ).toEqual([8, 4, 2, 1]);
  });

  test('a repository that GitHub leaves out of its answer is asked for again', async () => {
    const all = remotes(4, { files: DOCUMENTED });
    const github = fakeGitHub(all, (_, number) => {
      github.problems.splice(0);
      if (number === 1)
        github.problems.push({ message: 'Something went wrong while executing your query', path: ['r2'] });
      return null;
    });

    const readings = await readAll(github, namesOf(all));

    expect(readings.map(({ facts }) => facts?.documents.size)).toEqual([3, 3, 3, 3]);
  });

  test('a repository that is gone is no repository, and does not disturb the others', async () => {
    const github = fakeGitHub(remotes(1, { files: DOCUMENTED }));

    const { facts, gone } = await readGitHubProduct(
      clientOf(github),
      ['OS2eksempel/væk', 'OS2eksempel/kode0'],
      { asOf },
    );

    expect(facts.repositories.map(({ nameWithOwner }) => nameWithOwner)).toEqual(['OS2eksempel/kode0']);
    expect(gone).toEqual(['OS2eksempel/væk']);
  });

  test('a repository that may not be read is unknown in every fact, with the reason', async () => {
    const github = fakeGitHub(remotes(2, { files: DOCUMENTED }));
    github.problems.push({
      type: 'FORBIDDEN',
      message: 'Resource protected by organization SAML enforcement',
      path: ['r1'],
    });

    const readings = await readAll(github, ['OS2eksempel/kode0', 'OS2eksempel/kode1']);

    expect(readings[0]!.error).toBeNull();
    expect(readings[1]!.error!.kind).toBe('forbidden');
    expect(readings[1]!.facts!.files).toMatchObject({ state: 'unknown', reason: { kind: 'forbidden' } });
    expect(readings[1]!.facts!.milestones.state).toBe('unknown');
  });

  test('a single fact that may not be read is unknown, the others are known', async () => {
    const github = fakeGitHub(remotes(1, { files: DOCUMENTED }));
    github.problems.push({
      type: 'FORBIDDEN',
      message: 'Resource not accessible by integration',
      path: ['r0', 'issues'],
    });

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    expect(reading!.facts!.issues).toMatchObject({ state: 'unknown', reason: { kind: 'forbidden' } });
    expect(reading!.facts!.pullRequests.state).toBe('known');
  });

  const refusals: readonly [number, 'forbidden' | 'failed'][] = [
    [403, 'forbidden'],
    [404, 'forbidden'],
    [500, 'failed'],
  ];

  test.each(refusals)('a tree answered with %i is unknown, not empty', async (status, kind) => {
    const github = fakeGitHub(remotes(1), ({ path }) =>
      path.includes('/git/trees/') ? json({ message: 'No' }, status) : null,
    );

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    expect(reading!.facts!.files).toMatchObject({ state: 'unknown', reason: { kind } });
  });

  test('a tree that GitHub cut says so', async () => {
    const github = fakeGitHub(remotes(1, { files: DOCUMENTED, truncated: true }));

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    expect(reading!.facts!.files).toMatchObject({ value: { cut: 1 } });
  });

  test('archived repositories and forks cost no read of their files', async () => {
    const github = fakeGitHub([
      { name: 'OS2eksempel/arkiv', raw: { isArchived: true } },
      { name: 'OS2eksempel/fork', raw: { isFork: true } },
    ]);

    const readings = await readAll(github, ['OS2eksempel/arkiv', 'OS2eksempel/fork']);

    expect(countOf(github)).toEqual({ graphql: 1, rest: 0 });
    expect(readings.map(({ facts }) => facts!.files.state)).toEqual(['unknown', 'unknown']);
  });

  test('an empty repository has no head and no files', async () => {
    const github = fakeGitHub(remotes(1, { commits: [] }));

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    expect(reading!.facts).toMatchObject({
      head: { state: 'absent' },
      history: { value: { total: 0 } },
      files: { state: 'known', value: { entries: [] } },
    });
    expect(countOf(github)).toEqual({ graphql: 1, rest: 0 });
  });

  const CODE = { 'src/SecurityFilter.java': 'class SecurityFilter {}' };
  const policies: readonly [string, Partial<FakeRemote>, number, string][] = [
    ['a policy of its own', { files: { 'SECURITY.md': 'x' } }, 0, 'unknown'],
    ["its organisation's policy", { files: CODE, raw: { isSecurityPolicyEnabled: true } }, 0, 'unknown'],
    ['no policy, but code', { files: CODE, reporting: true }, 1, 'known'],
    ['no policy, but an automaton that watches', { files: { ...CODE, 'renovate.json': '{}' } }, 0, 'unknown'],
    ['no policy, and no code', { files: { 'README.md': 'x' } }, 0, 'unknown'],
    ['no policy, and private', { files: CODE, raw: { visibility: 'PRIVATE' } }, 0, 'unknown'],
  ];

  test.each(policies)('private reporting of vulnerabilities, with %s', async (_name, given, reads, state) => {
    const github = fakeGitHub(remotes(1, given));

    const [reading] = await readAll(github, ['OS2eksempel/kode0']);

    expect(
      github.requests.filter(({ path }) => path.endsWith('private-vulnerability-reporting')),
    ).toHaveLength(reads);
    expect(reading!.facts!.privateVulnerabilityReporting.state).toBe(state);
  });

  test('polls a hundred repositories a request', async () => {
    const all = remotes(150);
    const github = fakeGitHub(all);

    const polled = await pollHeads(clientOf(github), [
      ...namesOf(all).map((name) => `R_${name}`),
      'R_OS2eksempel/væk',
    ]);

    expect(countOf(github)).toEqual({ graphql: 2, rest: 0 });
    expect(polled.get('R_OS2eksempel/væk')).toBeNull();
    expect(polled.get('R_OS2eksempel/kode7')).toMatchObject({
      nameWithOwner: 'OS2eksempel/kode7',
      defaultBranch: 'main',
    });
  });

  test('a limit that is reached midway stops the reading: half a product says nothing', async () => {
    const github = fakeGitHub(remotes(1, { files: DOCUMENTED }), (_, number) =>
      number === 3 ? json({ message: 'Slow down' }, 403, { 'retry-after': '3000' }) : null,
    );

    const error = await readAll(github, ['OS2eksempel/kode0']).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ kind: 'rate-limited' });
  });

  test('a wrong token stops everything', async () => {
    const github = fakeGitHub(remotes(2), () => json({ message: 'Bad credentials' }, 401));

    const error = await readAll(github, ['OS2eksempel/kode0', 'OS2eksempel/kode1']).catch(
      (reason: unknown) => reason,
    );

    expect(error).toBeInstanceOf(GitHubError);
    expect((error as GitHubError).kind).toBe('unauthorised');
    expect(JSON.stringify(error) + String(error)).not.toContain('hemmelig');
  });

  test('tells who has opened issues only where it has seen all of them', async () => {
    const nodes = [
      { createdAt: '2026-01-01T00:00:00Z', closedAt: null, author: { __typename: 'User', login: 'Anna' } },
      {
        createdAt: '2026-01-02T00:00:00Z',
        closedAt: null,
        author: { __typename: 'Bot', login: 'os2modning[bot]' },
      },
    ];
    const given = [
      { totalCount: 2, nodes },
      { totalCount: 3, nodes },
      { totalCount: 3, nodes: [...nodes, { ...nodes[0], author: null }] },
    ];
    const all = remotes(3).map((remote, index) => ({ ...remote, raw: { issues: given[index] } }));

    const readings = await readAll(fakeGitHub(all), namesOf(all));

    expect(readings.map(({ issueAuthors }) => issueAuthors)).toEqual([
      new Set(['anna', 'os2modning']),
      null,
      null,
    ]);
  });
});

function manyTexts(count: number, bytes: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`docs/side${index}.md`, `${index} `.padEnd(bytes, 'x')]),
  );
}

function countOf({ requests }: FakeGitHub): { graphql: number; rest: number } {
  const graphql = requests.filter(({ document }) => document !== null).length;
  return { graphql, rest: requests.length - graphql };
}
