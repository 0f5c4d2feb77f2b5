/** Issues, comments, labels, milestones and reactions. */
import { roleOf } from '../../state/repositories.js';
import { milestoneCounts } from '../../state/milestones.js';
import type { Account, Comment, Issue, Label, Milestone, Reaction, Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';
import { presentApp, presentUser, presentUserOrNull, type Shape } from './accounts.js';
import { repositoryHtml, repositoryUrl } from './repositories.js';

export function presentIssue(world: World, issue: Issue): Shape {
  const { repository, number, app, pull } = issue;
  const url = `${repositoryUrl(world, repository)}/issues/${number}`;
  const isPull = issue.kind === 'PullRequest';
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issueHtml(world, issue),
    id: issue.id,
    node_id: issue.nodeId,
    number,
    title: issue.title,
    user: presentUser(world, issue.author),
    labels: issue.labels.map((label) => presentLabel(world, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: presentUserOrNull(world, issue.assignees[0] ?? null),
    assignees: issue.assignees.map((account) => presentUser(world, account)),
    milestone: issue.milestone === null ? null : presentMilestone(world, issue.milestone),
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: presentUserOrNull(world, issue.closedBy),
    author_association: association(repository, issue.author),
    active_lock_reason: issue.lockReason,
    body: issue.body,
    reactions: presentReactions(`${url}/reactions`, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: app === null ? null : presentApp(world, app),
    state_reason: issue.stateReason,
    ...(isPull && pull !== null ? { pull_request: pullLinks(world, issue, pull.mergedAt) } : {}),
  };
}

function pullLinks(world: World, issue: Issue, mergedAt: string | null): Shape {
  const html = issueHtml(world, issue);
  const url = `${repositoryUrl(world, issue.repository)}/pulls/${issue.number}`;
  return { url, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`, merged_at: mergedAt };
}

export function issueHtml(world: World, issue: Issue): string {
  const folder = issue.kind === 'PullRequest' ? 'pull' : 'issues';
  return `${repositoryHtml(world, issue.repository)}/${folder}/${issue.number}`;
}

/** As on GitHub, members whose membership is private look like strangers: never to be relied on. */
export function association(repository: Repository, account: Account): string {
  if (account.kind === 'Bot') return 'NONE';
  if (repository.owner === account) return 'OWNER';
  if (repository.collaborators.has(account.login.toLowerCase())) return 'COLLABORATOR';
  return roleOf(repository, account) === 'admin' ? 'MEMBER' : 'NONE';
}

export function presentComment(world: World, comment: Comment): Shape {
  const { issue, app } = comment;
  const url = `${repositoryUrl(world, issue.repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${issueHtml(world, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(world, issue.repository)}/issues/${issue.number}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: presentUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(issue.repository, comment.author),
    body: comment.body,
    reactions: presentReactions(`${url}/reactions`, comment.reactions),
    performed_via_github_app: app === null ? null : presentApp(world, app),
  };
}

const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const;

function presentReactions(url: string, reactions: readonly Reaction[]): Shape {
  const counts: Shape = { url, total_count: reactions.length };
  for (const content of REACTIONS) {
    counts[content] = reactions.filter((reaction) => reaction.content === content).length;
  }
  return counts;
}

export function presentReaction(world: World, reaction: Reaction): Shape {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: presentUser(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

export function presentLabel(world: World, label: Label): Shape {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(world, label.repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function presentMilestone(world: World, milestone: Milestone): Shape {
  const { repository, number } = milestone;
  const url = `${repositoryUrl(world, repository)}/milestones/${number}`;
  const counts = milestoneCounts(milestone);
  return {
    url,
    html_url: `${repositoryHtml(world, repository)}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestone.nodeId,
    number,
    title: milestone.title,
    description: milestone.description,
    creator: presentUserOrNull(world, milestone.creator),
    open_issues: counts.open,
    closed_issues: counts.closed,
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn,
    closed_at: milestone.closedAt,
  };
}
