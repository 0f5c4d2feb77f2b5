import { describe, expect, test } from '@jest/globals';
import { CSV_COLUMNS, renderCsv } from '../../src/reports/index.js';
import { assessmentFixture, assessmentModel, assessmentSaying } from '../support/assessment.js';
import { HOSTILE } from '../support/hostile.js';

/** RFC 4180 with another separator. */
function read(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = new RegExp(`("(?:[^"]|"")*"|[^${separator}"\\r\\n]*)(${separator}|\\r\\n|$)`, 'gy');
  for (const [, cell = '', end] of text.replace(/^\ufeff/, '').matchAll(pattern)) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

describe('src/reports/csv.ts', () => {
  test('has a header and one line per requirement, in columns that a Danish Excel sees', () => {
    const csv = renderCsv(assessmentFixture(), assessmentModel(), { language: 'da' });

    const rows = read(csv, ';');
    expect(csv.startsWith('\ufeffproduct;model;')).toBe(true);
    expect(rows[0]).toEqual([...CSV_COLUMNS]);
    expect(rows.slice(1).map((row) => row[3])).toEqual([
      ...['R1', 'R4', 'F2', 'F4', 'F11', 'F14', 'S4', 'G5', 'G8'],
    ]);
    for (const row of rows) expect(row).toHaveLength(CSV_COLUMNS.length);
  });

  test('keeps the header and the identifiers in English, and the words in the language asked for', () => {
    const [header, first] = read(renderCsv(assessmentFixture(), assessmentModel(), { language: 'en' }), ';');

    const row = Object.fromEntries(header!.map((name, index) => [name, first![index]]));
    expect(row).toMatchObject({
      id: 'R1',
      theme: 'relevans',
      title: 'Local value',
      rating: 'green',
      ratingWord: 'Met',
      declared: 'yes',
    });
  });

  test.each(HOSTILE)('has no formula in %j, whatever separates the columns', (text) => {
    const { assessment, model } = assessmentSaying(text);

    const csv = renderCsv(assessment, model, { language: 'da' });

    expect(read(csv, ';')).toHaveLength(2);
    const cells = [...read(csv, ';').flat(), ...csv.split(/[;,\r\n]/)];
    for (const cell of cells) expect(cell).not.toMatch(/^["'\t]*[=+\-@＝](?<!'[=+\-@＝])/);
  });

  test('a formula behind a comma stays text where a spreadsheet splits at commas', () => {
    const { assessment, model } = assessmentSaying('a,=1+1;=2+2,"=3+3');

    const csv = renderCsv(assessment, model, { language: 'da' });

    expect(csv).toContain(`a,'=1+1;'=2+2,""'=3+3`);
  });
});
