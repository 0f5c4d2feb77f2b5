import type { Document, FileEntry, ProductFacts, RepositoryFacts } from '../facts/index.js';
import { remembered } from './remembered.js';
import { findTemplateMark, type TemplateSigns } from './template.js';
import { wordsApart } from './terms.js';
import type { DocumentEntry, Listing, ProbeContext } from './types.js';

/** What the model and the configuration say that every probe needs. */
export interface ProbeSettings {
  /** What people call the product. */
  readonly product: string;
  /** `owner/name` of the main code repository, where people have named it. */
  readonly main: string | null;
  readonly organisations: readonly string[];
  /** Words in a path that mark a template to copy. */
  readonly templatePathWords: readonly string[];
  readonly templateSigns: TemplateSigns;
}

const OPEN = new Set(['md', 'markdown', 'rst', 'adoc', 'asciidoc', 'txt', 'org']);
const CLOSED = new Set([
  'docx',
  'doc',
  'pdf',
  'pptx',
  'ppt',
  'odt',
  'odp',
  'ods',
  'xlsx',
  'xls',
  'rtf',
  'dotx',
  'pages',
  'key',
]);
const VIDEO = new Set(['mp4', 'mov', 'webm', 'm4v', 'avi']);
const CODE = new Set(
  'java kt kts scala groovy cs vb fs py rb php js jsx ts tsx mjs cjs vue svelte go rs c h cc cpp hpp m swift dart lua pl pm r jl sql sh bash ps1 cmd bat twig erb ex exs erl clj hs elm cshtml razor xaml module inc install theme'.split(
    ' ',
  ),
);
const TEST_FOLDERS = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  'fixtures',
  'testdata',
  'e2e',
  'cypress',
  '__mocks__',
]);
/** As .NET calls its projects of tests: `Tests.Unit.Core`, `Core.Tests`. */
const TEST_PROJECT = /^tests?\.|\.tests?$/i;
/** Folders whose documents a newer one has replaced. Not `arkiv`, where minutes are kept. */
const REPLACED =
  /^(old|gamle?|gammel|gamle versioner|tidligere versioner|previous versions|forældet|forældede|udgået|deprecated|outdated)$/;
/** Texts that are lists for machines, not for people. */
const NOT_DOCUMENTS =
  /^(requirements.*|robots.*|cmakelists|constraints.*|sys-requirements|humans|security\.txt)$/;

/** Fewer code files than this do not make a code repository. */
const FEWEST_CODE_FILES = 5;

/** Sorts a product's facts once, for all probes of one assessment; what is found out is kept as long as the context. */
export function createProbeContext(facts: ProductFacts, settings: ProbeSettings): ProbeContext {
  const repositories = facts.repositories.filter(counts);
  const listingOf = remembered((repository: RepositoryFacts) => list(repository, settings.templatePathWords));
  const listings = new Map(repositories.map((repository) => [repository, listingOf(repository)]));
  return {
    asOf: facts.asOf,
    repositories,
    codeRepositories: codeRepositories(repositories, listings, settings.main),
    unreadRepositories: repositories.filter(({ files }) => files.state === 'unknown'),
    slugs: productSlugs(repositories, settings.product),
    organisations: new Set(settings.organisations.map((name) => name.toLowerCase())),
    listing: listingOf,
    templateMark: remembered((document: Document) => findTemplateMark(document, settings.templateSigns)),
  };
}

/** `OS2skadesøkonomi` → `os2skadesokonomi`: the name as an address spells it, without the network's own prefix. */
function productSlugs(repositories: readonly RepositoryFacts[], product: string): ReadonlySet<string> {
  const names = [product, ...repositories.map(({ owner }) => owner)];
  return new Set(names.map((name) => slug(name).replace(/^os2/, '')).filter((name) => name.length > 1));
}

/** Letters and figures only, without accents. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
}

/** Archived repositories and forks are no evidence of what the product does today. */
export function counts(repository: RepositoryFacts): boolean {
  const archived = repository.isArchived.state === 'known' && repository.isArchived.value;
  const fork = repository.isFork.state === 'known' && repository.isFork.value;
  return !archived && !fork;
}

function codeRepositories(
  repositories: readonly RepositoryFacts[],
  listings: ReadonlyMap<RepositoryFacts, Listing>,
  main: string | null,
): readonly RepositoryFacts[] {
  const code = repositories.filter((repository) => {
    if (isNamed(repository, main)) return true;
    const listing = listings.get(repository);
    return listing !== undefined && holdsCode(listing);
  });
  const size = (repository: RepositoryFacts): number =>
    isNamed(repository, main) ? Number.MAX_SAFE_INTEGER : (listings.get(repository)?.codeFiles ?? 0);
  return code.sort((a, b) => size(b) - size(a));
}

function isNamed(repository: RepositoryFacts, name: string | null): boolean {
  return name !== null && repository.nameWithOwner.toLowerCase() === name.toLowerCase();
}

function holdsCode({ codeFiles, documents }: Listing): boolean {
  return isCode(codeFiles, documents.length);
}

/** A site of documents may hold a few scripts without being the product's code. */
export function isCode(codeFiles: number, documents: number): boolean {
  return codeFiles >= FEWEST_CODE_FILES && codeFiles * 4 >= documents;
}

function list(repository: RepositoryFacts, templatePathWords: readonly string[]): Listing {
  if (repository.files.state !== 'known') {
    const incomplete = repository.files.state === 'unknown' ? 'unread' : null;
    return { documents: [], byName: new Map(), files: [], codeFiles: 0, incomplete };
  }
  const tree = repository.files.value;
  const folders = new Map<string, Folder>();
  const documents: DocumentEntry[] = [];
  const files: FileEntry[] = [];
  const byName = new Map<string, FileEntry[]>();
  let codeFiles = 0;
  for (const entry of tree.entries) {
    if (entry.vendored || entry.kind === 'submodule') continue;
    files.push(entry);
    const named = byName.get(entry.lowerName);
    if (named === undefined) byName.set(entry.lowerName, [entry]);
    else named.push(entry);
    if (entry.kind === 'file' && CODE.has(entry.extension)) codeFiles += 1;
    const document = documentEntry(entry, folders, templatePathWords);
    if (document !== null) documents.push(document);
  }
  return { documents, byName, files, codeFiles, incomplete: tree.cut > 0 ? 'cut' : null };
}

function documentEntry(
  entry: FileEntry,
  folders: Map<string, Folder>,
  templatePathWords: readonly string[],
): DocumentEntry | null {
  const format = formatOf(entry);
  if (format === null) return null;
  const start = entry.path.lastIndexOf('/') + 1;
  const folder = folderAt(entry.path.slice(0, start), folders, templatePathWords);
  if (folder.amongTests || folder.isReplaced) return null;
  const file = entry.path.slice(start);
  const stem = entry.extension === '' ? file : file.slice(0, -entry.extension.length - 1);
  if (entry.extension === 'txt' && NOT_DOCUMENTS.test(stem.toLowerCase())) return null;
  const name = wordsApart(stem);
  const isTemplate = folder.isTemplate || holdsOneOf(name, templatePathWords);
  return { entry, format, name, folders: folder.names, isTemplate };
}

/** What the folder of a document tells of it; many documents share one. */
interface Folder {
  readonly names: readonly string[];
  readonly amongTests: boolean;
  readonly isReplaced: boolean;
  readonly isTemplate: boolean;
}

function folderAt(path: string, known: Map<string, Folder>, templatePathWords: readonly string[]): Folder {
  let folder = known.get(path);
  if (folder === undefined) {
    const names = path.split('/').slice(0, -1).map(wordsApart);
    const isTemplate = names.some((name) => holdsOneOf(name, templatePathWords));
    const isReplaced = names.some((name) => REPLACED.test(name));
    folder = { names, amongTests: isAmongTests(path), isReplaced, isTemplate };
    known.set(path, folder);
  }
  return folder;
}

function holdsOneOf(name: string, words: readonly string[]): boolean {
  return name.split(' ').some((word) => words.includes(word));
}

/** Whether a path lies in a folder of tests: what stands there is material, not documentation. */
export function isAmongTests(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => TEST_FOLDERS.has(folder.toLowerCase()) || TEST_PROJECT.test(folder));
}

function formatOf(entry: FileEntry): DocumentEntry['format'] | null {
  if (OPEN.has(entry.extension)) return 'open';
  if (CLOSED.has(entry.extension)) return 'closed';
  if (VIDEO.has(entry.extension)) return 'video';
  if (
    entry.extension === 'html' &&
    /^(docs?|documentation|dokumentation|public_docs|site)\//.test(entry.lowerPath)
  )
    return 'open';
  return entry.extension === '' &&
    /^(readme|security|contributing|governance|maintainers|licen[cs]e|copying)$/.test(entry.lowerName)
    ? 'open'
    : null;
}
