import { parseDocument } from '../document.js';
import { ABSENT, known, unknown } from '../fact.js';
import { buildFileTree } from '../files.js';
import { isWantedText, tooLarge } from '../selection/index.js';
import type { Document, Fact, FileTree, History, RepositoryFacts, UnknownReason } from '../types.js';
import type { SnapshotGitHub, SnapshotRepository } from './schema.js';

/** Facts of one repository of a snapshot, seen on a day; `asOf` as `YYYY-MM-DD`. */
export function snapshotRepository(given: SnapshotRepository, asOf: string): RepositoryFacts {
  const { owner, name, head } = given;
  const tree = given.tree === null ? null : treeOf(given, given.tree);
  const documents = documentsOf(given, tree);
  return {
    owner,
    name,
    nameWithOwner: `${owner}/${name}`,
    id: given.github?.id ?? null,
    url: `https://github.com/${owner}/${name}`,
    defaultBranch: fact(given.defaultBranch, 'defaultBranch'),
    createdAt: fact(given.createdAt, 'createdAt'),
    head: fact(head && { commit: head.oid, date: head.date }, 'head'),
    history: historyOf(given, asOf),
    branches: fact(given.branches, 'branches'),
    tags: fact(
      given.tags?.filter(({ date }) => date === null || date <= asOf),
      'tags',
    ),
    files: fact(tree, 'tree'),
    documents,
    unreadTexts: unreadOf(tree, documents),
    lastChanged: new Map(Object.entries(given.lastChanged ?? {})),
    ...githubFacts(given.github ?? {}),
  };
}

function githubFacts(github: SnapshotGitHub) {
  return {
    visibility: fact(github.visibility, 'github.visibility'),
    isArchived: fact(github.isArchived, 'github.isArchived'),
    isFork: fact(github.isFork, 'github.isFork'),
    description: textFact(github.description, 'github.description'),
    homepage: textFact(github.homepage, 'github.homepage'),
    topics: fact(github.topics, 'github.topics'),
    licenseSpdxId: textFact(github.licenseSpdxId, 'github.licenseSpdxId'),
    hasIssues: fact(github.hasIssues, 'github.hasIssues'),
    issues: fact(github.issues, 'github.issues'),
    pullRequests: fact(github.pullRequests, 'github.pullRequests'),
    securityPolicyEnabled: fact(github.securityPolicyEnabled, 'github.securityPolicyEnabled'),
    privateVulnerabilityReporting: fact(
      github.privateVulnerabilityReporting,
      'github.privateVulnerabilityReporting',
    ),
    releases: fact(github.releases, 'github.releases'),
    milestones: fact(github.milestones, 'github.milestones'),
  } satisfies Partial<RepositoryFacts>;
}

function fact<T>(value: T | null | undefined, key: string): Fact<T> {
  if (value === null || value === undefined) return unknown('not-read', `the snapshot does not hold ${key}`);
  return known(value);
}

/** GitHub says null, or nothing between quotes, where people have entered no text. */
function textFact(value: string | null | undefined, key: string): Fact<string> {
  return value === null || value === '' ? ABSENT : fact(value, key);
}

function treeOf(given: SnapshotRepository, tree: NonNullable<SnapshotRepository['tree']>): FileTree {
  const entries = tree.map((entry) => (entry.type === 'commit' ? { ...entry, mode: '160000' } : entry));
  return buildFileTree(entries, given.treeEntriesCut ?? 0);
}

/** A snapshot may hold more texts than documentation and configuration; only those are documents. */
function documentsOf(given: SnapshotRepository, tree: FileTree | null): Map<string, Document> {
  const documents = new Map<string, Document>();
  for (const [path, text] of Object.entries(given.files ?? {})) {
    const entry =
      tree?.byPath.get(path) ??
      buildFileTree([{ path, mode: '100644', oid: '', size: null }]).byPath.get(path);
    if (entry !== undefined && isWantedText(entry)) documents.set(path, parseDocument(path, text));
  }
  return documents;
}

function unreadOf(
  tree: FileTree | null,
  documents: ReadonlyMap<string, Document>,
): Map<string, UnknownReason> {
  const unread = new Map<string, UnknownReason>();
  for (const entry of tree?.entries ?? []) {
    if (documents.has(entry.path) || !isWantedText(entry)) continue;
    unread.set(
      entry.path,
      tooLarge(entry) ?? { kind: 'not-read', detail: 'the snapshot does not hold the text of this file' },
    );
  }
  return unread;
}

function historyOf({ commits, commitCount, contributors }: SnapshotRepository, asOf: string): Fact<History> {
  if (commits === null) return fact<History>(null, 'commits');
  const seen = commits.filter(({ date }) => date <= asOf);
  const later = commits.length - seen.length;
  return known({
    commits: seen,
    total: commitCount === null ? null : commitCount - later,
    contributors: contributors ?? null,
    complete: commitCount !== null && commits.length >= commitCount,
  });
}
