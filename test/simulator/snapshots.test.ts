import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSimulator, warmUp, type ProductSnapshot, type Simulator } from '../../simulator/index.js';

warmUp();

const HEAD = 'a'.repeat(40);
const SNAPSHOT: ProductSnapshot = {
  format: 'product-snapshot/1',
  product: 'OS2prøve',
  takenAt: '2026-08-21',
  repositories: [
    {
      owner: 'OS2prove',
      name: 'kode',
      defaultBranch: 'develop',
      createdAt: '2020-01-02T10:00:00+01:00',
      commitCount: 1200,
      contributors: 7,
      head: { oid: HEAD, date: '2026-08-20T23:30:00+02:00' },
      commits: [
        {
          oid: HEAD,
          date: '2026-08-20T23:30:00+02:00',
          author: 'author-1',
          parents: 1,
          files: 3,
          subject: 'Nyeste',
        },
        {
          oid: 'b'.repeat(40),
          date: '2026-05-01T08:00:00+02:00',
          author: 'author-2',
          parents: 2,
          files: null,
          subject: 'Fletning',
        },
      ],
      branches: ['develop', 'gammel'],
      tags: [{ name: 'v1.0', date: '2025-03-04' }],
      tree: [
        { path: 'README.md', mode: '100644', type: 'blob', oid: 'c'.repeat(40), size: 9 },
        { path: 'src/app.ts', mode: '100644', type: 'blob', oid: 'd'.repeat(40), size: 400 },
      ],
      treeEntriesCut: 0,
      files: { 'README.md': '# Prøve\n' },
      lastChanged: { 'README.md': '2026-05-01' },
      github: {
        description: 'En prøve',
        topics: ['os2'],
        visibility: 'public',
        isArchived: false,
        isFork: false,
        hasIssues: true,
        licenseSpdxId: 'MPL-2.0',
        issues: { open: 3, closed: 20, openedLast12Months: 8, closedLast12Months: 6 },
        pullRequests: { merged: 12, mergedLast12Months: 5, linkedToIssue: 2 },
        securityPolicyEnabled: true,
        privateVulnerabilityReporting: true,
        releases: [{ tag: 'v1.0', publishedAt: '2025-03-04T10:00:00Z' }],
        milestones: [
          {
            id: 'MI_fra_snapshot',
            number: 4,
            title: 'Drift',
            description: null,
            state: 'open',
            dueOn: '2026-12-31T00:00:00Z',
            createdAt: '2026-01-01T00:00:00Z',
            closedAt: null,
            openIssues: 2,
            closedIssues: 6,
          },
          {
            id: 'MI_af_samme_navn',
            number: 5,
            title: 'Drift',
            description: null,
            state: 'closed',
            dueOn: null,
            createdAt: '2026-01-02T00:00:00Z',
            closedAt: '2026-02-01T00:00:00Z',
            openIssues: 0,
            closedIssues: 1,
          },
        ],
      },
    },
  ],
};

describe('simulator/state/snapshots', () => {
  let github: Simulator;
  let headers: Record<string, string>;

  beforeEach(async () => {
    github = await createSimulator();
    headers = { authorization: `token ${github.accounts.token('anna')}` };
    github.seed(SNAPSHOT);
  });

  afterEach(async () => {
    const violations = github.violations();
    await github.close();
    expect(violations).toEqual([]);
  });

  async function ask(fields: string): Promise<unknown> {
    const query = `{ repository(owner: "OS2prove", name: "kode") { ${fields} } }`;
    const response = await fetch(`${github.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data: { repository: unknown }; errors?: unknown };
    expect(errors).toBeUndefined();
    return data.repository;
  }

  test('shows what the snapshot knows', async () => {
    const found = await ask(`description createdAt isSecurityPolicyEnabled licenseInfo { spdxId }
      defaultBranchRef { name target { oid ... on Commit { committedDate author { date } } } }
      refs(refPrefix: "refs/heads/", first: 10) { nodes { name } }
      tags: refs(refPrefix: "refs/tags/", first: 10) { nodes { name target { ... on Commit { committedDate } } } }
      releases(first: 1) { totalCount nodes { tagName publishedAt } }`);

    expect(found).toEqual({
      description: 'En prøve',
      createdAt: '2020-01-02T09:00:00Z',
      isSecurityPolicyEnabled: true,
      licenseInfo: { spdxId: 'MPL-2.0' },
      defaultBranchRef: {
        name: 'develop',
        target: {
          oid: HEAD,
          committedDate: '2026-08-20T21:30:00Z',
          author: { date: '2026-08-20T23:30:00+02:00' },
        },
      },
      refs: { nodes: [{ name: 'develop' }, { name: 'gammel' }] },
      tags: { nodes: [{ name: 'v1.0', target: { committedDate: '2025-03-04T12:00:00Z' } }] },
      releases: { totalCount: 1, nodes: [{ tagName: 'v1.0', publishedAt: '2025-03-04T10:00:00Z' }] },
    });
  });

  test('counts all commits and tells the last change of a path only where it is known', async () => {
    const found = await ask(`defaultBranchRef { target { ... on Commit {
      history(first: 5) { totalCount nodes { messageHeadline changedFilesIfAvailable parents { totalCount } } }
      readme: history(first: 1, path: "README.md") { nodes { committedDate } }
      code: history(first: 1, path: "src/app.ts") { nodes { committedDate } }
    } } }`);

    expect(found).toEqual({
      defaultBranchRef: {
        target: {
          history: {
            totalCount: 1200,
            nodes: [
              { messageHeadline: 'Nyeste', changedFilesIfAvailable: 3, parents: { totalCount: 1 } },
              { messageHeadline: 'Fletning', changedFilesIfAvailable: null, parents: { totalCount: 2 } },
            ],
          },
          readme: { nodes: [{ committedDate: '2026-05-01T06:00:00Z' }] },
          code: { nodes: [] },
        },
      },
    });
  });

  test('gives held texts and says of others that it does not hold them', async () => {
    const found =
      await ask(`readme: object(expression: "HEAD:README.md") { ... on Blob { text isBinary oid } }
      code: object(expression: "HEAD:src/app.ts") { ... on Blob { text isBinary byteSize } }`);
    const blob = await fetch(`${github.url}/repos/OS2prove/kode/git/blobs/${'d'.repeat(40)}`, { headers });

    expect(found).toEqual({
      readme: { text: '# Prøve\n', isBinary: false, oid: 'c'.repeat(40) },
      code: { text: null, isBinary: null, byteSize: 400 },
    });
    expect(blob.status).toBe(403);
  });

  test('lists what is only counted with times that fit, and exports nothing of it', async () => {
    const found = (await ask(`issues(first: 100) { totalCount nodes { state createdAt closedAt } }
      open: issues(states: OPEN) { totalCount }
      merged: pullRequests(states: MERGED, first: 50) { totalCount nodes { mergedAt closingIssuesReferences { totalCount } } }`)) as {
      issues: { totalCount: number; nodes: { createdAt: string; closedAt: string | null }[] };
      open: { totalCount: number };
      merged: {
        totalCount: number;
        nodes: { mergedAt: string; closingIssuesReferences: { totalCount: number } }[];
      };
    };
    const lastYear = (time: string | null): boolean => time !== null && time > '2025-08-21';

    expect(found.issues.totalCount).toBe(23);
    expect(found.open.totalCount).toBe(3);
    expect(found.issues.nodes.filter(({ createdAt }) => lastYear(createdAt))).toHaveLength(8);
    expect(found.issues.nodes.filter(({ closedAt }) => lastYear(closedAt))).toHaveLength(6);
    expect(found.merged.nodes.filter(({ mergedAt }) => lastYear(mergedAt))).toHaveLength(5);
    expect(found.merged.nodes.filter((one) => one.closingIssuesReferences.totalCount > 0)).toHaveLength(2);
    expect(github.state().repositories['OS2prove/kode']?.issues).toEqual([]);
    expect(github.issues.create({ repository: 'OS2prove/kode', title: 'Den næste' })).toBe(36);
  });

  test('keeps milestones with their ids, days and counts', async () => {
    const response = await fetch(`${github.url}/repos/OS2prove/kode/milestones/4`, { headers });

    expect(await response.json()).toMatchObject({
      node_id: 'MI_fra_snapshot',
      title: 'Drift',
      due_on: '2026-12-31T00:00:00Z',
      open_issues: 2,
      closed_issues: 6,
    });
  });

  test('keeps two milestones of one title, which nobody could make today', () => {
    const titles = github.state().repositories['OS2prove/kode']?.milestones.map(({ title }) => title);

    expect(titles).toEqual(['Drift', 'Drift']);
    expect(() => github.milestones.create('OS2prove/kode', { title: 'Drift' })).toThrow('Validation Failed');
  });

  test('takes pushes on top of the snapshot', async () => {
    github.push({
      repository: 'OS2prove/kode',
      files: { 'SECURITY.md': 'Skriv' },
      date: '2026-08-22T10:00:00Z',
    });

    const found = await ask(`defaultBranchRef { target { ... on Commit {
      history(first: 1) { totalCount nodes { changedFilesIfAvailable } }
      readme: history(first: 1, path: "README.md") { nodes { committedDate } }
      security: history(first: 1, path: "SECURITY.md") { nodes { committedDate } }
    } } }`);

    expect(found).toEqual({
      defaultBranchRef: {
        target: {
          history: { totalCount: 1201, nodes: [{ changedFilesIfAvailable: 1 }] },
          readme: { nodes: [{ committedDate: '2026-05-01T06:00:00Z' }] },
          security: { nodes: [{ committedDate: '2026-08-22T10:00:00Z' }] },
        },
      },
    });
  });
});
