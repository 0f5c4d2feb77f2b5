/** Issues (and the issue side of pull requests): GitHub's rules, then the event. */
import { blankIssue } from './blank-issue.js';
import { noteEdit } from './edits.js';
import { labelsByName } from './labels.js';
import { invalid, Problem, unprocessable } from './problem.js';
import { canPush, requireWritable, roleOf, touch } from './repositories.js';
import type { Account, Actor, Issue, IssueStateReason, Label, Milestone, Repository } from './types.js';
import type { World } from './world.js';

export const LONGEST_BODY = 65_536;
const LONGEST_TITLE = 256;

export interface IssueInput {
  title: string;
  body?: string | null;
  labels?: readonly string[];
  assignees?: readonly string[];
  milestone?: Milestone | null;
}

export function requireIssues(repository: Repository): void {
  if (!repository.hasIssues) throw new Problem(410, 'Issues has been disabled in this repository.');
}

export function createIssue(world: World, actor: Actor, repository: Repository, input: IssueInput): Issue {
  requireIssues(repository);
  requireWritable(repository);
  checkText(input.title, input.body ?? null);
  const mayPush = mayTriage(repository, actor);
  const now = world.now();
  const issue = world.create<Issue>('issue', (ids) =>
    blankIssue(
      {
        ...ids,
        kind: 'Issue',
        repository,
        number: repository.nextNumber,
        title: input.title,
        body: input.body ?? null,
        author: actor.account,
        app: actor.app,
        labels: mayPush ? labelsByName(world, repository, input.labels ?? []) : [],
        assignees: mayPush ? accounts(world, input.assignees ?? []) : [],
        milestone: mayPush ? (input.milestone ?? null) : null,
      },
      now,
    ),
  );
  repository.issues.set(issue.number, issue);
  repository.nextNumber += 1;
  touch(world, repository);
  emit(world, actor, issue, 'opened');
  for (const label of issue.labels)
    world.emit({ name: 'issues', action: 'labeled', actor, repository, issue, label });
  if (issue.milestone !== null) emit(world, actor, issue, 'milestoned', { milestone: issue.milestone });
  return issue;
}

export interface IssueEdit {
  title?: string;
  body?: string | null;
  state?: 'open' | 'closed';
  stateReason?: IssueStateReason | null;
  labels?: readonly string[];
  assignees?: readonly string[];
  milestone?: Milestone | null;
}

export function editIssue(world: World, actor: Actor, issue: Issue, edit: IssueEdit): Issue {
  requireIssuesOf(issue);
  requireWritable(issue.repository);
  checkText(edit.title ?? issue.title, edit.body ?? null);
  editText(world, actor, issue, edit);
  if (mayTriage(issue.repository, actor)) {
    if (edit.labels !== undefined) {
      setLabels(world, actor, issue, labelsByName(world, issue.repository, edit.labels));
    }
    if (edit.assignees !== undefined) issue.assignees = accounts(world, edit.assignees);
    if (edit.milestone !== undefined) setMilestone(world, actor, issue, edit.milestone);
  }
  if (edit.state !== undefined) setState(world, actor, issue, edit.state, edit.stateReason ?? null);
  issue.updatedAt = world.now();
  return issue;
}

function editText(world: World, actor: Actor, issue: Issue, edit: IssueEdit): void {
  const changes: Record<string, unknown> = {};
  if (edit.title !== undefined && edit.title !== issue.title) {
    changes['title'] = { from: issue.title };
    issue.title = edit.title;
  }
  if (edit.body !== undefined && edit.body !== issue.body) {
    changes['body'] = { from: issue.body ?? '' };
    noteEdit(world, actor, issue, edit.body ?? '');
    issue.body = edit.body;
  }
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = world.now();
  emit(world, actor, issue, 'edited', { changes });
}

/** The reason counts only when the state changes, as GitHub's description says. */
export function setState(
  world: World,
  actor: Actor,
  issue: Issue,
  state: 'open' | 'closed',
  reason: IssueStateReason | null,
): void {
  if (issue.state === state) return;
  issue.state = state;
  const isIssue = issue.kind === 'Issue';
  if (state === 'closed') {
    issue.stateReason = isIssue ? closingReason(reason) : null;
    issue.closedAt = world.now();
    issue.closedBy = actor.account;
  } else {
    issue.stateReason = isIssue ? 'reopened' : null;
    issue.closedAt = null;
    issue.closedBy = null;
  }
  issue.updatedAt = world.now();
  emit(world, actor, issue, state === 'closed' ? 'closed' : 'reopened');
}

function closingReason(reason: IssueStateReason | null): IssueStateReason {
  return reason === null || reason === 'reopened' ? 'completed' : reason;
}

export function setLabels(world: World, actor: Actor, issue: Issue, labels: Label[]): void {
  const before = issue.labels;
  issue.labels = labels;
  const { repository } = issue;
  const name = issue.kind === 'Issue' ? 'issues' : 'pull_request';
  for (const label of labels) {
    if (!before.includes(label)) world.emit({ name, action: 'labeled', actor, repository, issue, label });
  }
  for (const label of before) {
    if (!labels.includes(label)) world.emit({ name, action: 'unlabeled', actor, repository, issue, label });
  }
  if (labels.length !== before.length || labels.some((label) => !before.includes(label))) {
    issue.updatedAt = world.now();
  }
}

function setMilestone(world: World, actor: Actor, issue: Issue, milestone: Milestone | null): void {
  const before = issue.milestone;
  if (before === milestone) return;
  issue.milestone = milestone;
  if (before !== null) emit(world, actor, issue, 'demilestoned', { milestone: before });
  if (milestone !== null) emit(world, actor, issue, 'milestoned', { milestone });
}

export function lockIssue(
  world: World,
  actor: Actor,
  issue: Issue,
  locked: boolean,
  reason: string | null,
): void {
  requireWritable(issue.repository);
  if (issue.locked === locked) return;
  issue.locked = locked;
  issue.lockReason = locked ? reason : null;
  emit(world, actor, issue, locked ? 'locked' : 'unlocked');
}

/** Deletes an issue; its number is never used again and answers 410 from then on. */
export function deleteIssue(world: World, actor: Actor, issue: Issue): void {
  issue.repository.issues.delete(issue.number);
  issue.repository.formerIssues.set(issue.number, null);
  world.forget(issue);
  emit(world, actor, issue, 'deleted');
}

/** Moves an issue to another repository of the same owner; the milestone stays only with the same title and due date. */
export function transferIssue(world: World, actor: Actor, issue: Issue, to: Repository): void {
  const from = issue.repository;
  if (from.owner !== to.owner) {
    throw unprocessable('An issue can only be transferred within one owner');
  }
  emit(world, actor, issue, 'transferred');
  from.issues.delete(issue.number);
  from.formerIssues.set(issue.number, issue);
  issue.repository = to;
  issue.number = to.nextNumber;
  to.nextNumber += 1;
  to.issues.set(issue.number, issue);
  issue.labels = labelsByName(
    world,
    to,
    issue.labels.map((label) => label.name),
  );
  const { milestone } = issue;
  issue.milestone =
    [...to.milestones.values()].find(
      (other) => other.title === milestone?.title && other.dueOn === milestone.dueOn,
    ) ?? null;
  emit(world, actor, issue, 'opened');
}

export function checkText(title: string, body: string | null): void {
  if (title.trim() === '') throw invalid('Issue', 'title', 'missing_field');
  if (title.length > LONGEST_TITLE) {
    const message = `title is too long (maximum is ${LONGEST_TITLE} characters)`;
    throw invalid('Issue', 'title', 'custom', message);
  }
  if (body !== null) checkBody('Issue', body);
}

export function checkBody(resource: string, body: string): void {
  if (body.length <= LONGEST_BODY) return;
  throw invalid(resource, 'body', 'custom', `body is too long (maximum is ${LONGEST_BODY} characters)`);
}

/** Labels, assignees and milestones of whoever may not push are dropped without a word. */
export function mayTriage(repository: Repository, actor: Actor): boolean {
  if (actor.app !== null) return true;
  const role = roleOf(repository, actor.account);
  return canPush(role) || role === 'triage';
}

function requireIssuesOf(issue: Issue): void {
  if (issue.kind === 'Issue') requireIssues(issue.repository);
}

function accounts(world: World, logins: readonly string[]): Account[] {
  return logins.map((login) => world.account(login)).filter((account) => account !== null);
}

function emit(
  world: World,
  actor: Actor,
  issue: Issue,
  action: string,
  more: { changes?: Record<string, unknown>; milestone?: Milestone } = {},
): void {
  const name = issue.kind === 'Issue' ? 'issues' : 'pull_request';
  world.emit({ name, action, actor, repository: issue.repository, issue, ...more });
}
