/** Commits, trees, blobs, tags and references; git's objects are shared by forks, so each is seen from a repository. */
import { absent } from '../../absent.js';
import type { GitBlob, GitCommit, GitTree, Signature, TreeEntry } from '../../state/git.js';
import { changedFiles, log, logOfPath, resolveOid } from '../../state/history.js';
import type { GitTag, Issue, Repository } from '../../state/types.js';
import { gitNodeId } from '../../rest/present/git.js';
import { repositoryHtml } from '../../rest/present/repositories.js';
import { connection, type Connection, type PageArguments } from '../connections.js';
import type { GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';

export interface CommitNode {
  readonly kind: 'Commit';
  readonly repository: Repository;
  readonly commit: GitCommit;
}

export interface TreeNode {
  readonly kind: 'Tree';
  readonly repository: Repository;
  readonly tree: GitTree;
  /** Path from the root, where it was reached by one. */
  readonly path: string;
}

export interface BlobNode {
  readonly kind: 'Blob';
  readonly repository: Repository;
  readonly blob: GitBlob;
}

export interface RefNode {
  readonly kind: 'Ref';
  readonly repository: Repository;
  readonly prefix: string;
  readonly name: string;
  readonly oid: string | null;
}

interface EntryNode {
  readonly repository: Repository;
  readonly entry: TreeEntry;
  readonly path: string;
}

export type GitNode = CommitNode | TreeNode | BlobNode;

/** Texts longer than this are cut. */
const LONGEST_TEXT = 512_000;
const MODES: Readonly<Record<string, number>> = {
  '100644': 0o100644,
  '100755': 0o100755,
  '040000': 0o040000,
  '120000': 0o120000,
  '160000': 0o160000,
};

export function gitNode(
  repository: Repository,
  object: GitBlob | GitTree | GitCommit | null,
  path = '',
): GitNode | null {
  if (object === null) return null;
  if (object.kind === 'Commit') return { kind: 'Commit', repository, commit: object };
  if (object.kind === 'Tree') return { kind: 'Tree', repository, tree: object, path };
  return { kind: 'Blob', repository, blob: object };
}

export function branchRef(repository: Repository, name: string): RefNode | null {
  const oid = repository.branches.get(name);
  return oid === undefined ? null : { kind: 'Ref', repository, prefix: 'refs/heads/', name, oid };
}

export function tagRef(repository: Repository, { name, oid }: GitTag): RefNode {
  return { kind: 'Ref', repository, prefix: 'refs/tags/', name, oid };
}

interface HistoryArguments extends PageArguments {
  readonly path?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly author?: { readonly emails?: readonly string[] | null } | null;
}

function history({ repository, commit }: CommitNode, args: HistoryArguments): Connection<CommitNode> {
  const { path, since, until, author } = args;
  const all = absent(path) ? log(repository.git, commit) : logOfPath(repository, commit, path);
  const found = all.filter((one) => {
    const time = Date.parse(one.committer.date);
    if (!absent(since) && time < Date.parse(since)) return false;
    if (!absent(until) && time > Date.parse(until)) return false;
    return absent(author?.emails) || author.emails.includes(one.author.email);
  });
  const isWhole = absent(path) && absent(since) && absent(author) && reachesBack(repository, all);
  const hidden = isWhole ? repository.baseline.hiddenCommits : 0;
  const nodes = found.map((one): CommitNode => ({ kind: 'Commit', repository, commit: one }));
  return connection(nodes, args, nodes.length + hidden);
}

function reachesBack({ baseline }: Repository, commits: readonly GitCommit[]): boolean {
  return baseline.hiddenCommits > 0 && commits.some(({ tree }) => tree === null);
}

function gitActor({ world }: GraphqlContext, signature: Signature): unknown {
  const account = signature.login === null ? null : world.account(signature.login);
  return {
    name: signature.name,
    email: signature.email,
    date: signature.date,
    user: account?.kind === 'User' ? account : null,
    avatarUrl: 'https://avatars.githubusercontent.com/u/0',
  };
}

export function utcOf(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

function headline(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

function pullsWith({ repository, commit }: CommitNode): Issue[] {
  return [...repository.issues.values()].filter(
    ({ pull }) => pull !== null && (pull.headSha === commit.oid || pull.mergeSha === commit.oid),
  );
}

function textOf({ blob }: BlobNode): string | null {
  return typeof blob.content === 'string' ? blob.content.slice(0, LONGEST_TEXT) : null;
}

const object = (prefix: string, folder: string, oid: (node: never) => string) => ({
  id: (node: GitNode) => gitNodeId(prefix, node.repository, oid(node as never)),
  oid: (node: GitNode) => oid(node as never),
  abbreviatedOid: (node: GitNode) => oid(node as never).slice(0, 7),
  repository: (node: GitNode) => node.repository,
  commitUrl: (node: GitNode, _args: unknown, { world }: GraphqlContext) =>
    `${repositoryHtml(world, node.repository)}/${folder}/${oid(node as never)}`,
  commitResourcePath: (node: GitNode) =>
    `/${node.repository.owner.login}/${node.repository.name}/${folder}/${oid(node as never)}`,
});

export const gitResolvers = {
  Commit: {
    ...object('C_kwDO', 'commit', (node: CommitNode) => node.commit.oid),
    additions: () => 0,
    deletions: () => 0,
    author: ({ commit }: CommitNode, _args: unknown, context: GraphqlContext) =>
      gitActor(context, commit.author),
    committer: ({ commit }: CommitNode, _args: unknown, context: GraphqlContext) =>
      gitActor(context, commit.committer),
    authors: ({ commit }: CommitNode, args: PageArguments, context: GraphqlContext) =>
      connection([gitActor(context, commit.author)], args),
    authoredDate: ({ commit }: CommitNode) => utcOf(commit.author.date),
    committedDate: ({ commit }: CommitNode) => utcOf(commit.committer.date),
    pushedDate: () => null,
    authoredByCommitter: ({ commit }: CommitNode) => commit.author.email === commit.committer.email,
    committedViaWeb: () => false,
    changedFiles: ({ repository, commit }: CommitNode) => changedFiles(repository.git, commit) ?? 0,
    changedFilesIfAvailable: ({ repository, commit }: CommitNode) => changedFiles(repository.git, commit),
    message: ({ commit }: CommitNode) => commit.message,
    messageHeadline: ({ commit }: CommitNode) => headline(commit.message),
    messageBody: ({ commit }: CommitNode) => commit.message.split('\n').slice(1).join('\n').trim(),
    parents: ({ repository, commit }: CommitNode, args: PageArguments) => {
      const parents = commit.parents.map((oid) =>
        gitNode(repository, repository.git.commits.get(oid) ?? null),
      );
      return connection(parents, args, commit.parentCount);
    },
    history,
    associatedPullRequests: (node: CommitNode, args: PageArguments) => connection(pullsWith(node), args),
    signature: () => null,
    status: () => null,
    statusCheckRollup: () => null,
    checkSuites: ({ repository, commit }: CommitNode, args: PageArguments) =>
      connection(
        repository.checkSuites.filter((suite) => suite.headSha === commit.oid),
        args,
      ),
    tree: ({ repository, commit }: CommitNode) =>
      gitNode(repository, commit.tree === null ? null : (repository.git.trees.get(commit.tree) ?? null)),
    file: ({ repository, commit }: CommitNode, { path }: { path: string }): EntryNode | null => {
      const entry = commit.tree === null ? null : repository.git.entryAt(commit.tree, path);
      return entry === null ? null : { repository, entry, path };
    },
    url: ({ repository, commit }: CommitNode, _args: unknown, { world }: GraphqlContext) =>
      `${repositoryHtml(world, repository)}/commit/${commit.oid}`,
    resourcePath: ({ repository, commit }: CommitNode) =>
      `/${repository.owner.login}/${repository.name}/commit/${commit.oid}`,
  },
  Tree: {
    ...object('T_kwDO', 'tree', (node: TreeNode) => node.tree.oid),
    entries: ({ repository, tree, path }: TreeNode): EntryNode[] =>
      [...tree.entries.values()].map((entry) => ({
        repository,
        entry,
        path: path === '' ? entry.name : `${path}/${entry.name}`,
      })),
  },
  TreeEntry: {
    name: ({ entry }: EntryNode) => entry.name,
    path: ({ path }: EntryNode) => path,
    mode: ({ entry }: EntryNode) => MODES[entry.mode],
    oid: ({ entry }: EntryNode) => entry.oid,
    type: ({ entry }: EntryNode) =>
      entry.mode === '040000' ? 'tree' : entry.mode === '160000' ? 'commit' : 'blob',
    size: ({ repository, entry }: EntryNode) => repository.git.blobs.get(entry.oid)?.size ?? 0,
    extension: ({ entry }: EntryNode) => /\.[^.]+$/.exec(entry.name)?.[0] ?? '',
    isGenerated: () => false,
    lineCount: ({ repository, entry }: EntryNode) => {
      const content = repository.git.blobs.get(entry.oid)?.content;
      return typeof content === 'string' ? content.split('\n').length : null;
    },
    object: ({ repository, entry, path }: EntryNode) =>
      entry.mode === '160000' ? null : gitNode(repository, resolveOid(repository, entry.oid), path),
    repository: ({ repository }: EntryNode) => repository,
  },
  Blob: {
    ...object('B_kwDO', 'blob', (node: BlobNode) => node.blob.oid),
    byteSize: ({ blob }: BlobNode) => blob.size,
    // Null: "unable to determine the encoding" — the content is not held here.
    isBinary: ({ blob }: BlobNode) => (blob.content === null ? null : typeof blob.content !== 'string'),
    isTruncated: ({ blob }: BlobNode) =>
      typeof blob.content === 'string' && blob.content.length > LONGEST_TEXT,
    text: textOf,
  },
  Ref: {
    id: ({ repository, prefix, name }: RefNode) => gitNodeId('REF_kwDO', repository, `${prefix}${name}`),
    name: ({ name }: RefNode) => name,
    prefix: ({ prefix }: RefNode) => prefix,
    repository: ({ repository }: RefNode) => repository,
    target: ({ repository, oid }: RefNode) =>
      oid === null ? null : gitNode(repository, resolveOid(repository, oid)),
    branchProtectionRule: () => null,
    refUpdateRule: () => null,
    rules: (_node: RefNode, args: PageArguments) => connection([], args),
    associatedPullRequests: ({ repository, name }: RefNode, args: PageArguments) =>
      connection(
        [...repository.issues.values()].filter(({ pull }) => pull?.headRef === name),
        args,
      ),
  },
} satisfies Resolvers;
