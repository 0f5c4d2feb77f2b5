import { describe, expect, test } from '@jest/globals';
import { newestDeclaration, type DeclarationSource } from '../../src/declarations/index.js';
import { formC, read, rowC } from './fixtures.js';

function source(path: string, date: string, committed: string | null = null): DeclarationSource {
  const text = formC([rowC('R1', 'Ja', 'Sparer tid')]).replace('2026-06-23', date);
  return { repository: 'os2eksempel/docs', path, committed, reading: read(text) };
}

describe('src/declarations/newest.ts', () => {
  test('takes the newest by the date inside, however it is spelled', () => {
    const sources = [
      source('a.md', '2026-06-23'),
      source('b.md', '[01-07-2026]'),
      source('c.md', '30.06.2026'),
    ];

    expect(newestDeclaration(sources).newest?.path).toBe('b.md');
  });

  test('takes the day of the commit where there is no date inside', () => {
    const sources = [source('a.md', '2023-01-26', '2026-10-01'), source('b.md', 'snart', '2025-06-01')];

    expect(newestDeclaration(sources).newest?.path).toBe('b.md');
  });

  test('takes the later commit of two with the same date, and the later export', () => {
    const json = (generatedAt: string) => ({
      ...source('x', '2026-06-23'),
      path: `${generatedAt}.json`,
      reading: read(
        JSON.stringify({
          productName: 'x',
          filledDate: '2026-06-23',
          generatedAt,
          krav: [{ id: 'R1', efterlevet: 'Ja' }],
        }),
      ),
    });

    expect(
      newestDeclaration([
        source('a.md', '2026-06-23', '2026-06-24'),
        source('b.md', '2026-06-23', '2026-06-25'),
      ]).newest?.path,
    ).toBe('b.md');
    expect(
      newestDeclaration([json('2026-06-24T10:00:00Z'), json('2026-06-24T12:00:00Z'), json('zzz')]).newest
        ?.path,
    ).toBe('2026-06-24T12:00:00Z.json');
  });

  test('tells of others that are as new, and takes the first path', () => {
    const { newest, ties } = newestDeclaration([source('b.md', '2026-06-23'), source('a.md', '2026-06-23')]);

    expect(newest?.path).toBe('a.md');
    expect(ties.map(({ path }) => path)).toEqual(['b.md']);
  });

  test('takes a filled declaration before a newer template', () => {
    const template = { ...source('new.md', '2026-09-01'), reading: read(formC([rowC('R1', '', '')])) };

    expect(newestDeclaration([template, source('old.md', '2025-01-01')]).newest?.path).toBe('old.md');
    expect(newestDeclaration([template]).newest?.path).toBe('new.md');
  });

  test('has none among files that are no declarations', () => {
    const minutes = { ...source('a.md', '2026-06-23'), reading: read('# Referat') };

    expect(newestDeclaration([minutes])).toEqual({ newest: null, ties: [] });
  });
});
