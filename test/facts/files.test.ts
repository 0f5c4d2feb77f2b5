import { describe, expect, test } from '@jest/globals';
import { buildFileTree } from '../../src/facts/index.js';

function treeOf(...paths: readonly string[]) {
  return buildFileTree(paths.map((path) => ({ path, mode: '100644', oid: 'a', size: 1 })));
}

describe('facts/files', () => {
  test.each([
    ['Vejledning.MD', 'vejledning.md', 'md'],
    ['docs/A\u030Abning.docx', '\u00e5bning.docx', 'docx'],
    ['LICENSE', 'license', ''],
    ['.editorconfig', '.editorconfig', ''],
    ['a.b/c', 'c', ''],
    ['.eslintrc.json', '.eslintrc.json', 'json'],
  ])('names %s', (path, lowerName, extension) => {
    const [entry] = treeOf(path).entries;

    expect(entry).toMatchObject({ path, lowerName, extension });
  });

  test.each([
    ['100644', 'file'],
    ['100755', 'file'],
    ['120000', 'symlink'],
    ['160000', 'submodule'],
  ])('takes mode %s for a %s', (mode, kind) => {
    const { entries } = buildFileTree([{ path: 'a', mode, oid: 'a', size: null }]);

    expect(entries).toMatchObject([{ kind }]);
  });

  test('leaves folders out, and finds an entry by its path', () => {
    const tree = buildFileTree(
      [
        { path: 'docs', mode: '040000', oid: 'a', size: null },
        { path: 'docs/a.md', mode: '100644', oid: 'b', size: 1 },
      ],
      7,
    );

    expect([...tree.byPath.keys()]).toEqual(['docs/a.md']);
    expect(tree.cut).toBe(7);
  });

  test.each([
    'node_modules/x/LICENSE',
    'frontend/node_modules/@x/y/README.md',
    'vendor/symfony/console/README.md',
    'third_party/a/b.c',
    'src/Web/wwwroot/lib/jquery/LICENSE.txt',
    'packages/EntityFramework.6.1.3/README.txt',
    'web/modules/contrib/token/README.md',
    'web/core/LICENSE.txt',
    'ios/Pods/A/LICENSE',
    '.yarn/releases/yarn.cjs',
    'env/lib/python3/site-packages/a/LICENSE',
    'static/js/jquery.min.js',
    'dist/app.js',
  ])('%s was written by others', (path) => {
    expect(treeOf(path).entries).toMatchObject([{ vendored: true }]);
  });

  test.each([
    'README.md',
    'docs/vendor.md',
    'packages/kerne/README.md',
    'packages/v2/README.md',
    'lib/a.ts',
    'core/LICENSE.txt',
    'dist/README.md',
    'src/plugins/index.ts',
  ])('%s is our own', (path) => {
    expect(treeOf(path).entries).toMatchObject([{ vendored: false }]);
  });
});
