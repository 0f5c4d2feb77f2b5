import { describe, expect, test } from '@jest/globals';
import {
  marksIn,
  readTemplate,
  readTemplateIndex,
  substituteKnown,
  templateFiles,
  type TemplateLanguage,
} from '../support/templates.js';

const index = readTemplateIndex();
const files = templateFiles('da');
const cases = files.flatMap((file) =>
  (['da', 'en'] as const).map((language): [TemplateLanguage, string] => [language, file]),
);

const EFFORTS = ['small', 'medium', 'large'] as const;

/** Room for the address, the path and the branch in a link that GitHub still accepts (about 8 KiB). */
const LONGEST_ENCODED = 7000;

describe('templates/documents', () => {
  test('has the same files in both languages, each in the index once', () => {
    const english = templateFiles('en');
    const indexed = index.documents.map(({ file }) => file).sort();

    expect(english).toEqual(files);
    expect(indexed).toEqual(files);
  });

  test.each(files)('%s is the same document in both languages', (file) => {
    const danish = shapeOf(readTemplate('da', file));
    const english = shapeOf(readTemplate('en', file));

    expect(english).toEqual(danish);
  });

  test.each(cases)('%s/%s is marked as unfilled, in the one way there is', (language, file) => {
    const text = readTemplate(language, file);

    const brackets = text.match(/\[(udfyld|fill in)/gi) ?? [];
    const own = language === 'da' ? '[udfyld:' : '[fill in:';

    expect(marksIn(text).length).toBeGreaterThan(0);
    expect(marksIn(text)).toHaveLength(brackets.length);
    expect(marksIn(text).filter((mark) => !mark.startsWith(own))).toEqual([]);
    expect(index.fingerprints).toContain(own);
  });

  test.each(cases)('%s/%s asks the app for nothing it does not know', (language, file) => {
    const text = readTemplate(language, file);

    const names = [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name ?? '');
    const inMarks = marksIn(text).filter((mark) => mark.includes('{{'));

    expect(names.filter((name) => !Object.hasOwn(index.placeholders, name))).toEqual([]);
    expect(inMarks).toEqual([]);
    expect(substituteKnown(text)).not.toContain('{{');
  });

  test.each(cases)('%s/%s keeps its marks out of comments, which may be left standing', (language, file) => {
    const text = readTemplate(language, file);

    const comments = text.match(/<!--[^]*?-->|^\s*#.*$/gm) ?? [];
    const hidden = file.endsWith('.yml') ? comments : comments.filter((comment) => comment.startsWith('<!--'));

    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.flatMap(marksIn)).toEqual([]);
  });

  test.each(cases)('%s/%s fits into a link to a new file', (language, file) => {
    const text = substituteKnown(readTemplate(language, file));

    expect(text.length).toBeLessThan(6000);
    expect(encodeURIComponent(text).length).toBeLessThan(LONGEST_ENCODED);
  });

  test.each(cases)('%s/%s names no person and holds no address of anybody', (language, file) => {
    const text = readTemplate(language, file);

    expect(text.match(/\S+@\S+|(^|\s)@\w+/g)).toBeNull();
    expect(text.match(/\+?45[ -]?\d{2}[ -]?\d{2}/g)).toBeNull();
  });

  test.each(cases)('%s/%s says at its top which requirements it mends', (language, file) => {
    const [comment = ''] = /^(<!--[^]*?-->|(?:#.*\n)+)/.exec(readTemplate(language, file)) ?? [];
    const document = index.documents.find((one) => one.file === file);
    const named = expandRanges(comment);

    expect(document?.mends.filter((id) => !named.has(id))).toEqual([]);
  });

  test('states no smaller effort than the minutes take', () => {
    const understated = index.documents.filter(
      ({ minutes, effort }) => EFFORTS.indexOf(effort) < EFFORTS.indexOf(effortOf(minutes)),
    );

    expect(understated.map(({ file }) => file)).toEqual([]);
  });

  test('has a mark for every value the app may lack', () => {
    const marks = Object.values(index.placeholders).map(({ unknown }) => unknown);

    expect(marks.map(({ da }) => marksIn(da)[0] ?? null)).toEqual(marks.map(({ da }) => da));
    expect(marks.map(({ en }) => marksIn(en)[0] ?? null)).toEqual(marks.map(({ en }) => en));
  });
});

/** What must agree between two languages: headings, table rows, list items, marks and placeholders, in order. */
function shapeOf(text: string): unknown {
  return text.split('\n').map((line) => ({
    kind: /^(#+|\||[-*] |\d+\. |>|<!--|```)/.exec(line)?.[1] ?? 'text',
    marks: marksIn(line).length,
    placeholders: line.match(/\{\{\w+\}\}/g) ?? [],
  }));
}

/** `R1-R4` means each of them. */
function expandRanges(text: string): Set<string> {
  const ids = new Set(text.match(/[RFSG]\d{1,2}/g) ?? []);
  for (const [, letter = '', from, to] of text.matchAll(/([RFSG])(\d{1,2})-\1(\d{1,2})/g)) {
    for (let number = Number(from); number <= Number(to); number += 1) ids.add(`${letter}${number}`);
  }
  return ids;
}

function effortOf(minutes: number): (typeof EFFORTS)[number] {
  if (minutes <= 60) return 'small';
  return minutes <= 120 ? 'medium' : 'large';
}
