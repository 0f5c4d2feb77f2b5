import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { personOctokit, REPOSITORY, setUp, type Setup } from './setup.js';

const NAME = 'OS2eksempel/eksempel';

describe('simulator/rest/checks', () => {
  let setup: Setup;
  let number: number;
  let sha: string;

  beforeEach(async () => {
    setup = await setUp();
    const { github } = setup;
    const fork = github.repositories.fork(NAME, 'bo');
    number = github.pulls.open({
      repository: NAME,
      from: fork,
      branch: 'nyt',
      title: 'Sikkerhed',
      by: 'bo',
      files: { 'SECURITY.md': 'Skriv', 'docs/drift.md': null },
    });
    sha = github.pulls.headSha(NAME, number);
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  test("reads a fork's pull request from the base repository", async () => {
    const { octokit } = setup;

    const { data: pull } = await octokit.rest.pulls.get({ ...REPOSITORY, pull_number: number });
    const { data: files } = await octokit.rest.pulls.listFiles({ ...REPOSITORY, pull_number: number });
    const { data: tree } = await octokit.rest.git.getTree({ ...REPOSITORY, tree_sha: sha, recursive: '1' });
    const { data: pulls } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
      ...REPOSITORY,
      commit_sha: sha,
    });

    expect(pull).toMatchObject({ head: { label: 'bo:nyt', sha }, base: { ref: 'main' }, changed_files: 2 });
    expect(files.map(({ filename, status }) => [filename, status])).toEqual([
      ['SECURITY.md', 'added'],
      ['docs/drift.md', 'removed'],
    ]);
    expect(tree.tree.map(({ path }) => path)).toEqual(['README.md', 'SECURITY.md']);
    expect(pulls.map((one) => one.number)).toEqual([number]);
  });

  test('makes a run, adds annotations, finds it again', async () => {
    const { octokit, github, appId } = setup;
    const annotation = {
      path: 'SECURITY.md',
      start_line: 1,
      end_line: 1,
      annotation_level: 'notice',
      message: 'Godt',
    } as const;

    const { data: run } = await octokit.rest.checks.create({
      ...REPOSITORY,
      name: 'OS2modning',
      head_sha: sha,
      status: 'in_progress',
    });
    await octokit.rest.checks.update({
      ...REPOSITORY,
      check_run_id: run.id,
      conclusion: 'neutral',
      output: { title: 'Niveau 1', summary: 'F5 er grøn', annotations: [annotation] },
      actions: [{ label: 'Vurdér igen', description: 'Læs alt igen', identifier: 'assess' }],
    });
    const { data: found } = await octokit.rest.checks.listForRef({
      ...REPOSITORY,
      ref: sha,
      check_name: 'OS2modning',
      app_id: appId,
    });

    expect(found.check_runs).toMatchObject([
      { id: run.id, status: 'completed', conclusion: 'neutral', output: { annotations_count: 1 } },
    ]);
    expect(github.state().repositories[NAME]?.checkRuns).toMatchObject([
      {
        name: 'OS2modning',
        headSha: sha,
        conclusion: 'neutral',
        title: 'Niveau 1',
        annotations: [{ path: 'SECURITY.md', line: 1 }],
      },
    ]);
  });

  test.each([
    ['a commit that is not there', { head_sha: '0'.repeat(40) }],
    [
      'fifty-one annotations',
      {
        output: {
          title: 't',
          summary: 's',
          annotations: Array.from({ length: 51 }, () => ({
            path: 'a',
            start_line: 1,
            end_line: 1,
            annotation_level: 'notice' as const,
            message: 'm',
          })),
        },
      },
    ],
    ['a summary of more than 65,535 characters', { output: { title: 't', summary: 'x'.repeat(65_536) } }],
    [
      'four buttons',
      {
        actions: Array.from({ length: 4 }, (_value, index) => ({
          label: 'l',
          description: 'd',
          identifier: `i${index}`,
        })),
      },
    ],
  ])('refuses %s', async (_case, change) => {
    const creating = setup.octokit.rest.checks.create({
      ...REPOSITORY,
      name: 'OS2modning',
      head_sha: sha,
      ...change,
    });

    await expect(creating).rejects.toMatchObject({ status: 422 });
  });

  test('lets only Apps write runs', async () => {
    setup.github.repositories.collaborator(NAME, 'anna', 'admin');
    const anna = personOctokit(setup.github, 'anna');

    const creating = anna.rest.checks.create({ ...REPOSITORY, name: 'OS2modning', head_sha: sha });

    await expect(creating).rejects.toMatchObject({ status: 403 });
  });

  test('tells the App that somebody asks again, or presses a button', async () => {
    const { octokit, github } = setup;
    const { data: run } = await octokit.rest.checks.create({
      ...REPOSITORY,
      name: 'OS2modning',
      head_sha: sha,
      actions: [{ label: 'Vurdér', description: 'd', identifier: 'assess' }],
    });

    github.checks.rerequest(NAME, run.id, 'bo');
    github.checks.requestAction(NAME, run.id, 'assess', 'bo');

    const [asked, pressed] = github.deliveries().slice(-2);
    expect(asked).toMatchObject({ event: 'check_run', action: 'rerequested' });
    expect(JSON.parse(pressed!.body)).toMatchObject({
      action: 'requested_action',
      requested_action: { identifier: 'assess' },
      check_run: { id: run.id },
    });
  });

  test('merges a pull request into its base', () => {
    const { github } = setup;

    github.pulls.merge(NAME, number, 'anna');

    expect(github.repositories.file(NAME, 'SECURITY.md')).toBe('Skriv');
    expect(github.repositories.file(NAME, 'docs/drift.md')).toBeNull();
    expect(github.state().repositories[NAME]?.issues).toMatchObject([{ number, state: 'closed' }]);
  });

  test('opens a pull request once for a branch', async () => {
    const { github } = setup;
    github.repositories.collaborator(NAME, 'anna', 'write');
    const anna = personOctokit(github, 'anna');
    const { data: main } = await anna.rest.git.getRef({ ...REPOSITORY, ref: 'heads/main' });
    await anna.rest.git.createRef({ ...REPOSITORY, ref: 'refs/heads/forslag', sha: main.object.sha });
    await anna.rest.repos.createOrUpdateFileContents({
      ...REPOSITORY,
      path: 'GOVERNANCE.md',
      branch: 'forslag',
      message: 'Ny',
      content: 'SGVq',
    });
    const pull = { ...REPOSITORY, title: 'Forslag', head: 'forslag', base: 'main' };

    const { data } = await anna.rest.pulls.create(pull);

    expect(data).toMatchObject({
      number: number + 1,
      head: { label: 'OS2eksempel:forslag' },
      changed_files: 1,
    });
    await expect(anna.rest.pulls.create(pull)).rejects.toMatchObject({ status: 422 });
  });
});
