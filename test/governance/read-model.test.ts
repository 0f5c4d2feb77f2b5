import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadModel, readModel, type Mistake, type ModelReading } from '../../src/governance/index.js';
import { hasMessage, messageKeys, sayIn } from '../../src/messages/index.js';
import { runs } from '../support/runs.js';
import { PROBES } from './probes.js';

const LIBRARY = new URL('../fixtures/governance/library-network.yml', import.meta.url).pathname;
const library = readFileSync(LIBRARY, 'utf8');

/** A whole model in few words, so that many mutations are quick. */
const SEED = `format: os2modning-model/1
id: m
version: 1.0.0
name: &n { da: a, en: b }
organisations: []
placeholders: { fingerprints: [], pathWords: [], fewestWords: 1 }
levels: [{ id: 1, name: *n, reach: { themes: { t: 1 } } }]
themes: [{ id: t, name: { da: a, en: b } }]
requirements:
  - id: R1
    theme: t
    level: 1
    decidedBy: declaration
    title: { da: a, en: b }
    guidance: { da: a, en: b }
    greenWhen: { da: a, en: b }
    evidence: { p: { probe: paper, with: { name: X }, where: { words: { min: 3 } } } }
    green: { not: p }
    declared: { yes: proof, naming: ['a.{0,9}b'] }
    question: { to: product, da: a, en: b }
`;

function read(text: string, templates?: ReadonlySet<string>): ModelReading {
  return readModel(text, {
    file: 'model.yml',
    probes: PROBES,
    ...(templates === undefined ? {} : { templates }),
  });
}

/** `line path key`, which is all a table of cases needs. */
function short({ line, path, key }: Mistake): string {
  return `${line} ${path} ${key.replace('governance.', '')}`;
}

function lineOf(text: string): number {
  return library.slice(0, library.indexOf(text)).split('\n').length;
}

describe('governance/read-model', () => {
  test.each([
    ['', '', 'accepted'],
    ['explanations: at-once', '', 'at-once'],
    ['explanations: at-once', 'explanations: accepted', 'accepted'],
    ['', 'explanations: at-once', 'at-once'],
  ])('explanations: the model says %j, the requirement %j', (model, requirement, expected) => {
    const text = SEED.replace('version: 1.0.0', `version: 1.0.0\n${model}`).replace(
      'theme: t\n',
      `theme: t\n    ${requirement}\n`,
    );

    expect(read(text).model?.requirements[0]?.explanations).toBe(expected);
  });

  test('reads a model with requirements, levels and themes of its own, without any code for them', async () => {
    const { model, mistakes } = await loadModel(LIBRARY, {
      probes: PROBES,
      templates: new Set(['LICENSE.md']),
    });

    expect(mistakes).toEqual([]);
    expect(model?.levels.map(({ id }) => id)).toEqual(['froe', '2']);
    expect(model?.requirements.map(({ id, level }) => `${id}@${level}`)).toEqual(['B1@froe', 'D-1@2']);
    expect(model?.requirements[1]).toMatchObject({
      recommendation: true,
      line: lineOf('id: D-1'),
      green: {
        kind: 'all',
        of: [
          { kind: 'evidence', name: 'described' },
          { kind: 'not', of: { kind: 'evidence', name: 'busy' } },
        ],
      },
      declared: { yes: 'proof', best: 'yellow', naming: ['vagt.{0,40}telefon', 'SKI'], ownText: true },
    });
  });

  test('fills in what a file may leave out, also the parameters of a probe', () => {
    const [first] = read(library).model?.requirements ?? [];

    expect(first).toMatchObject({
      recommendation: false,
      yellow: null,
      question: null,
      declared: { yes: 'support', best: 'green', naming: [], ownText: false },
      evidence: { licence: { with: { name: 'LICENSE', kinds: ['text'] }, where: {}, missing: null } },
    });
  });

  test('a number where YAML reads one for an id is the name people meant', () => {
    const { model } = read(library);

    expect(model?.requirements[1]?.level).toBe('2');
  });

  test.each([
    [
      'an unknown key',
      'guidance:',
      'guidence:',
      ['requirements.B1.guidance shape.missing', 'requirements.B1.guidence shape.unknownKey'],
    ],
    ['a missing translation', 'en: Open source code', "en: ''", ['requirements.B1.title.en translation']],
    ['a translation left out', ', en: Write who.', '', ['requirements.D-1.guidance.en translation']],
    [
      'a text in one language',
      '{ da: Skriv hvem., en: Write who. }',
      'Skriv hvem.',
      ['requirements.D-1.guidance bothLanguages'],
    ],
    ['an unknown level', 'level: froe', 'level: sandkasse', ['requirements.B1.level unknownLevel']],
    [
      'an unknown probe',
      'probe: pulse',
      'probe: puls',
      ['requirements.D-1.evidence.busy.probe unknownProbe'],
    ],
    [
      'a bad parameter',
      'with: { name: DRIFT.md }',
      'with: { name: 7 }',
      ['requirements.D-1.evidence.described.with.name shape.type'],
    ],
    [
      'an unknown parameter',
      'with: { name: LICENSE }',
      'with: { name: LICENSE, age: 3 }',
      ['requirements.B1.evidence.licence.with.age shape.unknownKey'],
    ],
    [
      'a wrong choice in a list',
      'with: { name: LICENSE }',
      'with: { name: LICENSE, kinds: [film] }',
      ['requirements.B1.evidence.licence.with.kinds.0 shape.value'],
    ],
    [
      'an unknown measure',
      'words: { min: 30 }',
      'letters: { min: 30 }',
      ['requirements.D-1.evidence.described.where.letters unknownMeasure'],
    ],
    [
      'limits that exclude each other',
      'words: { min: 30 }',
      'words: { min: 30, max: 3 }',
      ['requirements.D-1.evidence.described.where.words limitOrder'],
    ],
    [
      'a limit below zero',
      'words: { min: 30 }',
      'words: { max: -1 }',
      ['requirements.D-1.evidence.described.where.words.max limit'],
    ],
    [
      'a share above a whole',
      'probe: pulse, ',
      'probe: pulse, where: { dumpShare: { max: 30 } }, ',
      ['requirements.D-1.evidence.busy.where.dumpShare share'],
    ],
    [
      'a limit that says nothing',
      'words: { min: 30 }',
      'words: {}',
      ['requirements.D-1.evidence.described.where.words emptyLimit'],
    ],
    ['an unknown role', 'role: maintainer', 'role: janitor', ['requirements.B1.mend.role shape.value']],
    [
      'a condition on evidence that is not there',
      'green: licence',
      'green: { any: [licence, readme] }',
      ['requirements.B1.green.any.1 unknownEvidence'],
    ],
    [
      'evidence that nothing uses',
      'busy: { probe: pulse',
      'idle: { probe: pulse }\n      busy: { probe: pulse',
      ['requirements.D-1.evidence.idle unusedEvidence'],
    ],
    [
      'a help that waits for nothing',
      'when: licence',
      'when: permit',
      ['requirements.B1.mend.when unknownEvidence'],
    ],
    ['a requirement that stands twice', 'id: D-1', 'id: B1', ['requirements.B1 doubleRequirement']],
    [
      'a theme that stands twice',
      'id: drift',
      'id: samling',
      [
        'levels.2.reach.themes.drift unknownTheme',
        'themes.samling doubleTheme',
        'requirements.D-1.theme unknownTheme',
      ],
    ],
    ['an odd id', 'id: D-1', "id: 'D 1'", ['requirements.1.id oddId']],
    ['a threshold out of range', 'overall: 0.5', 'overall: 50', ['levels.froe.reach.overall share']],
    [
      'a theme in a threshold that is not there',
      'themes: { drift: 1 }',
      'themes: { driften: 1 }',
      ['levels.2.reach.themes.driften unknownTheme'],
    ],
    ['a theme without requirements', 'theme: samling', 'theme: drift', ['themes.samling emptyTheme']],
    ['an invalid pattern', "'vagt.{0,40}telefon'", "'vagt('", ['requirements.D-1.declared.naming.0 pattern']],
    [
      'a pattern without a ceiling',
      "'vagt.{0,40}telefon'",
      "'vagt.*telefon'",
      ['requirements.D-1.declared.naming.0 patternTooFree'],
    ],
    [
      'a pattern that explodes',
      "'vagt.{0,40}telefon'",
      "'(?:a{0,30}){0,30}'",
      ['requirements.D-1.declared.naming.0 patternTooFree'],
    ],
    [
      'a pattern that refers back',
      "'vagt.{0,40}telefon'",
      "'(vagt)\\1'",
      ['requirements.D-1.declared.naming.0 patternReference'],
    ],
    [
      'green that cannot be',
      'green: licence',
      'green: { all: [licence, { not: licence }] }',
      ['requirements.B1.green greenImpossible'],
    ],
    [
      'green that always is',
      'green: licence',
      'green: { any: [licence, { not: licence }] }',
      ['requirements.B1.green greenAlways'],
    ],
    [
      'yellow that green hides',
      'yellow: { any: [described, busy] }',
      'yellow: { all: [described, { not: busy }] }',
      ['requirements.D-1.yellow yellowImpossible'],
    ],
    [
      'a repository that never gives green',
      'green: licence',
      'yellow: licence',
      ['requirements.B1.decidedBy neverGreen'],
    ],
    [
      'a declaration that never gives green',
      '    green: { all: [described, { not: busy }] }\n',
      '',
      ['requirements.D-1.declared neverGreen'],
    ],
    [
      'a condition of two kinds',
      'green: licence',
      'green: { all: [licence], any: [licence] }',
      ['requirements.B1.green.any shape.unknownKey'],
    ],
    [
      'a condition of no kind',
      'green: licence',
      'green: { every: [licence] }',
      ['requirements.B1.green condition'],
    ],
    [
      'an empty condition',
      'green: licence',
      'green: { all: [] }',
      ['requirements.B1.green.all emptyCondition'],
    ],
    [
      'nobody to ask',
      '    question: { to: product, da: Hvem passer driften?, en: Who runs it? }\n',
      '',
      ['requirements.D-1.question questionMissing'],
    ],
    [
      'no word on the declaration',
      "declared: { yes: proof, best: yellow, naming: ['vagt.{0,40}telefon', SKI], ownText: true }",
      'greenByPeople: true',
      ['requirements.D-1.declared declaredMissing'],
    ],
    [
      'a path out of the repository',
      'path: LICENSE,',
      'path: ../LICENSE,',
      ['requirements.B1.mend.path oddPath'],
    ],
    ['a template without a place', '        path: LICENSE,\n', '', ['requirements.B1.mend.path mendPath']],
    ['another format', 'os2modning-model/1', 'os2modning-model/9', ['format format']],
    ['a version that YAML takes for a number', 'version: 2.0.1', 'version: 2.0', ['version version']],
    [
      'an odd word for when explanations count',
      'version: 2.0.1',
      'version: 2.0.1\nexplanations: sometimes',
      ['explanations explanations'],
    ],
    [
      'an odd word for it in a requirement',
      'level: froe',
      'level: froe\n    explanations: 1',
      ['requirements.B1.explanations explanations'],
    ],
    ['an account with an address', 'laesesal', 'github.com/laesesal', ['organisations.0 account']],
    [
      'a key that reaches the prototype',
      'missing: {',
      '__proto__: { polluted: true }, missing: {',
      ['requirements.D-1.evidence.busy.__proto__ yaml.forbiddenKey'],
    ],
    [
      'a field that stands twice',
      'level: froe',
      'level: froe\n    level: froe',
      ['requirements.B1.level yaml.duplicateKey'],
    ],
    ['a tag of one’s own', 'green: licence', 'green: !!js/function licence', [' yaml.syntax']],
  ])('%s is told where it stands', (_, from, to, expected) => {
    const text = library.replace(from, to);

    const { model, mistakes } = read(text);

    expect(text).not.toBe(library);
    expect(model).toBeNull();
    expect(mistakes.map((mistake) => short(mistake).replace(/^\d+ /, ''))).toEqual(expected);
  });

  test('the line is that of the exact key', () => {
    const text = library.replace(
      'with: { name: DRIFT.md }',
      'with: {\n          name: DRIFT.md,\n          age: 3 }',
    );

    const { mistakes } = read(text);

    expect(mistakes.map(short)).toEqual([
      `${lineOf('described: { probe') + 2} requirements.D-1.evidence.described.with.age shape.unknownKey`,
    ]);
  });

  test('tells all mistakes at once, in the order of the file', () => {
    const text = library
      .replace('version: 2.0.1', 'version: two')
      .replace('probe: paper', 'probe: papir')
      .replace('green: licence', 'green: license')
      .replace('yes: proof', 'yes: maybe')
      .replace('SKI]', "'(']")
      .replace('en: Who runs it?', "en: ''");

    const { mistakes } = read(text);

    expect(mistakes.map((mistake) => short(mistake).replace(/^\d+ /, ''))).toEqual([
      'version version',
      'requirements.B1.evidence.licence.probe unknownProbe',
      'requirements.B1.green unknownEvidence',
      'requirements.D-1.declared.yes shape.value',
      'requirements.D-1.declared.naming.1 pattern',
      'requirements.D-1.question.en translation',
    ]);
    expect(mistakes.map(({ line }) => line)).toEqual(
      mistakes.map(({ line }) => line).toSorted((a, b) => a - b),
    );
  });

  test('a template that does not exist is told with those that do', () => {
    const { mistakes } = read(library, new Set(['SECURITY.md']));

    expect(mistakes.map(short)).toEqual([
      `${lineOf('template:')} requirements.B1.mend.template unknownTemplate`,
    ]);
    expect(mistakes[0]?.parameters).toEqual({ value: 'LICENSE.md', known: 'SECURITY.md' });
  });

  test('says on purpose that only people make a requirement green', () => {
    const text = library.replace(
      '    green: { all: [described, { not: busy }] }\n',
      '    greenByPeople: true\n',
    );

    const { model, mistakes } = read(text);

    expect(mistakes).toEqual([]);
    expect(model?.requirements[1]?.greenByPeople).toBe(true);
  });

  test.each([
    ['nothing', '', 'yaml.empty'],
    ['only a comment', '# senere', 'yaml.empty'],
    ['a word', 'model', 'shape.type'],
    ['two documents', `${library}\n---\na: 1\n`, 'yaml.severalDocuments'],
    ['a tab', 'format:\n\tx: 1', 'yaml.syntax'],
    ['too much', 'a'.repeat(256 * 1024 + 1), 'yaml.tooLarge'],
    ['a pit of brackets', '['.repeat(3_900), 'yaml.syntax'],
    ['a deeper pit', '['.repeat(60_000), 'yaml.tooManyPieces'],
    ['deep nesting', `${'['.repeat(60)}${']'.repeat(60)}`, 'yaml.tooDeep'],
    ['an alias bomb', aliasBomb(), 'yaml.aliases'],
    ['an alias that holds itself', 'a: &a [*a]', 'yaml.tooDeep'],
    ['a key that is a list', '? [a, b]\n: 1', 'yaml.oddKey'],
    ['a directive', '%TAG ! tag:eksempel.dk,2000:\n---\na: 1', 'yaml.syntax'],
    ['a pile of documents', '---\n'.repeat(16_000), 'yaml.severalDocuments'],
    ['a pile of fields', 'a: 1\n'.repeat(1_500), 'yaml.duplicateKey'],
    ['nothing but signs', '? \n'.repeat(20_000), 'yaml.tooManyPieces'],
    ['a pile of ends', 'a\n...\n'.repeat(3_000), 'yaml.severalDocuments'],
    [
      'hundreds of requirements',
      `requirements:\n${'  - id: requirement-number\n'.repeat(301)}`,
      'tooManyRequirements',
    ],
    ['a heap of evidence', `requirements:\n  - evidence:\n${heapOfEvidence()}`, 'tooMuchEvidence'],
  ])('%s is no model', (_, text, key) => {
    const { model, mistakes } = read(text);

    expect(model).toBeNull();
    expect(mistakes.map((mistake) => mistake.key)).toContain(`governance.${key}`);
  });

  test('every mistake has a sentence in both languages that its parameters fill', () => {
    const keys = messageKeys('da').filter((key) => key.startsWith('governance.'));
    const told = [...mistakesOf('wrong'), ...read('\ta').mistakes];

    expect(keys.length).toBeGreaterThan(40);
    expect(messageKeys('en').filter((key) => key.startsWith('governance.'))).toEqual(keys);
    for (const { key, parameters } of told) {
      expect(hasMessage(key)).toBe(true);
      expect(sayIn('da', key, parameters)).not.toMatch(/undefined|\{[a-z]/);
      expect(sayIn('en', key, parameters)).not.toMatch(/undefined|\{[a-z]/);
    }
  });

  test('the model that is mutated below is whole', () => {
    expect(read(SEED).mistakes).toEqual([]);
  });

  test('mutated models, 20,000 in all, neither throw nor pass unread', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '  ',
      '\t',
      '&a ',
      '*a',
      '!!x ',
      '"',
      "'",
      '#',
      '__proto__: 1',
      '0',
      '-1',
      'null',
      'all',
      'not',
      '¤',
      '\u0000',
      '…',
    ];

    fc.assert(
      fc.property(mutations(pieces), (edits) => {
        const text = mutate(SEED, edits);

        const { model, mistakes } = read(text);

        expect(model === null).toBe(mistakes.length > 0);
      }),
      { numRuns: runs(20_000) },
    );
  }, 120_000);
});

function aliasBomb(): string {
  const levels = ['a: &a [x, x]'];
  for (const [index, name] of 'bcdefgh'.split('').entries()) {
    levels.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[index]}`).join(', ')}]`);
  }
  return levels.join('\n');
}

/** Every value of the model replaced by something else, one at a time. */
function mistakesOf(value: string): readonly Mistake[] {
  const lines = library.split('\n');
  return lines.flatMap((line, index) => {
    const changed = line.replace(/: [^,}\]]+/g, `: ${value}`);
    return read(lines.with(index, changed).join('\n')).mistakes;
  });
}

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

function mutations(pieces: readonly string[]): fc.Arbitrary<readonly Edit[]> {
  const edit = fc.record({
    at: fc.nat(SEED.length),
    remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
    insert: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ maxLength: 6 })),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 });
}

function mutate(text: string, edits: readonly Edit[]): string {
  let mutated = text;
  for (const { at, remove, insert } of edits) {
    mutated = mutated.slice(0, at) + insert + mutated.slice(at + remove);
  }
  return mutated;
}

function heapOfEvidence(): string {
  return Array.from(
    { length: 101 },
    (_, index) => `      evidence-${String(index)}: { probe: paper }\n`,
  ).join('');
}
