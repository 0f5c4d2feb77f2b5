import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/facts/index.js';

describe('facts/document', () => {
  const cases: readonly [string, string, string, readonly string[]][] = [
    ['hash headings', 'a.md', '# One\n\ntext\n\n### Two ###\n#no\n', ['1 One:1', '3 Two:5']],
    ['underlined headings', 'a.md', 'One\n===\n\nTwo\n---\n\ntext\n\n---\n', ['1 One:1', '2 Two:4']],
    ['a rule under a list or table is no heading', 'a.md', '- item\n---\n\n| a |\n---\n', []],
    ['code blocks', 'a.md', '```sh\n# no\n```\n# Yes\n~~~\n# no\n```\n# no\n~~~\n', ['1 Yes:4']],
    ['code that is never closed', 'a.md', '# Yes\n```\n# no\n', ['1 Yes:1']],
    ['comments', 'a.md', '<!--\n# no\n-->\n# Yes <!-- not this -->\n', ['1 Yes:4']],
    ['front matter', 'a.md', '---\ntitle: "Drift"\nnav: 3\n---\n## Backup\n', ['1 Drift:2', '2 Backup:5']],
    ['a heading after hash heading and rule', 'a.md', 'text\n# One\n---\n', ['1 One:2']],
    ['inline marks', 'a.md', '# **Om** [OS2](https://os2.eu) `x` {#om}\n', ['1 Om OS2 x:1']],
    [
      'html in markdown',
      'a.md',
      '<h1 align="center">OS2eksempel</h1>\n<h2>\nFormål\n</h2>\n',
      ['1 OS2eksempel:1', '2 Formål:2'],
    ],
    [
      'a byte order mark and Windows line ends',
      'a.md',
      '\uFEFF# One\r\n\r\nTwo\r\n---\r\n',
      ['1 One:1', '2 Two:3'],
    ],
    [
      'html on one line',
      'a.html',
      '<h1>A</h1><script>"<h2>no</h2>"</script><h2>B<b>c</b></h2>',
      ['1 A:1', '2 B c:1'],
    ],
    ['html without closing tags', 'a.html', '<h1>A\n<h2>B</h2>\n', ['1 A B:1']],
    [
      'rst',
      'a.rst',
      '===\nTop\n===\n\nOne\n---\n\nTwo\n~~~\n\nThree\n-----\n',
      ['1 Top:2', '2 One:5', '3 Two:8', '2 Three:11'],
    ],
    ['asciidoc', 'a.adoc', '= Top\n\n== One\n\n----\n== no\n----\n', ['1 Top:1', '2 One:3']],
    [
      'plain text',
      'LICENSE',
      'Mozilla Public License Version 2.0\n=====\n\n# no\n',
      ['1 Mozilla Public License Version 2.0:1'],
    ],
    ['configuration', 'a.yml', '# no\nname: x\n---\n', []],
  ];

  test.each(cases)('finds the headings of %s', (_name, path, text, expected) => {
    const { headings } = parseDocument(path, text);

    expect(headings.map(({ level, title, line }) => `${String(level)} ${title}:${String(line)}`)).toEqual(
      expected,
    );
  });

  const linkCases: readonly [string, string, string, readonly string[]][] = [
    ['inline', 'a.md', 'x\n[a](docs/a.md) og [b](<b c.md> "t")\n', ['docs/a.md:2', 'b c.md:2']],
    [
      'brackets in an address',
      'a.md',
      '[a](https://da.wikipedia.org/wiki/A_(b))',
      ['https://da.wikipedia.org/wiki/A_(b):1'],
    ],
    ['reference', 'a.md', '[a][1]\n\n[1]: https://os2.eu/a "t"\n', ['https://os2.eu/a:3']],
    [
      'bare',
      'a.md',
      'Se https://os2.eu/eksempel. Og <https://os2.eu/b>',
      ['https://os2.eu/eksempel:1', 'https://os2.eu/b:1'],
    ],
    ['a link shown as its address', 'a.md', '[https://os2.eu](https://os2.eu)', ['https://os2.eu:1']],
    ['html', 'a.md', '<a href="https://os2.eu/c">x</a>', ['https://os2.eu/c:1']],
    ['code', 'a.md', '```\nhttps://os2.eu\n```\n', []],
    [
      'rst',
      'a.rst',
      '`x <https://os2.eu/d>`_\n.. _e: https://os2.eu/e\n',
      ['https://os2.eu/d:1', 'https://os2.eu/e:2'],
    ],
    ['asciidoc', 'a.adoc', 'https://os2.eu/f[F] link:g.adoc[G]', ['g.adoc:1', 'https://os2.eu/f:1']],
    ['configuration', 'a.yml', 'url: "https://os2.eu/h"', ['https://os2.eu/h:1']],
  ];

  test.each(linkCases)('finds the links of %s', (_name, path, text, expected) => {
    const { links } = parseDocument(path, text);

    expect(links.map(({ url, line }) => `${url}:${String(line)}`)).toEqual(expected);
  });

  test('counts what a reader sees as words, and looks up without regard to case and Unicode form', () => {
    const document = parseDocument(
      'a.md',
      '# Formål\n\n<!-- skriv her --> <b>OS2eksempel</b> er A\u030Aben kode - 100 %\n',
    );

    expect(document.wordCount).toBe(5);
    expect(document.lower).toContain('åben');
  });
});
