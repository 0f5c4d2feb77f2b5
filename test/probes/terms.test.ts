import { describe, expect, test } from '@jest/globals';
import { termsPattern, wordsApart } from '../../src/probes/terms.js';

describe('probes/terms', () => {
  test.each([
    ['drift', 'drift', true],
    ['drift', 'vores drift i dag', true],
    ['drift', 'driftsvejledning', false],
    ['drift', 'opdrift', false],
    ['drift*', 'driftsvejledning', true],
    ['drift*', 'opdrift', false],
    ['*vejledning', 'brugervejledning', true],
    ['*vejledning', 'vejledninger', false],
    ['*sikkerhed*', 'it sikkerhedspolitik', true],
    ['kom i gang', 'kom i gang', true],
    ['kom i gang', 'kom-i-gang her', true],
    ['kom i gang', 'kom her i gang', false],
    ['=om', 'om', true],
    ['=om', 'om løsningen', false],
    ['Årshjul*', 'årshjul 2026', true],
    ['år', 'gården', false],
    ['c++ guide', 'c++ guide', true],
    ['a.b', 'axb', false],
  ])('finds the term %s in "%s": %s', (term, text, expected) => {
    expect(termsPattern([term]).test(text)).toBe(expected);
  });

  test('finds any of several terms', () => {
    const pattern = termsPattern(['vision', 'strategi*']);

    expect(['vision', 'strategien', 'plan'].map((text) => pattern.test(text))).toEqual([true, true, false]);
  });

  test('keeps lists apart', () => {
    expect(termsPattern(['vision']).test('vision')).toBe(true);
    expect(termsPattern(['strategi']).test('vision')).toBe(false);
  });

  test('finds a term whose letters are written composed or apart', () => {
    expect(termsPattern(['a\u030arshjul']).test('\u00e5rshjul')).toBe(true);
  });

  test.each([
    ['Drifts-vejledning_v2', 'drifts vejledning v2'],
    ['DriftGuide', 'drift guide'],
    ['OS2eksempel', 'os2eksempel'],
    ['2026-04-22 Referat (endelig)', '2026 04 22 referat  endelig'],
    ['Bruger\u00a8ok', 'bruger\u00a8ok'],
    ['A\u030arshjul', 'årshjul'],
  ])('sets the words of %s apart', (name, expected) => {
    expect(wordsApart(name)).toBe(expected);
  });
});
