import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { assess, findDeclaration } from '../../src/assessment/index.js';
import { formC } from '../declarations/fixtures.js';
import { productFacts, type FakeRepository } from '../support/facts.js';
import { shippedModel } from '../support/templateAssessment.js';
import { codeFiles, unreadRepository, words } from '../probes/support.js';
import {
  answer,
  assessed,
  declarationFile,
  explanation,
  modelFrom,
  ratingsIn,
  requirementIn,
} from './support.js';

const model = { ...shippedModel(), organisations: ['OS2eksempel'] };
const MPL = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8');

/** A well-kept invented product: code, documentation, and the group's papers. */
const PRODUCT: readonly FakeRepository[] = [
  {
    name: 'OS2eksempel/kode',
    commits: Array.from({ length: 30 }, (_, index) => ({
      date: new Date(Date.UTC(2026, 5, 20 - 7 * index)).toISOString().slice(0, 10),
      subject: 'Ret fejl (#12)',
      files: 2,
    })),
    files: {
      ...codeFiles(),
      LICENSE: MPL,
      'README.md': `# Eksempel\n\nDet er en webapplikation, hvor borgerne låner lokaler.\n\n${words(90)}\n\nSe https://os2.eu/produkt/os2eksempel.\n`,
      'SECURITY.md': `# Sikkerhed\n\nKontakt sikkerhed@kommune.example.\n\n${words(40)}\n`,
      'CONTRIBUTING.md': `# Contributing\n\n## Coding standards\n\n${words(60)}\n`,
      'renovate.json': '{}',
      '.github/workflows/ci.yml': 'jobs:\n  check:\n    - run: npx eslint .\n',
      Dockerfile: 'FROM node:22\nCOPY . .\n',
      'docs/drift.md': `# Drift\n\nKør docker compose up. Leverandøren er ansvarlig; kommunerne betaler.\n\n${words(60)}\n`,
    },
  },
  {
    name: 'OS2eksempel/docs',
    files: {
      '_config.yml': 'title: Eksempel\nremote_theme: just-the-docs\n',
      'brugervejledning.md': words(60),
      'vision-og-strategi.md': `# Vision og strategi\n\n${words(60)}\n`,
      'dagsordner-og-referater/styregruppe/2026-04-22.md': words(60),
      'selvevaluering.md': formC([
        '| F3 | Udbud | sandkasse | x | Ja | Indkøbt efter SKI 02.18, se https://github.com/OS2eksempel/docs/notat.md |',
        '| G13 | Økonomi | 3 | x | Nej | |',
      ]),
    },
  },
];

describe('assessment/assess', () => {
  const facts = productFacts(PRODUCT);
  const assessment = assessed({
    repositories: PRODUCT,
    model,
    declaration: findDeclaration(facts, model, null),
  });

  test('rates every requirement of the model, in its order', () => {
    expect(assessment.requirements.map(({ id }) => id)).toEqual(model.requirements.map(({ id }) => id));
    expect(assessment.requirements).toHaveLength(43);
  });

  test('rates a well-kept product by what its files show', () => {
    const green = [
      'F1',
      'F2',
      'F3',
      'F4',
      'F5',
      'F6',
      'F7',
      'F10',
      'F12',
      'F16',
      'F17',
      'F19',
      'F20',
      'S2',
      'S4',
      'G1',
      'G6',
    ];

    expect(ratingsIn(assessment, green)).toEqual(Object.fromEntries(green.map((id) => [id, 'green'])));
    expect(ratingsIn(assessment, ['F13', 'F15', 'G2', 'G13'])).toEqual({
      F13: 'red',
      F15: 'red',
      G2: 'unknown',
      G13: 'red',
    });
  });

  test('tells what it was made of', () => {
    expect(assessment).toMatchObject({
      format: 'os2modning-assessment/1',
      product: 'OS2eksempel',
      model: 'os2-1.1.0',
      asOf: '2026-06-23',
      assessedAt: '2026-06-23T08:00:00Z',
      repositories: [
        { name: 'OS2eksempel/kode', commit: 'c'.repeat(40) },
        { name: 'OS2eksempel/docs', commit: 'c'.repeat(40) },
      ],
      declaration: {
        repository: 'OS2eksempel/docs',
        path: 'selvevaluering.md',
        date: '2026-06-23',
        generation: 'C',
      },
      change: null,
    });
  });

  test('places it on a level, and says what holds it back', () => {
    expect(assessment.level).toMatchObject({ indicative: '1', target: null, decided: null });
    expect(assessment.level.perLevel.map(({ reached }) => reached)).toEqual([true, true, false, false]);
    expect(assessment.nextSteps.length).toBeGreaterThan(0);
  });

  test('gives the same for the same', () => {
    const again = assessed({
      repositories: PRODUCT,
      model,
      declaration: findDeclaration(facts, model, null),
    });

    expect(again).toEqual(assessment);
  });

  test('does not depend on the order of the repositories', () => {
    const repositories = PRODUCT.toReversed();
    const other = assessed({
      repositories,
      model,
      declaration: findDeclaration(productFacts(repositories), model, null),
    });

    expect(other.requirements.map(({ rating }) => rating)).toEqual(
      assessment.requirements.map(({ rating }) => rating),
    );
  });

  test('compares with an earlier assessment', () => {
    const [code, docs] = PRODUCT;
    const files = {
      ...code?.files,
      'docs/præsentation.md': words(60),
      LICENSE: { kind: 'submodule' as const },
    };
    const later = assessed({
      repositories: [{ ...code, files }, docs ?? {}],
      model,
      earlier: assessment,
    });

    expect(later.change).toMatchObject({ since: '2026-06-23T08:00:00Z' });
    expect(later.change?.improved).toContain('F13');
    expect(later.change?.worsened).toContain('F2');
  });

  test('an empty product is unknown or missing, never a fault', () => {
    const empty = assessed({ repositories: [], model });

    expect(empty.requirements).toHaveLength(43);
    expect(empty.level.indicative).toBeNull();
    expect(empty.requirements.some(({ rating }) => rating === 'green' || rating === 'yellow')).toBe(false);
  });

  describe('what the product says of itself', () => {
    const one = (
      id: string,
      given: Parameters<typeof answer>[0],
      parts: Parameters<typeof declarationFile>[1] = {},
    ) =>
      requirementIn(
        assessed({
          repositories: [{ files: codeFiles() }],
          model,
          declaration: declarationFile([answer({ requirement: id, ...given })], parts),
        }),
        id,
      );

    test('is shown as it stands', () => {
      const { declared } = one('G4', { raw: 'Ja!', text: 'Orienteret i maj.', links: [] });

      expect(declared).toEqual({ status: 'yes', raw: 'Ja!', text: 'Orienteret i maj.', links: [] });
    });

    test.each([
      ['2023-06-23', 'yellow'],
      ['2023-06-24', 'green'],
    ])('on %s, judged three years later, is %s', (date, rating) => {
      expect(one('G4', {}, { date }).rating).toBe(rating);
      expect(one('G4', {}, { date: null, committed: date }).rating).toBe(rating);
    });

    test('may be proved by a repository', () => {
      const yes = declarationFile([
        answer({ requirement: 'F17', text: 'Drift og budget er aftalt med leverandøren.' }),
      ]);
      const rate = (files: FakeRepository['files']) =>
        requirementIn(
          assessed({ repositories: [{ files: { ...codeFiles(), ...files } }], model, declaration: yes }),
          'F17',
        ).rating;

      expect(rate({})).toBe('yellow');
      expect(rate({ 'docs/drift.md': `# Drift\n\n${words(60)}` })).toBe('green');
    });
  });

  describe('what people are asked', () => {
    const asked = (id: string, given: Partial<Parameters<typeof assessed>[0]> = {}) =>
      requirementIn(assessed({ repositories: [{ files: codeFiles() }], model, ...given }), id).question;

    test('is the question of the model, where nobody knows', () => {
      expect(asked('G5')).toEqual(model.requirements.find(({ id }) => id === 'G5')?.question);
    });

    test('is nothing where the answer is known', () => {
      const yes = declarationFile([answer({ requirement: 'G4' })]);

      expect(asked('G4', { declaration: yes })).toBeNull();
      expect(asked('F2')).toBeNull();
    });

    test('is for people when "not relevant" must be accepted', () => {
      const grey = declarationFile([answer({ requirement: 'G12', status: 'not-relevant' })]);

      expect(asked('G12', { declaration: grey })?.to).toBe('board');
    });

    test('is for the product when only a mention was found', () => {
      const files = { ...codeFiles(), 'Tilslutningsaftale.pdf': {} };

      expect(asked('R2', { repositories: [{ files }] })?.to).toBe('product');
    });
  });

  describe('what mends a gap', () => {
    const gap = (id: string, files: FakeRepository['files'] = {}) =>
      requirementIn(assessed({ repositories: [{ files: { ...codeFiles(), ...files } }], model }), id).gap;

    test('is the template of a document that certainly is not there', () => {
      expect(gap('F4')).toEqual({ template: 'SECURITY.md', effort: 'small', role: 'maintainer' });
      expect(gap('S4')?.template).toBe('vision-og-strategi.md');
    });

    test('is none where the document is there and something else is wanting', () => {
      const security = { 'SECURITY.md': `# Sikkerhed\n\nKontakt os.\n\n${words(40)}` };

      expect(gap('F4', security)).toBeNull();
    });

    test('is none where something else may make it green, and nobody could see that', () => {
      const repositories = [
        { files: { ...codeFiles(), 'README.md': words(60) } },
        { name: 'OS2eksempel/.github', files: { 'profile/README.md': {} } },
      ];
      const [code] = repositories;

      expect(requirementIn(assessed({ repositories, model }), 'F5')).toMatchObject({
        rating: 'yellow',
        gap: null,
      });
      expect(requirementIn(assessed({ repositories: [code ?? {}], model }), 'F5').gap?.template).toBe(
        'README.md',
      );
    });

    test('is the self-evaluation only where there certainly is none', () => {
      const files = { ...codeFiles(), 'README.md': `# OS2eksempel\n\n## Formål\n\n${words(90)}` };
      const unreadTexts = new Map([['selvevaluering.md', { kind: 'too-large' as const, detail: '300 KiB' }]]);
      const valueOf = (input: Omit<Parameters<typeof assessed>[0], 'model'>) =>
        requirementIn(assessed({ ...input, model }), 'R1');

      const withoutAny = valueOf({ repositories: [{ files }] });
      const unread = valueOf({
        repositories: [{ files: { ...files, 'selvevaluering.md': {} }, unreadTexts }],
      });
      const elsewhere = valueOf({ repositories: [{ files }, unreadRepository('OS2eksempel/lukket')] });
      const thin = valueOf({
        repositories: [{ files }],
        declaration: declarationFile([answer({ requirement: 'R1', text: 'Ja.', quality: 'thin' })]),
      });

      expect([withoutAny, unread, elsewhere, thin].map(({ rating }) => rating)).toEqual(
        Array(4).fill('yellow'),
      );
      expect(withoutAny.gap?.template).toBe('selvevaluering.md');
      expect([unread.gap, elsewhere.gap, thin.gap]).toEqual([null, null, null]);
    });

    test('is none where nobody could see, where no document helps, or where nothing is wanting', () => {
      expect(gap('F4', { 'SECURITY.md': {} })).toBeNull();
      expect(gap('F1')).toBeNull();
      expect(gap('F2', { LICENSE: MPL })).toBeNull();
    });
  });

  describe('explanations in the configuration', () => {
    const rate = (given: Parameters<typeof explanation>[0]) => {
      const product = { explanations: [explanation({ requirement: 'S4', ...given })] };
      const { rating, explanation: state } = requirementIn(
        assessed({ repositories: [{ files: codeFiles() }], model, product }),
        'S4',
      );
      return `${rating} ${state?.state ?? 'none'}`;
    };

    test.each([
      [{ status: 'not-relevant', accepted: true }, 'grey accepted'],
      [{ status: 'not-relevant' }, 'grey pending'],
      [{ status: 'not-relevant', accepted: true, until: '2026-06-23' }, 'grey accepted'],
      [{ status: 'not-relevant', accepted: true, until: '2026-06-22' }, 'red expired'],
      [{ status: 'deviation', accepted: true }, 'red accepted'],
      [{ status: 'planned' }, 'red pending'],
    ] as const)('%j makes it %s', (given, expected) => {
      expect(rate(given)).toBe(expected);
    });
  });

  test('another model with other requirements and levels works as well', () => {
    const file = new URL('../fixtures/governance/library-network.yml', import.meta.url);
    const library = modelFrom(
      readFileSync(file, 'utf8')
        .replace('probe: paper, with: { name: LICENSE }', 'probe: licence')
        .replace('probe: paper, with: { name: DRIFT.md }', 'probe: document, with: { names: [drift] }')
        .replace('probe: pulse', 'probe: issues'),
    );

    const other = assess({
      product: { name: 'Bogreol', main: null, targetLevel: null, explanations: [] },
      facts: productFacts(PRODUCT),
      model: library,
      declaration: null,
      decided: { level: library.levels[0]?.id ?? '', date: '2026-01-01', by: 'Biblioteket', reference: null },
      earlier: null,
      assessedAt: '2026-06-23T08:00:00Z',
    });

    expect(ratingsIn(other, ['B1', 'D-1'])).toEqual({ B1: 'green', 'D-1': 'green' });
    expect(other.requirements.map(({ id }) => id)).toEqual(library.requirements.map(({ id }) => id));
    expect(other.model).toBe(`${library.id}-${library.version}`);
    expect(other.level.perLevel.map(({ level }) => level)).toEqual(library.levels.map(({ id }) => id));
    expect(other.level.decided?.by).toBe('Biblioteket');
  });
});
