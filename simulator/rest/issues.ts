import { absent } from '../absent.js';
import type { Request, Route } from '../http/context.js';
import { actorOf, json, noContent } from '../http/context.js';
import { page } from '../http/pagination.js';
import { createIssue, editIssue, lockIssue, requireIssues, type IssueEdit } from '../state/issues.js';
import { invalid } from '../state/problem.js';
import type { Issue, Milestone, Repository } from '../state/types.js';
import { presentIssue } from './present/issues.js';
import { issueOf, onRepository, text, textOrNull, texts } from './repository-route.js';

function listIssues(request: Request, repository: Repository): Issue[] {
  const {
    state = 'open',
    creator,
    since,
    labels,
    milestone,
    sort = 'created',
    direction = 'desc',
  } = request.query;
  const wanted = (labels ?? '')
    .toLowerCase()
    .split(',')
    .filter((name) => name !== '');
  const found = [...repository.issues.values()].filter((issue) => {
    if (state !== 'all' && issue.state !== state) return false;
    if (creator !== undefined && issue.author.login.toLowerCase() !== creator.toLowerCase()) return false;
    if (since !== undefined && Date.parse(issue.updatedAt) < Date.parse(since)) return false;
    if (!fitsMilestone(issue, milestone)) return false;
    return wanted.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name));
  });
  const sign = direction === 'asc' ? 1 : -1;
  return found.sort((a, b) => sign * (sortKey(a, sort) - sortKey(b, sort) || a.number - b.number));
}

function sortKey(issue: Issue, sort: string): number {
  if (sort === 'updated') return Date.parse(issue.updatedAt);
  if (sort === 'comments') return issue.comments.length;
  return Date.parse(issue.createdAt);
}

function fitsMilestone({ milestone }: Issue, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === '*') return milestone !== null;
  if (wanted === 'none') return milestone === null;
  return milestone?.number === Number(wanted);
}

function labelNames(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((label: unknown) =>
    typeof label === 'object' && label !== null && 'name' in label
      ? (text(label.name) ?? '')
      : (text(label) ?? ''),
  );
}

function milestoneOfBody(repository: Repository, value: unknown): Milestone | null | undefined {
  if (value === undefined || value === null) return value;
  const milestone = repository.milestones.get(Number(value));
  if (milestone === undefined) throw invalid('Issue', 'milestone', 'invalid');
  return milestone;
}

function create(request: Request, repository: Repository): Issue {
  const { body, world, auth } = request;
  return createIssue(world, actorOf(auth), repository, {
    title: text(body['title']) ?? '',
    body: textOrNull(body['body']) ?? null,
    labels: labelNames(body['labels']) ?? [],
    assignees: texts(body['assignees']) ?? [],
    milestone: milestoneOfBody(repository, body['milestone']) ?? null,
  });
}

function edit(request: Request, repository: Repository): Issue {
  const { body } = request;
  const issue = issueOf(request, repository);
  const change: IssueEdit = {};
  const title = text(body['title']);
  const newBody = textOrNull(body['body']);
  const labels = labelNames(body['labels']);
  const assignees = texts(body['assignees']);
  const milestone = milestoneOfBody(repository, body['milestone']);
  if (title !== undefined) change.title = title;
  if (newBody !== undefined) change.body = newBody;
  if (labels !== undefined) change.labels = labels;
  if (assignees !== undefined) change.assignees = assignees;
  if (milestone !== undefined) change.milestone = milestone;
  if (body['state'] !== undefined) change.state = body['state'] === 'closed' ? 'closed' : 'open';
  if (body['state_reason'] !== undefined)
    change.stateReason = body['state_reason'] as IssueEdit['stateReason'] & string;
  return editIssue(request.world, actorOf(request.auth), issue, change);
}

const READ = { issues: 'read', pull_requests: 'read' } as const;
const WRITE = { issues: 'write', pull_requests: 'write' } as const;

export const issueRoutes = {
  'GET /repos/{owner}/{repo}/issues': onRepository(READ, (request, repository) => {
    if (!repository.hasIssues) requireIssues(repository);
    return page(request, listIssues(request, repository), (issue) => presentIssue(request.world, issue));
  }),
  'POST /repos/{owner}/{repo}/issues': onRepository({ issues: 'write' }, (request, repository) =>
    json(presentIssue(request.world, create(request, repository)), 201),
  ),
  'GET /repos/{owner}/{repo}/issues/{issue_number}': onRepository(READ, (request, repository) => {
    const former = repository.formerIssues.get(Number(request.params['issue_number']));
    if (absent(former)) return json(presentIssue(request.world, issueOf(request, repository)));
    const url = String(presentIssue(request.world, former)['url']);
    return { status: 301, body: { message: 'Moved Permanently', url }, headers: { location: url } };
  }),
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': onRepository(WRITE, (request, repository) =>
    json(presentIssue(request.world, edit(request, repository))),
  ),
  'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock': onRepository(WRITE, (request, repository) => {
    const reason = text(request.body['lock_reason']) ?? null;
    lockIssue(request.world, actorOf(request.auth), issueOf(request, repository), true, reason);
    return noContent();
  }),
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock': onRepository(WRITE, (request, repository) => {
    lockIssue(request.world, actorOf(request.auth), issueOf(request, repository), false, null);
    return noContent();
  }),
} satisfies Record<string, Route>;
