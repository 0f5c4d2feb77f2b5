import { describe, expect, test } from '@jest/globals';
import { document } from '../../src/probes/document.js';
import type { FakeFile } from '../support/facts.js';
import { codeFiles, contextOf, placesOf, unreadRepository, words } from './support.js';

const REAL = `# Drift\n\n${words(40)}\n`;
type Parameters = typeof document.find extends (context: never, wanted: infer P) => unknown ? P : never;

function find(files: Record<string, FakeFile>, parameters: Parameters) {
  return document.find(contextOf([{ files }]), parameters);
}

describe('probes/document', () => {
  test('finds a document by its name, where it is and since when', () => {
    const finding = find({ 'docs/Drifts-vejledning.md': REAL }, { names: ['drifts vejledning'] });

    expect(finding).toMatchObject({
      outcome: 'found',
      unknown: null,
      sightings: [
        {
          path: 'docs/Drifts-vejledning.md',
          line: 1,
          date: '2026-06-01',
          says: {
            key: 'things.openDated',
            parameters: { path: 'docs/Drifts-vejledning.md', changedDay: '2026-06-01' },
          },
        },
      ],
    });
    expect(finding.measures).toEqual({ count: 1, words: 41, ageMonths: 22 / 30.4375 });
  });

  test('finds nothing where all was read', () => {
    expect(find({ 'README.md': REAL }, { names: ['drift*'] })).toMatchObject({
      outcome: 'absent',
      sightings: [],
      unknown: null,
    });
  });

  test('finds by folder', () => {
    expect(find({ 'drift/oversigt.md': REAL }, { folders: ['drift'] }).outcome).toBe('found');
  });

  test('a rule by folder alone takes no document outside the folder', () => {
    expect(find({ 'README.md': REAL }, { folders: ['drift'] }).outcome).toBe('absent');
  });

  test('finds by heading, with the line of the heading', () => {
    const text = `# Titel\n\n${words(40)}\n\n## Vision for løsningen\n\nTekst.\n`;

    const finding = find({ 'README.md': text }, { names: ['vision'], headings: ['vision for'] });

    expect(finding.sightings[0]).toMatchObject({
      says: { key: 'things.sectionDated', parameters: { heading: 'Vision for løsningen' } },
    });
    expect(finding.sightings[0]?.line).toBe(text.split('\n').indexOf('## Vision for løsningen') + 1);
  });

  test('a word in the text is no heading', () => {
    const text = `# Titel\n\nVision for løsningen.\n\n${words(40)}\n`;

    expect(find({ 'README.md': text }, { headings: ['vision for'] }).outcome).toBe('absent');
  });

  test('finds what a text says it is about in its first words', () => {
    const text = `# Eksempel\n\nDet er en webapplikation til lokaler.\n\n${words(40)}\n`;

    const finding = find({ 'README.md': text }, { names: ['readme*'], opening: ['er en webapplikation'] });

    expect(placesOf(finding)).toEqual(['README.md:3 things.openDated']);
  });

  test('what stands far below is no opening', () => {
    const text = `# Eksempel\n\n${words(400)}\n\nDet er en webapplikation.\n`;

    expect(
      find({ 'README.md': text }, { names: ['readme*'], opening: ['er en webapplikation'] }).outcome,
    ).toBe('absent');
  });

  test('an opening counts only in documents of the right name', () => {
    const text = `# Formål\n\n${words(40)}\n`;

    expect(find({ 'NOTES.md': text }, { names: ['readme*'], opening: ['formål'] }).outcome).toBe('absent');
  });

  test('asks for words in the text and tells their line', () => {
    const text = `# Sikkerhed\n\n${words(40)}\n\nSkriv til kontaktpersonen.\n`;

    const finding = find({ 'SECURITY.md': text }, { names: ['=security'], text: ['kontakt*'] });

    expect(finding.sightings[0]?.line).toBe(text.split('\n').length - 1);
    expect(find({ 'SECURITY.md': REAL }, { names: ['=security'], text: ['kontakt*'] }).outcome).toBe(
      'absent',
    );
  });

  test.each([
    ['anywhere', ['a/b/drift.md', 'drift.md', 'docs/drift.md', '.github/drift.md']],
    ['root', ['drift.md']],
    ['recognised', ['drift.md', 'docs/drift.md', '.github/drift.md']],
    ['profile', []],
  ] as const)('place %s takes %j', (place, expected) => {
    const files = Object.fromEntries(
      ['a/b/drift.md', 'drift.md', 'docs/drift.md', '.github/drift.md'].map((path) => [path, REAL]),
    );

    const paths = find(files, { names: ['drift'], place }).sightings.map(({ path }) => path);

    expect(paths.sort()).toEqual([...expected].sort());
  });

  test('the front page of an organisation is a profile', () => {
    expect(find({ 'profile/README.md': REAL }, { names: ['readme'], place: 'profile' }).outcome).toBe(
      'found',
    );
  });

  test('looks in the repositories asked for', () => {
    const context = contextOf([
      { name: 'OS2eksempel/kode', files: { ...codeFiles(9), 'drift.md': REAL } },
      { name: 'OS2eksempel/modul', files: { ...codeFiles(6), 'drift.md': REAL } },
      { name: 'OS2eksempel/docs', files: { 'drift.md': REAL } },
    ]);
    const repositoriesFor = (repositories: 'all' | 'code' | 'main' | 'documentation') =>
      document
        .find(context, { names: ['drift'], repositories })
        .sightings.map(({ repository }) => repository.name)
        .sort();

    expect(repositoriesFor('all')).toEqual(['docs', 'kode', 'modul']);
    expect(repositoriesFor('code')).toEqual(['kode', 'modul']);
    expect(repositoriesFor('main')).toEqual(['kode']);
    expect(repositoriesFor('documentation')).toEqual(['docs']);
  });

  test('leaves out what the exceptions name, in name and folder', () => {
    const files = { 'driftsstatus.md': REAL, 'driftsstatus/uge1.md': REAL, 'drift.md': REAL };

    const finding = find(files, { names: ['drift*', 'uge*'], except: ['driftsstatus'] });

    expect(finding.sightings.map(({ path }) => path)).toEqual(['drift.md']);
  });

  test('takes open formats unless told otherwise', () => {
    const files = { 'Drift.docx': {}, 'drift.mp4': {} };

    expect(find(files, { names: ['drift'] }).outcome).toBe('absent');
    expect(find(files, { names: ['drift'], formats: ['closed'] }).sightings).toMatchObject([
      { path: 'Drift.docx', line: null, says: { key: 'things.closedDated' } },
    ]);
    expect(find(files, { names: ['drift'], formats: ['video'] }).sightings).toMatchObject([
      { path: 'drift.mp4', says: { key: 'things.videoDated' } },
    ]);
  });

  test('a template to copy is none, and said to be looked at', () => {
    const finding = find({ 'skabelon/drift.md': REAL }, { names: ['drift'] });

    expect(finding.outcome).toBe('absent');
    expect(placesOf(finding)).toEqual(['skabelon/drift.md:1 document.template']);
  });

  test('an unfilled template is none, with the line that gives it away', () => {
    const finding = find({ 'drift.md': `${REAL}\nReplace this\n` }, { names: ['drift'] });

    expect(finding.outcome).toBe('absent');
    expect(placesOf(finding)).toEqual(['drift.md:8 document.fingerprint']);
  });

  test('too few words say nothing, unless the rule asks for fewer', () => {
    const files = { 'drift.md': words(20) };

    expect(placesOf(find(files, { names: ['drift'] }))).toEqual(['drift.md:1 document.short']);
    expect(find(files, { names: ['drift'], fewestWords: 20 }).outcome).toBe('found');
    expect(find(files, { names: ['drift'], fewestWords: 21 })).toMatchObject({
      outcome: 'absent',
      sightings: [{ says: { key: 'document.short', parameters: { mark: '20' } } }],
    });
  });

  test.each([
    ['2024-06-23', 'found'],
    ['2024-06-22', 'absent'],
  ])('a document changed on %s and wanted within 24 months is %s', (date, outcome) => {
    const finding = find({ 'drift.md': { text: REAL, date } }, { names: ['drift'], maxAgeMonths: 24 });

    expect(finding.outcome).toBe(outcome);
  });

  test('says how old the old one is', () => {
    const finding = find(
      { 'drift.md': { text: REAL, date: '2020-01-02' } },
      { names: ['drift'], maxAgeMonths: 36 },
    );

    expect(finding.sightings[0]?.says).toEqual({
      key: 'document.old',
      parameters: { path: 'drift.md', changedDay: '2020-01-02' },
    });
  });

  test('a document whose age nobody knows is neither in nor out', () => {
    const files = { 'drift.md': { text: REAL, date: null } };

    expect(find(files, { names: ['drift'], maxAgeMonths: 24 })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'document.undated' },
    });
    expect(find(files, { names: ['drift'] })).toMatchObject({
      outcome: 'found',
      sightings: [{ says: { key: 'things.open' } }],
    });
  });

  test('puts the document that says most first, then the newest', () => {
    const finding = find(
      {
        'drift-a.md': { text: words(50), date: '2025-01-01' },
        'drift-b.md': { text: words(50), date: '2026-01-01' },
        'drift-c.md': { text: words(90), date: '2020-01-01' },
      },
      { names: ['drift*'] },
    );

    expect(finding.sightings.map(({ path }) => path)).toEqual(['drift-c.md', 'drift-b.md', 'drift-a.md']);
    expect(finding.measures).toMatchObject({ count: 3, words: 90 });
  });

  describe('what could not be read is unknown', () => {
    test('a repository', () => {
      const context = contextOf([{ files: codeFiles() }, unreadRepository('OS2eksempel/lukket')]);

      for (const repositories of ['all', 'code'] as const) {
        expect(document.find(context, { names: ['drift'], repositories })).toMatchObject({
          outcome: 'unknown',
          unknown: { key: 'incomplete.unread', parameters: { repository: 'OS2eksempel/lukket' } },
        });
      }
    });

    test('the only repository, which may be the main one', () => {
      const context = contextOf([unreadRepository('OS2eksempel/lukket')]);

      expect(document.find(context, { names: ['drift'], repositories: 'main' }).outcome).toBe('unknown');
    });

    test('a text of the right name', () => {
      expect(find({ 'drift.md': {} }, { names: ['drift'] })).toMatchObject({
        outcome: 'unknown',
        unknown: { key: 'document.unread', parameters: { path: 'drift.md' } },
      });
    });

    test('a text that may hold the heading', () => {
      expect(find({ 'README.md': {} }, { headings: ['vision'] }).outcome).toBe('unknown');
      expect(find({ 'CHANGELOG.md': {} }, { headings: ['vision'] }).outcome).toBe('absent');
      expect(find({ 'README.md': {} }, { names: ['vision'] }).outcome).toBe('absent');
    });

    test('a text whose opening is asked for', () => {
      expect(find({ 'README.md': {} }, { names: ['readme'], opening: ['formål'] }).outcome).toBe('unknown');
    });

    test.each(['drift.md', 'drift.docx'])('a symlink, which nobody follows: %s', (path) => {
      const finding = find(
        { [path]: { kind: 'symlink' } },
        { names: ['drift'], formats: ['open', 'closed'] },
      );

      expect(finding.outcome).toBe('unknown');
    });

    test('what a very large tree left out, save where it is surely listed', () => {
      const context = contextOf([{ files: codeFiles(), cut: 3 }]);

      expect(document.find(context, { names: ['drift'] })).toMatchObject({
        unknown: { key: 'incomplete.cut' },
      });
      expect(document.find(context, { names: ['drift'], place: 'root' }).outcome).toBe('absent');
    });

    test('and what was found stands, but there may be more', () => {
      const context = contextOf([{ files: { 'drift.md': REAL } }, unreadRepository('OS2eksempel/lukket')]);

      expect(document.find(context, { names: ['drift'] })).toMatchObject({
        outcome: 'found',
        measures: { count: 1 },
        unknown: { key: 'incomplete.unread' },
      });
    });
  });
});
