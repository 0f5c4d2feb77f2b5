import { describe, expect, test } from '@jest/globals';
import type { Commit } from '../../src/facts/index.js';
import { development } from '../../src/probes/development.js';
import { codeFiles, contextOf, unread, unreadRepository } from './support.js';

type Given = Partial<Commit> & Pick<Commit, 'date'>;

function measures(commits: readonly Given[], months?: number) {
  const parameters = months === undefined ? {} : { months };
  return development.find(contextOf([{ files: codeFiles(), commits }]), parameters).measures;
}

/** So many commits, one a day back from 20 June 2026. */
function daily(count: number, given: Partial<Commit> = {}): Given[] {
  return Array.from({ length: count }, (_, index) => ({
    date: new Date(Date.UTC(2026, 5, 20 - index)).toISOString().slice(0, 10),
    ...given,
  }));
}

describe('probes/development', () => {
  test('counts commits, days and people without merges', () => {
    const figures = measures([
      { date: '2026-06-20', author: 'author-1' },
      { date: '2026-06-20', author: 'author-2' },
      { date: '2026-06-19', author: 'author-1' },
      { date: '2026-06-18', parents: 2 },
    ]);

    expect(figures).toMatchObject({ commits: 3, activeDays: 2, contributors: 2, quietMonths: 3 / 30.4375 });
  });

  test.each([
    [12, '2025-06-23', 1],
    [12, '2025-06-22', 0],
    [undefined, '2024-06-23', 1],
    [undefined, '2024-06-22', 0],
  ])('looks %s months back: a commit of %s counts as %i', (months, date, commits) => {
    expect(measures([{ date }], months)['commits']).toBe(commits);
  });

  test('a commit of a day yet to come is left out', () => {
    expect(measures([{ date: '2026-06-24' }, { date: '2026-06-23' }])).toMatchObject({
      commits: 1,
      quietMonths: 0,
    });
  });

  test('a history that ended years ago is quiet, and says when it ended', () => {
    const context = contextOf([{ files: codeFiles(), commits: [{ date: '2021-02-03' }] }]);

    const finding = development.find(context, {});

    expect(finding.measures).toMatchObject({ commits: 0, quietMonths: expect.closeTo(64.6, 1) });
    expect(finding.measures).not.toHaveProperty('dumpShare');
    expect(finding.sightings).toMatchObject([
      { date: '2021-02-03', says: { key: 'development.quiet', parameters: { lastDay: '2021-02-03' } } },
    ]);
  });

  test('tells the figures of each repository', () => {
    const commits = [
      { date: '2026-06-20', subject: 'Ret fejl #12' },
      { date: '2026-06-19', subject: 'Mere (#4)' },
    ];
    const context = contextOf([{ files: codeFiles(), commits }]);

    expect(development.find(context, {}).sightings[0]?.says).toEqual({
      key: 'development.activity',
      parameters: {
        commits: 2,
        days: 2,
        months: 24,
        repository: 'OS2eksempel/eksempel',
        lastDay: '2026-06-20',
        atLeast: 'no',
        share: 50,
        issues: 50,
      },
    });
  });

  test('says that there are more when the history was not read back to the first day', () => {
    const commits = [{ date: '2026-06-20', subject: 'Ret fejl' }];
    const context = contextOf([{ files: codeFiles(), commits, complete: false }]);

    expect(development.find(context, {}).sightings[0]?.says.parameters?.['atLeast']).toBe('yes');
  });

  describe('the share of releases put in whole', () => {
    test.each([
      '2026r3',
      'Release 2026r3',
      'v2.14.0',
      'Version 3.1',
      'Ny version',
      'Udgivelse 2026.4',
      '2026r3 (#45)',
      'release-2.0.1',
    ])('"%s" with many files is a release', (subject) => {
      expect(measures([{ date: '2026-06-20', subject, files: 40 }])['dumpShare']).toBe(1);
    });

    test.each([
      ['Bump version to 2.14.0', 40],
      ['v2.14.0', 9],
      ['Add release notes page for editors and everybody else who wants to read it', 40],
      ['Ret fejl i 2.14', 40],
    ])('"%s" with %i files is none', (subject, files) => {
      expect(measures([{ date: '2026-06-20', subject, files }])['dumpShare']).toBe(0);
    });

    test('a release whose files nobody counted is one', () => {
      expect(measures([{ date: '2026-06-20', subject: 'v2.14.0', files: null }])['dumpShare']).toBe(1);
    });

    test('is of changed files, each commit capped', () => {
      const figures = measures([
        { date: '2026-06-20', subject: '2026r3', files: 3000 },
        ...daily(50, { files: 2 }),
      ]);

      expect(figures['dumpShare']).toBe(0.5);
    });

    test('one large day is no pattern, two are', () => {
      const large = { subject: 'Opdatering', files: 100 };

      expect(measures([{ date: '2026-06-20', ...large }])['dumpShare']).toBe(0);
      expect(
        measures([
          { date: '2026-06-20', ...large },
          { date: '2026-03-20', ...large },
        ])['dumpShare'],
      ).toBe(1);
    });

    test('99 files are not large', () => {
      const almost = { subject: 'Opdatering', files: 99 };

      expect(
        measures([
          { date: '2026-06-20', ...almost },
          { date: '2026-03-20', ...almost },
        ])['dumpShare'],
      ).toBe(0);
    });

    test('no changed file is no release', () => {
      expect(measures([{ date: '2026-06-20', files: 0 }])['dumpShare']).toBe(0);
    });
  });

  test.each([
    [
      [{ date: '2026-06-20' }, { date: '2026-06-20', parents: 2, subject: 'Merge pull request #4 from a/b' }],
      1,
    ],
    [[{ date: '2026-06-20', subject: 'Tilføj eksport (#4)' }, { date: '2026-06-19' }], 0.5],
    [[{ date: '2026-06-20', subject: 'Ret #4' }], 0],
    [[{ date: '2026-06-20', parents: 2, subject: 'Merge pull request #4 from a/b' }], undefined],
  ])('the share of pull requests in %j is %s', (commits, expected) => {
    expect(measures(commits)['pullRequestShare']).toBe(expected);
  });

  test.each([
    ['Ret fejl #12', 1],
    ['#12 ret fejl', 1],
    ['Ret fejl (#12)', 0],
    ['Ret #12 (#13)', 1],
    ['EKS-104 ret fejl', 1],
    ['Ret fejl i lån', 0],
    ['Use C#12 features', 0],
    ['Save as UTF-8', 0],
    ['Dates follow ISO-8601', 0],
    ['Hash with SHA-256', 0],
    ['Mend CVE-2026-1234', 0],
    ['Licence MPL-2.0', 0],
    ['Ret fejl (pull request #35)', 0],
  ])('"%s" names an issue: %i', (subject, expected) => {
    expect(measures([{ date: '2026-06-20', subject }])['issueShare']).toBe(expected);
  });

  test.each([
    ['Merged in rettelse (pull request #35)', 2, 1],
    ['Merge branch main of bitbucket.org:eksempel/kode', 2, 1],
    ["Merge branch 'rettelse' into 'main'", 2, 1],
    ['Merge branch main of gitlab.eksempel.dk/kode', 2, 1],
    ['Merge pull request #35 from eksempel/rettelse', 2, 0],
    ["Merge branch 'main' into rettelse", 2, 0],
    ['Rettelse (pull request #35)', 1, 1],
    ['Rettelse (#35)', 1, 0],
    ['Rettelse', 1, undefined],
  ])('"%s" with %i parents is merged elsewhere: %s', (subject, parents, expected) => {
    const figures = measures([{ date: '2026-06-20', subject, parents }]);

    expect(figures['elsewhereShare']).toBe(expected);
  });

  test('adds up over the code repositories, and no others', () => {
    const context = contextOf([
      { name: 'OS2eksempel/a', files: codeFiles(), commits: daily(3) },
      { name: 'OS2eksempel/b', files: codeFiles(), commits: daily(2) },
      { name: 'OS2eksempel/docs', commits: daily(9) },
      { name: 'OS2eksempel/gammel', isArchived: { state: 'known', value: true }, commits: daily(9) },
    ]);

    expect(development.find(context, {})).toMatchObject({
      outcome: 'found',
      measures: { commits: 5, activeDays: 3 },
      sightings: [{}, {}],
    });
  });

  test('no code is no development', () => {
    expect(development.find(contextOf([{ commits: daily(3) }]), {}).outcome).toBe('absent');
  });

  test('a history that nobody could read is unknown, with the reason', () => {
    const context = contextOf([{ files: codeFiles(), history: unread() }]);

    expect(development.find(context, {})).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'development.unread', parameters: { reason: 'the server answered 502' } },
    });
  });

  test('code that nobody could list is unknown', () => {
    expect(development.find(contextOf([unreadRepository('OS2eksempel/kode')]), {}).outcome).toBe('unknown');
  });
});
