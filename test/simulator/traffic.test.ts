import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OPERATIONS } from '../../simulator/schema/operations.js';
import { createManualClock } from '../../simulator/index.js';
import { REPOSITORY, setUp, type Setup } from './setup.js';

describe('simulator/traffic', () => {
  let setup: Setup;

  beforeEach(async () => {
    setup = await setUp({ clock: createManualClock('2026-06-01T08:00:00Z') });
  });

  afterEach(() => setup.github.close());

  test('keeps every request of the app in order, and no token', async () => {
    const { octokit, github } = setup;

    await octokit.rest.issues.create({ ...REPOSITORY, title: 'Hej' });
    await octokit.rest.issues.listForRepo({ ...REPOSITORY, state: 'all' });
    await octokit.graphql('query ($login: String!) { organization(login: $login) { login } }', {
      login: 'OS2eksempel',
    });

    const records = github.traffic();
    expect(records).toMatchObject([
      {
        method: 'POST',
        path: `/app/installations/${setup.installation}/access_tokens`,
        status: 201,
        graphql: null,
      },
      {
        at: '2026-06-01T08:00:00.000Z',
        method: 'POST',
        path: '/repos/OS2eksempel/eksempel/issues',
        body: { title: 'Hej' },
        status: 201,
      },
      {
        method: 'GET',
        query: { state: 'all' },
        body: null,
        status: 200,
        responseBody: [{ number: 1 }],
        rate: { cost: 0 },
      },
      {
        path: '/graphql',
        graphql: {
          document: expect.stringContaining('organization') as unknown,
          variables: { login: 'OS2eksempel' },
        },
        responseBody: { data: { organization: { login: 'OS2eksempel' } } },
        rate: { cost: 1 },
      },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/ghs_\d/);
    expect(github.counts()).toEqual({
      graphqlRequests: 1,
      graphqlPoints: 1,
      restReads: 1,
      restWrites: 2,
      tokens: 1,
      graphqlMutations: 0,
    });
  });

  test('takes its times from the clock', async () => {
    const clock = createManualClock('2026-06-01T08:00:00Z');
    const { github, octokit } = await setUp({ clock });
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'Før' });
    clock.advance(86_400_000);
    github.issues.close('OS2eksempel/eksempel', 1);

    const { data } = await octokit.rest.issues.get({ ...REPOSITORY, issue_number: 1 });
    await github.close();

    expect([data.created_at, data.closed_at]).toEqual(['2026-06-01T08:00:00Z', '2026-06-02T08:00:00Z']);
  });

  test('knows every operation of its list by its address', async () => {
    const unknown: string[] = [];
    for (const operation of OPERATIONS) {
      const [method = '', path = ''] = operation.split(' ');
      const address = path.replace(/\{[\w-]+\}/g, '1');
      const response = await fetch(`${setup.github.url}${address}`, { method });
      // Without credentials every one of them refuses, but none is unknown: that would be a 404 without a rate limit.
      if (response.headers.get('x-ratelimit-limit') === null) unknown.push(operation);
      await response.text();
    }

    expect(unknown).toEqual([]);
  });
});
