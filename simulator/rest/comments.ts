import type { Request, Route } from '../http/context.js';
import { actorOf, json, noContent } from '../http/context.js';
import { page } from '../http/pagination.js';
import { createComment, deleteComment, editComment, react } from '../state/comments.js';
import { notFound } from '../state/problem.js';
import type { Comment, Reaction, ReactionContent, Repository } from '../state/types.js';
import { presentComment, presentReaction } from './present/issues.js';
import { issueOf, onRepository, text } from './repository-route.js';

const READ = { issues: 'read', pull_requests: 'read' } as const;
const WRITE = { issues: 'write', pull_requests: 'write' } as const;

function commentOf(request: Request, repository: Repository): Comment {
  const id = Number(request.params['comment_id']);
  for (const issue of repository.issues.values()) {
    for (const comment of issue.comments) if (comment.id === id) return comment;
  }
  throw notFound();
}

function addReaction(request: Request, subject: { readonly reactions: Reaction[] }): ReturnType<typeof json> {
  const content = request.body['content'] as ReactionContent;
  const { reaction, created } = react(request.world, actorOf(request.auth), subject, content);
  return json(presentReaction(request.world, reaction), created ? 201 : 200);
}

function listReactions(request: Request, { reactions }: { readonly reactions: readonly Reaction[] }) {
  const { content } = request.query;
  const wanted = reactions.filter((reaction) => content === undefined || reaction.content === content);
  return page(request, wanted, (reaction) => presentReaction(request.world, reaction));
}

export const commentRoutes = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': onRepository(READ, (request, repository) => {
    const { since } = request.query;
    const comments = issueOf(request, repository).comments.filter(
      (comment) => since === undefined || Date.parse(comment.updatedAt) >= Date.parse(since),
    );
    return page(request, comments, (comment) => presentComment(request.world, comment));
  }),
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': onRepository(WRITE, (request, repository) => {
    const issue = issueOf(request, repository);
    const comment = createComment(
      request.world,
      actorOf(request.auth),
      issue,
      text(request.body['body']) ?? '',
    );
    return json(presentComment(request.world, comment), 201);
  }),
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': onRepository(READ, (request, repository) =>
    json(presentComment(request.world, commentOf(request, repository))),
  ),
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': onRepository(WRITE, (request, repository) => {
    const comment = commentOf(request, repository);
    editComment(request.world, actorOf(request.auth), comment, text(request.body['body']) ?? '');
    return json(presentComment(request.world, comment));
  }),
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': onRepository(WRITE, (request, repository) => {
    deleteComment(request.world, actorOf(request.auth), commentOf(request, repository));
    return noContent();
  }),
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': onRepository(
    READ,
    (request, repository) => listReactions(request, commentOf(request, repository)),
  ),
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': onRepository(
    WRITE,
    (request, repository) => addReaction(request, commentOf(request, repository)),
  ),
  'GET /repos/{owner}/{repo}/issues/{issue_number}/reactions': onRepository(READ, (request, repository) =>
    listReactions(request, issueOf(request, repository)),
  ),
  'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions': onRepository(WRITE, (request, repository) =>
    addReaction(request, issueOf(request, repository)),
  ),
} satisfies Record<string, Route>;
