import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/assessment/index.js';
import { repositoryFacts } from '../support/facts.js';
import { shippedModel } from '../support/templateAssessment.js';
import { codeFiles, unreadRepository, words } from '../probes/support.js';
import { answer, assessed, declarationFile, PUBLIC_LINK, type Given } from './support.js';

const model = { ...shippedModel(), organisations: ['OS2eksempel'] };
const known = <T>(value: T) => ({ state: 'known' as const, value });

function findings(given: Partial<Given>): readonly Finding[] {
  return assessed({ repositories: [{ files: codeFiles() }], model, ...given }).findings;
}

function ofKind(kind: string, given: Partial<Given>): readonly Finding[] {
  return findings(given).filter((one) => one.kind === kind);
}

describe('assessment/findings', () => {
  test.each([
    ['archived', { isArchived: known(true) }, 'arkiveret'],
    ['a fork', { isFork: known(true) }, 'en fork'],
  ])('a repository left out because it is %s', (_, given, word) => {
    const repositories = [{ files: codeFiles() }, { name: 'OS2eksempel/gammel', ...given }];

    expect(ofKind('left-out', { repositories })).toMatchObject([
      {
        repository: 'OS2eksempel/gammel',
        says: { da: `OS2eksempel/gammel tæller ikke med, fordi det er ${word}.` },
      },
    ]);
  });

  test('a repository that could not be read, with the reason', () => {
    const repositories = [unreadRepository('OS2eksempel/lukket')];

    expect(ofKind('unread-repository', { repositories })).toMatchObject([
      { repository: 'OS2eksempel/lukket', says: { en: expect.stringContaining('the server answered 502') } },
    ]);
  });

  test('a repository that is empty is neither', () => {
    const repositories = [{ ...repositoryFacts(), files: { state: 'absent' as const } }];

    expect(findings({ repositories }).map(({ kind }) => kind)).toEqual(['no-declaration']);
  });

  test('no self-evaluation', () => {
    expect(ofKind('no-declaration', {})).toHaveLength(1);
    expect(ofKind('no-declaration', { declaration: declarationFile([]) })).toEqual([]);
  });

  test('a self-evaluation that is there and could not be read', () => {
    const path = 'docs/selvevaluering.md';
    const unreadTexts = new Map([[path, { kind: 'too-large' as const, detail: '300 KiB' }]]);
    const given = { repositories: [{ files: { ...codeFiles(), [path]: {} }, unreadTexts }] };

    expect(ofKind('unread-declaration', given)).toMatchObject([
      { repository: 'OS2eksempel/eksempel', path, says: { da: expect.stringContaining(path) } },
    ]);
    expect(ofKind('no-declaration', given)).toEqual([]);
  });

  test.each([
    ['2025-11-23', 0],
    ['2025-11-20', 1],
  ])('a self-evaluation of %s is old: %i', (date, count) => {
    expect(ofKind('old-declaration', { declaration: declarationFile([], { date }) })).toHaveLength(count);
  });

  test('one without a day of its own is as old as its last change', () => {
    const declaration = declarationFile([], { date: null, committed: '2024-01-01' });

    expect(ofKind('old-declaration', { declaration })).toMatchObject([
      { says: { da: 'Selvevalueringen er fra 1. januar 2024. OS2 opdaterer den to gange om året.' } },
    ]);
  });

  test('what is wrong in the self-evaluation, with its place', () => {
    const says = { da: 'Rækken mangler en celle.', en: 'The row lacks a cell.' };
    const declaration = declarationFile([], { findings: [{ kind: 'broken-row', line: 12, says }] });

    expect(ofKind('broken-row', { declaration })).toEqual([
      { kind: 'broken-row', repository: 'OS2eksempel/docs', path: 'selvevaluering.md', line: 12, says },
    ]);
  });

  test('what is wrong in publiccode.yml', () => {
    const files = { ...codeFiles(), 'publiccode.yml': 'name: "[udfyld: navn]"\npubliccodeYmlVersion: "9"\n' };
    const repositories = [{ files }];

    expect(ofKind('invalid-publiccode', { repositories })).toContainEqual(
      expect.objectContaining({
        path: 'publiccode.yml',
        line: 1,
        says: expect.objectContaining({
          da: 'publiccode.yml har ikke fået udfyldt name: der står »[udfyld: navn]«.',
        }),
      }),
    );
    expect(ofKind('newer-publiccode', { repositories })).toHaveLength(1);
  });

  describe('where answer and repositories disagree', () => {
    const VISION = { 'vision-og-strategi.md': `# Vision og strategi\n\n${words(60)}\n` };
    const withVision = [{ files: { ...codeFiles(), ...VISION } }];
    const kinds = (given: Partial<Given>) =>
      findings(given)
        .map(({ kind }) => kind)
        .filter((kind) => kind === 'contradicts-repository' || kind === 'forgotten-proof');

    test('a yes where a repository that decides shows nothing', () => {
      const declaration = declarationFile([answer({ requirement: 'F2' })]);

      expect(ofKind('contradicts-repository', { declaration })).toMatchObject([
        {
          repository: 'OS2eksempel/docs',
          line: 7,
          says: {
            da: 'F2: Selvevalueringen siger »Ja«, men vi fandt ikke noget i repositorierne, der viser det.',
          },
        },
      ]);
    });

    test('but not where the declaration has a say too', () => {
      expect(kinds({ declaration: declarationFile([answer({ requirement: 'S4' })]) })).toEqual([]);
    });

    test('a no where the document is right there', () => {
      const declaration = declarationFile([answer({ requirement: 'S4', status: 'no', raw: 'Nej' })]);

      expect(ofKind('contradicts-repository', { repositories: withVision, declaration })).toMatchObject([
        {
          says: {
            da: 'S4: Selvevalueringen siger »Nej«, men vision-og-strategi.md handler om det. Se efter, om svaret stadig passer.',
          },
        },
      ]);
      expect(kinds({ declaration })).toEqual([]);
    });

    test.each([
      ['without a word of it', {}, ['forgotten-proof']],
      ['with a link', { links: [PUBLIC_LINK] }, []],
      ['naming the file', { text: 'Se vision-og-strategi.md.' }, []],
      ['planned', { status: 'planned', raw: 'Planlagt' }, []],
    ] as const)('a yes %s where the proof lies there', (_, given, expected) => {
      const declaration = declarationFile([answer({ requirement: 'S4', ...given })]);

      expect(kinds({ repositories: withVision, declaration })).toEqual(expected);
    });
  });
});
