import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/facts/index.js';
import { findTemplateMark, lineAt } from '../../src/probes/template.js';
import { words } from './support.js';

const SIGNS = { fingerprints: ['[udfyld:', 'replace this'], weakMarks: ['todo', 'xx'], fewestWords: 30 };

function markIn(text: string, path = 'docs/side.md') {
  return findTemplateMark(parseDocument(path, text), SIGNS);
}

describe('probes/template', () => {
  test('a text that somebody has written has no mark', () => {
    expect(markIn(`# Drift\n\n${words(40)}`)).toBeNull();
  });

  test('one fingerprint is enough, whatever its capitals and however long the text', () => {
    const mark = markIn(`# Arkitektur\n\n${words(200)}\n\nREPLACE THIS with your text.\n`);

    expect(mark).toMatchObject({ kind: 'fingerprint', mark: 'REPLACE THIS' });
  });

  test.each([
    ['replace thistles', null],
    ['replace this.', 'fingerprint'],
    ['irreplace this', 'fingerprint'],
    ['[udfyld:formål]', 'fingerprint'],
  ])('"%s" among other words is %s', (text, kind) => {
    expect(markIn(`${words(40)} ${text} ${words(5)}`)?.kind ?? null).toBe(kind);
  });

  test('tells the line of the fingerprint', () => {
    const mark = markIn('# Titel\n\nIndledning.\n\n[udfyld: formål]\n');

    expect(mark).toEqual({ kind: 'fingerprint', mark: '[udfyld:', line: 5 });
  });

  test.each([
    [29, { kind: 'short', mark: '29', line: 1 }],
    [30, null],
  ])('%i words say %j', (count, expected) => {
    expect(markIn(words(count))).toEqual(expected);
  });

  test('half of the sections empty makes it a form', () => {
    const mark = markIn(
      `# Styring\n\n${words(40)}\n\n## Projekt\n\n## Produkt\n\n- \n\n## Møder\n\nVi mødes.\n\n## Roller\n\nTo.\n`,
    );

    expect(mark).toMatchObject({ kind: 'empty-headings', mark: 'Projekt' });
  });

  test('fewer than half of the sections empty does not', () => {
    const filled = '\n\n## Møder\n\nVi mødes.\n\n## Roller\n\nTo roller.\n';

    expect(markIn(`# Styring\n\n${words(40)}\n\n## Projekt${filled}`)).toBeNull();
  });

  test('a heading over smaller headings is not empty', () => {
    expect(
      markIn(`# Titel\n\n## Del\n\n### Afsnit\n\n${words(40)}\n\n### Andet\n\nMere tekst.\n`),
    ).toBeNull();
  });

  test.each([
    [59, true],
    [60, true],
    [61, false],
  ])('one TODO among %i words marks it as unfilled: %s', (count, expected) => {
    // The mark is a word of the text too.
    const text = `${words(count - 1)}\nTODO\n`;

    expect(markIn(text)?.kind === 'unfilled').toBe(expected);
  });

  test('tells the first weak mark and its line', () => {
    const mark = markIn(`${words(30)}\nxx\n\nTODO\n`);

    expect(mark).toMatchObject({ kind: 'unfilled', mark: 'xx', line: 4 });
  });

  test('a weak mark inside a word is none', () => {
    expect(markIn(`${words(31)} taxxi todos`)).toBeNull();
  });

  test.each([
    [0, 1],
    [3, 1],
    [4, 2],
    [5, 3],
  ])('position %i stands on line %i', (position, line) => {
    expect(lineAt('abc\n\ndef', position)).toBe(line);
  });
});
