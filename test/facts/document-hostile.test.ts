import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../../src/facts/index.js';

// A quadratic pattern would need many times as long.
jest.setTimeout(30_000);

const PIECES = [
  '[',
  ']',
  '(',
  ')',
  '](',
  '<h1>',
  '</h1>',
  '<h',
  '<!--',
  '-->',
  '`',
  '```',
  '~~~',
  '#',
  '# ',
  '=',
  '===',
  '---',
  '- ',
  '> ',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '*',
  '_',
  'a',
  'å',
  '😀',
  'http://',
  'https://os2.eu/',
  'href="',
  "href='",
  '`<',
  '>`_',
  '.. _',
  ':',
  'link:',
  '<script>',
  '</script',
  '|',
  '{#',
  '\u0000',
  '\uFEFF',
  'title:',
];
const NAMES = ['a.md', 'a.rst', 'a.adoc', 'a.html', 'a.txt', 'LICENSE', 'a.yml'];

describe('facts/document, hostile texts', () => {
  test('any text gives headings and links on its own lines', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join(''));

    fc.assert(
      fc.property(fc.constantFrom(...NAMES), text, (name, content) => {
        const { headings, links, wordCount } = parseDocument(name, content);
        const lines = content.split('\n').length;

        for (const { line, level, title } of headings) {
          expect(line >= 1 && line <= lines && level >= 1 && level <= 6 && title !== '').toBe(true);
        }
        for (const { line, url } of links) expect(line >= 1 && line <= lines && url !== '').toBe(true);
        expect(wordCount).toBeLessThanOrEqual(content.length);
      }),
      { numRuns: 2000 },
    );
  });

  /** Each of them, read by a quadratic pattern, would outlast the test. */
  test.each(PIECES)('150,000 characters of %j is read', (piece) => {
    const text = piece.repeat(Math.ceil(150_000 / piece.length));

    for (const name of NAMES) {
      const document = parseDocument(name, text);

      expect(document.wordCount).toBeLessThanOrEqual(text.length);
    }
  });
});
