import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { FactsError, readGitRepository } from '../../src/facts/index.js';
import type { RepositoryFacts } from '../../src/facts/index.js';
import { gitFixture, type FakeCommit, type GitFixture } from '../support/git.js';

// Each test starts a dozen git processes.
jest.setTimeout(60_000);

const fixtures: GitFixture[] = [];

function repositoryOf(...commits: readonly FakeCommit[]): GitFixture {
  const fixture = gitFixture(commits);
  fixtures.push(fixture);
  return fixture;
}

afterEach(() => {
  for (const fixture of fixtures.splice(0)) fixture.remove();
});

function read(fixture: GitFixture, asOf = '2026-06-23'): Promise<RepositoryFacts> {
  return readGitRepository(fixture.path, { asOf });
}

async function kindOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof FactsError ? error.kind : String(error);
}

/** Makes the newest commit a signed one, and the repository name a program of its own to check signatures with. */
function signCommitWith(fixture: GitFixture, script: string): void {
  const program = join(fixture.path, 'trap');
  writeFileSync(program, script, { mode: 0o755 });
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n';
  const commit = `${fixture.run('cat-file', 'commit', 'main')}\n`.replace('\n\n', `\n${signature}\n`);
  const file = join(fixture.path, 'commit');
  writeFileSync(file, commit);
  fixture.run('update-ref', 'refs/heads/main', fixture.run('hash-object', '-t', 'commit', '-w', file));
  fixture.run('config', 'gpg.program', program);
  fixture.run('config', 'log.showSignature', 'true');
}

describe('facts/git', () => {
  test('reads files, texts and the last change of each', async () => {
    const fixture = repositoryOf(
      {
        at: '2024-01-10T12:00:00Z',
        files: {
          'README.md': '# A\n',
          'docs/drift.md': '# Drift\n',
          'doc/Vejledning.docx': 'x',
          'src/a.ts': '1',
        },
      },
      { at: '2026-05-01T23:30:00-05:00', files: { 'README.md': '# B\n', 'src/a.ts': '2' } },
    );

    const facts = await read(fixture);

    expect([...facts.documents.keys()].sort()).toEqual(['README.md', 'docs/drift.md']);
    expect(facts.documents.get('README.md')!.headings).toMatchObject([{ title: 'B' }]);
    expect(Object.fromEntries(facts.lastChanged)).toEqual({
      'README.md': '2026-05-01',
      'docs/drift.md': '2024-01-10',
      'doc/Vejledning.docx': '2024-01-10',
    });
    expect(facts.head).toEqual({
      state: 'known',
      value: { commit: fixture.run('rev-parse', 'main'), date: '2026-05-01' },
    });
    expect(facts.createdAt).toEqual({ state: 'known', value: '2024-01-10' });
    expect(facts.defaultBranch).toEqual({ state: 'known', value: 'main' });
  });

  test('reads the history without naming anybody, with files per commit and merges told apart', async () => {
    const fixture = repositoryOf(
      { at: '2026-01-01T12:00:00Z', files: { a: '1', b: '1' }, subject: 'Første' },
      { at: '2026-01-02T12:00:00Z', files: { a: '2' }, branch: 'gren', author: 'Bo Eksempel' },
      { at: '2026-01-03T12:00:00Z', files: { b: '3' }, author: 'dependabot[bot]' },
      { at: '2026-01-04T12:00:00Z', merges: 1, subject: 'Merge pull request #1 from OS2eksempel/gren' },
    );

    const { history, branches } = await read(fixture);

    expect(history).toMatchObject({
      state: 'known',
      value: {
        total: 4,
        contributors: 3,
        complete: true,
        commits: [
          {
            date: '2026-01-04',
            parents: 2,
            files: null,
            subject: 'Merge pull request #1 from OS2eksempel/gren',
            author: 'author-1',
          },
          { date: '2026-01-03', parents: 1, files: 1, author: 'dependabot[bot]' },
          { date: '2026-01-02', parents: 1, files: 1, author: 'author-2' },
          { date: '2026-01-01', parents: 0, files: 2, author: 'author-1', subject: 'Første' },
        ],
      },
    });
    expect(branches).toEqual({ state: 'known', value: ['gren', 'main'] });
  });

  test('goes back to the day asked for', async () => {
    const fixture = repositoryOf(
      { at: '2026-01-01T12:00:00Z', files: { 'README.md': 'gammel' } },
      { at: '2026-03-01T12:00:00Z', files: { 'README.md': 'ny', 'SECURITY.md': 'x' } },
    );
    fixture.run('tag', 'v1', 'main~1');
    fixture.run('tag', 'v2', 'main');

    const facts = await read(fixture, '2026-02-01');

    expect(facts.documents.get('README.md')!.text).toBe('gammel');
    expect(facts.files).toMatchObject({ value: { entries: [{ path: 'README.md' }] } });
    expect(facts.history).toMatchObject({ value: { total: 1 } });
    expect(facts.tags).toEqual({ state: 'known', value: [{ name: 'v1', date: '2026-01-01' }] });
  });

  test('follows neither symlinks nor submodules, and reads no large or binary file', async () => {
    const fixture = repositoryOf({
      at: '2026-01-01T12:00:00Z',
      files: {
        LICENSE: { symlink: 'LICENSES/MPL-2.0.txt' },
        'docs/delt': { submodule: 'a'.repeat(40) },
        'CHANGELOG.md': 'x'.repeat(257 * 1024),
        'docs/drift.md': Buffer.from([0x44, 0x00, 0x72]),
        'vendor/x/README.md': '# x\n',
      },
    });

    const facts = await read(fixture);

    const kinds =
      facts.files.state === 'known'
        ? facts.files.value.entries.map(({ path, kind }) => `${path} ${kind}`)
        : [];
    expect(kinds).toContain('LICENSE symlink');
    expect(kinds).toContain('docs/delt submodule');
    expect([...facts.documents.keys()]).toEqual([]);
    expect([...facts.unreadTexts].map(([path, { kind }]) => `${path} ${kind}`)).toEqual([
      'CHANGELOG.md too-large',
      'docs/drift.md failed',
    ]);
  });

  test('reads names and texts with Danish letters, also from old Windows programs', async () => {
    const fixture = repositoryOf({
      at: '2026-01-01T12:00:00Z',
      files: {
        'Vejledning til indlæsning.md': Buffer.from('# Udg\u00e5et\n', 'latin1'),
        'docs/ø "x".md': '# Ø\n',
      },
    });

    const { documents, lastChanged } = await read(fixture);

    expect(documents.get('Vejledning til indlæsning.md')!.headings).toMatchObject([{ title: 'Udgået' }]);
    expect(documents.has('docs/ø "x".md')).toBe(true);
    expect(lastChanged.get('Vejledning til indlæsning.md')).toBe('2026-01-01');
    expect(lastChanged.get('docs/ø "x".md')).toBe('2026-01-01');
  });

  const remotes: readonly [string, string, string | null][] = [
    ['https://github.com/OS2eksempel/kode.git', 'OS2eksempel/kode', 'https://github.com/OS2eksempel/kode'],
    ['git@github.com:OS2eksempel/kode', 'OS2eksempel/kode', 'https://github.com/OS2eksempel/kode'],
    [
      'https://x-access-token:hemmelig@github.com/OS2eksempel/kode.dk',
      'OS2eksempel/kode.dk',
      'https://github.com/OS2eksempel/kode.dk',
    ],
    ['https://git.example.org/OS2eksempel/kode.git', '', null],
  ];

  test.each(remotes)('knows itself from the remote %s', async (remote, nameWithOwner, url) => {
    const fixture = repositoryOf({ at: '2026-01-01T12:00:00Z' });
    fixture.run('remote', 'add', 'origin', remote);

    const facts = await read(fixture);

    expect(facts.nameWithOwner).toBe(nameWithOwner === '' ? basename(fixture.path) : nameWithOwner);
    expect(facts.url).toBe(url);
  });

  test('runs nothing that the repository names', async () => {
    const fixture = repositoryOf({ at: '2026-01-01T12:00:00Z', files: { 'README.md': '# A\n' } });
    const sprung = join(fixture.path, 'sprung');
    signCommitWith(fixture, `#!/bin/sh\ntouch '${sprung}'\n`);
    fixture.run('log', '-1');
    const isTrap = existsSync(sprung);
    rmSync(sprung, { force: true });

    const { documents } = await read(fixture);

    expect(isTrap).toBe(true);
    expect(documents.get('README.md')!.text).toBe('# A\n');
    expect(existsSync(sprung)).toBe(false);
  });

  test('what only GitHub knows is unknown', async () => {
    const facts = await read(repositoryOf({ at: '2026-01-01T12:00:00Z' }));

    for (const fact of [
      facts.visibility,
      facts.isArchived,
      facts.issues,
      facts.milestones,
      facts.description,
    ]) {
      expect(fact.state).toBe('unknown');
    }
  });

  test('a branch other than the one HEAD names is found', async () => {
    const fixture = repositoryOf({ at: '2026-01-01T12:00:00Z' });
    fixture.run('symbolic-ref', 'HEAD', 'refs/heads/nowhere');

    const { head } = await read(fixture);

    expect(head).toMatchObject({ value: { date: '2026-01-01' } });
  });

  test('bad input is told apart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'os2modning-git-'));
    const file = join(folder, 'fil.txt');
    writeFileSync(file, 'x');
    const asOf = '2026-06-23';

    const kinds = {
      folder: await kindOf(readGitRepository(folder, { asOf })),
      file: await kindOf(readGitRepository(file, { asOf })),
      nothing: await kindOf(readGitRepository(join(folder, 'ingen'), { asOf })),
      insideRepository: await kindOf(readGitRepository(join(import.meta.dirname, '..'), { asOf })),
      empty: await kindOf(read(repositoryOf())),
      tooEarly: await kindOf(read(repositoryOf({ at: '2026-01-01T12:00:00Z' }), '2020-01-01')),
    };

    rmSync(folder, { recursive: true });
    expect(kinds).toEqual({
      folder: 'not-git',
      file: 'not-git',
      nothing: 'not-found',
      insideRepository: 'not-git',
      empty: 'empty-repository',
      tooEarly: 'before-first-commit',
    });
  });
});
