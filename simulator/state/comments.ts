import { noteEdit } from './edits.js';
import { checkBody, mayTriage, requireIssues } from './issues.js';
import { invalid, Problem } from './problem.js';
import { requireWritable } from './repositories.js';
import type { Actor, Comment, Issue, Reaction, ReactionContent } from './types.js';
import type { World } from './world.js';

export function createComment(world: World, actor: Actor, issue: Issue, body: string): Comment {
  const { repository } = issue;
  if (issue.kind === 'Issue') requireIssues(repository);
  requireWritable(repository);
  if (issue.locked && !mayTriage(repository, actor)) {
    throw new Problem(403, 'Unable to create comment because issue is locked.');
  }
  if (body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field');
  checkBody('IssueComment', body);
  const now = world.now();
  const comment = world.create<Comment>('comment', (ids) => ({
    ...ids,
    kind: 'IssueComment',
    issue,
    author: actor.account,
    app: actor.app,
    body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
    edits: [],
  }));
  issue.comments.push(comment);
  issue.updatedAt = now;
  world.emit({ name: 'issue_comment', action: 'created', actor, repository, issue, comment });
  return comment;
}

export function editComment(world: World, actor: Actor, comment: Comment, body: string): void {
  const { issue } = comment;
  requireWritable(issue.repository);
  checkBody('IssueComment', body);
  const changes = { body: { from: comment.body } };
  noteEdit(world, actor, comment, body);
  comment.body = body;
  comment.updatedAt = world.now();
  const { repository } = issue;
  world.emit({ name: 'issue_comment', action: 'edited', actor, repository, issue, comment, changes });
}

export function deleteComment(world: World, actor: Actor, comment: Comment): void {
  const { issue } = comment;
  requireWritable(issue.repository);
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  world.forget(comment);
  const { repository } = issue;
  world.emit({ name: 'issue_comment', action: 'deleted', actor, repository, issue, comment });
}

/** Adds a reaction; the same one by the same account again is found, not added. */
export function react(
  world: World,
  actor: Actor,
  subject: { readonly reactions: Reaction[] },
  content: ReactionContent,
): { reaction: Reaction; created: boolean } {
  const existing = subject.reactions.find(
    (reaction) => reaction.user === actor.account && reaction.content === content,
  );
  if (existing !== undefined) return { reaction: existing, created: false };
  const reaction = world.create<Reaction>('reaction', (ids) => ({
    ...ids,
    kind: 'Reaction',
    user: actor.account,
    content,
    createdAt: world.now(),
  }));
  subject.reactions.push(reaction);
  return { reaction, created: true };
}
