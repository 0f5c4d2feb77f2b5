/** Reading a repository's history: names to commits, the log, differences between trees. */
import { createHash } from 'node:crypto';
import type { FileEntry, GitBlob, GitCommit, GitStore, GitTree, TreeEntry } from './git.js';
import type { Repository } from './types.js';

/** The commit a branch, tag, `HEAD`, `refs/…`, `pull/N/head` or (shortened) object id names. */
export function resolveCommit(repository: Repository, name: string): GitCommit | null {
  const oid = resolveName(repository, name);
  if (oid !== null) return repository.git.commits.get(oid) ?? null;
  if (!/^[0-9a-f]{7,40}$/.test(name)) return null;
  if (name.length === 40) return repository.git.commits.get(name) ?? null;
  for (const commit of repository.git.commits.values()) if (commit.oid.startsWith(name)) return commit;
  return null;
}

function resolveName(repository: Repository, name: string): string | null {
  if (name === 'HEAD') return repository.branches.get(repository.defaultBranch) ?? null;
  const short = name.replace(/^refs\//, '');
  const pull = /^pull\/(\d+)\/head$/.exec(short);
  if (pull !== null) return repository.issues.get(Number(pull[1]))?.pull?.headSha ?? null;
  const branch = repository.branches.get(short.replace(/^heads\//, ''));
  return branch ?? repository.tags.get(short.replace(/^tags\//, ''))?.oid ?? null;
}

/** What a git expression names: `HEAD:docs`, `main`, an object id. */
export function resolveExpression(
  repository: Repository,
  expression: string,
): GitBlob | GitTree | GitCommit | null {
  const colon = expression.indexOf(':');
  if (colon < 0) return resolveCommit(repository, expression) ?? resolveOid(repository, expression);
  const name = expression.slice(0, colon);
  const tree = resolveCommit(repository, name)?.tree ?? repository.git.trees.get(name)?.oid ?? null;
  const entry = tree === null ? null : repository.git.entryAt(tree, expression.slice(colon + 1));
  return entry === null || entry.mode === '160000' ? null : resolveOid(repository, entry.oid);
}

export function resolveOid(repository: Repository, oid: string): GitBlob | GitTree | GitCommit | null {
  const { blobs, trees, commits } = repository.git;
  return blobs.get(oid) ?? trees.get(oid) ?? commits.get(oid) ?? null;
}

const MOST_LOGS = 8;
const logs = new WeakMap<GitStore, Map<string, readonly GitCommit[]>>();

/** Commits reachable from one, newest first by commit date; the last few lists are kept. */
export function log(git: GitStore, from: GitCommit): readonly GitCommit[] {
  const kept = logs.get(git) ?? new Map<string, readonly GitCommit[]>();
  logs.set(git, kept);
  let commits = kept.get(from.oid);
  if (commits === undefined) {
    commits = walk(git, from);
    const oldest = kept.keys().next();
    if (kept.size >= MOST_LOGS && oldest.done !== true) kept.delete(oldest.value);
    kept.set(from.oid, commits);
  }
  return commits;
}

function walk(git: GitStore, from: GitCommit): GitCommit[] {
  const seen = new Set<string>();
  const found: GitCommit[] = [];
  const waiting = [from.oid];
  for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
    const commit = git.commits.get(oid);
    if (commit === undefined || seen.has(oid)) continue;
    seen.add(oid);
    found.push(commit);
    waiting.push(...commit.parents);
  }
  const order = new Map(found.map((commit, index) => [commit.oid, index]));
  const time = new Map(found.map((commit) => [commit.oid, Date.parse(commit.committer.date)]));
  return found.sort(
    (a, b) =>
      (time.get(b.oid) ?? 0) - (time.get(a.oid) ?? 0) || (order.get(a.oid) ?? 0) - (order.get(b.oid) ?? 0),
  );
}

/**
 * Commits that changed a path, newest first. Below a snapshot's head only the day of the last change is known: that
 * commit is found by its day, else made from it. A path of which not even that is known gives nothing.
 */
export function logOfPath(repository: Repository, from: GitCommit, path: string): GitCommit[] {
  const { git } = repository;
  const found: GitCommit[] = [];
  const commits = log(git, from);
  for (const commit of commits) {
    if (commit.tree === null) continue;
    const parent = git.commits.get(commit.parents[0] ?? '');
    const here = git.entryAt(commit.tree, path)?.oid ?? null;
    if (parent?.tree === null || (parent === undefined && commit.parentCount > 0)) {
      const known = here === null ? null : lastKnownChange(repository, commits, path);
      if (known !== null) found.push(known);
      break;
    }
    const before = parent === undefined ? null : (git.entryAt(parent.tree, path)?.oid ?? null);
    if (here !== before) found.push(commit);
  }
  return found;
}

function lastKnownChange(
  repository: Repository,
  commits: readonly GitCommit[],
  path: string,
): GitCommit | null {
  const day = lastDay(repository.lastChanged, path);
  if (day === null) return null;
  const sameDay = commits.find((commit) => commit.committer.date.startsWith(day));
  if (sameDay !== undefined) return sameDay;
  const date = `${day}T12:00:00Z`;
  const signature = { name: 'unknown', email: 'unknown@example.org', date, login: null };
  const oid = createHash('sha1').update(`${repository.id}:${path}:${day}`).digest('hex');
  return {
    kind: 'Commit',
    oid,
    tree: null,
    parents: [],
    parentCount: 1,
    author: signature,
    committer: signature,
    message: `Change ${path}`,
    changedFiles: null,
  };
}

function lastDay(lastChanged: ReadonlyMap<string, string>, path: string): string | null {
  const exact = lastChanged.get(path);
  if (exact !== undefined) return exact;
  let newest: string | null = null;
  for (const [file, day] of lastChanged) {
    if ((path === '' || file.startsWith(`${path}/`)) && (newest === null || day > newest)) newest = day;
  }
  return newest;
}

export interface TreeDifference {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly before: FileEntry | null;
  readonly after: FileEntry | null;
}

/** Files that differ between two trees; equal folders are not entered. */
export function diffTrees(git: GitStore, before: string | null, after: string | null): TreeDifference[] {
  const differences: TreeDifference[] = [];
  compareFolders(git, before, after, '', differences);
  return differences.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function compareFolders(
  git: GitStore,
  before: string | null,
  after: string | null,
  prefix: string,
  into: TreeDifference[],
): void {
  if (before === after) return;
  const left = entriesOf(git, before);
  const right = entriesOf(git, after);
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const old = left.get(name);
    const now = right.get(name);
    if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
    const path = `${prefix}${name}`;
    const oldFolder = old?.mode === '040000' ? old.oid : null;
    const newFolder = now?.mode === '040000' ? now.oid : null;
    if (oldFolder !== null || newFolder !== null) compareFolders(git, oldFolder, newFolder, `${path}/`, into);
    const oldFile = old === undefined || oldFolder !== null ? null : { path, mode: old.mode, oid: old.oid };
    const newFile = now === undefined || newFolder !== null ? null : { path, mode: now.mode, oid: now.oid };
    if (oldFile === null && newFile === null) continue;
    const status = oldFile === null ? 'added' : newFile === null ? 'removed' : 'modified';
    into.push({ path, status, before: oldFile, after: newFile });
  }
}

function entriesOf(git: GitStore, oid: string | null): ReadonlyMap<string, TreeEntry> {
  return (oid === null ? undefined : git.trees.get(oid)?.entries) ?? new Map<string, TreeEntry>();
}

/** The newest commit that both reach; null where histories have nothing in common. */
export function mergeBase(git: GitStore, a: GitCommit, b: GitCommit): GitCommit | null {
  const reachable = new Set(log(git, a).map((commit) => commit.oid));
  return log(git, b).find((commit) => reachable.has(commit.oid)) ?? null;
}

/** Files a commit changed against its first parent; null where a snapshot does not say. */
export function changedFiles(git: GitStore, commit: GitCommit): number | null {
  if (commit.changedFiles !== null) return commit.changedFiles;
  if (commit.tree === null || commit.parentCount > 1) return null;
  const parent = git.commits.get(commit.parents[0] ?? '');
  if (parent === undefined) return commit.parentCount === 0 ? git.list(commit.tree).length : null;
  return parent.tree === null ? null : diffTrees(git, parent.tree, commit.tree).length;
}
