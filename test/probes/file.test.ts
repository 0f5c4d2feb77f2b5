import { describe, expect, test } from '@jest/globals';
import { file } from '../../src/probes/file.js';
import { codeFiles, contextOf, placesOf, unreadRepository } from './support.js';

describe('probes/file', () => {
  test.each([
    ['renovate.json', 'renovate.json', true],
    ['renovate.json', 'Renovate.JSON', true],
    ['renovate.json', 'sub/renovate.json', false],
    ['**/pom.xml', 'pom.xml', true],
    ['**/pom.xml', 'a/b/pom.xml', true],
    ['**/pom.xml', 'a/b/xpom.xml', false],
    ['.github/workflows/*', '.github/workflows/ci.yml', true],
    ['.github/workflows/*', '.github/workflows/old/ci.yml', false],
    ['.github/workflows/*', '.github/dependabot.yml', false],
    ['**/.eslintrc*', 'web/.eslintrc.json', true],
    ['**/.eslintrc*', 'web/my.eslintrc', false],
    ['**/docker-compose*.y*ml', 'a/docker-compose.test.yaml', true],
    ['**/debian/control', 'pakke/debian/control', true],
    ['**/debian/control', 'pakke/control', false],
    ['.editorconfig', 'vendor/.editorconfig', false],
    ['**/pom.xml', 'node_modules/a/pom.xml', false],
  ])('the pattern %s takes %s: %s', (pattern, path, expected) => {
    const finding = file.find(contextOf([{ files: { [path]: 'x' } }]), { paths: [pattern] });

    expect(finding.outcome).toBe(expected ? 'found' : 'absent');
  });

  test('counts a file once, however many patterns it fits', () => {
    const context = contextOf([{ files: { 'pom.xml': 'x', 'a/pom.xml': 'x' } }]);

    expect(file.find(context, { paths: ['**/pom.xml', 'pom.xml'] }).measures).toEqual({ count: 2 });
  });

  test('finds words in a file, whatever their capitals, and the line', () => {
    const context = contextOf([
      { files: { '.github/workflows/ci.yml': 'jobs:\n  a:\n    - run: npx ESLint .\n' } },
    ]);

    const finding = file.find(context, { paths: ['.github/workflows/*'], text: ['prettier', 'eslint'] });

    expect(placesOf(finding)).toEqual(['.github/workflows/ci.yml:3 file.mentions']);
    expect(finding.sightings[0]).toMatchObject({
      date: '2026-06-01',
      says: { parameters: { mark: 'eslint' } },
    });
  });

  test('a file without the words is none', () => {
    const context = contextOf([{ files: { '.github/workflows/ci.yml': 'jobs:\n' } }]);

    expect(file.find(context, { paths: ['.github/workflows/*'], text: ['eslint'] })).toMatchObject({
      outcome: 'absent',
      unknown: null,
    });
  });

  test('a file that nobody read may hold the words', () => {
    const context = contextOf([{ files: { Jenkinsfile: {} } }]);

    expect(file.find(context, { paths: ['Jenkinsfile'], text: ['eslint'] })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'document.unread', parameters: { path: 'Jenkinsfile' } },
    });
    expect(file.find(context, { paths: ['Jenkinsfile'] }).outcome).toBe('found');
  });

  test('looks in code repositories only when told so', () => {
    const context = contextOf([
      { name: 'OS2eksempel/kode', files: codeFiles() },
      { name: 'OS2eksempel/docs', files: { 'renovate.json': '{}' } },
    ]);

    expect(file.find(context, { paths: ['renovate.json'] }).outcome).toBe('found');
    expect(file.find(context, { paths: ['renovate.json'], repositories: 'code' }).outcome).toBe('absent');
  });

  test.each(['all', 'code'] as const)(
    'a repository that nobody could list is unknown (%s)',
    (repositories) => {
      const context = contextOf([{ files: codeFiles() }, unreadRepository('OS2eksempel/lukket')]);

      expect(file.find(context, { paths: ['renovate.json'], repositories })).toMatchObject({
        outcome: 'unknown',
        unknown: { key: 'incomplete.unread', parameters: { repository: 'OS2eksempel/lukket' } },
      });
    },
  );

  test('what was found stands, but there may be more', () => {
    const context = contextOf([{ files: { 'renovate.json': '{}' } }, unreadRepository('OS2eksempel/lukket')]);

    expect(file.find(context, { paths: ['renovate.json'] })).toMatchObject({
      outcome: 'found',
      unknown: { key: 'incomplete.unread' },
    });
  });

  test('a very large tree that was cut may hold it', () => {
    const context = contextOf([{ files: codeFiles(), cut: 1 }]);

    expect(file.find(context, { paths: ['**/pom.xml'] })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'incomplete.cut' },
    });
  });
});
