/** Changing issues, comments and labels by GraphQL. */
import { absent } from '../../absent.js';
import { createComment, editComment } from '../../state/comments.js';
import { createIssue, editIssue, setLabels, setState, type IssueEdit } from '../../state/issues.js';
import { createLabel } from '../../state/labels.js';
import { react } from '../../state/comments.js';
import { commitFiles } from '../../state/pushes.js';
import { Problem, unprocessable } from '../../state/problem.js';
import type { FileChange } from '../../state/git.js';
import type {
  Account,
  Comment,
  Issue,
  IssueStateReason,
  Label,
  Milestone,
  ReactionContent,
  Repository,
} from '../../state/types.js';
import { actor, needNode, requireRepository, type GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';
import { branchRef, gitNode } from './git.js';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

const WRITE = { issues: 'write', pull_requests: 'write' } as const;

function issueOf(
  context: GraphqlContext,
  id: string,
  kinds: readonly ('Issue' | 'PullRequest')[] = ['Issue'],
): Issue {
  const issue = needNode<Issue>(context, id, kinds);
  requireRepository(context, issue.repository, WRITE);
  return issue;
}

function labelNames(context: GraphqlContext, ids: readonly string[] | null | undefined): string[] {
  return (ids ?? []).map((id) => needNode<Label>(context, id, ['Label']).name);
}

function milestoneOf(context: GraphqlContext, id: string | null | undefined): Milestone | null {
  return absent(id) ? null : needNode<Milestone>(context, id, ['Milestone']);
}

function logins(context: GraphqlContext, ids: readonly string[] | null | undefined): string[] {
  return (ids ?? []).map((id) => needNode<Account>(context, id, ['User']).login);
}

interface IssueInput {
  readonly title?: string | null;
  readonly body?: string | null;
  readonly labelIds?: readonly string[] | null;
  readonly assigneeIds?: readonly string[] | null;
  readonly milestoneId?: string | null;
}

function create(
  _source: unknown,
  { input }: Input<IssueInput & { repositoryId: string }>,
  context: GraphqlContext,
) {
  const repository = needNode<Repository>(context, input.repositoryId, ['Repository']);
  requireRepository(context, repository, { issues: 'write' });
  const issue = createIssue(context.world, actor(context), repository, {
    title: input.title ?? '',
    body: input.body ?? null,
    labels: labelNames(context, input.labelIds),
    assignees: logins(context, input.assigneeIds),
    milestone: milestoneOf(context, input.milestoneId),
  });
  return { issue };
}

function update(
  _source: unknown,
  { input }: Input<IssueInput & { id: string; state?: 'OPEN' | 'CLOSED' | null }>,
  context: GraphqlContext,
) {
  const issue = issueOf(context, input.id);
  const edit: IssueEdit = {};
  if (!absent(input.title)) edit.title = input.title;
  if (!absent(input.body)) edit.body = input.body;
  if (input.labelIds !== undefined) edit.labels = labelNames(context, input.labelIds);
  if (input.assigneeIds !== undefined) edit.assignees = logins(context, input.assigneeIds);
  if (input.milestoneId !== undefined) edit.milestone = milestoneOf(context, input.milestoneId);
  if (!absent(input.state)) edit.state = input.state === 'OPEN' ? 'open' : 'closed';
  return { issue: editIssue(context.world, actor(context), issue, edit) };
}

function changeLabels(
  context: GraphqlContext,
  input: { labelableId: string; labelIds: readonly string[] },
  next: (before: Label[], named: Label[]) => Label[],
) {
  const issue = issueOf(context, input.labelableId, ['Issue', 'PullRequest']);
  const named = input.labelIds.map((id) => needNode<Label>(context, id, ['Label']));
  setLabels(context.world, actor(context), issue, next(issue.labels, named));
  return { labelable: issue };
}

interface CommitInput {
  readonly branch: {
    readonly id?: string | null;
    readonly repositoryNameWithOwner?: string | null;
    readonly branchName?: string | null;
  };
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly expectedHeadOid: string;
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
    readonly deletions?: readonly { readonly path: string }[] | null;
  } | null;
}

function commit(_source: unknown, { input }: Input<CommitInput>, context: GraphqlContext) {
  const { world } = context;
  const [owner = '', name = ''] = (input.branch.repositoryNameWithOwner ?? '').split('/');
  const repository = world.find(owner, name)?.repository;
  if (repository === undefined)
    throw new Problem(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  requireRepository(context, repository, { contents: 'write' });
  const branch = input.branch.branchName ?? '';
  if (repository.branches.get(branch) !== input.expectedHeadOid) {
    throw unprocessable('Expected branch to point to the given oid but it did not');
  }
  const files: Record<string, FileChange> = {};
  for (const { path, contents } of input.fileChanges?.additions ?? [])
    files[path] = Buffer.from(contents, 'base64');
  for (const { path } of input.fileChanges?.deletions ?? []) files[path] = null;
  const { headline, body } = input.message;
  const message = absent(body) || body === '' ? headline : `${headline}\n\n${body}`;
  const made = commitFiles(world, actor(context), repository, { branch, message, files });
  return { commit: gitNode(repository, made), ref: branchRef(repository, branch) };
}

const REACTIONS: Readonly<Record<string, ReactionContent>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  HOORAY: 'hooray',
  CONFUSED: 'confused',
  HEART: 'heart',
  ROCKET: 'rocket',
  EYES: 'eyes',
};

export const mutationResolvers = {
  Mutation: {
    createIssue: create,
    updateIssue: update,
    closeIssue: (
      _source: unknown,
      { input }: Input<{ issueId: string; stateReason?: string | null }>,
      context: GraphqlContext,
    ) => {
      const issue = issueOf(context, input.issueId);
      const reason = (input.stateReason ?? 'COMPLETED').toLowerCase() as IssueStateReason;
      setState(context.world, actor(context), issue, 'closed', reason);
      return { issue };
    },
    reopenIssue: (_source: unknown, { input }: Input<{ issueId: string }>, context: GraphqlContext) => {
      const issue = issueOf(context, input.issueId);
      setState(context.world, actor(context), issue, 'open', null);
      return { issue };
    },
    addComment: (
      _source: unknown,
      { input }: Input<{ subjectId: string; body: string }>,
      context: GraphqlContext,
    ) => {
      const issue = issueOf(context, input.subjectId, ['Issue', 'PullRequest']);
      const comment = createComment(context.world, actor(context), issue, input.body);
      return { subject: issue, commentEdge: { cursor: comment.nodeId, node: comment }, timelineEdge: null };
    },
    updateIssueComment: (
      _source: unknown,
      { input }: Input<{ id: string; body: string }>,
      context: GraphqlContext,
    ) => {
      const comment = needNode<Comment>(context, input.id, ['IssueComment']);
      requireRepository(context, comment.issue.repository, WRITE);
      editComment(context.world, actor(context), comment, input.body);
      return { issueComment: comment };
    },
    addReaction: (
      _source: unknown,
      { input }: Input<{ subjectId: string; content: string }>,
      context: GraphqlContext,
    ) => {
      const subject = needNode<Issue | Comment>(context, input.subjectId, [
        'Issue',
        'PullRequest',
        'IssueComment',
      ]);
      requireRepository(
        context,
        subject.kind === 'IssueComment' ? subject.issue.repository : subject.repository,
        WRITE,
      );
      const content = REACTIONS[input.content] ?? 'eyes';
      return { reaction: react(context.world, actor(context), subject, content).reaction, subject };
    },
    createLabel: (
      _source: unknown,
      { input }: Input<{ repositoryId: string; name: string; color: string; description?: string | null }>,
      context: GraphqlContext,
    ) => {
      const repository = needNode<Repository>(context, input.repositoryId, ['Repository']);
      requireRepository(context, repository, WRITE);
      const { name, color, description = null } = input;
      return { label: createLabel(context.world, actor(context), repository, { name, color, description }) };
    },
    addLabelsToLabelable: (
      _source: unknown,
      { input }: Input<{ labelableId: string; labelIds: readonly string[] }>,
      context: GraphqlContext,
    ) => changeLabels(context, input, (before, named) => [...new Set([...before, ...named])]),
    removeLabelsFromLabelable: (
      _source: unknown,
      { input }: Input<{ labelableId: string; labelIds: readonly string[] }>,
      context: GraphqlContext,
    ) => changeLabels(context, input, (before, named) => before.filter((label) => !named.includes(label))),
    createCommitOnBranch: commit,
  },
} satisfies Resolvers;
