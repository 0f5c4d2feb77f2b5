import { describe, expect, test } from '@jest/globals';
import { documentation } from '../../src/probes/documentation.js';
import type { FakeFile } from '../support/facts.js';
import { contextOf, placesOf, unreadRepository, words } from './support.js';

const TEMPLATE = { template: ['just-the-docs'], unfilled: ['Just the Docs Template'] };

function find(files: Record<string, FakeFile>, wanted = TEMPLATE) {
  return documentation.find(contextOf([{ files }]), wanted);
}

describe('probes/documentation', () => {
  test('counts open and closed documents', () => {
    const finding = find({
      'docs/a.md': words(40),
      'docs/b.rst': words(40),
      'docs/c.md': words(3),
      'docs/d.docx': {},
    });

    expect(finding).toMatchObject({
      outcome: 'found',
      measures: { open: 3, closed: 1, closedShare: 0.25, template: 0, otherTool: 0 },
      sightings: [{ path: null, says: { key: 'documentation.counted', parameters: { open: 3, closed: 1 } } }],
    });
  });

  test('counts each repository by itself, the one with most documents first', () => {
    const finding = documentation.find(
      contextOf([
        { name: 'eksempel/kode', files: { 'docs/a.docx': {}, 'docs/b.docx': {} } },
        { name: 'eksempel/docs', files: { 'a.md': words(40), 'b.md': words(40), 'c.md': words(40) } },
      ]),
      TEMPLATE,
    );

    expect(finding.sightings.map(({ says }) => says.parameters)).toEqual([
      { repository: 'eksempel/docs', open: 3, closed: 0 },
      { repository: 'eksempel/kode', open: 0, closed: 2 },
    ]);
    expect(finding.measures['closedShare']).toBe(0.4);
  });

  test.each([
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'CODE_OF_CONDUCT.md',
    'GOVERNANCE.md',
    'MAINTAINERS.md',
    'AUTHORS.txt',
    'docs/skabelon.md',
    'film/kursus.mp4',
    'vendor/pakke/docs/a.md',
  ])('%s alone is no documentation', (path) => {
    expect(find({ [path]: words(40) }).outcome).toBe('absent');
  });

  test('pages of an unfilled template are no documentation', () => {
    const finding = find({
      'docs/architecture.md': `# Architecture\n\nReplace this\n`,
      'docs/drift.md': `# Drift\n\n${words(31)}\nTODO\n`,
    });

    expect(finding).toMatchObject({ outcome: 'absent', measures: { open: 0 } });
  });

  test("knows the network's own template in use", () => {
    const finding = find({
      'docs/a.md': words(40),
      '_config.yml': 'title: Eksempel\ntheme: just-the-docs\n',
    });

    expect(finding.measures['template']).toBe(1);
    expect(placesOf(finding)).toEqual(['_config.yml:2 documentation.template', '-:- documentation.counted']);
  });

  test("a template whose own title still stands is not the product's", () => {
    const finding = find({
      'docs/a.md': words(40),
      'docs/_config.yml': 'theme: just-the-docs\ntitle: Just the Docs Template\n',
    });

    expect(finding.measures['template']).toBe(0);
    expect(placesOf(finding)[0]).toBe('docs/_config.yml:2 documentation.unfilled');
  });

  test('a template counts once a repository, whatever else is configured', () => {
    const finding = find({
      'docs/a.md': words(40),
      '_config.yml': 'theme: other\n',
      'docs/_config.yml': 'theme: just-the-docs\n',
    });

    expect(finding.measures['template']).toBe(1);
  });

  test.each([
    'mkdocs.yml',
    'docs/conf.py',
    'docs/source/conf.py',
    'docusaurus.config.js',
    '.readthedocs.yaml',
  ])('%s is another tool', (path) => {
    const finding = find({ 'docs/a.md': words(40), [path]: 'x' });

    expect(finding.measures['otherTool']).toBe(1);
    expect(placesOf(finding)).toContain(`${path}:1 documentation.otherTool`);
  });

  test('adds up over the repositories', () => {
    const context = contextOf([
      { name: 'OS2eksempel/a', files: { 'docs/a.md': words(40) } },
      { name: 'OS2eksempel/b', files: { 'docs/b.pdf': {} } },
    ]);

    expect(documentation.find(context, TEMPLATE).measures).toMatchObject({
      open: 1,
      closed: 1,
      closedShare: 0.5,
    });
  });

  test('nothing found where a repository could not be read is unknown', () => {
    const context = contextOf([{ files: {} }, unreadRepository('OS2eksempel/docs')]);

    expect(documentation.find(context, TEMPLATE)).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'incomplete.unread' },
    });
  });

  test('a configuration that nobody read may be the template', () => {
    expect(find({ 'docs/a.md': words(40), '_config.yml': {} })).toMatchObject({
      outcome: 'found',
      measures: { template: 0 },
      unknown: { key: 'document.unread', parameters: { path: '_config.yml' } },
    });
  });

  test('a symlink is counted as nothing', () => {
    expect(find({ 'docs/a.md': { kind: 'symlink' } }).outcome).toBe('absent');
  });
});
