/** Commits to branches, and what follows: push, check suites, pull requests that move. */
import type { FileChange, GitCommit, Signature } from './git.js';
import { diffTrees, log } from './history.js';
import { ensureSuite } from './checks.js';
import { Problem } from './problem.js';
import { requireWritable } from './repositories.js';
import type { PushedCommit } from './events.js';
import type { Account, Actor, Repository } from './types.js';
import { utc, type World } from './world.js';

const NO_COMMIT = '0'.repeat(40);

export interface CommitInput {
  branch?: string;
  message: string;
  /** Text or bytes of each file; null deletes it. */
  files: Readonly<Record<string, FileChange>>;
  /** ISO 8601; default: now. */
  date?: string;
}

/** One commit with its files on a branch (made from the default branch where it is new). */
export function commitFiles(
  world: World,
  actor: Actor,
  repository: Repository,
  input: CommitInput,
): GitCommit {
  const commit = addCommit(world, actor, repository, input);
  moveBranch(world, actor, repository, input.branch ?? repository.defaultBranch, commit.oid);
  return commit;
}

/** The commit alone, on no branch yet. */
export function addCommit(world: World, actor: Actor, repository: Repository, input: CommitInput): GitCommit {
  requireWritable(repository);
  const { git, branches } = repository;
  const branch = input.branch ?? repository.defaultBranch;
  const parent = git.commits.get(branches.get(branch) ?? branches.get(repository.defaultBranch) ?? '');
  if (parent?.tree === null) throw new Problem(409, 'The files of this commit are not known here');
  const tree = git.changeTree(parent?.tree ?? null, new Map(Object.entries(input.files)));
  const author = signature(actor.account, input.date ?? utc(world.clock.now()));
  const parents = parent === undefined ? [] : [parent.oid];
  const { message } = input;
  return git.addCommit({ tree: tree.oid, parents, author, committer: author, message, changedFiles: null });
}

export function moveBranch(
  world: World,
  actor: Actor,
  repository: Repository,
  branch: string,
  after: string,
): void {
  const { branches } = repository;
  const before = branches.get(branch);
  if (before === after) return;
  branches.set(branch, after);
  repository.pushedAt = world.now();
  repository.updatedAt = world.now();
  const { commits, forced } = pushed(repository, before, after);
  const ref = `refs/heads/${branch}`;
  const push = { ref, before: before ?? NO_COMMIT, after, forced, commits };
  world.emit({ name: 'push', action: null, actor, repository, push });
  requestSuites(world, actor, repository, after, branch);
  syncPulls(world, actor, repository, branch, before ?? NO_COMMIT, after);
}

export function deleteBranch(world: World, actor: Actor, repository: Repository, branch: string): void {
  const before = repository.branches.get(branch);
  if (before === undefined) return;
  repository.branches.delete(branch);
  const push = { ref: `refs/heads/${branch}`, before, after: NO_COMMIT, forced: false, commits: [] };
  world.emit({ name: 'push', action: null, actor, repository, push });
}

function pushed(
  repository: Repository,
  before: string | undefined,
  after: string,
): { commits: PushedCommit[]; forced: boolean } {
  const { git } = repository;
  const from = git.commits.get(before ?? '');
  const to = git.commits.get(after);
  if (to === undefined) return { commits: [], forced: false };
  const old = from === undefined ? [] : log(git, from).map((commit) => commit.oid);
  const known = new Set(old);
  const fresh = log(git, to).filter((commit) => !known.has(commit.oid));
  const forced = before !== undefined && !log(git, to).some((commit) => commit.oid === before);
  const newest = fresh.slice(0, 20).reverse();
  return { commits: newest.map((commit) => pushedCommit(repository, commit)), forced };
}

function pushedCommit(repository: Repository, commit: GitCommit): PushedCommit {
  const { git } = repository;
  const parent = git.commits.get(commit.parents[0] ?? '');
  const files = commit.tree === null ? [] : diffTrees(git, parent?.tree ?? null, commit.tree);
  const paths = (status: string): string[] =>
    files.filter((file) => file.status === status).map((file) => file.path);
  const { oid } = commit;
  return { oid, added: paths('added'), removed: paths('removed'), modified: paths('modified') };
}

/** Every App that may write checks gets an empty suite for a pushed commit. */
export function requestSuites(
  world: World,
  actor: Actor,
  repository: Repository,
  sha: string,
  branch: string | null,
): void {
  for (const installation of world.installations.values()) {
    if (installation.account !== repository.owner || installation.permissions['checks'] !== 'write') continue;
    if (installation.suspendedAt !== null) continue;
    if (installation.selection === 'selected' && !installation.selected.has(repository.id)) continue;
    const checkSuite = ensureSuite(world, repository, installation.app, sha, branch);
    world.emit({ name: 'check_suite', action: 'requested', actor, repository, checkSuite, installation });
  }
}

/** Pull requests whose head this branch is get the new commit. */
function syncPulls(
  world: World,
  actor: Actor,
  head: Repository,
  branch: string,
  before: string,
  after: string,
): void {
  for (const repository of world.networkOf(head)) {
    for (const issue of repository.issues.values()) {
      const { pull } = issue;
      if (pull === null || issue.state !== 'open') continue;
      if (pull.headRepository !== head || pull.headRef !== branch) continue;
      pull.headSha = after;
      issue.updatedAt = world.now();
      const extra = { before, after };
      world.emit({ name: 'pull_request', action: 'synchronize', actor, repository, issue, extra });
    }
  }
}

export function signature(account: Account, date: string): Signature {
  const email = `${account.id}+${account.login}@users.noreply.github.com`;
  return { name: account.name ?? account.login, email, date, login: account.login };
}
