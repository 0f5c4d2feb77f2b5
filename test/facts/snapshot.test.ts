import { describe, expect, test } from '@jest/globals';
import { FactsError, readSnapshot } from '../../src/facts/index.js';

const BARE = { owner: 'OS2eksempel', name: 'kode' };

function snapshot(...repositories: readonly object[]): string {
  return JSON.stringify({
    format: 'product-snapshot/1',
    product: 'OS2eksempel',
    takenAt: '2026-06-23',
    repositories,
  });
}

function errorOf(text: string): FactsError {
  try {
    readSnapshot(text, { file: 'eksempel.json' });
  } catch (error) {
    if (error instanceof FactsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('facts/snapshot', () => {
  test('reads what is there', () => {
    const text = snapshot({
      ...BARE,
      head: { oid: 'abc', date: '2026-06-20T23:30:00+02:00' },
      commitCount: 1,
      commits: [
        {
          oid: 'abc',
          date: '2026-06-20T23:30:00+02:00',
          author: 'author-1',
          parents: 1,
          files: 2,
          subject: 'Ret',
        },
      ],
      tree: [
        { path: 'README.md', mode: '100644', type: 'blob', oid: 'a1', size: 9 },
        { path: 'delt', mode: '160000', type: 'commit', oid: 'a2' },
        { path: 'LICENSE', mode: '120000', type: 'blob', oid: 'a3', size: 5 },
      ],
      files: { 'README.md': '# Formål\n' },
      lastChanged: { 'README.md': '2026-01-02' },
      github: {
        description: '',
        visibility: 'public',
        licenseSpdxId: null,
        issues: { open: 1, closed: 2, openedLast12Months: 1, closedLast12Months: 0 },
      },
    });

    const { product, takenAt, facts } = readSnapshot(text, { file: 'eksempel.json' });

    const [repository] = facts.repositories;
    expect({ product, takenAt, asOf: facts.asOf }).toEqual({
      product: 'OS2eksempel',
      takenAt: '2026-06-23',
      asOf: '2026-06-23',
    });
    expect(repository).toMatchObject({
      nameWithOwner: 'OS2eksempel/kode',
      url: 'https://github.com/OS2eksempel/kode',
      head: { state: 'known', value: { commit: 'abc', date: '2026-06-20' } },
      history: { state: 'known', value: { total: 1, complete: true } },
      visibility: { state: 'known', value: 'public' },
      description: { state: 'absent' },
      licenseSpdxId: { state: 'absent' },
      issues: { state: 'known', value: { open: 1, closed: 2 } },
    });
    expect(repository!.documents.get('README.md')!.headings[0]!.title).toBe('Formål');
    expect(repository!.lastChanged.get('README.md')).toBe('2026-01-02');
    expect(
      repository!.files.state === 'known' && repository!.files.value.entries.map(({ kind }) => kind),
    ).toEqual(['file', 'submodule', 'symlink']);
  });

  test('what is left out is unknown, never absent', () => {
    const { facts } = readSnapshot(snapshot(BARE), { file: 'eksempel.json' });

    const states = Object.entries(facts.repositories[0]!).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && 'state' in value ? [[key, value.state]] : [],
    );
    expect(states.length).toBeGreaterThan(18);
    expect(states.filter(([, state]) => state !== 'unknown')).toEqual([]);
  });

  test('a text that the snapshot lists without holding it is unread', () => {
    const text = snapshot({
      ...BARE,
      tree: [
        { path: 'SECURITY.md', mode: '100644', type: 'blob', oid: 'a1', size: 99 },
        { path: 'CHANGELOG.md', mode: '100644', type: 'blob', oid: 'a2', size: 900_000 },
        { path: 'src/a.ts', mode: '100644', type: 'blob', oid: 'a3', size: 99 },
      ],
      files: { 'src/a.ts': 'security()' },
    });

    const { unreadTexts, documents } = readSnapshot(text, { file: 'eksempel.json' }).facts.repositories[0]!;

    expect([...unreadTexts].map(([path, { kind }]) => `${path} ${kind}`)).toEqual([
      'SECURITY.md not-read',
      'CHANGELOG.md too-large',
    ]);
    expect([...documents.keys()]).toEqual([]);
  });

  test('commits and tags after the day are left out', () => {
    const commit = { oid: 'a', author: 'author-1', parents: 1, files: 1, subject: 'x' };
    const text = snapshot({
      ...BARE,
      commitCount: 10,
      commits: [
        { ...commit, date: '2026-06-01' },
        { ...commit, date: '2026-05-01' },
      ],
      tags: [
        { name: 'v2', date: '2026-06-01' },
        { name: 'v1', date: '2025-01-01' },
        { name: 'v0', date: null },
      ],
    });

    const { facts } = readSnapshot(text, { file: 'eksempel.json', asOf: '2026-05-15' });

    const { history, tags } = facts.repositories[0]!;
    expect(facts.asOf).toBe('2026-05-15');
    expect(history).toMatchObject({
      value: { total: 9, complete: false, commits: [{ date: '2026-05-01' }] },
    });
    expect(tags).toMatchObject({ value: [{ name: 'v1' }, { name: 'v0' }] });
  });

  const broken: readonly [string, string, string, string][] = [
    ['no JSON', '{', 'not-json', 'eksempel.json'],
    ['another JSON', '{"format":"other/1"}', 'not-snapshot', 'eksempel.json'],
    ['a list', '[]', 'not-snapshot', 'eksempel.json'],
    [
      'no repositories',
      '{"format":"product-snapshot/1","product":"x","takenAt":"2026-06-23"}',
      'broken-snapshot',
      'repositories:',
    ],
    [
      'no date',
      '{"format":"product-snapshot/1","product":"x","takenAt":"i dag","repositories":[{}]}',
      'broken-snapshot',
      'takenAt: expected a date',
    ],
    ['a nameless repository', snapshot(BARE, { owner: 'x' }), 'broken-snapshot', 'repositories.1.name:'],
    [
      'two mistakes',
      snapshot({ ...BARE, branches: 3 }, { ...BARE, tree: [{ path: 1 }] }),
      'broken-snapshot',
      'repositories.1.tree.0.path:',
    ],
  ];

  test.each(broken)('%s is told with the file and the place', (_name, text, kind, said) => {
    const error = errorOf(text);

    expect(error.kind).toBe(kind);
    expect(error.parameters['file']).toBe('eksempel.json');
    expect(error.message).toContain(said);
  });
});
