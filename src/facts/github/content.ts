import { GitHubError, inBatches, type BatchSize, type ReadClient } from '../../github/index.js';
import { parseDocument } from '../document.js';
import { datedPaths, selectTexts, type Limits } from '../selection/index.js';
import type { Document, FileEntry, FileTree, UnknownReason } from '../types.js';
import { reasonOf, stopsReading } from './failure.js';
import {
  aliasAt,
  contentQuery,
  type ContentData,
  type ContentQuestion,
  type RawContent,
  type RawText,
} from './queries.js';

export interface ContentLimits extends Limits {
  /** Paths whose last change is asked for: each costs a connection. */
  readonly dates: number;
}

/** A repository whose tree is known. */
export interface TreeOf {
  readonly id: string;
  readonly commit: string;
  readonly tree: FileTree;
  /** Nobody asks when its files were last changed. */
  readonly isUndated?: boolean;
}

export interface Content {
  readonly documents: Map<string, Document>;
  readonly unread: Map<string, UnknownReason>;
  readonly lastChanged: Map<string, string>;
  /** Why texts could not be read now; null: GitHub has answered everything. */
  error: GitHubError | null;
}

interface Asked {
  readonly question: ContentQuestion;
  readonly wanted: readonly FileEntry[];
  readonly content: Content;
}

/** Repositories that always share a request, so that a product is read in one. */
const ALWAYS_TOGETHER = 10;
/** Beyond them a request holds no more than this. */
const MOST_BYTES = 6 * 1024 * 1024;
const MOST_OBJECTS = 1500;

/** Texts and dates of many repositories in as few requests as their size allows. */
export async function readContent(
  client: ReadClient,
  repositories: readonly TreeOf[],
  limits: ContentLimits,
  batch: BatchSize,
): Promise<ReadonlyMap<TreeOf, Content>> {
  const contents = new Map<TreeOf, Content>();
  const asked: Asked[] = [];
  for (const repository of repositories) {
    const each = questionOf(repository, limits);
    contents.set(repository, each.content);
    if (each.question.oids.length > 0 || each.question.paths.length > 0) asked.push(each);
  }
  for (const pack of packed(asked)) {
    await inBatches(
      pack,
      batch,
      (some, alone) => ask(client, some, alone),
      (each, error) => {
        if (stopsReading(error)) throw error;
        leaveUnread(each, error);
      },
    );
  }
  return contents;
}

function questionOf({ id, commit, tree, isUndated = false }: TreeOf, limits: ContentLimits): Asked {
  const { wanted, unread } = selectTexts(tree, limits);
  const oids = [...new Set(wanted.map(({ oid }) => oid))];
  return {
    question: { id, commit, oids, paths: isUndated ? [] : datedPaths(tree, limits.dates) },
    wanted,
    content: { documents: new Map(), unread: new Map(unread), lastChanged: new Map(), error: null },
  };
}

function packed(asked: readonly Asked[]): readonly Asked[][] {
  const packs: Asked[][] = [];
  let bytes = 0;
  let objects = 0;
  for (const each of asked) {
    bytes += bytesOf(each);
    objects += each.question.oids.length + each.question.paths.length;
    const pack = packs.at(-1);
    if (
      pack !== undefined &&
      (pack.length < ALWAYS_TOGETHER || (bytes <= MOST_BYTES && objects <= MOST_OBJECTS))
    ) {
      pack.push(each);
      continue;
    }
    packs.push([each]);
    bytes = bytesOf(each);
    objects = each.question.oids.length + each.question.paths.length;
  }
  return packs;
}

function bytesOf({ wanted }: Asked): number {
  return wanted.reduce((sum, { size }) => sum + (size ?? 0), 0);
}

async function ask(client: ReadClient, batch: readonly Asked[], alone: boolean): Promise<readonly Asked[]> {
  const { document, variables } = contentQuery(batch.map(({ question }) => question));
  const { data, problems } = await client.graphql<ContentData>(document, variables, { retry: alone });
  const left: Asked[] = [];
  for (const [index, each] of batch.entries()) {
    const raw = data[aliasAt(index)] ?? null;
    const isWhole = raw !== null && !problems.some(({ path }) => path[0] === aliasAt(index));
    if (!isWhole && !alone) left.push(each);
    else if (raw === null) leaveUnread(each, null);
    else take(each, raw);
  }
  return left;
}

function take({ question, wanted, content }: Asked, raw: RawContent): void {
  const places = new Map(question.oids.map((oid, place) => [oid, place]));
  for (const entry of wanted) {
    const text = raw[`t${places.get(entry.oid) ?? -1}`] ?? null;
    const reason = whyNoText(text);
    if (text === null) content.error ??= leftOut(question);
    if (reason !== null) content.unread.set(entry.path, reason);
    else content.documents.set(entry.path, parseDocument(entry.path, text?.text ?? ''));
  }
  for (const [place, path] of question.paths.entries()) {
    const [commit] = raw.head?.[`d${place}`]?.nodes ?? [];
    if (commit !== undefined && commit !== null)
      content.lastChanged.set(path, commit.committedDate.slice(0, 10));
  }
}

function whyNoText(raw: RawText | null): UnknownReason | null {
  if (raw === null) return { kind: 'failed', detail: 'GitHub left the text out of its answer' };
  if (raw.isBinary === true) return { kind: 'failed', detail: 'the file holds no text' };
  if (raw.isTruncated === true)
    return { kind: 'too-large', detail: 'GitHub gives only the beginning of the file' };
  return typeof raw.text === 'string' ? null : { kind: 'failed', detail: 'GitHub gave no text for the file' };
}

function leftOut({ id }: ContentQuestion): GitHubError {
  return new GitHubError('temporary', {
    request: `texts of ${id}`,
    said: 'GitHub left something out of its answer',
  });
}

function leaveUnread({ question, wanted, content }: Asked, error: GitHubError | null): void {
  content.error ??= error ?? leftOut(question);
  for (const { path } of wanted) content.unread.set(path, reasonOf(error));
}
