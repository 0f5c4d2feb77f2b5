import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSign } from 'node:crypto';
import { OPERATIONS } from '../../simulator/schema/operations.js';
import { REPOSITORY, setUp, type Setup } from './setup.js';

const NAME = 'OS2eksempel/eksempel';
const LICENCE = 'Mozilla Public License Version 2.0\n==================================\n';

/** Not for an installation; and nobody installed the App on a person. */
const OTHERWISE: Readonly<Record<string, number>> = {
  'GET /user': 403,
  'GET /users/{username}/installation': 404,
};

describe('simulator/rest: every read', () => {
  let setup: Setup;
  let values: Record<string, string>;
  let token: string;

  beforeAll(async () => {
    setup = await setUp();
    ({ token } = (await setup.octokit.auth({ type: 'installation' })) as { token: string });
    values = await populate(setup);
  });

  afterAll(() => setup.github.close());

  test.each(OPERATIONS.filter((operation) => operation.startsWith('GET ')))('%s', async (operation) => {
    const path = operation
      .slice(4)
      .replace(/\{([\w-]+)\}/g, (_match, name: string) => values[name] ?? `no-${name}`);
    const isApp = path.startsWith('/app') || path.endsWith('/installation');

    const response = await fetch(`${setup.github.url}${path}`, {
      headers: { authorization: `Bearer ${isApp ? jwt(setup) : token}` },
    });

    expect(response.status).toBe(OTHERWISE[operation] ?? 200);
    expect(await response.json()).toBeTruthy();
    expect(setup.github.violations()).toEqual([]);
  });
});

/** One of everything; the values of the paths' parameters. */
async function populate({ github, octokit, installation }: Setup): Promise<Record<string, string>> {
  github.apps.grant(installation, { members: 'read' });
  github.accounts.team('OS2eksempel', 'sekretariat', ['anna']);
  const sha = github.push({
    repository: NAME,
    files: { LICENSE: LICENCE, 'src/app.ts': 'let a = 1;\n' },
    by: 'anna',
  });
  github.repositories.release(NAME, 'v1.0', 'anna');
  github.issues.create({ repository: NAME, title: 'Hej', by: 'anna' });
  const comment = github.issues.comment(NAME, 1, 'Svar', 'anna');
  await octokit.rest.reactions.createForIssueComment({ ...REPOSITORY, comment_id: comment, content: 'eyes' });
  await octokit.rest.reactions.createForIssue({ ...REPOSITORY, issue_number: 1, content: 'heart' });
  await octokit.rest.issues.addLabels({ ...REPOSITORY, issue_number: 1, labels: ['bug'] });
  github.milestones.create(NAME, { title: 'Drift', dueOn: '2026-12-31T12:00:00Z' });
  const pull = github.pulls.open({
    repository: NAME,
    branch: 'nyt',
    title: 'Nyt',
    files: { 'a.md': 'a' },
    by: 'anna',
  });
  const { data: run } = await octokit.rest.checks.create({
    ...REPOSITORY,
    name: 'OS2modning',
    head_sha: sha,
    output: {
      title: 't',
      summary: 's',
      annotations: [
        { path: 'LICENSE', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' },
      ],
    },
  });
  github.projects.create('OS2eksempel', 'Roadmap');
  const place = { org: 'OS2eksempel', project_number: 1 };
  const { data: item } = await octokit.request('POST /orgs/{org}/projectsV2/{project_number}/items', {
    ...place,
    type: 'Issue',
    owner: 'OS2eksempel',
    repo: 'eksempel',
    number: 1,
  } as never);
  const { data: fields } = await octokit.request('GET /orgs/{org}/projectsV2/{project_number}/fields', place);
  await github.drain();
  const { data: tree } = await octokit.rest.git.getTree({ ...REPOSITORY, tree_sha: 'main', recursive: '1' });
  return {
    owner: 'OS2eksempel',
    org: 'OS2eksempel',
    repo: 'eksempel',
    username: 'anna',
    team_slug: 'sekretariat',
    installation_id: String(installation),
    delivery_id: String(github.deliveries().at(-1)!.id),
    ref: 'heads/main',
    tree_sha: 'main',
    file_sha: tree.tree.find(({ type }) => type === 'blob')!.sha,
    commit_sha: sha,
    path: 'README.md',
    basehead: 'main...nyt',
    pull_number: String(pull),
    issue_number: '1',
    comment_id: String(comment),
    name: 'bug',
    milestone_number: '1',
    check_run_id: String(run.id),
    project_number: '1',
    field_id: String(fields[0]!.id),
    item_id: String((item as { id: number }).id),
  };
}

function jwt({ appId, privateKey }: Setup): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ alg: 'RS256' })}.${encode({ iss: appId, iat: now - 30, exp: now + 300 })}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey).toString('base64url')}`;
}
