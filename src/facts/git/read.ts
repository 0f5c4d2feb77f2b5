import { FactsError } from '../errors.js';
import { known, unknown } from '../fact.js';
import { buildFileTree, type RawEntry } from '../files.js';
import { datedPaths, selectTexts, type Limits } from '../selection/index.js';
import type { FileTree, Head, RepositoryFacts, Tag } from '../types.js';
import { identify, openRepository } from './repository.js';
import { git, gitText, type GitRepository } from './run.js';
import { readTexts } from './texts.js';
import { walkHistory } from './walk.js';

export interface GitOptions {
  /** The day to judge on, `YYYY-MM-DD`: the last commit of the checked out branch on or before it is read. */
  readonly asOf: string;
}

const LIMITS: Limits = { texts: 1000, bytes: 16 * 1024 * 1024 };
/** Entries of a tree beyond these are counted, not listed. */
const MOST_ENTRIES = 250_000;
const MARK = '\u0001';

/**
 * Facts of a git checkout or bare repository, at what is checked out. Nothing of the repository is run, fetched or changed.
 * What only GitHub knows (issues, settings, milestones) is unknown.
 * Throws a FactsError: not-found, not-readable, not-git, empty-repository, before-first-commit, no-git, git-failed.
 */
export async function readGitRepository(path: string, { asOf }: GitOptions): Promise<RepositoryFacts> {
  const repository = await openRepository(path);
  const head = await headOn(repository, path, asOf);
  const tree = await readTree(repository, head.commit);
  const { wanted, unread } = selectTexts(tree, LIMITS);
  const dated = new Set(datedPaths(tree));
  const [identity, texts, walk, totals, branches, tags, defaultBranch] = await Promise.all([
    identify(repository),
    readTexts(repository, wanted),
    walkHistory(repository, head.commit, dated, asOf),
    countHistory(repository, head.commit),
    readBranches(repository),
    readTags(repository, asOf),
    defaultBranchOf(repository),
  ]);
  const { owner, name, url } = identity;
  return {
    owner,
    name,
    nameWithOwner: owner === '' ? name : `${owner}/${name}`,
    id: null,
    url,
    defaultBranch:
      defaultBranch === null ? unknown('not-read', 'no branch is checked out') : known(defaultBranch),
    createdAt: totals.first === null ? unknown('not-read', 'the clone is shallow') : known(totals.first),
    head: known(head),
    history: known({
      commits: walk.commits,
      total: totals.commits,
      contributors: totals.contributors,
      complete: totals.commits !== null && walk.commits.length >= totals.commits,
    }),
    branches: known(branches),
    tags: known(tags),
    files: known(tree),
    documents: texts.documents,
    unreadTexts: new Map([...unread, ...texts.unread]),
    lastChanged: walk.lastChanged,
    ...notInGit(),
  };
}

/** What a git repository does not hold. */
function notInGit() {
  const setting = unknown('not-read', 'a git repository does not hold what only GitHub knows');
  return {
    visibility: setting,
    isArchived: setting,
    isFork: setting,
    description: setting,
    homepage: setting,
    topics: setting,
    licenseSpdxId: setting,
    hasIssues: setting,
    issues: setting,
    pullRequests: setting,
    securityPolicyEnabled: setting,
    privateVulnerabilityReporting: setting,
    releases: setting,
    milestones: setting,
  } satisfies Partial<RepositoryFacts>;
}

/** The checked out commit, or the last one before it on the same line of development that is not after the day. */
async function headOn(repository: GitRepository, path: string, asOf: string): Promise<Head> {
  const commit = (await commitAt(repository, 'HEAD')) ?? (await commitOfBranch(repository));
  if (commit === null) throw new FactsError('empty-repository', { path });
  const newest = await gitText(repository, ['log', '-1', '--format=%H %cs', commit]);
  let head = headOf(newest);
  if (head.date <= asOf) return head;
  const line = await gitText(repository, ['log', '--first-parent', '--format=%H %cs', commit]);
  for (const each of line.split('\n')) {
    head = headOf(each);
    if (head.date <= asOf) return head;
  }
  throw new FactsError('before-first-commit', { path, day: asOf });
}

function headOf(line: string): Head {
  const [commit = '', date = ''] = line.split(' ');
  return { commit, date };
}

async function commitAt(repository: GitRepository, revision: string): Promise<string | null> {
  const [commit] = await unlessFailed(repository, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${revision}^{commit}`,
  ]);
  return commit ?? null;
}

/** Where HEAD names a branch that is not there, as in some bare repositories: the usual one, else the latest. */
async function commitOfBranch(repository: GitRepository): Promise<string | null> {
  const latest = await gitText(repository, ['for-each-ref', '--sort=-committerdate', '--format=%(refname)']);
  for (const name of ['refs/heads/main', 'refs/heads/master', ...latest.split('\n').slice(0, 1)]) {
    const commit = name === '' ? null : await commitAt(repository, name);
    if (commit !== null) return commit;
  }
  return null;
}

/** The lines that git says; none where it fails because what was asked for is not there. */
async function unlessFailed(repository: GitRepository, args: readonly string[]): Promise<readonly string[]> {
  try {
    return (await gitText(repository, args)).split('\n');
  } catch (error) {
    if (error instanceof FactsError && error.kind === 'git-failed') return [];
    throw error;
  }
}

async function readTree(repository: GitRepository, commit: string): Promise<FileTree> {
  const output = await git(repository, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit]);
  const entries: RawEntry[] = [];
  let cut = 0;
  let at = 0;
  while (at < output.length) {
    let end = output.indexOf(0, at);
    if (end === -1) end = output.length;
    if (entries.length < MOST_ENTRIES) entries.push(treeEntry(output.toString('utf8', at, end)));
    else cut += 1;
    at = end + 1;
  }
  return buildFileTree(entries, cut);
}

/** `<mode> <type> <oid> <size>\t<path>`; the size of a submodule is `-`. */
function treeEntry(line: string): RawEntry {
  const tab = line.indexOf('\t');
  const [mode = '', , oid = '', size = '-'] = line.slice(0, tab).split(/ +/);
  return { path: line.slice(tab + 1), mode, oid, size: size === '-' ? null : Number(size) };
}

interface Totals {
  readonly commits: number | null;
  readonly contributors: number | null;
  /** Day of the first commit. */
  readonly first: string | null;
}

/** A shallow clone knows none of it. */
async function countHistory(repository: GitRepository, head: string): Promise<Totals> {
  const shallow = await gitText(repository, ['rev-parse', '--is-shallow-repository']);
  if (shallow === 'true') return { commits: null, contributors: null, first: null };
  const lines = (await gitText(repository, ['log', '--format=%cs %aE', head])).split('\n');
  const authors = new Set<string>();
  let first = lines[0]?.slice(0, 10) ?? '';
  for (const line of lines) {
    authors.add(line.slice(11).toLowerCase());
    if (line.slice(0, 10) < first) first = line.slice(0, 10);
  }
  return { commits: lines.length, contributors: authors.size, first };
}

/** Local branches and those of the remote `origin`, by name. */
async function readBranches(repository: GitRepository): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const [folder, levels] of [
    ['refs/heads', 2],
    ['refs/remotes/origin', 3],
  ] as const) {
    const output = await gitText(repository, [
      'for-each-ref',
      `--format=%(refname:lstrip=${levels})`,
      folder,
    ]);
    for (const name of output.split('\n')) {
      if (name !== '' && name !== 'HEAD') names.add(name);
    }
  }
  return [...names].sort();
}

/** Newest first, none after the day. */
async function readTags(repository: GitRepository, asOf: string): Promise<readonly Tag[]> {
  const format = `--format=%(creatordate:short)${MARK}%(refname:lstrip=2)`;
  const output = await gitText(repository, ['for-each-ref', '--sort=-creatordate', format, 'refs/tags']);
  const tags: Tag[] = [];
  for (const line of output.split('\n')) {
    const [date = '', name = ''] = line.split(MARK);
    if (name !== '' && date <= asOf) tags.push({ name, date: date === '' ? null : date });
  }
  return tags;
}

/** What `origin` calls its default branch, else the branch that is checked out. */
async function defaultBranchOf(repository: GitRepository): Promise<string | null> {
  for (const [reference, prefix] of [
    ['refs/remotes/origin/HEAD', 'refs/remotes/origin/'],
    ['HEAD', 'refs/heads/'],
  ] as const) {
    const [target] = await unlessFailed(repository, ['symbolic-ref', '--quiet', reference]);
    if (target?.startsWith(prefix) === true) return target.slice(prefix.length);
  }
  return null;
}
