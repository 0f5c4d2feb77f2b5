import { describe, expect, test } from '@jest/globals';
import { counts, slug } from '../../src/probes/context.js';
import { parseDocument } from '../../src/facts/index.js';
import { repositoryFacts } from '../support/facts.js';
import { codeFiles, contextOf, unread, unreadRepository } from './support.js';

const known = <T>(value: T) => ({ state: 'known' as const, value });

describe('probes/context', () => {
  test.each([
    ['neither', {}, true],
    ['archived', { isArchived: known(true) }, false],
    ['a fork', { isFork: known(true) }, false],
    ['of a kind nobody could see', { isArchived: unread<boolean>(), isFork: unread<boolean>() }, true],
  ])('a repository that is %s counts: %3$s', (_, given, expected) => {
    expect(counts(repositoryFacts(given))).toBe(expected);
  });

  test('leaves out archived repositories and forks', () => {
    const context = contextOf([
      { name: 'OS2eksempel/kode', files: codeFiles() },
      { name: 'OS2eksempel/gammel', isArchived: known(true), files: codeFiles() },
      { name: 'OS2eksempel/kopi', isFork: known(true), files: codeFiles() },
    ]);

    expect(context.repositories.map(({ name }) => name)).toEqual(['kode']);
    expect(context.codeRepositories.map(({ name }) => name)).toEqual(['kode']);
  });

  test('leaves out what others wrote, and follows no submodule', () => {
    const context = contextOf([
      {
        files: {
          'node_modules/pakke/SECURITY.md': 'Deres.',
          'vendor/pakke/README.md': 'Deres.',
          'third_party/LICENSE': 'Deres.',
          delt: { kind: 'submodule' },
          'README.md': 'Vores.',
        },
      },
    ]);
    const [repository] = context.repositories;

    const listing = context.listing(repository!);

    expect(listing.files.map(({ path }) => path)).toEqual(['README.md']);
    expect(listing.documents.map(({ entry }) => entry.path)).toEqual(['README.md']);
  });

  test.each(['test', 'tests', '__tests__', 'spec', 'fixtures', 'testdata', 'e2e', 'cypress'])(
    'a document among the tests (%s) is none',
    (folder) => {
      const context = contextOf([{ files: { [`${folder}/SECURITY.md`]: 'Til en test.' } }]);

      expect(context.listing(context.repositories[0]!).documents).toEqual([]);
    },
  );

  test.each([
    ['README.md', 'open'],
    ['docs/drift.rst', 'open'],
    ['docs/drift.adoc', 'open'],
    ['LICENSE', 'open'],
    ['docs/side.html', 'open'],
    ['docs/Drift.docx', 'closed'],
    ['docs/slides.PPTX', 'closed'],
    ['film/kursus.mp4', 'video'],
  ])('%s is a document in format %s', (path, format) => {
    const context = contextOf([{ files: { [path]: {} } }]);

    expect(context.listing(context.repositories[0]!).documents).toMatchObject([{ format }]);
  });

  test.each(['requirements.txt', 'robots.txt', 'CMakeLists.txt', 'src/side.html', 'logo.png', 'Makefile'])(
    '%s is no document',
    (path) => {
      const context = contextOf([{ files: { [path]: {} } }]);

      expect(context.listing(context.repositories[0]!).documents).toEqual([]);
    },
  );

  test.each([
    ['referater/skabelon.md', true],
    ['PROJECT_CONTRIBUTING_TEMPLATE.md', true],
    ['Skabelon/drift.md', true],
    ['docs/templating.md', false],
  ])('%s is a template to copy: %s', (path, isTemplate) => {
    const context = contextOf([{ files: { [path]: 'Tekst.' } }]);

    expect(context.listing(context.repositories[0]!).documents).toMatchObject([{ isTemplate }]);
  });

  test.each([
    ['four files of a program', codeFiles(4), 0],
    ['five files of a program', codeFiles(5), 1],
    ['documents with a few scripts', { ...codeFiles(5), ...pages(21) }, 0],
    ['a program with a manual', { ...codeFiles(5), ...pages(20) }, 1],
    [
      'a vendored library',
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`vendor/a${i}.js`, {}])),
      0,
    ],
  ])('a repository of %s counts as %3$i of code', (_, files, expected) => {
    expect(contextOf([{ files }]).codeRepositories).toHaveLength(expected);
  });

  test('puts the largest code repository first', () => {
    const context = contextOf([
      { name: 'OS2eksempel/lille', files: codeFiles(6) },
      { name: 'OS2eksempel/stor', files: codeFiles(60) },
    ]);

    expect(context.codeRepositories.map(({ name }) => name)).toEqual(['stor', 'lille']);
  });

  test('puts the one that people have named first, also when it holds hardly any code', () => {
    const repositories = [
      { name: 'OS2eksempel/Kerne', files: codeFiles(1) },
      { name: 'OS2eksempel/stor', files: codeFiles(60) },
    ];

    const context = contextOf(repositories, { main: 'os2EKSEMPEL/kerne' });

    expect(context.codeRepositories.map(({ name }) => name)).toEqual(['Kerne', 'stor']);
  });

  test('knows the repositories that nobody could list', () => {
    const context = contextOf([{ files: codeFiles() }, unreadRepository('OS2eksempel/lukket')]);

    expect(context.unreadRepositories.map(({ name }) => name)).toEqual(['lukket']);
    expect(context.listing(context.unreadRepositories[0]!).incomplete).toBe('unread');
  });

  test('tells that a very large tree was cut', () => {
    const context = contextOf([{ files: codeFiles(), cut: 1 }]);

    expect(context.listing(context.repositories[0]!).incomplete).toBe('cut');
  });

  test('a repository without any commit is empty, not unread', () => {
    const context = contextOf([{ ...repositoryFacts(), files: { state: 'absent' } }]);

    expect(context.listing(context.repositories[0]!)).toMatchObject({ files: [], incomplete: null });
  });

  test('compares organisations without regard to capitals', () => {
    expect([...contextOf([], { organisations: ['OS2Eksempel'] }).organisations]).toEqual(['os2eksempel']);
  });

  test('knows the product and its organisations as an address spells them', () => {
    const context = contextOf([{ name: 'Lokalelaan/kode' }], { product: 'OS2lokalelån' });

    expect([...context.slugs]).toEqual(['lokalelaan']);
  });

  test.each([
    ['OS2skadesøkonomi', 'os2skadesokonomi'],
    ['Æble-Åen 3', 'aebleaaen3'],
    ['Café', 'cafe'],
  ])('spells %s as %s', (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  test('judges a document once', () => {
    const context = contextOf([]);
    const document = parseDocument('a.md', 'Replace this');

    expect(context.templateMark(document)).toBe(context.templateMark(document));
    expect(context.templateMark(document)).toMatchObject({ kind: 'fingerprint' });
  });
});

function pages(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`docs/side${index}.md`, 'Tekst.']));
}
