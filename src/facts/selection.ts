import type { FileEntry, FileTree, UnknownReason } from './types.js';

/**
 * Which files of a tree are worth reading as text, most important first: documentation and configuration,
 * never what others wrote, never through a symlink or into a submodule.
 */

const KIB = 1024;
export const LARGEST_TEXT = 256 * KIB;
const LARGEST_YAML = 64 * KIB;

export interface Limits {
  /** Most texts of one repository. */
  readonly texts: number;
  /** Most bytes of them together. */
  readonly bytes: number;
}

export interface Selection {
  /** Most important first. */
  readonly wanted: readonly FileEntry[];
  /** What would have been read but for its size or the limits. */
  readonly unread: ReadonlyMap<string, UnknownReason>;
}

/** In order of importance. The first rule that matches gives the rank. */
const RULES: readonly ((entry: FileEntry, depth: number) => boolean)[] = [
  isDeclaration,
  (entry, depth) => isCommunity(entry) && isTop(entry, depth),
  (entry, depth) => isConfiguration(entry) && isTop(entry, depth),
  (entry) => isProse(entry) && SPEAKING.test(entry.lowerPath) && !DAY.test(entry.lowerName),
  (entry) => CONTAINER.test(entry.lowerName),
  (entry) => isProse(entry) && (SPEAKING.test(entry.lowerPath) || inDocumentation(entry)),
  isCommunity,
  isConfiguration,
  isProse,
];

const DECLARATION =
  /(governance[ _-]*(report|rapport)|governancerapport|selvevaluering|self[-_ ]?assessment|checkliste)/;
const DECLARATION_EXTENSIONS = new Set(['md', 'json', 'html', 'txt']);
const COMMUNITY =
  /^(readme|licen[sc]es?|copying|copyright|notice|security|contributing|bidrag|governance|maintainers|authors|codeowners|code_of_conduct|support|changelog|changes|history|release[-_ ]?notes|roadmap|vision|publiccode|os2modning|reuse|index|about|adopters|users|architecture|drift|sikkerhed)\b/;
const PROSE = new Set(['md', 'markdown', 'mdx', 'rst', 'adoc', 'asciidoc', 'txt']);
const NO_PROSE =
  /^(robots|requirements|cmakelists|constraints|manifest|humans|third[-_]?party.*|.*\.lock)\b.*\.txt$/;
const DOCUMENTATION =
  /(^|\/)(docs?|documentation|dokumentation|dokumenter|documents?|help|hjaelp|wiki|vejledning(er)?|online docs)\//;
/** Pages in here are parts of a program. */
const PROGRAM = /(^|\/)(src|templates?|views?|resources|static|public|wwwroot|app)\//;
/** A day in the name: a minute or decision, of which there are many; the newest matter most. */
const DAY = /20\d\d[-_.]?[01]\d([-_.]?[0-3]\d)?/;
/** Danish and English words of the documents that a maturity model asks for. */
const SPEAKING =
  /security|sikkerhed|trussel|threat|drift|hosting|deploy|udrul|install|operation|mainten|vedligehold|backup|monitor|overv(å|aa)g|arkitektur|architect|vision|strateg|roadmap|vejledning|manual|guide|bruger|implementer|drejebog|kom[-_ ]?i[-_ ]?gang|getting[-_ ]?started|onboarding|plan|pr(æ|ae)sentation|presentation|beslutning|decision|\badr\b|referat|minutes|dagsorden|kommissorium|styregruppe|koordination|governance|release|changelog|standard|coding|styleguide|contribut|bidrag|image|docker|container|audit|review|form(å|aa)l|purpose|about|overview|introduk|business|gevinst|exit|overdragelse|proces/;

const CONFIGURATION = new Set([
  'package.json',
  'composer.json',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
  'cargo.toml',
  'gemfile',
  'project.toml',
  'directory.build.props',
  'skaffold.yaml',
  'mkdocs.yml',
  'mkdocs.yaml',
  '_config.yml',
  '_config.yaml',
  'antora.yml',
  '.readthedocs.yml',
  '.readthedocs.yaml',
  'reuse.toml',
  'dep5',
  'publiccode.yml',
  'publiccode.yaml',
  'os2modning.yml',
  'os2modning.yaml',
  'renovate.json',
  'renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  'dependabot.yml',
  'dependabot.yaml',
  '.gitlab-ci.yml',
  'jenkinsfile',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  '.travis.yml',
  'makefile',
  'taskfile.yml',
  '.editorconfig',
  '.pre-commit-config.yaml',
  '.pre-commit-config.yml',
  'biome.json',
  'tslint.json',
  'checkstyle.xml',
  'psalm.xml',
  'ruff.toml',
  '.ruff.toml',
  '.flake8',
  '.pylintrc',
  'tox.ini',
  '.golangci.yml',
  '.golangci.yaml',
  '.rubocop.yml',
  'sonar-project.properties',
]);
const CONTAINER =
  /^((docker|container)file(\.[\w.-]+)?|[\w.-]+\.(docker|container)file|(docker-)?compose[\w.-]*\.ya?ml|chart\.yaml)$/;
const CONFIGURATION_NAMES = [
  CONTAINER,
  /^\.?eslint(rc|\.config)[\w.]*$/,
  /^\.?prettier(rc|\.config)[\w.]*$/,
  /^\.?stylelint(rc|\.config)[\w.]*$/,
  /^\.?phpcs\.xml(\.dist)?$/,
  /^phpstan[\w.-]*$/,
  /^\.php[-_]cs[\w.-]*$/,
  /^issue_template[\w.-]*$/,
];

/** Folders whose files count as standing at the top. */
function isTop(entry: FileEntry, depth: number): boolean {
  return (
    depth === 0 || /^(\.github|docs?|\.circleci|licenses|\.gitlab|\.reuse|helm|chart)\//.test(entry.lowerPath)
  );
}

function isDeclaration(entry: FileEntry): boolean {
  return DECLARATION_EXTENSIONS.has(entry.extension) && DECLARATION.test(entry.lowerPath);
}

function isConfiguration(entry: FileEntry): boolean {
  const { lowerName, lowerPath } = entry;
  if (CONFIGURATION.has(lowerName) || CONFIGURATION_NAMES.some((name) => name.test(lowerName))) return true;
  return /^(\.github|\.circleci|\.gitlab)\/.*\.ya?ml$/.test(lowerPath);
}

/** The files that a host or a reader looks for by name. */
function isCommunity(entry: FileEntry): boolean {
  if (entry.lowerPath.startsWith('licenses/') && entry.extension === 'txt') return true;
  return COMMUNITY.test(entry.lowerName) && (entry.extension === '' || isProse(entry));
}

function isProse(entry: FileEntry): boolean {
  if (PROSE.has(entry.extension)) return !NO_PROSE.test(entry.lowerName);
  if (entry.extension === '') return COMMUNITY.test(entry.lowerName);
  return (entry.extension === 'html' || entry.extension === 'htm') && isPage(entry);
}

function isPage(entry: FileEntry): boolean {
  if (entry.lowerName.startsWith('readme')) return true;
  return inDocumentation(entry) && !PROGRAM.test(entry.lowerPath);
}

function inDocumentation(entry: FileEntry): boolean {
  return DOCUMENTATION.test(entry.lowerPath);
}

interface Ranked {
  readonly entry: FileEntry;
  readonly rank: number;
  readonly depth: number;
  readonly dated: boolean;
}

function ranked(entry: FileEntry): Ranked | null {
  if (entry.vendored || entry.kind !== 'file') return null;
  const depth = entry.lowerPath.split('/').length - 1;
  const rank = RULES.findIndex((rule) => rule(entry, depth));
  if (rank === -1) return null;
  return { entry, rank, depth, dated: DAY.test(entry.lowerName) };
}

/** By rank, then the shallow ones, then by name; names with a day newest first. */
function byImportance(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.dated !== b.dated) return a.dated ? 1 : -1;
  if (a.dated) return compare(b.entry.lowerName, a.entry.lowerName);
  return a.depth - b.depth || compare(a.entry.lowerPath, b.entry.lowerPath);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a file is documentation or configuration of the repository's own, whatever its size. */
export function isWantedText(entry: FileEntry): boolean {
  return ranked(entry) !== null;
}

/** Documents that are not read but whose age matters. */
const CLOSED = new Set([
  'pdf',
  'doc',
  'docx',
  'ppt',
  'pptx',
  'xls',
  'xlsx',
  'odt',
  'odp',
  'ods',
  'mp4',
  'mov',
  'webm',
  'drawio',
  'vsdx',
  'archimate',
  'puml',
]);

/** Whether the day of a file's last change is worth knowing. */
export function isDated(entry: FileEntry): boolean {
  if (isWantedText(entry)) return true;
  return CLOSED.has(entry.extension) && entry.kind === 'file' && !entry.vendored;
}

/** The texts to read within the limits, and those left out because of them. */
export function selectTexts(tree: FileTree, limits: Limits): Selection {
  const candidates: Ranked[] = [];
  for (const entry of tree.entries) {
    const candidate = ranked(entry);
    if (candidate !== null) candidates.push(candidate);
  }
  candidates.sort(byImportance);
  const wanted: FileEntry[] = [];
  const unread = new Map<string, UnknownReason>();
  let bytes = 0;
  for (const { entry } of candidates) {
    const size = entry.size ?? 0;
    const reason = tooLarge(entry) ?? beyond(limits, wanted.length, bytes + size);
    if (reason === null) {
      wanted.push(entry);
      bytes += size;
    } else {
      unread.set(entry.path, reason);
    }
  }
  return { wanted, unread };
}

/** Why a text of this size is never read; null when it may be. */
export function tooLarge({ extension, size }: FileEntry): UnknownReason | null {
  const most = extension === 'yml' || extension === 'yaml' ? LARGEST_YAML : LARGEST_TEXT;
  if (size === null || size <= most) return null;
  return {
    kind: 'too-large',
    detail: `the file is ${Math.ceil(size / KIB)} KiB; files over ${most / KIB} KiB are not read`,
  };
}

function beyond(limits: Limits, texts: number, bytes: number): UnknownReason | null {
  if (texts < limits.texts && bytes <= limits.bytes) return null;
  return {
    kind: 'not-read',
    detail: `the repository has more documentation than is read at once (${limits.texts} files, ${Math.round(limits.bytes / KIB)} KiB)`,
  };
}

/**
 * What freshness is asked of first, one file of each before a second of any: security, operations, presentation,
 * implementation, users' guides, then plans, strategy, architecture and minutes.
 */
const AGEING: readonly RegExp[] = [
  /(^|\/)(security|sikkerhed)[^/]*$/,
  /(^|\/)(drift|operations?|hosting|deploy|maintenance|vedligehold)/,
  /pr(æ|ae)sentation|presentation|slides|\.pptx?$/,
  /implementer|drejebog|kom[-_ ]?i[-_ ]?gang|getting[-_ ]?started|onboarding|udrul/,
  /bruger|user|vejledning|manual|guide|kursus|tutorial/,
  /sikkerhed|security|trussel|threat|penetration|isae/,
  /styregruppe|referat|minutes|beslutning|decision/,
  /koordination/,
  /vision|strateg|roadmap|procesplan|exit|overdragelse/,
  /arkitektur|architect|governance/,
];

/** The paths whose last change matters most, at most `most`. */
export function datedPaths(tree: FileTree, most: number): readonly string[] {
  const candidates: Ranked[] = [];
  for (const entry of tree.entries) {
    if (!isDated(entry)) continue;
    candidates.push(
      ranked(entry) ?? { entry, rank: RULES.length, depth: 0, dated: DAY.test(entry.lowerName) },
    );
  }
  candidates.sort(byImportance);
  const chosen = new Set<string>();
  for (const topic of AGEING) {
    const first = candidates.find(({ entry }) => topic.test(entry.lowerPath) && !chosen.has(entry.path));
    if (first !== undefined && chosen.size < most) chosen.add(first.entry.path);
  }
  for (const { entry } of candidates) {
    if (chosen.size >= most) break;
    chosen.add(entry.path);
  }
  return [...chosen];
}
