import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { renderTable } from '../../src/reports/index.js';
import { assessmentFixture, assessmentModel, requirementFixture } from '../support/assessment.js';
import { HOSTILE } from '../support/hostile.js';

const model = assessmentModel();

function table(overrides = {}, options = {}): string {
  return renderTable(assessmentFixture(overrides), model, {
    language: 'da',
    colour: false,
    width: 110,
    ...options,
  });
}

describe('src/reports/table.ts', () => {
  test('shows each requirement on a line with title, symbol, word and basis', () => {
    const lines = table().split('\n');

    expect(lines).toContain(
      'F4   Sikkerhed er tænkt ind             🔴 Ikke opfyldt    Ingen SECURITY.md i de to repositorier.',
    );
  });

  test('puts the decided level first, and says what the next level takes', () => {
    const lines = table().split('\n');

    expect(lines.slice(0, 5)).toEqual([
      'OS2eksempel',
      'Fastlagt niveau: 1 (20. november 2025, Sekretariatet)',
      'Vejledende niveau: sandkasse',
      'Mål: niveau 2',
      expect.stringContaining('Vejen til niveau 1: den samlede score skal fra 0,55 op på 0,60.'),
    ]);
  });

  test('ends with the next steps and the findings', () => {
    const text = table();

    expect(text).toContain('1. F4 Beskriv, hvordan man melder et sikkerhedshul');
    expect(text).toContain('Kravet gælder allerede i sandkassen · lille opgave · skabelon: SECURITY.md');
    expect(text).toContain('- os2eksempel/kode publiccode.yml:7: Feltet »url« mangler.');
  });

  test('is English when asked', () => {
    const text = table({}, { language: 'en' });

    expect(text).toContain('Indicative level: sandbox');
    expect(text).toContain('🔴 Not met');
    expect(text).not.toMatch(/[æøå]/);
  });

  test('has no escape sequences without colour, and the same text with it', () => {
    const plain = table();
    const coloured = table({}, { colour: true });

    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured).replace(/ +\n/g, '\n')).toBe(plain.replace(/ +\n/g, '\n'));
  });

  test('gives a longer basis up to three lines below each other', () => {
    const basis = { da: 'Vi fandt ikke noget, der viser det i repositoriet. '.repeat(6), en: '' };

    const lines = table({ requirements: [requirementFixture({ id: 'F4', basis })] }).split('\n');

    const at = lines.findIndex((line) => line.startsWith('F4 '));
    expect(lines.slice(at + 1, at + 3).every((line) => /^ {50,}\S/.test(line))).toBe(true);
    expect(lines[at + 2]).toMatch(/…$/);
    expect(lines[at + 3]).not.toMatch(/^ {50,}/);
  });

  test.each([20, 40, 60, 80, 200])('fits a terminal of %i columns', (width) => {
    const long = { da: '🟡 en meget lang begrundelse '.repeat(20), en: '' };
    const requirements = [requirementFixture({ basis: long }), requirementFixture({ id: 'F4', basis: long })];

    const lines = table({ product: 'x'.repeat(300), requirements }, { width }).split('\n');

    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(width, 40));
  });

  test.each(HOSTILE)('shows %j without moving the cursor', (text) => {
    const rendered = table({
      product: text,
      requirements: [requirementFixture({ basis: { da: text, en: text } })],
      findings: [{ kind: 'x', repository: text, path: text, line: 1, says: { da: text, en: text } }],
    });

    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  test('rates a requirement that the model does not have under its own theme', () => {
    const text = table({ requirements: [requirementFixture({ id: 'X1', theme: 'andet' })] });

    expect(text).toMatch(/ANDET\nX1 {3}X1 /);
  });
});
