/** Lists of issues and pull requests: GitHub's filters and orders, with what a snapshot only counts. */
import { absent } from '../../absent.js';
import { countedIssues } from '../../state/counted.js';
import type { Issue, Milestone, Repository } from '../../state/types.js';
import { connection, ordered, type Connection, type Order, type PageArguments } from '../connections.js';
import type { GraphqlContext } from '../context.js';

export interface IssueArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: Order | null;
  readonly filterBy?: {
    readonly states?: readonly string[] | null;
    readonly labels?: readonly string[] | null;
    readonly createdBy?: string | null;
    readonly since?: string | null;
    /** A milestone's number as text; `*` any, null none. */
    readonly milestone?: string | null;
    readonly milestoneNumber?: string | null;
    readonly assignee?: string | null;
  } | null;
}

export interface PullArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: Order | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
}

const KEYS = {
  CREATED_AT: (issue: Issue) => issue.createdAt,
  UPDATED_AT: (issue: Issue) => issue.updatedAt,
  COMMENTS: (issue: Issue) => issue.comments.length,
};

export function listIssues(
  { world }: GraphqlContext,
  repository: Repository,
  args: IssueArguments,
  milestone: Milestone | null = null,
): Connection<Issue> {
  const own = [...repository.issues.values()].filter((issue) => issue.kind === 'Issue');
  const counted =
    milestone === null ? countedIssues(world, repository).filter((issue) => issue.kind === 'Issue') : [];
  const found = [...counted, ...own].filter(
    (issue) => (milestone === null || issue.milestone === milestone) && fits(issue, args),
  );
  const more = milestone === null ? 0 : baselineOf(milestone, args.states ?? null);
  return connection(ordered(found, args.orderBy, KEYS), args, found.length + more);
}

function fits(issue: Issue, { states, labels, filterBy }: IssueArguments): boolean {
  const state = issue.state.toUpperCase();
  if (!absent(states) && !states.includes(state)) return false;
  if (!absent(filterBy?.states) && !filterBy.states.includes(state)) return false;
  if (!hasOneOf(issue, labels) || !hasOneOf(issue, filterBy?.labels)) return false;
  if (absent(filterBy)) return true;
  if (!absent(filterBy.createdBy) && issue.author.login.toLowerCase() !== filterBy.createdBy.toLowerCase())
    return false;
  if (!absent(filterBy.since) && Date.parse(issue.updatedAt) < Date.parse(filterBy.since)) return false;
  if (!fitsMilestone(issue, filterBy.milestone) || !fitsMilestone(issue, filterBy.milestoneNumber))
    return false;
  return filterBy.assignee === undefined || fitsAssignee(issue, filterBy.assignee);
}

function hasOneOf(issue: Issue, names: readonly string[] | null | undefined): boolean {
  return absent(names) || issue.labels.some((label) => names.includes(label.name));
}

function fitsMilestone({ milestone }: Issue, wanted: string | null | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === null) return milestone === null;
  return wanted === '*' ? milestone !== null : milestone?.number === Number(wanted);
}

function fitsAssignee({ assignees }: Issue, wanted: string | null): boolean {
  if (wanted === null) return assignees.length === 0;
  return wanted === '*' ? assignees.length > 0 : assignees.some((account) => account.login === wanted);
}

function baselineOf({ baselineOpen, baselineClosed }: Milestone, states: readonly string[] | null): number {
  const open = states === null || states.includes('OPEN') ? baselineOpen : 0;
  return open + (states === null || states.includes('CLOSED') ? baselineClosed : 0);
}

export function pullState(issue: Issue): string {
  return absent(issue.pull?.mergedAt) ? issue.state.toUpperCase() : 'MERGED';
}

export function listPulls(
  { world }: GraphqlContext,
  repository: Repository,
  args: PullArguments,
  milestone: Milestone | null = null,
): Connection<Issue> {
  const own = [...repository.issues.values()];
  const counted = milestone === null ? countedIssues(world, repository) : [];
  const found = [...counted, ...own].filter((issue) => {
    const { pull } = issue;
    if (pull === null || (milestone !== null && issue.milestone !== milestone)) return false;
    if (!absent(args.states) && !args.states.includes(pullState(issue))) return false;
    if (!absent(args.baseRefName) && pull.baseRef !== args.baseRefName) return false;
    if (!absent(args.headRefName) && pull.headRef !== args.headRefName) return false;
    return hasOneOf(issue, args.labels);
  });
  return connection(ordered(found, args.orderBy, KEYS), args);
}
