import { absent } from '../../absent.js';
import { association, issueHtml } from '../../rest/present/issues.js';
import { repositoryHtml } from '../../rest/present/repositories.js';
import { closesAnIssue } from '../../state/counted.js';
import { pullFiles } from '../../state/pulls.js';
import type { ProjectItem } from '../../state/project-types.js';
import type { CheckRun, CheckSuite } from '../../state/check-types.js';
import type { Comment, ContentEdit, Issue, Reaction } from '../../state/types.js';
import { connection, ordered, type Order, type PageArguments } from '../connections.js';
import { mayReadProject, type GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';
import { pathOf } from './accounts.js';
import { gitNode } from './git.js';
import { pullState } from './issue-lists.js';

const REASONS: Readonly<Record<string, string>> = {
  completed: 'COMPLETED',
  not_planned: 'NOT_PLANNED',
  duplicate: 'DUPLICATE',
  reopened: 'REOPENED',
};

function projectItems(issue: Issue, args: PageArguments, context: GraphqlContext) {
  const found: ProjectItem[] = [];
  for (const account of context.world.accounts.values()) {
    for (const project of account.projects.values()) {
      if (!mayReadProject(context, project)) continue;
      found.push(...project.items.filter((item) => item.content === issue));
    }
  }
  return connection(found, args);
}

function comments(issue: Issue, args: PageArguments & { orderBy?: Order | null }) {
  return connection(
    ordered(issue.comments, args.orderBy, { UPDATED_AT: (one: Comment) => one.updatedAt }),
    args,
  );
}

function labels(issue: Issue, args: PageArguments) {
  return connection(issue.labels, args);
}

/** References in the words GitHub knows: "closes #12". */
function closingIssues(issue: Issue): Issue[] {
  const numbers = [
    ...(issue.body ?? '').matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi),
  ];
  return numbers
    .map((found) => issue.repository.issues.get(Number(found[1])))
    .filter((found) => found !== undefined);
}

/** What GitHub tells of the history of a text. */
const edited = {
  editor: ({ edits }: { readonly edits: readonly ContentEdit[] }) => edits[0]?.editor ?? null,
  lastEditedAt: ({ edits }: { readonly edits: readonly ContentEdit[] }) => edits[0]?.editedAt ?? null,
  includesCreatedEdit: ({ edits }: { readonly edits: readonly ContentEdit[] }) => edits.length > 0,
  userContentEdits: ({ edits }: { readonly edits: readonly ContentEdit[] }, args: PageArguments) =>
    connection(edits, args),
};

const shared = {
  id: ({ nodeId }: Issue) => nodeId,
  databaseId: ({ id, pull }: Issue) => pull?.id ?? id,
  fullDatabaseId: ({ id, pull }: Issue) => String(pull?.id ?? id),
  number: ({ number }: Issue) => number,
  title: ({ title }: Issue) => title,
  body: ({ body }: Issue) => body ?? '',
  bodyText: ({ body }: Issue) => body ?? '',
  author: ({ author }: Issue) => author,
  authorAssociation: ({ repository, author }: Issue) => association(repository, author),
  closed: ({ state }: Issue) => state === 'closed',
  closedAt: ({ closedAt }: Issue) => closedAt,
  createdAt: ({ createdAt }: Issue) => createdAt,
  updatedAt: ({ updatedAt }: Issue) => updatedAt,
  locked: ({ locked }: Issue) => locked,
  activeLockReason: ({ lockReason }: Issue) => lockReason?.toUpperCase().replace(/[ -]/g, '_') ?? null,
  milestone: ({ milestone }: Issue) => milestone,
  repository: ({ repository }: Issue) => repository,
  assignees: ({ assignees }: Issue, args: PageArguments) => connection(assignees, args),
  labels,
  comments,
  projectItems,
  ...edited,
  url: (issue: Issue, _args: unknown, { world }: GraphqlContext) => issueHtml(world, issue),
};

export const issueResolvers = {
  Issue: {
    ...shared,
    state: ({ state }: Issue) => state.toUpperCase(),
    stateReason: ({ stateReason }: Issue) => (stateReason === null ? null : REASONS[stateReason]),
    parent: () => null,
    isPinned: () => false,
    subIssues: (_issue: Issue, args: PageArguments) => connection([], args),
    resourcePath: ({ repository, number }: Issue) => `${pathOf(repository)}/issues/${number}`,
  },
  PullRequest: {
    ...shared,
    state: pullState,
    isDraft: ({ pull }: Issue) => pull?.draft ?? false,
    merged: ({ pull }: Issue) => !absent(pull?.mergedAt),
    mergedAt: ({ pull }: Issue) => pull?.mergedAt ?? null,
    mergedBy: ({ pull }: Issue) => pull?.mergedBy ?? null,
    mergeCommit: ({ repository, pull }: Issue) =>
      gitNode(repository, repository.git.commits.get(pull?.mergeSha ?? '') ?? null),
    baseRefName: ({ pull }: Issue) => pull?.baseRef,
    baseRefOid: ({ pull }: Issue) => pull?.baseSha,
    baseRepository: ({ repository }: Issue) => repository,
    headRefName: ({ pull }: Issue) => pull?.headRef,
    headRefOid: ({ pull }: Issue) => pull?.headSha,
    headRepository: ({ pull }: Issue) => pull?.headRepository ?? null,
    headRepositoryOwner: ({ pull }: Issue) => pull?.headRepository.owner ?? null,
    isCrossRepository: ({ repository, pull }: Issue) => pull?.headRepository !== repository,
    changedFiles: ({ repository, pull }: Issue) =>
      pull === null ? 0 : pullFiles(repository, pull.baseSha, pull.headSha).length,
    additions: () => 0,
    deletions: () => 0,
    files: ({ repository, pull }: Issue, args: PageArguments) => {
      const files = pull === null ? [] : pullFiles(repository, pull.baseSha, pull.headSha);
      const nodes = files.map(({ path, status }) => ({
        path,
        changeType: status.toUpperCase().replace('REMOVED', 'DELETED'),
        additions: 0,
        deletions: 0,
      }));
      return connection(nodes, args);
    },
    reviewDecision: () => null,
    reviews: (_issue: Issue, args: PageArguments) => connection([], args),
    closingIssuesReferences: (issue: Issue, args: PageArguments) => {
      const found = closingIssues(issue);
      return connection(found, args, found.length + (closesAnIssue(issue.repository, issue) ? 1 : 0));
    },
    resourcePath: ({ repository, number }: Issue) => `${pathOf(repository)}/pull/${number}`,
  },
  IssueComment: {
    id: ({ nodeId }: Comment) => nodeId,
    databaseId: ({ id }: Comment) => id,
    fullDatabaseId: ({ id }: Comment) => String(id),
    body: ({ body }: Comment) => body,
    bodyText: ({ body }: Comment) => body,
    author: ({ author }: Comment) => author,
    authorAssociation: ({ issue, author }: Comment) => association(issue.repository, author),
    createdAt: ({ createdAt }: Comment) => createdAt,
    updatedAt: ({ updatedAt }: Comment) => updatedAt,
    issue: ({ issue }: Comment) => issue,
    repository: ({ issue }: Comment) => issue.repository,
    isMinimized: () => false,
    ...edited,
    url: ({ issue, id }: Comment, _args: unknown, { world }: GraphqlContext) =>
      `${issueHtml(world, issue)}#issuecomment-${id}`,
  },
  UserContentEdit: {
    id: ({ nodeId }: ContentEdit) => nodeId,
    createdAt: ({ editedAt }: ContentEdit) => editedAt,
    updatedAt: ({ editedAt }: ContentEdit) => editedAt,
    editedAt: ({ editedAt }: ContentEdit) => editedAt,
    editor: ({ editor }: ContentEdit) => editor,
    diff: ({ diff }: ContentEdit) => diff,
    deletedAt: () => null,
    deletedBy: () => null,
  },
  Reaction: {
    id: ({ nodeId }: Reaction) => nodeId,
    databaseId: ({ id }: Reaction) => id,
    createdAt: ({ createdAt }: Reaction) => createdAt,
    user: ({ user }: Reaction) => (user.kind === 'User' ? user : null),
  },
  CheckSuite: {
    id: ({ nodeId }: CheckSuite) => nodeId,
    databaseId: ({ id }: CheckSuite) => id,
    app: ({ app }: CheckSuite) => app,
    createdAt: ({ createdAt }: CheckSuite) => createdAt,
    updatedAt: ({ updatedAt }: CheckSuite) => updatedAt,
    repository: ({ repository }: CheckSuite) => repository,
    checkRuns: ({ runs }: CheckSuite, args: PageArguments) => connection(runs, args),
  },
  CheckRun: {
    id: ({ nodeId }: CheckRun) => nodeId,
    databaseId: ({ id }: CheckRun) => id,
    name: ({ name }: CheckRun) => name,
    status: ({ status }: CheckRun) => status.toUpperCase(),
    conclusion: ({ conclusion }: CheckRun) => conclusion?.toUpperCase() ?? null,
    title: ({ title }: CheckRun) => title,
    summary: ({ summary }: CheckRun) => summary,
    text: ({ text }: CheckRun) => text,
    externalId: ({ externalId }: CheckRun) => externalId,
    startedAt: ({ startedAt }: CheckRun) => startedAt,
    completedAt: ({ completedAt }: CheckRun) => completedAt,
    checkSuite: ({ suite }: CheckRun) => suite,
    repository: ({ suite }: CheckRun) => suite.repository,
    url: ({ suite, id }: CheckRun, _args: unknown, { world }: GraphqlContext) =>
      `${repositoryHtml(world, suite.repository)}/runs/${id}`,
  },
} satisfies Resolvers;
