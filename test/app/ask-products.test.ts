import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AppContext } from '../../src/app/context.js';
import { askForProducts } from '../../src/app/ask-products.js';
import { AmbiguousWrite, GitHubError, type NewIssue } from '../../src/github/index.js';
import { silentLogger } from '../../src/log/index.js';
import type { OwnerListing } from '../../src/products/index.js';
import { saveInstallation, saveRepositories, type Database, type Repository } from '../../src/store/index.js';
import { emptyTables, openTestDatabase } from '../support/database.js';
import { installationFixture, NOW, repositoryFixture } from '../store/support.js';

const request = 'POST /repos/{owner}/{repo}/issues';
const LISTING: OwnerListing = {
  owner: 'os2eksempel',
  repositories: Array.from({ length: 11 }, (_nothing, id) => ({
    ...{ name: `os2eksempel/os2ting${id % 2}-${id}`, id, isEmpty: false, description: null },
    ...{ isFork: false, isArchived: false, isPrivate: false },
  })),
};

describe('src/app/ask-products', () => {
  let database: Database;
  let issues: (NewIssue & { number: number; nodeId: string; state: string })[] = [];
  let creations = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  beforeEach(async () => {
    await emptyTables(database);
    issues = [];
    creations = 0;
  });

  afterAll(() => database.close());

  /** GitHub makes the issue and answers, or does what `answer` says after it was asked. */
  function context(answer: (make: () => void) => void = (make) => make()): AppContext {
    const writer = {
      createIssue: (_repository: string, issue: NewIssue) => {
        creations += 1;
        const made = { ...issue, number: 7, nodeId: 'I_7', state: 'open' };
        answer(() => issues.push(made));
        return Promise.resolve(made);
      },
    };
    const reader = { listOwnIssues: () => Promise.resolve(issues) };
    return {
      ...{ database, log: silentLogger(), now: () => NOW },
      settings: { dryRun: false, pacing: 0, apiUrl: 'https://git.kommune.example/api/v3' },
      github: { issues: () => Promise.resolve({ reader, writer }) },
    } as unknown as AppContext;
  }

  async function ask(
    given: AppContext,
    {
      desk = {},
      permissions = { issues: 'write' },
    }: { desk?: Partial<Repository>; permissions?: object } = {},
  ): Promise<void> {
    const installation = installationFixture({ permissions: permissions as Record<string, string> });
    await saveInstallation(database, installation, NOW);
    await saveRepositories(
      database,
      [repositoryFixture({ nodeId: 'R_desk', databaseId: 701, name: '.github', ...desk })],
      NOW,
    );
    await askForProducts(given, installation, [LISTING]);
  }

  test('is made once, also where people have closed it since', async () => {
    await ask(context());
    const [made] = issues;
    issues = [];
    await ask(context());

    expect(creations).toBe(1);
    expect(made?.body).toContain(
      'https://git.kommune.example/os2eksempel/.github/new/main?filename=os2modning.yml',
    );
    expect(made?.body).toContain('repositories: [os2ting0-0, os2ting0-2');
  });

  test('is looked for before it is made again when nobody knows what GitHub did', async () => {
    const unclear = new AmbiguousWrite(request, new Error('no answer'));

    const first = ask(
      context((make) => {
        make();
        throw unclear;
      }),
    );
    await expect(first).rejects.toThrow(unclear);
    await ask(context());
    await ask(context());

    expect([creations, issues.length]).toEqual([1, 1]);
  });

  test('is given up where GitHub refuses it, and tried again by the next run', async () => {
    const disabled = new GitHubError('disabled', { request, status: 410 });

    await ask(
      context(() => {
        throw disabled;
      }),
    );
    await ask(context());

    expect([creations, issues.length]).toEqual([2, 1]);
  });

  test('waits when a limit of GitHub’s is reached', async () => {
    const limited = new GitHubError('rate-limited', { request, status: 429 });

    const refused = ask(
      context(() => {
        throw limited;
      }),
    );

    await expect(refused).rejects.toThrow(limited);
  });

  test.each([
    ['an archived repository', { desk: { archived: true } }],
    ['a private repository', { desk: { visibility: 'private' as const } }],
    ['no such repository', { desk: { name: 'something' } }],
    ['no permission to write issues', { permissions: { issues: 'read' } }],
  ])('is not made with %s', async (_title, given) => {
    await ask(context(), given);

    expect(creations).toBe(0);
  });
});
