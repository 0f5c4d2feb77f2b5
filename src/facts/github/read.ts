import {
  BatchSize,
  errorOfProblem,
  GitHubError,
  inBatches,
  type GraphqlProblem,
  type ReadClient,
} from '../../github/index.js';
import { known, unknown } from '../fact.js';
import { buildFileTree } from '../files.js';
import type { Fact, FileTree, ProductFacts, RepositoryFacts } from '../types.js';
import { issueAuthorsOf } from './activity.js';
import { readContent, type Content, type ContentLimits, type TreeOf } from './content.js';
import { reasonOf, stopsReading } from './failure.js';
import { metadataOf, unreadMetadata, type Metadata } from './mapping.js';
import { aliasAt, metadataQuery, type MetadataData, type RawRepository, type Target } from './queries.js';
import { readVulnerabilityReporting, wantsReporting } from './reporting.js';
import { readTree } from './tree.js';

export interface GitHubOptions {
  /** The day to judge on, `YYYY-MM-DD` in UTC; later commits are left out. */
  readonly asOf: string;
  readonly limits?: Partial<ContentLimits>;
  /** Told after each repository. */
  readonly onProgress?: (done: number, all: number) => void;
  /** How many go into one request; given, it is kept from one call to the next. */
  readonly sizes?: BatchSizes;
}

export interface BatchSizes {
  readonly metadata: BatchSize;
  readonly content: BatchSize;
}

/** What came of reading one repository. */
export interface RepositoryReading {
  readonly target: Target;
  /** Null when it is gone. All unknown when it could not be read. */
  readonly facts: RepositoryFacts | null;
  /** Why it is gone, or something of it could not be read now: reading again may see more. */
  readonly error: GitHubError | null;
  /** Logins of whoever has opened an issue there, in lower case, a bot's without `[bot]`; null where not all issues were seen. */
  readonly issueAuthors: ReadonlySet<string> | null;
}

/** The same for every source of a reading, or a rating would change with the occasion of its reading. */
export const GITHUB_LIMITS: ContentLimits = { texts: 150, bytes: 1024 * 1024, dates: 17 };
/** Repositories in the first request. */
export const TOGETHER = 20;

export function batchSizes(): BatchSizes {
  return { metadata: new BatchSize(TOGETHER), content: new BatchSize(TOGETHER) };
}

/**
 * Facts of repositories on GitHub, as they come, in the order asked for. Two GraphQL requests for each twenty, and one
 * REST read each for the tree (two where code comes without a word on security). Archived repositories and forks never count:
 * of them only the metadata is read. Errors of single repositories are in their readings; throws a GitHubError only
 * for what concerns all of them: unauthorised, unreachable, or a limit that ends too late to wait for.
 */
export async function* readGitHubRepositories(
  client: ReadClient,
  targets: readonly (string | Target)[],
  options: GitHubOptions,
): AsyncGenerator<RepositoryReading> {
  const sizes = options.sizes ?? batchSizes();
  const all = targets.map((target) => (typeof target === 'string' ? { id: null, name: target } : target));
  let done = 0;
  while (done < all.length) {
    for (const reading of await readSome(client, all.slice(done, done + TOGETHER), sizes, options)) {
      done += 1;
      options.onProgress?.(done, all.length);
      yield reading;
    }
  }
}

export interface GitHubProduct {
  readonly facts: ProductFacts;
  /** Repositories that do not exist, or that this token may not see; not in the facts. */
  readonly gone: readonly string[];
}

/** Facts of one product. Throws as `readGitHubRepositories`, and when none of its repositories is there. */
export async function readGitHubProduct(
  client: ReadClient,
  targets: readonly (string | Target)[],
  options: GitHubOptions,
): Promise<GitHubProduct> {
  const repositories: RepositoryFacts[] = [];
  const gone: string[] = [];
  let error: GitHubError | null = null;
  for await (const reading of readGitHubRepositories(client, targets, options)) {
    error ??= reading.error;
    if (reading.facts === null) gone.push(reading.target.name);
    else repositories.push(reading.facts);
  }
  if (repositories.length === 0 && error !== null) throw error;
  return { facts: { asOf: options.asOf, repositories }, gone };
}

async function readSome(
  client: ReadClient,
  targets: readonly Target[],
  sizes: BatchSizes,
  options: GitHubOptions,
): Promise<readonly RepositoryReading[]> {
  const authors = new Map<Target, ReadonlySet<string> | null>();
  const metadata = await readMetadata(client, targets, sizes.metadata, options.asOf, authors);
  const trees = new Map<Metadata, Fact<FileTree>>();
  const reporting = new Map<Metadata, Fact<boolean>>();
  await Promise.all(
    [...metadata.values()].map(async (each) => {
      if (each instanceof GitHubError) return;
      const tree = await treeOf(client, each);
      trees.set(each, tree);
      if (wantsReporting(each, tree)) reporting.set(each, await readVulnerabilityReporting(client, each));
    }),
  );
  const limits = { ...GITHUB_LIMITS, ...options.limits };
  const readableTrees = readable(trees);
  const contents = await readContent(client, [...readableTrees.values()], limits, sizes.content);
  return targets.map((target) => {
    const each = metadata.get(target) ?? null;
    if (each === null || each instanceof GitHubError) return unreadReading(target, each);
    const tree = readableTrees.get(each);
    const facts = factsOf(each, trees.get(each), tree === undefined ? undefined : contents.get(tree));
    const asked = reporting.get(each);
    return {
      target,
      facts: asked === undefined ? facts : { ...facts, privateVulnerabilityReporting: asked },
      error:
        unreadTree(target, facts.files) ?? (tree === undefined ? null : (contents.get(tree)?.error ?? null)),
      issueAuthors: authors.get(target) ?? null,
    };
  });
}

export async function readMetadata(
  client: ReadClient,
  targets: readonly Target[],
  batch: BatchSize,
  asOf: string,
  authors: Map<Target, ReadonlySet<string> | null>,
): Promise<ReadonlyMap<Target, Metadata | GitHubError>> {
  const found = new Map<Target, Metadata | GitHubError>();
  await inBatches(
    targets,
    batch,
    async (asked, alone) => {
      const { document, variables } = metadataQuery(asked, asOf);
      const { data, problems } = await client.graphql<MetadataData>(document, variables, { retry: alone });
      const left: Target[] = [];
      for (const [index, target] of asked.entries()) {
        const result = metadataAt(index, target, data, problems, asOf);
        authors.set(target, issueAuthorsOf(data[aliasAt(index)]));
        if (result instanceof GitHubError && result.kind === 'temporary' && !alone) left.push(target);
        else found.set(target, result);
      }
      return left;
    },
    (target, error) => {
      if (stopsReading(error)) throw error;
      found.set(target, error);
    },
  );
  return found;
}

function metadataAt(
  index: number,
  target: Target,
  data: MetadataData,
  problems: readonly GraphqlProblem[],
  asOf: string,
): Metadata | GitHubError {
  const request = `repository ${target.name}`;
  const own = problems.filter(({ path }) => path[0] === aliasAt(index));
  const raw = data[aliasAt(index)] ?? null;
  if (raw === null || !isRepository(raw)) {
    const [problem] = own;
    const said = 'no repository has this name or id';
    return problem === undefined
      ? new GitHubError('gone', { request, said })
      : errorOfProblem(request, problem);
  }
  const errors = new Map(own.map((problem) => [problem.path[1] ?? '', errorOfProblem(request, problem)]));
  return metadataOf(raw, errors, asOf);
}

/** A node id may be another thing's: then none of the fields is there. */
function isRepository(raw: RawRepository | Record<string, never>): raw is RawRepository {
  return 'nameWithOwner' in raw;
}

async function treeOf(client: ReadClient, metadata: Metadata): Promise<Fact<FileTree>> {
  if (metadata.isArchived.state === 'known' && metadata.isArchived.value) {
    return unknown('not-read', 'the repository is archived: its files do not count');
  }
  if (metadata.isFork.state === 'known' && metadata.isFork.value) {
    return unknown('not-read', 'the repository is a fork: its files do not count');
  }
  if (metadata.head.state === 'absent') return known(buildFileTree([]));
  if (metadata.head.state === 'unknown') return metadata.head;
  return readTree(client, metadata, metadata.head.value.commit);
}

/** A tree that is not wanted (`not-read`) is no failure. */
function unreadTree({ name }: Target, files: Fact<FileTree>): GitHubError | null {
  if (files.state !== 'unknown' || files.reason.kind === 'not-read') return null;
  const kind = files.reason.kind === 'forbidden' ? 'forbidden' : 'temporary';
  return new GitHubError(kind, { request: `tree of ${name}`, said: files.reason.detail });
}

function readable(trees: ReadonlyMap<Metadata, Fact<FileTree>>): ReadonlyMap<Metadata, TreeOf> {
  const found = new Map<Metadata, TreeOf>();
  for (const [metadata, tree] of trees) {
    const { id, head } = metadata;
    if (id !== null && head.state === 'known' && tree.state === 'known') {
      found.set(metadata, { id, commit: head.value.commit, tree: tree.value });
    }
  }
  return found;
}

function factsOf(
  metadata: Metadata,
  files: Fact<FileTree> | undefined,
  content: Content | undefined,
): RepositoryFacts {
  return {
    ...metadata,
    files: files ?? unknown('failed', 'the tree was not read'),
    documents: content?.documents ?? new Map(),
    unreadTexts: content?.unread ?? new Map(),
    lastChanged: content?.lastChanged ?? new Map(),
  };
}

function unreadReading(target: Target, error: GitHubError | null): RepositoryReading {
  if (error?.kind === 'gone') return { target, facts: null, error, issueAuthors: null };
  const reason = reasonOf(error);
  const metadata = unreadMetadata(target.name, target.id, reason);
  return {
    target,
    facts: factsOf(metadata, { state: 'unknown', reason }, undefined),
    error,
    issueAuthors: null,
  };
}
