import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import {
  escapeCsvCell,
  escapeHtml,
  escapeMarkdown,
  escapeMarkdownCell,
  markdownLink,
  plainLines,
  plainText,
  safeLink,
} from '../../src/messages/index.js';
import { HOSTILE } from '../support/hostile.js';

/** As liberal as a renderer gets: HTML let through, bare addresses made into links. */
const markdown = new MarkdownIt({ html: true, linkify: true });
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** What GitHub looks for in the finished text: mentions, issues, commits. */
const REFERENCE = /@[a-z\d]|#\d|\bGH-\d|(?<![\da-z])(?=[\da-f]{40}|\d*[a-f])[\da-f]{7,}(?![\da-z])/i;

/** The types of everything in the parsed text except letters and what holds them. */
function structure(source: string): string[] {
  const types: string[] = [];
  for (const block of markdown.parse(source, {})) {
    if (!['paragraph_open', 'paragraph_close', 'inline'].includes(block.type)) types.push(block.type);
    for (const child of block.children ?? []) {
      if (!['text', 'text_special'].includes(child.type)) types.push(child.type);
    }
  }
  return types;
}

function shown(source: string): string {
  const texts: string[] = [];
  for (const block of markdown.parse(source, {})) {
    for (const child of block.children ?? []) texts.push(child.content);
  }
  return texts.join('');
}

describe('src/messages/escape.ts', () => {
  test.each(HOSTILE)('Markdown shows %j as its letters and nothing else', (text) => {
    const escaped = escapeMarkdown(text);

    expect(structure(escaped)).toEqual([]);
    expect(shown(escaped).replaceAll('\u200b', '')).toBe(plainText(text));
    expect(shown(escaped)).not.toMatch(REFERENCE);
    expect(escaped).not.toMatch(FORBIDDEN);
    expect(escaped).not.toMatch(/\{\{|\{%|\{:|-->|<!--|[<>|]/);
  });

  test('Markdown has no structure whatever the text is', () => {
    const alphabet = fc.constantFrom(...Array.from('*_`~[]()!<>&#@|\\{}%:=-+.\n\t $^/0a1fgGH"\'w'));
    const texts = fc.oneof(
      fc.string({ unit: alphabet, maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );

    fc.assert(
      fc.property(texts, (text) => {
        const escaped = escapeMarkdown(text);

        expect(structure(escaped)).toEqual([]);
        expect(shown(escaped).replaceAll('\u200b', '')).toBe(plainText(text));
        expect(shown(escaped)).not.toMatch(/@[a-z\d]|#\d|\bGH-\d/i);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(HOSTILE)('a table with %j in a cell keeps its shape', (text) => {
    const table = `| a | b |\n| --- | --- |\n| ${escapeMarkdownCell(text)} | last |`;

    const blocks = markdown.parse(table, {});

    expect(blocks.filter((block) => block.type === 'td_open')).toHaveLength(2);
    expect(blocks.filter((block) => block.type === 'inline').at(-1)?.content).toBe('last');
    const inner = blocks.flatMap((block) => block.children ?? []);
    for (const child of inner.filter((token) => !['text', 'text_special'].includes(token.type))) {
      expect(child.content).toBe('<br/>');
    }
  });

  test('a cell keeps the line breaks that people wrote', () => {
    expect(escapeMarkdownCell('first\r\n\r\n  second\u2028third')).toBe('first<br/>second<br/>third');
  });

  test.each(HOSTILE)('HTML shows %j as its letters', (text) => {
    const escaped = escapeHtml(text);

    expect(escaped).not.toMatch(/[<>"']/);
    expect(escaped).not.toMatch(FORBIDDEN);
  });

  test.each(HOSTILE)('CSV reads %j as text', (text) => {
    const cell = escapeCsvCell(text);

    expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/);
    expect(cell).not.toMatch(FORBIDDEN);
  });

  test.each([
    ['-1', "'-1"],
    ['a-b', 'a-b'],
    ['  =A1', "'=A1"],
    ['', ''],
  ])('CSV cell %j becomes %j', (text, cell) => {
    expect(escapeCsvCell(text)).toBe(cell);
  });

  test('plain text is one line without colours, direction marks or hidden letters', () => {
    const text = plainText(
      ' \u001b[31mred\u001b[0m\u001b]0;title\u0007\tand \u202eback\u202c\r\nnext\u2028last ',
    );

    expect(text).toBe('red and back next last');
  });

  test('Danish, emoji and other scripts pass unchanged', () => {
    const text = 'Rød grød med fløde · Åbenhed – »citat« 👩‍💻 🟡 語';

    expect(plainText(text)).toBe(text);
    expect(plainLines(`${text}\n${text}`)).toBe(`${text}\n${text}`);
    expect(escapeMarkdown(text)).toBe(text);
  });

  test('a long text is cut at a whole character', () => {
    expect(plainText('👍👍👍👍', { maxLength: 3 })).toBe('👍👍…');
    expect(plainText('four', { maxLength: 4 })).toBe('four');
    expect(escapeMarkdown('å'.repeat(5000))).toHaveLength(2000);
    expect(escapeMarkdownCell('*'.repeat(50), { maxLength: 3 })).toBe('\\*\\*…');
  });

  test.each([
    ['https://github.com/o/r/blob/abc/a_b.md#L12', 'https://github.com/o/r/blob/abc/a_b.md#L12'],
    ['https://example.org/a b(c)|d', 'https://example.org/a%20b%28c%29%7Cd'],
    ['https://example.org/{{ x }}', 'https://example.org/%7B%7B%20x%20%7D%7D'],
    ['http://example.org', null],
    ['javascript:alert(1)', null],
    [' java\nscript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://name:secret@example.org/', null],
    ['//example.org', null],
    ['SECURITY.md', null],
  ])('the link %j may be followed as %j', (url, expected) => {
    expect(safeLink(url)).toBe(expected);
  });

  test('a link of extraordinary length is not followed', () => {
    expect(safeLink(`https://example.org/${'a'.repeat(3000)}`)).toBeNull();
  });

  test('a Markdown link holds a hostile label and a hostile address', () => {
    const link = markdownLink('](x) **b**', 'https://example.org/) [x](javascript:alert(1)) "t"');

    const children = markdown.parseInline(link, {})[0]?.children ?? [];
    expect(children.filter((token) => token.type === 'link_open')).toHaveLength(1);
    expect(children.at(-1)?.type).toBe('link_close');
    expect(children.find((token) => token.type === 'link_open')?.attrGet('href')).toMatch(
      /^https:\/\/example\.org\//,
    );
    expect(children.some((token) => token.type === 'strong_open')).toBe(false);
  });

  test('a Markdown link with an address that may not be followed is its label', () => {
    expect(markdownLink('a_b', 'javascript:alert(1)')).toBe('a\\_b');
    expect(markdownLink('a_b', null)).toBe('a\\_b');
  });
});
