/** What a delivery's body says; the shapes of GitHub's own examples. */
import { absent } from '../absent.js';
import {
  presentInstallation,
  presentOrganization,
  presentUser,
  type Shape,
} from '../rest/present/accounts.js';
import { presentCheckRun, presentSuite } from '../rest/present/checks.js';
import { presentComment, presentIssue, presentLabel, presentMilestone } from '../rest/present/issues.js';
import { presentItemPayload, presentProject } from '../rest/present/projects.js';
import { presentPull } from '../rest/present/pulls.js';
import { presentRelease } from '../rest/present/releases.js';
import { presentMinimal, repositoryHtml } from '../rest/present/repositories.js';
import { installedRepositories } from '../state/apps.js';
import type { PushEvent, WorldEvent } from '../state/events.js';
import type { Account, Installation, Repository } from '../state/types.js';
import { fullName, type World } from '../state/world.js';

export function buildPayload(world: World, event: WorldEvent, installation: Installation): Shape {
  const { repository, actor, action } = event;
  const account = event.account ?? repository?.owner ?? installation.account;
  return {
    ...(action === null ? {} : { action }),
    ...subjectOf(world, event, installation),
    ...(event.changes === undefined ? {} : { changes: event.changes }),
    ...(repository === undefined ? {} : { repository: payloadRepository(world, repository, event) }),
    ...(account.kind === 'Organization' && !event.name.startsWith('installation')
      ? { organization: presentOrganization(world, account) }
      : {}),
    sender: presentUser(world, actor.account),
    ...(event.name.startsWith('installation')
      ? {}
      : { installation: { id: installation.id, node_id: installationNodeId(installation) } }),
  };
}

function subjectOf(world: World, event: WorldEvent, installation: Installation): Shape {
  const { issue, comment, milestone, label, release, checkRun, checkSuite, item, push } = event;
  const shape: Shape = {};
  if (!absent(issue?.pull) && event.name === 'pull_request') {
    shape['number'] = issue.number;
    shape['pull_request'] = presentPull(world, issue, issue.pull);
  } else if (issue !== undefined) shape['issue'] = presentIssue(world, issue);
  if (comment !== undefined) shape['comment'] = presentComment(world, comment);
  if (milestone !== undefined) shape['milestone'] = presentMilestone(world, milestone);
  if (label !== undefined) shape['label'] = presentLabel(world, label);
  if (release !== undefined && event.repository !== undefined) {
    shape['release'] = presentRelease(world, event.repository, release);
  }
  if (checkRun !== undefined) {
    shape['check_run'] = {
      ...presentCheckRun(world, checkRun),
      check_suite: presentSuite(world, checkRun.suite),
    };
  }
  if (checkSuite !== undefined) {
    const headCommit = commitOf(checkSuite.repository, checkSuite.headSha);
    shape['check_suite'] = { ...presentSuite(world, checkSuite), head_commit: headCommit };
  }
  if (item !== undefined) shape['projects_v2_item'] = presentItemPayload(world, item);
  if (event.project !== undefined) shape['projects_v2'] = presentProject(world, event.project);
  if (push !== undefined && event.repository !== undefined) {
    Object.assign(shape, pushPayload(world, event.repository, push, event.actor.account));
  }
  if (event.name.startsWith('installation'))
    Object.assign(shape, installationPayload(world, event, installation));
  return { ...shape, ...event.extra };
}

function payloadRepository(world: World, repository: Repository, event: WorldEvent): Shape {
  const shape = presentMinimal(world, repository);
  if (event.name !== 'push') return shape;
  const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
  return {
    ...shape,
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(repository.pushedAt),
    stargazers: 0,
    master_branch: repository.defaultBranch,
    organization: repository.owner.login,
  };
}

function pushPayload(world: World, repository: Repository, push: PushEvent, pusher: Account): Shape {
  const none = /^0+$/;
  const commits = push.commits.map((commit) => pushedCommit(world, repository, commit));
  const html = repositoryHtml(world, repository);
  const { ref, before, after, forced } = push;
  return {
    ref,
    before,
    after,
    base_ref: null,
    created: none.test(before),
    deleted: none.test(after),
    forced,
    compare: `${html}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: pusher.login, email: `${pusher.login}@users.noreply.github.com` },
  };
}

function pushedCommit(world: World, repository: Repository, pushed: PushEvent['commits'][number]): Shape {
  const commit = repository.git.commits.get(pushed.oid);
  const person = (name: string, email: string, login: string | null): Shape => ({
    name,
    email,
    ...(login === null ? {} : { username: login }),
  });
  const { author, committer } = commit ?? {};
  return {
    id: pushed.oid,
    tree_id: commit?.tree ?? null,
    distinct: true,
    message: commit?.message ?? '',
    timestamp: author?.date ?? null,
    url: `${repositoryHtml(world, repository)}/commit/${pushed.oid}`,
    author: person(author?.name ?? '', author?.email ?? '', author?.login ?? null),
    committer: person(committer?.name ?? '', committer?.email ?? '', committer?.login ?? null),
    added: pushed.added,
    removed: pushed.removed,
    modified: pushed.modified,
  };
}

function commitOf(repository: Repository, oid: string): Shape | null {
  const commit = repository.git.commits.get(oid);
  if (commit === undefined) return null;
  const { tree, message, author, committer } = commit;
  return {
    id: oid,
    tree_id: tree,
    message,
    timestamp: author.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

function installationPayload(world: World, event: WorldEvent, installation: Installation): Shape {
  const shape: Shape = { installation: presentInstallation(world, installation) };
  const brief = (repository: Repository): Shape => ({
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.visibility !== 'public',
  });
  if (event.repositories !== undefined) {
    shape['repository_selection'] = installation.selection;
    shape['repositories_added'] = event.repositories.added.map(brief);
    shape['repositories_removed'] = event.repositories.removed.map(brief);
    shape['requester'] = null;
  } else if (event.name === 'installation_target') {
    shape['account'] = presentUser(world, installation.account);
    shape['target_type'] = installation.account.kind;
  } else {
    shape['repositories'] = installedRepositories(world, installation).map(brief);
    if (event.action === 'created') shape['requester'] = null;
  }
  return shape;
}

function installationNodeId(installation: Installation): string {
  return Buffer.from(`023:IntegrationInstallation${installation.id}`).toString('base64');
}
