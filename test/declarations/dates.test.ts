import { describe, expect, test } from '@jest/globals';
import { readDay } from '../../src/declarations/dates.js';

describe('src/declarations/dates.ts', () => {
  test.each([
    ['2026-06-23', '2026-06-23'],
    ['06-05-2026', '2026-05-06'],
    ['[05-09-2025]', '2025-09-05'],
    ['16.11.2025', '2025-11-16'],
    ['16/11/2025', '2025-11-16'],
    ['3-2-26', '2026-02-03'],
    ['23. juni 2026', '2026-06-23'],
    ['den 3. dec. 2025', '2025-12-03'],
    ['4 May 2026', '2026-05-04'],
    ['2026-08-06T23:45:39.340Z', '2026-08-06'],
    ['os2eksempel-20260624T120121Z.json', '2026-06-24'],
    ['os2eksempel-selvevaluering-06082026.json', '2026-08-06'],
    ['OS2eksempel-2023.md', null],
    ['31-02-2026', null],
    ['2026-13-01', null],
    ['v1.1.0', null],
    ['snart', null],
  ])('reads %j as %j', (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});
