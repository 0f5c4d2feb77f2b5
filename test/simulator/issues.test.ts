import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { personOctokit, REPOSITORY, setUp, type Setup } from './setup.js';

describe('simulator/rest/issues', () => {
  let setup: Setup;

  beforeEach(async () => {
    setup = await setUp();
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  test('creates an issue as the App, with labels made on the way', async () => {
    const { octokit, github, appId } = setup;

    const { data } = await octokit.rest.issues.create({
      ...REPOSITORY,
      title: 'Modenhed',
      labels: ['os2modning'],
    });

    expect(data.user?.login).toBe('os2modning[bot]');
    expect(data.user?.type).toBe('Bot');
    expect(data.performed_via_github_app?.id).toBe(appId);
    expect(github.state().repositories['OS2eksempel/eksempel']?.issues).toMatchObject([
      { number: 1, title: 'Modenhed', state: 'open', author: 'os2modning[bot]', labels: ['os2modning'] },
    ]);
  });

  test('drops labels of whoever may not push, without a word', async () => {
    const stranger = personOctokit(setup.github, 'fremmed');

    const { data } = await stranger.rest.issues.create({ ...REPOSITORY, title: 'Hej', labels: ['bug'] });

    expect(data.labels).toEqual([]);
  });

  test.each([
    [
      'disabled issues',
      410,
      (setup: Setup) => setup.github.repositories.edit('OS2eksempel/eksempel', { hasIssues: false }),
    ],
    [
      'an archived repository',
      403,
      (setup: Setup) => setup.github.repositories.archive('OS2eksempel/eksempel'),
    ],
  ])('refuses an issue in %s', async (_case, status, prepare) => {
    prepare(setup);

    const creating = setup.octokit.rest.issues.create({ ...REPOSITORY, title: 'Hej' });

    await expect(creating).rejects.toMatchObject({ status });
  });

  test('refuses a body over 65,536 characters and takes one of exactly that', async () => {
    const { octokit } = setup;

    const tooLong = octokit.rest.issues.create({ ...REPOSITORY, title: 'Lang', body: 'x'.repeat(65_537) });

    await expect(tooLong).rejects.toMatchObject({ status: 422 });
    const { data } = await octokit.rest.issues.create({
      ...REPOSITORY,
      title: 'Lang',
      body: 'x'.repeat(65_536),
    });
    expect(data.body).toHaveLength(65_536);
  });

  test("refuses what GitHub's schema refuses", async () => {
    const creating = setup.octokit.request('POST /repos/{owner}/{repo}/issues', {
      ...REPOSITORY,
      title: 'Hej',
      labels: 7 as unknown as string[],
    });

    await expect(creating).rejects.toMatchObject({ status: 422 });
  });

  test('keeps the reason of a close only when the state changes', async () => {
    const { octokit } = setup;
    await octokit.rest.issues.create({ ...REPOSITORY, title: 'Hej' });
    const close = { ...REPOSITORY, issue_number: 1, state: 'closed' } as const;

    await octokit.rest.issues.update({ ...close, state_reason: 'not_planned' });
    const { data } = await octokit.rest.issues.update({ ...close, state_reason: 'completed' });

    expect(data.state_reason).toBe('not_planned');
  });

  test('lists by creator and state over pages with Link headers', async () => {
    const { octokit, github } = setup;
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'Af et menneske', by: 'anna' });
    for (const title of ['Et', 'To', 'Tre']) await octokit.rest.issues.create({ ...REPOSITORY, title });
    github.issues.close('OS2eksempel/eksempel', 2, 'completed', 'anna');

    const titles = await octokit.paginate(
      octokit.rest.issues.listForRepo,
      { ...REPOSITORY, state: 'all', creator: 'os2modning[bot]', per_page: 2 },
      ({ data }) => data.map(({ title }) => title),
    );

    expect(titles).toEqual(['Tre', 'To', 'Et']);
  });

  test('answers 410 for a deleted issue and a redirect for a transferred one', async () => {
    const { octokit, github } = setup;
    github.repositories.create({ name: 'OS2eksempel/andet', files: { 'README.md': '#' } });
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'Væk' });
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'Flyttet' });
    github.issues.delete('OS2eksempel/eksempel', 1);
    github.issues.transfer('OS2eksempel/eksempel', 2, 'OS2eksempel/andet');

    const { data: moved } = await octokit.rest.issues.get({ ...REPOSITORY, issue_number: 2 });
    const deleted = octokit.rest.issues.get({ ...REPOSITORY, issue_number: 1 });

    await expect(deleted).rejects.toMatchObject({ status: 410 });
    expect(moved).toMatchObject({ number: 1, title: 'Flyttet' });
  });

  test('follows a renamed repository, for reads and writes', async () => {
    const { octokit, github } = setup;
    github.repositories.rename('OS2eksempel/eksempel', 'omdøbt');

    const { data: read } = await octokit.rest.repos.get(REPOSITORY);
    const { data: written } = await octokit.rest.issues.create({ ...REPOSITORY, title: 'Hej' });

    expect(read.full_name).toBe('OS2eksempel/omdøbt');
    expect(written.number).toBe(1);
  });

  test('comments, reacts and locks', async () => {
    const { octokit, github } = setup;
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'Hej' });
    const id = github.issues.comment('OS2eksempel/eksempel', 1, '/modning hjælp', 'anna');

    await octokit.rest.reactions.createForIssueComment({ ...REPOSITORY, comment_id: id, content: 'eyes' });
    const again = await octokit.rest.reactions.createForIssueComment({
      ...REPOSITORY,
      comment_id: id,
      content: 'eyes',
    });
    const { data: comment } = await octokit.rest.issues.createComment({
      ...REPOSITORY,
      issue_number: 1,
      body: 'Svar',
    });
    await octokit.rest.issues.updateComment({ ...REPOSITORY, comment_id: comment.id, body: 'Bedre svar' });
    await octokit.rest.issues.lock({ ...REPOSITORY, issue_number: 1, lock_reason: 'resolved' });

    expect(again.status).toBe(200);
    expect(github.state().repositories['OS2eksempel/eksempel']?.issues[0]).toMatchObject({
      locked: true,
      comments: [
        { author: 'anna', body: '/modning hjælp' },
        { author: 'os2modning[bot]', body: 'Bedre svar' },
      ],
    });
    expect(() => github.issues.comment('OS2eksempel/eksempel', 1, 'Hov', 'fremmed')).toThrow('locked');
  });

  test('says that a label exists already', async () => {
    const { octokit } = setup;
    const label = { ...REPOSITORY, name: 'os2modning', color: '0075ca', description: 'Modenhed' };

    await octokit.rest.issues.createLabel(label);
    const again = octokit.rest.issues.createLabel(label);

    await expect(again).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ resource: 'Label', field: 'name', code: 'already_exists' }] } },
    });
  });
});
