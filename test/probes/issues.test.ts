import { describe, expect, test } from '@jest/globals';
import type { IssueActivity, PullRequestActivity } from '../../src/facts/index.js';
import { issues } from '../../src/probes/issues.js';
import type { FakeRepository } from '../support/facts.js';
import { codeFiles, contextOf, unread, unreadRepository } from './support.js';

const known = <T>(value: T) => ({ state: 'known' as const, value });

function activity(given: Partial<IssueActivity> = {}) {
  return known({ open: 0, closed: 0, openedLast12Months: 0, closedLast12Months: 0, ...given });
}

function requests(given: Partial<PullRequestActivity> = {}) {
  return known({ merged: 0, mergedLast12Months: 0, linkedToIssue: null, lookedAt: null, ...given });
}

function find(...repositories: FakeRepository[]) {
  return issues.find(contextOf(repositories.map((one) => ({ files: codeFiles(), ...one }))), {});
}

describe('probes/issues', () => {
  test('adds up the issues of all repositories', () => {
    const finding = find(
      { issues: activity({ open: 4, openedLast12Months: 3, closedLast12Months: 2 }) },
      { name: 'OS2eksempel/backlog', files: {}, issues: activity({ open: 1, openedLast12Months: 5 }) },
    );

    expect(finding).toMatchObject({
      outcome: 'found',
      measures: { opened: 8, closed: 2, open: 5, linkedShare: 0 },
      unknown: null,
    });
    expect(finding.sightings[0]?.says).toEqual({
      key: 'issues.activity',
      parameters: { repository: 'OS2eksempel/eksempel', opened: 3, closed: 2, open: 4 },
    });
  });

  test('issues that are switched off or never used are absent', () => {
    expect(find({ hasIssues: known(false), issues: activity({ open: 9 }) }).outcome).toBe('absent');
    expect(find({ issues: activity() }).outcome).toBe('absent');
    expect(find({ issues: { state: 'absent' } }).outcome).toBe('absent');
  });

  test('issues that nobody could see are unknown', () => {
    expect(find({ issues: unread() })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'issues.unread', parameters: { repository: 'OS2eksempel/eksempel' } },
    });
  });

  test('what is in use stands, but there may be more', () => {
    const finding = find({ issues: activity({ open: 1 }) }, { name: 'OS2eksempel/andet', issues: unread() });

    expect(finding).toMatchObject({
      outcome: 'found',
      measures: { open: 1 },
      unknown: { key: 'issues.unread' },
    });
  });

  test.each([
    [
      'of all merged, where the source does not say how many it looked at',
      { merged: 10, linkedToIssue: 4 },
      0.4,
    ],
    ['of those looked at', { merged: 900, linkedToIssue: 40, lookedAt: 50 }, 0.8],
    ['never more than all', { merged: 10, linkedToIssue: 40, lookedAt: 20 }, 1],
    ['none where nobody looked', { merged: 10, linkedToIssue: null }, 0],
  ])('the share of pull requests that name an issue is %s', (_, pullRequests, expected) => {
    const finding = find({ issues: activity({ open: 1 }), pullRequests: requests(pullRequests) });

    expect(finding.measures['linkedShare']).toBe(expected);
  });

  test.each([
    ['Ret #4', '2026-06-20', 1, 1],
    ['Ret (#4)', '2026-06-20', 1, 0],
    ['EKS-4 ret', '2026-06-20', 1, 0],
    ['Ret #4', '2025-06-22', 1, 0],
    ['Ret #4', '2025-06-23', 1, 1],
    ['Ret #4', '2026-06-20', 2, 0],
  ])('a commit "%s" of %s with %i parents gives the share %i', (subject, date, parents, expected) => {
    const finding = find({ issues: activity({ open: 1 }), commits: [{ subject, date, parents }] });

    expect(finding.measures['linkedShare']).toBe(expected);
  });

  test('is the larger of what pull requests and commits show', () => {
    const finding = find({
      issues: activity({ open: 1 }),
      pullRequests: requests({ merged: 10, linkedToIssue: 1 }),
      commits: [{ date: '2026-06-20', subject: 'Ret #4' }, { date: '2026-06-19' }],
    });

    expect(finding.measures['linkedShare']).toBe(0.5);
  });

  test('changes that nobody could see may name the issues that are in use', () => {
    const used = { issues: activity({ openedLast12Months: 4 }) };

    expect(find({ ...used, history: unread() }).unknown).toMatchObject({ key: 'issues.unread' });
    expect(issues.find(contextOf([used, unreadRepository('OS2eksempel/b')]), {}).unknown).not.toBeNull();
    expect(find({ issues: activity({ open: 4 }), history: unread() }).unknown).toBeNull();
  });

  test('pull requests that nobody could see may name the issues that are in use', () => {
    expect(
      find({ issues: activity({ openedLast12Months: 4 }), pullRequests: unread() }).unknown,
    ).toMatchObject({ key: 'issues.unread' });
    expect(find({ issues: activity({ closed: 4 }), pullRequests: unread() }).outcome).toBe('absent');
  });
});
