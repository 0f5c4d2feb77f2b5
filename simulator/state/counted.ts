/**
 * Issues and pull requests that a snapshot counts but does not hold. Lists show them with times that fit the counts and
 * nothing else, so that what is counted over a list comes out as in the snapshot; they belong to nobody, can be neither
 * opened nor changed, and stand neither in the exported state nor on the pages.
 */
import { blankIssue } from './blank-issue.js';
import type { Account, Baseline, Issue, Repository } from './types.js';
import type { World } from './world.js';

const known = new WeakMap<Repository, readonly Issue[]>();

export function countedIssues(world: World, repository: Repository): readonly Issue[] {
  let issues = known.get(repository);
  if (issues === undefined) {
    const { baseline } = repository;
    const none = baseline.openIssues + baseline.closedIssues + baseline.mergedPullRequests === 0;
    issues = none
      ? []
      : [...makeIssues(world, repository, baseline), ...makePulls(world, repository, baseline)];
    known.set(repository, issues);
  }
  return issues;
}

/** Whether a merged pull request of the snapshot closes an issue: the newest ones do, as many as were counted. */
export function closesAnIssue(repository: Repository, issue: Issue): boolean {
  const { openIssues, closedIssues, mergedPullRequests, linkedToIssue } = repository.baseline;
  const last = openIssues + closedIssues + mergedPullRequests;
  return issue.number <= last && issue.number > last - (linkedToIssue ?? 0);
}

function makeIssues(world: World, repository: Repository, baseline: Baseline): Issue[] {
  const { openIssues, closedIssues, openedLast12Months, closedLast12Months } = baseline;
  const all = openIssues + closedIssues;
  const longClosed = closedIssues - closedLast12Months;
  const issues: Issue[] = [];
  for (let index = 0; index < all; index += 1) {
    const createdAt = monthsBefore(baseline.asOf, index >= all - openedLast12Months ? 6 : 24);
    let closedAt: string | null = null;
    if (index < longClosed) closedAt = monthsBefore(baseline.asOf, 18);
    else if (index < closedIssues) closedAt = monthsBefore(baseline.asOf, 3);
    issues.push(makeIssue(world, repository, index + 1, createdAt, closedAt));
  }
  return issues;
}

function makePulls(world: World, repository: Repository, baseline: Baseline): Issue[] {
  const before = baseline.openIssues + baseline.closedIssues;
  const pulls: Issue[] = [];
  for (let index = 0; index < baseline.mergedPullRequests; index += 1) {
    const isRecent = index >= baseline.mergedPullRequests - baseline.mergedLast12Months;
    const mergedAt = monthsBefore(baseline.asOf, isRecent ? 6 : 18);
    const issue = makeIssue(world, repository, before + index + 1, mergedAt, mergedAt);
    const pull = {
      id: issue.id,
      headRepository: repository,
      headRef: 'counted',
      headSha: '0'.repeat(40),
      baseRef: repository.defaultBranch,
      baseSha: '0'.repeat(40),
      draft: false,
      mergedAt,
      mergedBy: null,
      mergeSha: null,
    };
    pulls.push({ ...issue, kind: 'PullRequest', pull });
  }
  return pulls;
}

function makeIssue(
  world: World,
  repository: Repository,
  number: number,
  createdAt: string,
  closedAt: string | null,
): Issue {
  return blankIssue(
    {
      kind: 'Issue',
      id: repository.id * 1000 + number,
      nodeId: `I_counted_${repository.id}_${number}`,
      repository,
      number,
      title: `(#${number} of the snapshot, which only counts it)`,
      author: ghost(world),
      ...(closedAt === null
        ? {}
        : { state: 'closed', stateReason: 'completed', updatedAt: closedAt, closedAt }),
    },
    createdAt,
  );
}

/** GitHub's own stand-in for an account that is gone. */
function ghost(world: World): Account {
  return world.addAccount('User', 'ghost');
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 10)}T12:00:00Z`);
  date.setUTCDate(15);
  date.setUTCMonth(date.getUTCMonth() - months);
  return `${date.toISOString().slice(0, 19)}Z`;
}
