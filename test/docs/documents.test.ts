import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { assessFiles, shippedModel } from '../support/templateAssessment.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENTS = [
  ...markdownIn(''),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true })
    .map((path) => join('docs', String(path)))
    .filter((path) => path.endsWith('.md')),
  'templates/README.md',
];

const OWN_FILES_DECIDE = shippedModel()
  .requirements.filter(({ decidedBy }) => decidedBy.startsWith('repository'))
  .map(({ id }) => id)
  .filter((id) => !['F1', 'F6', 'F11', 'F12'].includes(id));

const ownAssessment = assessFiles(shippedModel(), ownTexts());

describe('the project’s own documents', () => {
  test.each(DOCUMENTS)('%s links to files that exist', (path) => {
    const targets = relativeLinks(read(path));

    const dead = targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)));

    expect(dead).toEqual([]);
  });

  test.each(DOCUMENTS)('%s names no npm script that does not exist', (path) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '');

    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  test.each(DOCUMENTS)('%s holds no address of a person', (path) => {
    const addresses = read(path).match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [];

    expect(addresses.filter((address) => !/@example\.(org|com)$/.test(address))).toEqual([]);
  });

  test('docs/architecture.md tells the import rules that the linter holds', () => {
    const rules = importRules(read('eslint.config.js'));

    const told = roomsTable(read('docs/architecture.md'));

    expect(told).toEqual(rules);
  });

  // Where it lies, its branches and its use on GitHub (F1, F6, F11, F12) are not in the files; selvevaluering.md tells of them.
  test.each(OWN_FILES_DECIDE)('%s is met by this repository’s own files', (id) => {
    const { rating, basis } = ownAssessment.requirements.find((one) => one.id === id)!;

    expect({ rating, basis: rating === 'green' ? '' : basis.en }).toEqual({ rating: 'green', basis: '' });
  });

  test('publiccode.yml has nothing to mend', () => {
    const { findings } = assessFiles(shippedModel(), { 'publiccode.yml': read('publiccode.yml') });

    const problems = findings.filter(({ path }) => path === 'publiccode.yml').map(({ says }) => says.en);

    expect(problems).toEqual([]);
  });
});

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));
}

/** What stands beside the code, with its text; of the code only that it is there. */
function ownTexts(): Record<string, string> {
  const folders = ['docs/', '.github/', 'deploy/', 'templates/'];
  const beside = [...filesIn('', false), ...folders.flatMap((folder) => filesIn(folder, true))];
  const texts: [string, string][] = [
    ...beside.filter((path) => !path.endsWith('.png')).map((path): [string, string] => [path, read(path)]),
    ...filesIn('src/', true).map((path): [string, string] => [path, '']),
  ];
  return Object.fromEntries(texts);
}

function filesIn(folder: string, recursive: boolean): string[] {
  return readdirSync(join(ROOT, folder), { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function relativeLinks(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Room → the rooms it may import, types included, sorted. */
type Rules = Record<string, readonly string[]>;

function importRules(config: string): Rules {
  const rules: Record<string, string[]> = {};
  for (const block of ['ROOMS', 'TYPES_ONLY']) {
    const body = new RegExp(`const ${block} = \\{([^}]*)\\}`).exec(config)?.[1] ?? '';
    for (const [, room = '', list = ''] of body.matchAll(/(\w+): (\[[^\]]*\]|'\*')/g)) {
      rules[room] = [...(rules[room] ?? []), ...(list.match(/\w+|\*/g) ?? [])];
    }
  }
  return sorted(rules);
}

function roomsTable(text: string): Rules {
  const rules: Record<string, string[]> = {};
  for (const [, rooms = '', imports = ''] of text.matchAll(
    /^\| ((?:`\w+`(?:, )?)+) +\|.*\| ([^|]*?) +\|$/gm,
  )) {
    const names = imports === 'everything' ? ['*'] : (imports.match(/\w+/g) ?? []);
    const allowed = names.filter((name) => !['types', 'of', 'and'].includes(name));
    for (const room of rooms.match(/\w+/g) ?? []) rules[room] = allowed;
  }
  return sorted(rules);
}

function sorted(rules: Record<string, string[]>): Rules {
  return Object.fromEntries(
    Object.entries(rules)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([room, names]) => [room, [...new Set(names)].sort()]),
  );
}
