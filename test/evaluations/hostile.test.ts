import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { form09, formMerged, read } from './fixtures.js';

const pieces = fc.oneof(
  fc.constantFrom(
    '|',
    '\\|',
    '\n',
    '\r\n',
    '---\n',
    '```\n',
    '```mermaid\n',
    'pie\n',
    '<!--',
    '-->',
    '# ',
    '> **',
  ),
  fc.constantFrom(
    '| F2 |',
    '| # | Krav | Vurdering |\n',
    '|--|--|--|\n',
    '🟢',
    '🔴 2 (3%)',
    'niveau 1',
    'fastholdes på ',
  ),
  fc.constantFrom(
    'title: "',
    'Fastlagt niveau: ',
    'Dato: ',
    '__proto__',
    'constructor',
    '[',
    '](',
    '&#0;',
    '\u0000',
    '\ud800',
  ),
  fc.string({ maxLength: 8 }),
);

describe('evaluations/read of hostile text', () => {
  test('never throws, and rates only what the model has', () => {
    const known = new Set(['F2']);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const { evaluation, findings } = read(parts.join(''));
        expect(findings.length).toBeLessThanOrEqual(100);
        for (const { requirement } of evaluation?.ratings ?? []) expect(known.has(requirement)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a whole form broken at any place is still read', () => {
    fc.assert(
      fc.property(fc.constantFrom(form09(), formMerged()), fc.nat(), pieces, (form, at, piece) => {
        const place = at % form.length;
        expect(() => read(form.slice(0, place) + piece + form.slice(place))).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['pipes', (n: number) => '|'.repeat(n)],
    [
      'open brackets',
      (n: number) => `| # | Krav | Vurdering | Vurderingsgrundlag |\n| F2 | k | 🟢 | ${'['.repeat(n)} |`,
    ],
    ['rows', (n: number) => `${form09()}${'| F2 | 1 | k | s | 🟢 | g |\n'.repeat(n / 30)}`],
    ['comments', (n: number) => '<!--'.repeat(n / 4)],
    ['fences', (n: number) => '```\n'.repeat(n / 4)],
    ['levels', (n: number) => form09({ text: 'fastholdes på niveau 1 '.repeat(n / 23) })],
    ['numbers', (n: number) => form09({ text: '1 grøn '.repeat(n / 7) })],
    ['marks', (n: number) => `| Niveau | 🟢 | 🟡 |\n| Samlet | ${'🟢 1 '.repeat(n / 6)} | 2 |\n${form09()}`],
    ['quotes', (n: number) => `---\ntitle: ${'"'.repeat(n)}\n---\n${form09()}`],
    ['spaces', (n: number) => `# ${' '.repeat(n)}x\n${form09()}`],
  ])('takes time in proportion to many %s', (_, make) => {
    const cpu = (text: string): number => {
      const start = process.cpuUsage();
      read(text);
      return process.cpuUsage(start).user / 1000;
    };
    read(make(10_000));

    const short = Math.min(cpu(make(60_000)), cpu(make(60_000)));
    const long = Math.min(cpu(make(360_000)), cpu(make(360_000)));

    // Six times the text: quadratic work would take thirty-six times as long.
    expect(long).toBeLessThan(18 * Math.max(short, 5));
  });
});
