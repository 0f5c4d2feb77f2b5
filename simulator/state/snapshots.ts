/** Seeds repositories from a `product-snapshot/1` file: nothing is made up, what is only counted stays a count. */
import { absent } from '../absent.js';
import { createHash } from 'node:crypto';
import type { GitStore, Mode, Signature } from './git.js';
import { createMilestone } from './milestones.js';
import { createRepository } from './repositories.js';
import type { Actor, Baseline, GitTag, Repository, Visibility } from './types.js';
import type { World } from './world.js';

export interface ProductSnapshot {
  readonly format: 'product-snapshot/1';
  readonly product: string;
  readonly takenAt: string;
  readonly repositories: readonly SnapshotRepository[];
}

export interface SnapshotRepository {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly createdAt?: string | null;
  readonly commitCount?: number | null;
  readonly contributors?: number | null;
  readonly head?: { readonly oid: string; readonly date: string } | null;
  readonly commits: readonly SnapshotCommit[];
  readonly branches: readonly string[];
  readonly tags: readonly { readonly name: string; readonly date: string | null }[];
  readonly tree: readonly SnapshotEntry[];
  readonly treeEntriesCut?: number;
  readonly files: Readonly<Record<string, string>>;
  readonly lastChanged: Readonly<Record<string, string>>;
  readonly github?: SnapshotGitHub;
}

export interface SnapshotCommit {
  readonly oid: string;
  readonly date: string;
  readonly author: string;
  readonly parents: number;
  readonly files: number | null;
  readonly subject: string;
}

export interface SnapshotEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly oid: string;
  readonly size?: number | null;
}

export interface SnapshotGitHub {
  readonly description?: string | null;
  readonly homepage?: string | null;
  readonly topics?: readonly string[];
  readonly visibility?: string;
  readonly isArchived?: boolean;
  readonly isFork?: boolean;
  readonly hasIssues?: boolean;
  readonly licenseSpdxId?: string | null;
  readonly issues?: {
    readonly open: number;
    readonly closed: number;
    readonly openedLast12Months: number;
    readonly closedLast12Months: number;
  };
  readonly pullRequests?: {
    readonly merged: number;
    readonly mergedLast12Months: number;
    readonly linkedToIssue: number | null;
  };
  readonly securityPolicyEnabled?: boolean | null;
  readonly privateVulnerabilityReporting?: boolean | null;
  readonly releases?: readonly { readonly tag: string; readonly publishedAt: string | null }[];
  readonly milestones?: readonly SnapshotMilestone[];
}

export interface SnapshotMilestone {
  readonly id: string | number;
  readonly number: number;
  readonly title: string;
  readonly description?: string | null;
  readonly state: string;
  readonly dueOn?: string | null;
  readonly createdAt: string;
  readonly closedAt?: string | null;
  readonly openIssues: number;
  readonly closedIssues: number;
}

/** Makes the snapshot's repositories; their owners become organisations. */
export function seedSnapshot(world: World, actor: Actor, snapshot: ProductSnapshot): Repository[] {
  return snapshot.repositories.map((source) => seedRepository(world, actor, source, snapshot.takenAt));
}

function seedRepository(world: World, actor: Actor, source: SnapshotRepository, asOf: string): Repository {
  const owner = world.addAccount('Organization', source.owner);
  const github = source.github ?? {};
  const createdAt = absent(source.createdAt) ? undefined : utcTime(source.createdAt);
  const repository = createRepository(world, actor, owner, {
    name: source.name,
    description: github.description ?? null,
    homepage: github.homepage ?? null,
    topics: github.topics ?? [],
    licenseSpdxId: github.licenseSpdxId ?? null,
    visibility: visibilityOf(github.visibility),
    isFork: github.isFork ?? false,
    hasIssues: github.hasIssues ?? true,
    defaultBranch: source.defaultBranch,
    lastChanged: new Map(Object.entries(source.lastChanged)),
    baseline: { ...baselineOf(source, github), asOf },
    securityPolicyEnabled: github.securityPolicyEnabled ?? null,
    privateVulnerabilityReporting: github.privateVulnerabilityReporting ?? false,
    ...(createdAt === undefined ? {} : { createdAt }),
  });
  seedGit(repository, source);
  seedReleases(world, repository, github);
  for (const milestone of github.milestones ?? []) seedMilestone(world, actor, repository, milestone);
  repository.archived = github.isArchived ?? false;
  return repository;
}

function visibilityOf(value: string | undefined): Visibility {
  const lower = value?.toLowerCase();
  return lower === 'private' || lower === 'internal' ? lower : 'public';
}

function baselineOf(source: SnapshotRepository, { issues, pullRequests }: SnapshotGitHub): Partial<Baseline> {
  return {
    openIssues: issues?.open ?? 0,
    closedIssues: issues?.closed ?? 0,
    openedLast12Months: issues?.openedLast12Months ?? 0,
    closedLast12Months: issues?.closedLast12Months ?? 0,
    mergedPullRequests: pullRequests?.merged ?? 0,
    mergedLast12Months: pullRequests?.mergedLast12Months ?? 0,
    linkedToIssue: pullRequests?.linkedToIssue ?? null,
    hiddenCommits: Math.max(0, (source.commitCount ?? 0) - source.commits.length),
    contributors: source.contributors ?? null,
  };
}

function seedGit(repository: Repository, source: SnapshotRepository): void {
  const { git } = repository;
  const tree = seedTree(git, source);
  const newest = source.head?.oid ?? source.commits[0]?.oid;
  for (const [index, commit] of source.commits.entries()) {
    const next = source.commits[index + 1]?.oid;
    const author = signatureOf(commit.author, commit.date);
    git.keepCommit({
      kind: 'Commit',
      oid: commit.oid,
      tree: commit.oid === newest ? tree : null,
      parents: next === undefined || commit.parents === 0 ? [] : [next],
      parentCount: commit.parents,
      author,
      committer: author,
      message: commit.subject,
      changedFiles: commit.files,
    });
  }
  if (newest === undefined) return;
  keepHead(repository, source, newest, tree);
  for (const branch of source.branches) repository.branches.set(branch, newest);
  repository.branches.set(source.defaultBranch, newest);
  for (const tag of source.tags) repository.tags.set(tag.name, seedTag(git, source, tag));
}

/** The head, where the list of commits does not hold it (nothing but the head is known). */
function keepHead(repository: Repository, source: SnapshotRepository, oid: string, tree: string): void {
  const date = source.head?.date ?? source.commits[0]?.date ?? repository.createdAt;
  repository.pushedAt = utcTime(date);
  repository.updatedAt = utcTime(date);
  if (repository.git.commits.has(oid)) return;
  const author = signatureOf('unknown', date);
  const parents = source.commits[0] === undefined ? [] : [source.commits[0].oid];
  repository.git.keepCommit({
    kind: 'Commit',
    oid,
    tree,
    parents,
    parentCount: 1,
    author,
    committer: author,
    message: '',
    changedFiles: null,
  });
}

function seedTree(git: GitStore, source: SnapshotRepository): string {
  for (const { path, type, oid, size } of source.tree) {
    if (type === 'commit') continue;
    const text = Object.hasOwn(source.files, path) ? source.files[path] : undefined;
    if (text === undefined) git.addUnreadBlob(oid, size ?? 0);
    else git.addBlob(text, oid);
  }
  const files = source.tree.map(({ path, mode, oid }) => ({ path, mode: mode as Mode, oid }));
  return git.addFiles(files).oid;
}

/** Of a tag only name and day are known: it gets a commit of its own on that day. */
function seedTag(
  git: GitStore,
  source: SnapshotRepository,
  tag: { readonly name: string; readonly date: string | null },
): GitTag {
  const { name, date } = tag;
  const known = source.commits.find((commit) => commit.date === date);
  if (known !== undefined || date === null) return { name, oid: known?.oid ?? null, date };
  const oid = createHash('sha1').update(`${source.owner}/${source.name}@${name}`).digest('hex');
  const author = signatureOf('unknown', date.length === 10 ? `${date}T12:00:00Z` : date);
  const message = name;
  git.keepCommit({
    kind: 'Commit',
    oid,
    tree: null,
    parents: [],
    parentCount: 1,
    author,
    committer: author,
    message,
    changedFiles: null,
  });
  return { name, oid, date };
}

function seedReleases(world: World, repository: Repository, { releases = [] }: SnapshotGitHub): void {
  for (const { tag, publishedAt } of releases) {
    const release = world.create('release', (ids) => ({
      ...ids,
      kind: 'Release' as const,
      tag,
      name: tag,
      draft: publishedAt === null,
      prerelease: false,
      author: null,
      createdAt: publishedAt ?? repository.createdAt,
      publishedAt,
    }));
    repository.releases.push(release);
  }
}

function seedMilestone(world: World, actor: Actor, repository: Repository, source: SnapshotMilestone): void {
  const milestone = createMilestone(world, actor, repository, {
    title: source.title,
    description: source.description ?? null,
    state: source.state.toLowerCase() === 'closed' ? 'closed' : 'open',
    createdAt: source.createdAt,
    closedAt: source.closedAt ?? null,
    number: source.number,
    openIssues: source.openIssues,
    closedIssues: source.closedIssues,
    ...(typeof source.id === 'string' ? { nodeId: source.id } : {}),
  });
  // As it stands: a snapshot's midnight UTC is not moved to California.
  milestone.dueOn = source.dueOn ?? null;
}

function signatureOf(author: string, date: string): Signature {
  return { name: author, email: `${author}@example.org`, date, login: null };
}

/** A time in UTC, whole seconds; a day alone is its first second. */
export function utcTime(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
