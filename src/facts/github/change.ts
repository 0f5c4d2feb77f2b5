/** A repository as it is, and as it would be with a change: what both share is read once. */
import { BatchSize, GitHubError, type ReadClient } from '../../github/index.js';
import { known } from '../fact.js';
import { buildFileTree } from '../files.js';
import { isWantedText, tooLarge } from '../selection/index.js';
import type { Document, FileEntry, FileTree, RepositoryFacts, UnknownReason } from '../types.js';
import type { Comparison, FileChange } from './compare.js';
import { readContent, type TreeOf } from './content.js';
import type { Metadata } from './mapping.js';
import type { Target } from './queries.js';
import { GITHUB_LIMITS, readMetadata } from './read.js';
import { readVulnerabilityReporting, wantsReporting } from './reporting.js';
import { readTree } from './tree.js';

export interface ChangedFacts {
  /** As the default branch stands; where the change is too large to be listed, as it stood where the change left it. */
  readonly before: RepositoryFacts;
  readonly after: RepositoryFacts;
  readonly changes: readonly FileChange[];
}

interface Change {
  readonly target: Target;
  readonly comparison: Comparison;
  /** The commit that holds the change. */
  readonly commit: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * Facts before and after a change: metadata, one tree (two where the change is too large to be listed), and the texts of both in
 * one request. Null where the repository counts for nothing (archived, a fork). Throws a GitHubError when it cannot be read.
 */
export async function readGitHubChange(client: ReadClient, change: Change): Promise<ChangedFacts | null> {
  const { target, comparison, commit, asOf } = change;
  const metadata = await metadataOf(client, target, asOf);
  if (isTrue(metadata.isArchived) || isTrue(metadata.isFork)) return null;
  if (metadata.head.state !== 'known' || metadata.id === null) throw unread(target, 'its default branch');
  const base = comparison.isCut ? comparison.mergeBase : metadata.head.value.commit;
  const tree = await treeAt(client, metadata, base);
  const changes = comparison.isCut
    ? differences(tree, await treeAt(client, metadata, commit))
    : comparison.changes;
  const whole = withMissing(tree, changes);
  const asked = wantsReporting(metadata, known(tree))
    ? await readVulnerabilityReporting(client, metadata)
    : null;
  const seen = asked === null ? metadata : { ...metadata, privateVulnerabilityReporting: asked };

  const own: TreeOf = { id: metadata.id, commit: base, tree };
  const others: TreeOf = { id: metadata.id, commit, tree: changedTexts(changes), isUndated: true };
  const contents = await readContent(client, [own, others], GITHUB_LIMITS, new BatchSize(2));
  const { documents, unread: unreadTexts, lastChanged } = contents.get(own) ?? NOTHING;
  for (const path of whole.missing) unreadTexts.set(path, CUT);
  const before = { ...seen, files: known(whole.tree), documents, unreadTexts, lastChanged };
  const texts = contents.get(others) ?? NOTHING;
  return { before, after: applied(before, { ...change, changes, texts }), changes };
}

const NOTHING = { documents: new Map(), unread: new Map(), lastChanged: new Map() };
const CUT: UnknownReason = { kind: 'too-large', detail: 'GitHub left the file out of a very large tree' };

async function metadataOf(client: ReadClient, target: Target, asOf: string): Promise<Metadata> {
  const found = await readMetadata(client, [target], new BatchSize(1), asOf, new Map());
  const metadata = found.get(target);
  if (metadata === undefined) throw unread(target, 'anything');
  if (metadata instanceof GitHubError) throw metadata;
  return metadata;
}

function unread({ name }: Target, what: string): GitHubError {
  return new GitHubError('temporary', { request: `repository ${name}`, said: `${what} could not be read` });
}

function isTrue(fact: Metadata['isFork']): boolean {
  return fact.state === 'known' && fact.value;
}

async function treeAt(client: ReadClient, metadata: Metadata, commit: string): Promise<FileTree> {
  const tree = await readTree(client, metadata, commit);
  if (tree.state === 'known') return tree.value;
  const said = tree.state === 'unknown' ? tree.reason.detail : 'the tree is not there';
  throw new GitHubError('temporary', { request: `tree of ${metadata.nameWithOwner}`, said });
}

/** Without knowing of renames. Where a tree was cut, what is not in it may yet be there: nothing is called removed. */
function differences(before: FileTree, after: FileTree): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const { path, oid } of after.entries) {
    const old = before.byPath.get(path);
    if (old?.oid !== oid) changes.push({ path, before: old === undefined ? null : path, oid });
  }
  if (after.cut > 0) return changes;
  for (const { path } of before.entries) {
    if (!after.byPath.has(path)) changes.push({ path, before: path, oid: null });
  }
  return changes;
}

/** A tree that was cut, with what the change says was there: neither missing nor read. */
function withMissing(
  tree: FileTree,
  changes: readonly FileChange[],
): { readonly tree: FileTree; readonly missing: readonly string[] } {
  const missing = changes.flatMap(({ before }) => (before === null || tree.byPath.has(before) ? [] : before));
  if (tree.cut === 0 || missing.length === 0) return { tree, missing: [] };
  const added = buildFileTree(missing.map((path) => ({ path, mode: '100644', oid: '', size: null })));
  return { tree: joined(tree, added), missing };
}

function joined(one: FileTree, other: FileTree): FileTree {
  const entries = [...one.entries.filter(({ path }) => !other.byPath.has(path)), ...other.entries];
  return { entries, byPath: new Map([...one.byPath, ...other.byPath]), cut: one.cut };
}

function changedEntries(changes: readonly FileChange[]): FileTree {
  return buildFileTree(
    changes.flatMap(({ path, oid }) => (oid === null ? [] : { path, mode: '100644', oid, size: null })),
  );
}

function changedTexts(changes: readonly FileChange[]): FileTree {
  const { entries } = changedEntries(changes);
  const wanted = entries.filter(isWantedText);
  return { entries: wanted, byPath: new Map(wanted.map((entry) => [entry.path, entry])), cut: 0 };
}

interface Applied extends Change {
  readonly changes: readonly FileChange[];
  readonly texts: {
    readonly documents: ReadonlyMap<string, Document>;
    readonly unread: ReadonlyMap<string, UnknownReason>;
  };
}

/** What a change touches counts as changed on the day; what it leaves alone is as before. */
function applied(before: RepositoryFacts, { changes, commit, asOf, texts }: Applied): RepositoryFacts {
  const documents = new Map(before.documents);
  const unreadTexts = new Map(before.unreadTexts);
  const lastChanged = new Map(before.lastChanged);
  const gone = new Set<string>();
  for (const { path, before: old } of changes) {
    for (const each of [path, old ?? path]) {
      gone.add(each);
      documents.delete(each);
      unreadTexts.delete(each);
      lastChanged.delete(each);
    }
  }
  const now = changedEntries(changes);
  for (const entry of now.entries) {
    const { path } = entry;
    lastChanged.set(path, asOf);
    const text = texts.documents.get(path);
    const reason = text === undefined ? texts.unread.get(path) : tooLongFor(entry, text);
    if (reason !== undefined && reason !== null) unreadTexts.set(path, reason);
    else if (text !== undefined) documents.set(path, text);
  }
  const files = before.files.state === 'known' ? before.files.value : buildFileTree([]);
  const kept = files.entries.filter(({ path }) => !gone.has(path));
  const left: FileTree = { ...files, entries: kept, byPath: new Map(kept.map((one) => [one.path, one])) };
  // A merge would make every product look alive: what a change is about is not that it is made.
  const head = before.head.state === 'known' ? known({ ...before.head.value, commit }) : before.head;
  return { ...before, head, files: known(joined(left, now)), documents, unreadTexts, lastChanged };
}

/** The list of changes tells no sizes. */
function tooLongFor(entry: FileEntry, { text }: Document): UnknownReason | null {
  return tooLarge({ ...entry, size: Buffer.byteLength(text) });
}
