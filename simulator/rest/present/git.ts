/** Commits, trees, blobs and files. */
import type { GitBlob, GitCommit, Signature, TreeEntry } from '../../state/git.js';
import type { TreeDifference } from '../../state/history.js';
import type { Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';
import { presentUserOrNull, type Shape } from './accounts.js';
import { repositoryHtml, repositoryUrl } from './repositories.js';

const NO_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const UNVERIFIED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

export function presentCommit(world: World, repository: Repository, commit: GitCommit): Shape {
  const api = repositoryUrl(world, repository);
  const url = `${api}/commits/${commit.oid}`;
  return {
    sha: commit.oid,
    node_id: gitNodeId('C_kwDO', repository, commit.oid),
    commit: {
      author: presentSignature(commit.author),
      committer: presentSignature(commit.committer),
      message: commit.message,
      tree: treeOf(api, commit),
      url: `${api}/git/commits/${commit.oid}`,
      comment_count: 0,
      verification: UNVERIFIED,
    },
    url,
    html_url: `${repositoryHtml(world, repository)}/commit/${commit.oid}`,
    comments_url: `${url}/comments`,
    author: presentUserOrNull(world, accountOf(world, commit.author)),
    committer: presentUserOrNull(world, accountOf(world, commit.committer)),
    parents: commit.parents.map((sha) => presentParent(world, repository, sha)),
  };
}

export function presentGitCommit(world: World, repository: Repository, commit: GitCommit): Shape {
  const api = repositoryUrl(world, repository);
  return {
    sha: commit.oid,
    node_id: gitNodeId('C_kwDO', repository, commit.oid),
    url: `${api}/git/commits/${commit.oid}`,
    html_url: `${repositoryHtml(world, repository)}/commit/${commit.oid}`,
    author: presentSignature(commit.author),
    committer: presentSignature(commit.committer),
    tree: treeOf(api, commit),
    message: commit.message,
    parents: commit.parents.map((sha) => presentParent(world, repository, sha)),
    verification: UNVERIFIED,
  };
}

function presentParent(world: World, repository: Repository, sha: string): Shape {
  const html = `${repositoryHtml(world, repository)}/commit/${sha}`;
  return { sha, url: `${repositoryUrl(world, repository)}/commits/${sha}`, html_url: html };
}

function treeOf(api: string, commit: GitCommit): Shape {
  const sha = commit.tree ?? NO_TREE;
  return { sha, url: `${api}/git/trees/${sha}` };
}

function presentSignature({ name, email, date }: Signature): Shape {
  return { name, email, date: `${new Date(date).toISOString().slice(0, 19)}Z` };
}

function accountOf(world: World, { login }: Signature): ReturnType<World['account']> {
  return login === null ? null : world.account(login);
}

export function presentTreeEntry(
  world: World,
  repository: Repository,
  path: string,
  { mode, oid }: TreeEntry,
): Shape {
  const { git } = repository;
  if (mode === '160000') return { path, mode, type: 'commit', sha: oid };
  const isTree = mode === '040000';
  const url = `${repositoryUrl(world, repository)}/git/${isTree ? 'trees' : 'blobs'}/${oid}`;
  if (isTree) return { path, mode, type: 'tree', sha: oid, url };
  return { path, mode, type: 'blob', sha: oid, size: git.blobs.get(oid)?.size ?? 0, url };
}

export function base64Of(blob: GitBlob): string {
  const bytes =
    typeof blob.content === 'string' ? Buffer.from(blob.content) : (blob.content ?? Buffer.alloc(0));
  // GitHub breaks base64 every 60 characters.
  return bytes.toString('base64').replace(/.{60}/g, '$&\n');
}

/** `content-file`, or a directory's entry where `withContent` is false. */
export function presentFile(
  world: World,
  repository: Repository,
  file: { path: string; entry: TreeEntry; ref: string },
  withContent: boolean,
): Shape {
  const { path, entry, ref } = file;
  const api = repositoryUrl(world, repository);
  const html = `${repositoryHtml(world, repository)}/${entry.mode === '040000' ? 'tree' : 'blob'}/${ref}/${encodePath(path)}`;
  const self = `${api}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${api}/git/${entry.mode === '040000' ? 'trees' : 'blobs'}/${entry.oid}`;
  const blob = repository.git.blobs.get(entry.oid);
  const isFile = entry.mode === '100644' || entry.mode === '100755';
  const raw = `https://raw.githubusercontent.com/${repository.owner.login}/${repository.name}/${ref}/${encodePath(path)}`;
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    sha: entry.oid,
    size: blob?.size ?? 0,
    url: self,
    html_url: html,
    git_url: gitUrl,
    download_url: isFile ? raw : null,
    type: TYPES[entry.mode],
    ...(withContent && blob !== undefined ? { content: base64Of(blob), encoding: 'base64' } : {}),
    _links: { self, git: gitUrl, html },
  };
}

const TYPES = {
  '100644': 'file',
  '100755': 'file',
  '040000': 'dir',
  '120000': 'symlink',
  '160000': 'submodule',
} as const;

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

export function presentDiff(
  world: World,
  repository: Repository,
  difference: TreeDifference,
  headSha: string,
): Shape {
  const { path, status, before, after } = difference;
  const html = repositoryHtml(world, repository);
  const api = repositoryUrl(world, repository);
  const lines = countLines(repository, before?.oid, after?.oid);
  return {
    sha: after?.oid ?? before?.oid ?? null,
    filename: path,
    status,
    ...lines,
    changes: lines.additions + lines.deletions,
    blob_url: `${html}/blob/${headSha}/${encodePath(path)}`,
    raw_url: `${html}/raw/${headSha}/${encodePath(path)}`,
    contents_url: `${api}/contents/${encodePath(path)}?ref=${headSha}`,
  };
}

/** Lines that only one side has; moved lines are not looked for. */
function countLines(
  repository: Repository,
  before: string | undefined,
  after: string | undefined,
): { additions: number; deletions: number } {
  const old = linesOf(repository, before);
  const now = linesOf(repository, after);
  const oldSet = new Set(old);
  const newSet = new Set(now);
  return {
    additions: now.filter((line) => !oldSet.has(line)).length,
    deletions: old.filter((line) => !newSet.has(line)).length,
  };
}

function linesOf(repository: Repository, oid: string | undefined): string[] {
  const content = oid === undefined ? undefined : repository.git.blobs.get(oid)?.content;
  return typeof content === 'string' ? content.split('\n') : [];
}

export function gitNodeId(prefix: string, repository: Repository, oid: string): string {
  return `${prefix}${Buffer.from(`${repository.id}:${oid}`).toString('base64url')}`;
}
