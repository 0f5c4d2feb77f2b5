import { describe, expect, test } from '@jest/globals';
import { findDeclaration } from '../../src/assessment/index.js';
import { isNamedAsDeclaration, writtenOn } from '../../src/assessment/declaration.js';
import { formC } from '../declarations/fixtures.js';
import { productFacts, type FakeFile, type FakeRepository } from '../support/facts.js';
import { modelFixture } from '../support/model.js';
import { AS_OF, declarationFile } from './support.js';

const model = modelFixture();
const known = <T>(value: T) => ({ state: 'known' as const, value });

/** A self-evaluation of that day, or of none. */
function report(day: string | null, status = 'Ja'): string {
  const text = formC([`| R1 | Krav R1 | sandkasse | x | ${status} | Tre kommuner sparer tid hver dag. |`]);
  return day === null ? text.replace(/^.*Dato for udfyldelse.*\n/m, '') : text.replace('2026-06-23', day);
}

function find(repositories: readonly FakeRepository[], place: string | null = null) {
  return findDeclaration(productFacts(repositories, AS_OF), model, place);
}

function inFiles(files: Record<string, FakeFile>, place: string | null = null) {
  return find([{ name: 'OS2eksempel/docs', files }], place);
}

describe('assessment/declaration', () => {
  test('finds it by its name, wherever it lies', () => {
    expect(
      inFiles({ 'projekt/evalueringer/2026-06-01 Selvevaluering.md': report('2026-06-01') }),
    ).toMatchObject({
      repository: 'OS2eksempel/docs',
      path: 'projekt/evalueringer/2026-06-01 Selvevaluering.md',
      committed: '2026-06-01',
      isPublic: true,
      reading: { declaration: { date: '2026-06-01' } },
    });
  });

  test('finds none where there is none', () => {
    expect(inFiles({ 'README.md': 'Tekst.' })).toBeNull();
    expect(inFiles({ 'selvevaluering.md': 'En tekst om selvevaluering.' })).toBeNull();
    expect(find([])).toBeNull();
  });

  test.each(['skabelon/selvevaluering.md', 'test/fixtures/selvevaluering.md', 'tests/selvevaluering.md'])(
    '%s is nobody’s answer',
    (path) => {
      expect(inFiles({ [path]: report('2026-06-01') })).toBeNull();
      expect(isNamedAsDeclaration(path)).toBe(false);
    },
  );

  test('the newest by its inner date wins over the newest file', () => {
    const found = find([
      {
        name: 'OS2eksempel/a',
        files: { 'selvevaluering.md': { text: report('2026-05-01'), date: '2026-06-20' } },
      },
      {
        name: 'OS2eksempel/b',
        files: { 'selvevaluering.md': { text: report('2026-05-02'), date: '2026-05-02' } },
      },
    ]);

    expect(found?.repository).toBe('OS2eksempel/b');
  });

  test('one that answers wins over one that does not', () => {
    const found = inFiles({
      'a-selvevaluering.md': report('2026-05-01'),
      'b-selvevaluering.md': report('2026-06-01', '[Udfyldes i selvevaluering]'),
    });

    expect(found?.path).toBe('a-selvevaluering.md');
  });

  test.each([
    ['2026-06-23', true],
    ['2026-06-24', false],
  ])('one of %s had been written on the day: %s', (day, expected) => {
    expect(inFiles({ 'selvevaluering.md': { text: report(day), date: '2026-06-01' } }) !== null).toBe(
      expected,
    );
  });

  test.each([
    ['2026-06-23', true],
    ['2026-06-24', false],
    [null, true],
  ])('one without a date, changed %s, had been written on the day: %s', (date, expected) => {
    expect(inFiles({ 'selvevaluering.md': { text: report(null), date } }) !== null).toBe(expected);
  });

  test.each([
    ['archived', { isArchived: known(true) }],
    ['a fork', { isFork: known(true) }],
  ])('one in a repository that is %s does not count', (_, given) => {
    expect(find([{ ...given, files: { 'selvevaluering.md': report('2026-06-01') } }])).toBeNull();
  });

  test.each([
    [known('public' as const), true],
    [known('private' as const), false],
    [known('internal' as const), false],
    [{ state: 'unknown' as const, reason: { kind: 'not-read' as const, detail: '' } }, true],
  ])('in a repository whose visibility is %j, everybody can read it: %s', (visibility, isPublic) => {
    const found = find([{ visibility, files: { 'selvevaluering.md': report('2026-06-01') } }]);

    expect(found?.isPublic).toBe(isPublic);
  });

  describe('where people have named the place', () => {
    const files = {
      'svar/rapport.md': report('2026-01-01'),
      'svar/rapport.txt': report('2026-02-01'),
      'selvevaluering.md': report('2026-06-01'),
    };

    test.each([
      ['OS2eksempel/docs/svar/rapport.md', 'svar/rapport.md'],
      ['os2EKSEMPEL/Docs/Svar/Rapport.md', 'svar/rapport.md'],
      ['OS2eksempel/docs/svar', 'svar/rapport.md'],
      ['OS2eksempel/docs/svar/', 'svar/rapport.md'],
      ['OS2eksempel/docs/sva', undefined],
      ['OS2eksempel/andet/svar/rapport.md', undefined],
    ])('%s leads to %s', (place, path) => {
      expect(inFiles(files, place)?.path).toBe(path);
    });

    test('letters composed or apart are the same', () => {
      const path = 'Selvevaluering for a\u030aret.md';

      expect(
        inFiles({ [path]: report('2026-06-01') }, 'OS2eksempel/docs/selvevaluering for \u00e5ret.md')?.path,
      ).toBe(path);
    });
  });

  test('is of the day it tells, else of its last change', () => {
    expect(writtenOn(declarationFile([], { date: '2026-01-01', committed: '2026-02-01' }))).toBe(
      '2026-01-01',
    );
    expect(writtenOn(declarationFile([], { date: null, committed: '2026-02-01' }))).toBe('2026-02-01');
    expect(writtenOn(declarationFile([], { date: null }))).toBeNull();
    expect(writtenOn(null)).toBeNull();
  });
});
