import type { FileEntry } from '../types.js';

/** How documentation and configuration are called, in Danish and English. All on lower-case paths. */

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
export function isTop(entry: FileEntry, depth: number): boolean {
  return (
    depth === 0 || /^(\.github|docs?|\.circleci|licenses|\.gitlab|\.reuse|helm|chart)\//.test(entry.lowerPath)
  );
}

export function isDeclaration(entry: FileEntry): boolean {
  return DECLARATION_EXTENSIONS.has(entry.extension) && DECLARATION.test(entry.lowerPath);
}

export function isConfiguration(entry: FileEntry): boolean {
  const { lowerName, lowerPath } = entry;
  if (CONFIGURATION.has(lowerName) || CONFIGURATION_NAMES.some((name) => name.test(lowerName))) return true;
  return /^(\.github|\.circleci|\.gitlab)\/.*\.ya?ml$/.test(lowerPath);
}

/** The files that a host or a reader looks for by name. */
export function isCommunity(entry: FileEntry): boolean {
  if (entry.lowerPath.startsWith('licenses/') && entry.extension === 'txt') return true;
  return COMMUNITY.test(entry.lowerName) && (entry.extension === '' || isProse(entry));
}

export function isProse(entry: FileEntry): boolean {
  if (PROSE.has(entry.extension)) return !NO_PROSE.test(entry.lowerName);
  if (entry.extension === '') return COMMUNITY.test(entry.lowerName);
  return (entry.extension === 'html' || entry.extension === 'htm') && isPage(entry);
}

function isPage(entry: FileEntry): boolean {
  if (entry.lowerName.startsWith('readme')) return true;
  return inDocumentation(entry) && !PROGRAM.test(entry.lowerPath);
}

export function inDocumentation(entry: FileEntry): boolean {
  return DOCUMENTATION.test(entry.lowerPath);
}

/** A document that a maturity model asks for, by its name or its folder's. */
export function isSpeaking(entry: FileEntry): boolean {
  return SPEAKING.test(entry.lowerPath);
}

export function isContainer(entry: FileEntry): boolean {
  return CONTAINER.test(entry.lowerName);
}

/** Whether the name holds a day or month, as those of minutes and decisions do. */
export function hasDay(entry: FileEntry): boolean {
  return DAY.test(entry.lowerName);
}
