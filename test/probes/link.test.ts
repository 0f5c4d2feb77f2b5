import { describe, expect, test } from '@jest/globals';
import { link } from '../../src/probes/link.js';
import type { FakeFile } from '../support/facts.js';
import { codeFiles, contextOf, placesOf, unreadRepository, words } from './support.js';

type Wanted = typeof link.find extends (context: never, wanted: infer P) => unknown ? P : never;

function find(files: Record<string, FakeFile>, wanted: Wanted, product = 'OS2eksempel') {
  return link.find(contextOf([{ files }], { product }), wanted);
}

function linking(url: string): Record<string, string> {
  return { 'README.md': `# Eksempel\n\n${words(40)}\n\nSe [siden](${url}).\n` };
}

describe('probes/link', () => {
  test('finds a link, the line it stands on and the file', () => {
    const finding = find(linking('https://os2.eu/produkt/eksempel'), { hosts: ['os2.eu'] });

    expect(finding).toMatchObject({ outcome: 'found', measures: { count: 1 }, unknown: null });
    expect(finding.sightings).toMatchObject([
      {
        path: 'README.md',
        line: 8,
        date: '2026-06-01',
        says: { key: 'link.found', parameters: { url: 'os2.eu/produkt/eksempel' } },
      },
    ]);
  });

  test('puts the shortest address first: the page rather than what lies below it', () => {
    const long = linking('https://os2.eu/os2eksempel-fejlrapportering');
    const files = {
      ...long,
      'docs/om.md': `# Om\n\n${words(40)}\n\nSe [siden](https://os2.eu/os2eksempel).\n`,
    };

    const [first] = find(files, { hosts: ['os2.eu'], own: true }).sightings;

    expect(first?.path).toBe('docs/om.md');
  });

  test.each([
    ['https://www.os2.eu/produkt', true],
    ['http://boks.os2.eu/x', true],
    ['https://OS2.EU/produkt', true],
    ['https://os2.eu.evil.example/', false],
    ['https://notos2.eu/', false],
    ['https://example.dk/os2.eu', false],
    ['mailto:info@os2.eu', false],
    ['javascript:os2.eu', false],
    ['/os2.eu', false],
    ['https://os2.eu:99999999/', false],
  ])('the link %s goes to os2.eu: %s', (url, expected) => {
    expect(find(linking(url), { hosts: ['os2.eu'] }).outcome).toBe(expected ? 'found' : 'absent');
  });

  test.each([
    ['https://a.atlassian.net/browse/EKS-1', true],
    ['https://a.atlassian.net/wiki/x', false],
  ])('%s begins with one of the paths: %s', (url, expected) => {
    const finding = find(linking(url), { hosts: ['atlassian.net'], paths: ['browse', 'jira'] });

    expect(finding.outcome).toBe(expected ? 'found' : 'absent');
  });

  test.each([
    ['https://os2.eu/governance', false],
    ['https://os2.eu/governance/krav', false],
    ['https://os2.eu/nyhed', true],
  ])('%s is none of the exceptions: %s', (url, expected) => {
    const finding = find(linking(url), { hosts: ['os2.eu'], exceptPaths: ['governance'] });

    expect(finding.outcome).toBe(expected ? 'found' : 'absent');
  });

  test.each([
    ['OS2eksempel', 'https://os2.eu/produkt/os2eksempel', true],
    ['OS2eksempel', 'https://os2.eu/eksempel-2', true],
    ['OS2eksempel', 'https://os2.eu/produkt/os2andet', false],
    ['OS2eksempel', 'https://os2.eu/', false],
    ['OS2lån', 'https://os2.eu/produkt/os2laan', true],
    ['OS2lån', 'https://os2.eu/produkt/os2l%C3%A5n', true],
    ['OS2lån', 'https://os2.eu/produkt/%E0%A4%A', false],
    ['OS2by', 'https://os2.eu/produkt/os2by', true],
    ['OS2by', 'https://os2.eu/by', true],
    ['OS2by', 'https://os2.eu/os2-by/om', true],
    ['OS2by', 'https://os2.eu/byggeri', false],
    ['OS2by', 'https://os2.eu/nyhed/kobyen', false],
  ])('for %s the page %s is its own: %s', (product, url, expected) => {
    const context = contextOf([{ name: 'Netvaerket/kode', files: linking(url) }], { product });

    expect(link.find(context, { hosts: ['os2.eu'], own: true }).outcome).toBe(expected ? 'found' : 'absent');
  });

  test("finds the repository's own homepage", () => {
    const context = contextOf([{ homepage: { state: 'known', value: 'https://os2.eu/produkt/eksempel' } }]);

    expect(placesOf(link.find(context, { hosts: ['os2.eu'] }))).toEqual(['-:- link.homepage']);
  });

  test('counts an address once', () => {
    const files = { ...linking('https://os2.eu/a'), 'docs/a.md': 'Se https://os2.eu/a og https://os2.eu/b.' };

    expect(find(files, { hosts: ['os2.eu'] }).measures).toEqual({ count: 2 });
  });

  test('looks only in README files when told so', () => {
    const files = { 'docs/a.md': 'Se https://os2.eu/a.' };

    expect(find(files, { hosts: ['os2.eu'], in: 'readme' }).outcome).toBe('absent');
    expect(find(files, { hosts: ['os2.eu'], in: 'documents' }).outcome).toBe('found');
  });

  test('a link in a template is none', () => {
    expect(find({ 'skabelon.md': 'Se https://os2.eu/a.' }, { hosts: ['os2.eu'] }).outcome).toBe('absent');
  });

  test('a link that an unfilled template left standing is none', () => {
    const files = { 'README.md': 'Replace this. Se https://os2.eu/a.' };

    expect(find(files, { hosts: ['os2.eu'] }).outcome).toBe('absent');
  });

  test('a link in a short text is one', () => {
    expect(find({ 'README.md': 'Se https://os2.eu/a.' }, { hosts: ['os2.eu'] }).outcome).toBe('found');
  });

  test.each([
    ['README.md', 'unknown'],
    ['CHANGELOG.md', 'absent'],
    ['Drift.docx', 'absent'],
    ['skabelon.md', 'absent'],
  ])('what %s says that nobody read is %s', (path, outcome) => {
    expect(find({ [path]: {} }, { hosts: ['os2.eu'] }).outcome).toBe(outcome);
  });

  test('where only README files count, no other unread text matters', () => {
    expect(find({ 'docs/a.md': {} }, { hosts: ['os2.eu'], in: 'readme' }).outcome).toBe('absent');
  });

  test('a repository that nobody could list is unknown', () => {
    const context = contextOf([{ files: codeFiles() }, unreadRepository('OS2eksempel/lukket')]);

    expect(link.find(context, { hosts: ['os2.eu'] }).outcome).toBe('unknown');
  });
});
