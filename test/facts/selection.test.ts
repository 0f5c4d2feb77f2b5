import { describe, expect, test } from '@jest/globals';
import { buildFileTree } from '../../src/facts/index.js';
import { datedPaths, selectTexts } from '../../src/facts/selection/index.js';
import type { FileTree } from '../../src/facts/index.js';

const PLENTY = { texts: 1000, bytes: 1_000_000_000 };

function treeOf(files: Readonly<Record<string, number>>): FileTree {
  return buildFileTree(
    Object.entries(files).map(([path, size]) => ({ path, mode: '100644', oid: 'a', size })),
  );
}

function wantedOf(tree: FileTree, limits = PLENTY): readonly string[] {
  return selectTexts(tree, limits).wanted.map(({ path }) => path);
}

describe('facts/selection', () => {
  test.each([
    'README.md',
    'readme.rst',
    'License.txt',
    'COPYING',
    'LICENSES/MPL-2.0.txt',
    '.github/workflows/ci.yml',
    '.github/ISSUE_TEMPLATE/fejl.yml',
    'CODEOWNERS',
    'publiccode.yml',
    'package.json',
    'backend/pom.xml',
    'docker/Dockerfile.nginx',
    'compose.override.yaml',
    'deploy/helm/Chart.yaml',
    'phpcs.xml.dist',
    '.pre-commit-config.yaml',
    'eslint.config.mjs',
    'docs/mkdocs.yml',
    'docs/produktforvaltning/selvevaluering.md',
    'dokumenter/os2eksempel-selvevaluering-06082026.json',
    'docs/self-assessment/os2eksempel-20260601T120000Z.json',
    'GOVERNANCE RAPPORT.md',
    'Online Docs/Docker.md',
    'doc/Vejledning.html',
    'dagsordner-og-referater/styregruppe/20260604_Styregruppe.md',
  ])('%s is read', (path) => {
    expect(wantedOf(treeOf({ [path]: 10 }))).toEqual([path]);
  });

  test.each([
    'src/main.ts',
    'package-lock.json',
    'data/byer.json',
    'requirements.txt',
    'robots.txt',
    'index.d.ts',
    'docs/logo.svg',
    'src/app/templates/help/side.html',
    'vendor/x/README.md',
    'doc/Vejledning.docx',
  ])('%s is not read', (path) => {
    expect(wantedOf(treeOf({ [path]: 10 }))).toEqual([]);
  });

  test('what matters most comes first, and the newest minute before the older', () => {
    const tree = treeOf({
      'noter/fri.md': 1,
      'referater/2025-01-01.md': 1,
      'referater/2026-01-01.md': 1,
      'pakker/a/package.json': 1,
      'docs/drift.md': 1,
      'package.json': 1,
      'README.md': 1,
      'docs/selvevaluering.md': 1,
    });

    const wanted = wantedOf(tree);

    expect(wanted).toEqual([
      'docs/selvevaluering.md',
      'README.md',
      'docs/drift.md',
      'package.json',
      'referater/2026-01-01.md',
      'referater/2025-01-01.md',
      'pakker/a/package.json',
      'noter/fri.md',
    ]);
  });

  test('what is too large or too much is told, not forgotten', () => {
    const tree = treeOf({
      'README.md': 100,
      'CHANGELOG.md': 262_145,
      '.gitlab-ci.yml': 65_537,
      'docs/a.md': 600,
      'docs/b.md': 600,
      'noter/c.md': 1,
    });

    const { wanted, unread } = selectTexts(tree, { texts: 2, bytes: 1000 });

    expect(wanted.map(({ path }) => path)).toEqual(['README.md', 'docs/a.md']);
    expect([...unread].map(([path, { kind }]) => `${path} ${kind}`)).toEqual([
      'CHANGELOG.md too-large',
      '.gitlab-ci.yml too-large',
      'docs/b.md not-read',
      'noter/c.md not-read',
    ]);
  });

  test('days are asked for one of each topic before a second of any', () => {
    const tree = treeOf({
      'docs/drift/a.md': 1,
      'docs/drift/b.md': 1,
      'SECURITY.md': 1,
      'doc/Brugervejledning.pdf': 1,
      'src/a.ts': 1,
    });

    const paths = datedPaths(tree, 3);

    expect(paths).toEqual(['SECURITY.md', 'docs/drift/a.md', 'doc/Brugervejledning.pdf']);
    expect(datedPaths(tree, 100)).toHaveLength(4);
  });
});
