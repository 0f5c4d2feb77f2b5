import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setUp, type Setup } from './setup.js';

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly type?: string; readonly message: string; readonly path?: unknown }[];
}

describe('simulator/graphql', () => {
  let setup: Setup;
  let token: string;

  beforeEach(async () => {
    setup = await setUp();
    ({ token } = (await setup.octokit.auth({ type: 'installation' })) as { token: string });
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await fetch(`${setup.github.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  test('gives texts, listings, history and activity of a repository', async () => {
    setup.github.push({
      repository: 'OS2eksempel/eksempel',
      files: { 'SECURITY.md': 'Sikkerhed' },
      date: '2026-05-01T10:00:00+02:00',
      by: 'anna',
    });
    setup.github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'Hej' });

    const { data, errors } = await ask(`{ repository(owner: "OS2eksempel", name: "eksempel") {
      nameWithOwner isSecurityPolicyEnabled hasIssuesEnabled visibility
      readme: object(expression: "HEAD:README.md") { ... on Blob { text isBinary isTruncated byteSize } }
      docs: object(expression: "HEAD:docs") { ... on Tree { entries { name type mode size } } }
      missing: object(expression: "HEAD:GOVERNANCE.md") { __typename }
      open: issues(states: OPEN) { totalCount }
      defaultBranchRef { name target { ... on Commit {
        history(first: 10) { totalCount nodes { messageHeadline author { user { login } } changedFilesIfAvailable } }
        security: history(first: 1, path: "SECURITY.md") { nodes { committedDate } }
        readme: history(first: 1, path: "README.md") { nodes { messageHeadline } }
        late: history(first: 1, since: "2026-12-01T00:00:00Z") { totalCount }
      } } }
    } }`);

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      repository: {
        nameWithOwner: 'OS2eksempel/eksempel',
        isSecurityPolicyEnabled: true,
        hasIssuesEnabled: true,
        visibility: 'PUBLIC',
        readme: { text: '# Eksempel\n', isBinary: false, isTruncated: false, byteSize: 11 },
        docs: { entries: [{ name: 'drift.md', type: 'blob', mode: 33188, size: 6 }] },
        missing: null,
        open: { totalCount: 1 },
        defaultBranchRef: {
          name: 'main',
          target: {
            history: {
              totalCount: 2,
              nodes: expect.arrayContaining([
                {
                  messageHeadline: 'Change files',
                  author: { user: { login: 'anna' } },
                  changedFilesIfAvailable: 1,
                },
              ]) as unknown,
            },
            security: { nodes: [{ committedDate: '2026-05-01T08:00:00Z' }] },
            readme: { nodes: [{ messageHeadline: 'First commit' }] },
            late: { totalCount: 0 },
          },
        },
      },
    });
  });

  test('answers what it finds beside an error for what it does not', async () => {
    const known = await ask('{ repository(owner: "OS2eksempel", name: "eksempel") { id } }');
    const { id } = known.data?.['repository'] as { id: string };

    const { data, errors } = await ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Repository { name } } }',
      {
        ids: [id, 'R_gone'],
      },
    );

    expect(data).toEqual({ nodes: [{ id, name: 'eksempel' }, null] });
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
  });

  test('does not show a private repository of others', async () => {
    setup.github.repositories.create({ name: 'Andre/lukket', visibility: 'private', files: { a: 'a' } });

    const { data, errors } = await ask('{ repository(owner: "Andre", name: "lukket") { id } }');

    expect(data).toEqual({ repository: null });
    expect(errors).toMatchObject([
      { type: 'NOT_FOUND', message: "Could not resolve to a Repository with the name 'Andre/lukket'." },
    ]);
  });

  test.each([
    [
      'a field GitHub does not have',
      '{ repository(owner: "a", name: "b") { stars } }',
      /Cannot query field "stars"/,
    ],
    [
      'a list without a size',
      '{ repository(owner: "a", name: "b") { issues { nodes { id } } } }',
      /must provide a `first` or `last`/,
    ],
    [
      'more than a hundred of a list',
      '{ repository(owner: "a", name: "b") { issues(first: 101) { nodes { id } } } }',
      /exceeds the `first` limit of 100/,
    ],
    [
      'none of a list',
      '{ repository(owner: "a", name: "b") { issues(first: 0) { nodes { id } } } }',
      /1 to 100/,
    ],
    ['a broken document', '{ repository', /Syntax Error/],
    [
      'more than 500,000 nodes',
      '{ organization(login: "a") { repositories(first: 100) { nodes { issues(first: 100) { nodes { comments(first: 100) { nodes { id } } } } } } } }',
      /exceeds the maximum limit of 500,000/,
    ],
  ])('refuses %s', async (_case, query, message) => {
    const { data, errors } = await ask(query);

    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('refuses more than a hundred ids', async () => {
    const ids = Array.from({ length: 101 }, (_value, index) => `R_${index}`);

    const { errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });

    expect(errors).toMatchObject([{ type: 'ARGUMENT_LIMIT' }]);
  });

  test('prices a query by its connections', async () => {
    const ids = Array.from({ length: 20 }, () => 'R_none');
    const lists = Array.from(
      { length: 15 },
      (_value, index) => `l${index}: labels(first: 1) { totalCount }`,
    ).join(' ');

    const one = await ask('{ rateLimit { cost nodeCount } viewer { login } }');
    const many = await ask(
      `query ($ids: [ID!]!) { rateLimit { cost nodeCount } nodes(ids: $ids) { ... on Repository { ${lists} } } }`,
      { ids },
    );

    expect(one.data?.['rateLimit']).toEqual({ cost: 1, nodeCount: 0 });
    expect(many.data?.['rateLimit']).toEqual({ cost: 3, nodeCount: 300 });
    expect(setup.github.counts()).toMatchObject({ graphqlRequests: 2, graphqlPoints: 4 });
  });

  test('writes issues with the permission for them', async () => {
    const found = await ask('{ repository(owner: "OS2eksempel", name: "eksempel") { id } }');
    const { id } = found.data?.['repository'] as { id: string };
    const create =
      'mutation ($id: ID!) { createIssue(input: { repositoryId: $id, title: "Hej" }) { issue { number author { __typename login } } } }';

    const { data } = await ask(create, { id });
    setup.github.apps.grant(setup.installation, { issues: 'read' });
    const { errors } = await ask(create, { id });

    expect(data).toEqual({
      createIssue: { issue: { number: 1, author: { __typename: 'Bot', login: 'os2modning[bot]' } } },
    });
    expect(errors).toMatchObject([{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]);
  });

  test('says that a field is not simulated rather than inventing its value', async () => {
    const { errors } = await ask('{ repository(owner: "OS2eksempel", name: "eksempel") { tempCloneToken } }');

    expect(errors?.[0]?.message).toBe('The simulator does not know Repository.tempCloneToken');
  });
});
