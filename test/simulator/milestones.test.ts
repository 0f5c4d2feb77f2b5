import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { REPOSITORY, setUp, type Setup } from './setup.js';

describe('simulator/rest/milestones', () => {
  let setup: Setup;

  beforeEach(async () => {
    setup = await setUp();
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  test.each([
    ['2026-06-30T12:00:00Z', '2026-06-30T07:00:00Z'],
    ['2026-12-31T12:00:00Z', '2026-12-31T08:00:00Z'],
    ['2026-06-30T06:59:00Z', '2026-06-29T07:00:00Z'],
    ['2026-03-08T12:00:00Z', '2026-03-08T08:00:00Z'],
    ['2026-11-01T12:00:00Z', '2026-11-01T07:00:00Z'],
  ])('keeps %s as midnight in California, %s', async (written, kept) => {
    const { data } = await setup.octokit.rest.issues.createMilestone({
      ...REPOSITORY,
      title: 'M',
      due_on: written,
    });

    expect(data.due_on).toBe(kept);
  });

  test('counts issues, is edited, closed and deleted', async () => {
    const { octokit, github } = setup;
    const { data: created } = await octokit.rest.issues.createMilestone({ ...REPOSITORY, title: 'Drift' });
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'A', milestone: 1, by: 'anna' });
    github.repositories.collaborator('OS2eksempel/eksempel', 'anna', 'write');
    github.issues.create({ repository: 'OS2eksempel/eksempel', title: 'B', milestone: 1, by: 'anna' });
    github.issues.close('OS2eksempel/eksempel', 2);
    const place = { ...REPOSITORY, milestone_number: created.number };

    const { data: read } = await octokit.rest.issues.getMilestone(place);
    await octokit.rest.issues.updateMilestone({
      ...place,
      title: 'Drift 2',
      state: 'closed',
      description: 'Spor: Support',
    });
    const { data: listed } = await octokit.rest.issues.listMilestones({ ...REPOSITORY, state: 'all' });
    const { data: open } = await octokit.rest.issues.listMilestones(REPOSITORY);
    await octokit.rest.issues.deleteMilestone(place);

    expect(read).toMatchObject({ open_issues: 0, closed_issues: 1 });
    expect(listed).toMatchObject([{ title: 'Drift 2', state: 'closed', description: 'Spor: Support' }]);
    expect(open).toEqual([]);
    await expect(octokit.rest.issues.getMilestone(place)).rejects.toMatchObject({ status: 404 });
  });

  test('refuses a second milestone of the same title', async () => {
    const { octokit } = setup;
    await octokit.rest.issues.createMilestone({ ...REPOSITORY, title: 'Drift' });

    const again = octokit.rest.issues.createMilestone({ ...REPOSITORY, title: 'Drift' });

    await expect(again).rejects.toMatchObject({ status: 422 });
  });
});
