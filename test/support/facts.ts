import { buildFileTree, parseDocument } from '../../src/facts/index.js';
import type {
  Commit,
  Document,
  Fact,
  FileTree,
  ProductFacts,
  RepositoryFacts,
} from '../../src/facts/index.js';

/** A file with its text, or with its text and what else matters for a test. */
export type FakeFile =
  | string
  | {
      /** Left out: the file is listed, its text is not read (a picture, a Word file). */
      readonly text?: string;
      /** Day of its last change, `YYYY-MM-DD`; left out: the day of the repository's head. Null: not known. */
      readonly date?: string | null;
      readonly size?: number;
      readonly kind?: 'file' | 'symlink' | 'submodule';
    };

export interface FakeRepository extends Partial<
  Omit<RepositoryFacts, 'files' | 'documents' | 'name' | 'owner'>
> {
  /** `owner/name`; an owner alone is not enough. Default `OS2eksempel/eksempel`. */
  readonly name?: string;
  readonly files?: Readonly<Record<string, FakeFile>>;
  /** Newest first; `parents`, `files`, `author` and `subject` have sensible defaults. */
  readonly commits?: readonly (Partial<Commit> & Pick<Commit, 'date'>)[];
  /** Whether `commits` reach back to the first. Default true. */
  readonly complete?: boolean;
  /** Entries left out of the tree. */
  readonly cut?: number;
}

const MODES = { file: '100644', symlink: '120000', submodule: '160000' } as const;
const FAKE_HEAD = { commit: 'c'.repeat(40), date: '2026-06-01' };

/**
 * Facts of an invented public repository of which everything is known: no file, no commit, issues on but unused.
 * Any fact can be given instead, also as absent or unknown.
 */
export function repositoryFacts(given: FakeRepository = {}): RepositoryFacts {
  const { name: nameWithOwner = 'OS2eksempel/eksempel', files = {}, ...others } = given;
  const { commits = [], complete = true, cut = 0, ...rest } = others;
  const [owner = '', name = ''] = nameWithOwner.split('/');
  const head = rest.head?.state === 'known' ? rest.head.value : FAKE_HEAD;
  return {
    owner,
    name,
    nameWithOwner,
    id: `R_${nameWithOwner}`,
    url: `https://github.com/${nameWithOwner}`,
    visibility: known('public'),
    isArchived: known(false),
    isFork: known(false),
    defaultBranch: known('main'),
    createdAt: known('2020-01-01T00:00:00Z'),
    head: known(head),
    history: known({
      commits: commits.map(fakeCommit),
      total: commits.length,
      contributors: null,
      complete,
    }),
    branches: known(['main']),
    tags: known([]),
    files: known(fakeTree(files, cut)),
    documents: fakeDocuments(files),
    unreadTexts: new Map(),
    lastChanged: fakeDates(files, head.date),
    description: { state: 'absent' },
    homepage: { state: 'absent' },
    topics: known([]),
    licenseSpdxId: { state: 'absent' },
    hasIssues: known(true),
    issues: known({ open: 0, closed: 0, openedLast12Months: 0, closedLast12Months: 0 }),
    pullRequests: known({ merged: 0, mergedLast12Months: 0, linkedToIssue: 0, lookedAt: 0 }),
    securityPolicyEnabled: known(false),
    privateVulnerabilityReporting: known(false),
    releases: known([]),
    milestones: known([]),
    ...rest,
  };
}

/** Facts of an invented product on 23 June 2026, unless another day is given. */
export function productFacts(
  repositories: readonly (FakeRepository | RepositoryFacts)[],
  asOf = '2026-06-23',
): ProductFacts {
  return {
    asOf,
    repositories: repositories.map((each) => ('documents' in each ? each : repositoryFacts(each))),
  };
}

function known<T>(value: T): Fact<T> {
  return { state: 'known', value };
}

function fakeCommit(given: Partial<Commit> & Pick<Commit, 'date'>, index: number): Commit {
  return {
    oid: String(index + 1).padStart(40, '0'),
    author: 'author-1',
    parents: 1,
    files: given.parents !== undefined && given.parents > 1 ? null : 1,
    subject: 'Change something',
    ...given,
  };
}

function fakeTree(files: Readonly<Record<string, FakeFile>>, cut: number): FileTree {
  const entries = Object.entries(files).map(([path, file], index) => {
    const { text, size, kind = 'file' } = typeof file === 'string' ? { text: file } : file;
    return {
      path,
      mode: MODES[kind],
      oid: String(index + 1).padStart(40, 'a'),
      size: size ?? (text === undefined ? 1000 : Buffer.byteLength(text)),
    };
  });
  return buildFileTree(entries, cut);
}

function fakeDocuments(files: Readonly<Record<string, FakeFile>>): Map<string, Document> {
  const documents = new Map<string, Document>();
  for (const [path, file] of Object.entries(files)) {
    const text = typeof file === 'string' ? file : file.text;
    if (text !== undefined) documents.set(path, parseDocument(path, text));
  }
  return documents;
}

function fakeDates(files: Readonly<Record<string, FakeFile>>, headDate: string): Map<string, string> {
  const dates = new Map<string, string>();
  for (const [path, file] of Object.entries(files)) {
    const date = typeof file === 'string' || file.date === undefined ? headDate : file.date;
    if (date !== null) dates.set(path, date);
  }
  return dates;
}
