import { pullFiles } from '../../state/pulls.js';
import type { Issue, PullRequest, Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';
import { presentUser, presentUserOrNull, type Shape } from './accounts.js';
import { association, issueHtml, presentIssue } from './issues.js';
import { presentMinimal, repositoryUrl } from './repositories.js';

export function presentSimplePull(world: World, issue: Issue, pull: PullRequest): Shape {
  const { repository, number } = issue;
  const api = repositoryUrl(world, repository);
  const url = `${api}/pulls/${number}`;
  const html = issueHtml(world, issue);
  const shared = presentIssue(world, issue);
  const link = (href: string): Shape => ({ href });
  return {
    url,
    id: pull.id,
    node_id: issue.nodeId,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${api}/issues/${number}`,
    number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: presentUser(world, issue.author),
    body: issue.body,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    assignee: shared['assignee'],
    assignees: shared['assignees'],
    requested_reviewers: [],
    requested_teams: [],
    labels: shared['labels'],
    milestone: shared['milestone'],
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${number}/comments`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    head: side(world, pull.headRepository, pull.headRef, pull.headSha),
    base: side(world, repository, pull.baseRef, pull.baseSha),
    _links: {
      self: link(url),
      html: link(html),
      issue: link(`${api}/issues/${number}`),
      comments: link(`${api}/issues/${number}/comments`),
      review_comments: link(`${url}/comments`),
      review_comment: link(`${api}/pulls/comments{/number}`),
      commits: link(`${url}/commits`),
      statuses: link(`${api}/statuses/${pull.headSha}`),
    },
    author_association: association(repository, issue.author),
    auto_merge: null,
    active_lock_reason: issue.lockReason,
  };
}

export function presentPull(world: World, issue: Issue, pull: PullRequest): Shape {
  const files = pullFiles(issue.repository, pull.baseSha, pull.headSha);
  return {
    ...presentSimplePull(world, issue, pull),
    merged: pull.mergedAt !== null,
    mergeable: issue.state === 'open' ? true : null,
    rebaseable: issue.state === 'open' ? true : null,
    mergeable_state: issue.state === 'open' ? 'clean' : 'unknown',
    merged_by: presentUserOrNull(world, pull.mergedBy),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 0,
    deletions: 0,
    changed_files: files.length,
  };
}

function side(world: World, repository: Repository, ref: string, sha: string): Shape {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: presentUser(world, repository.owner),
    repo: { ...presentMinimal(world, repository) },
  };
}
