import { describe, expect, test } from '@jest/globals';
import { monthsBefore, monthsBetween } from '../../src/probes/days.js';

describe('probes/days', () => {
  test.each([
    ['2026-06-23', '2026-06-23', 0],
    ['2025-06-23', '2026-06-23', 365 / 30.4375],
    ['2026-03-28', '2026-03-30', 2 / 30.4375],
  ])('counts months from %s to %s, also over the change to summer time', (earlier, later, months) => {
    expect(monthsBetween(earlier, later)).toBe(months);
  });

  test('never counts below zero', () => {
    expect(monthsBetween('2026-06-24', '2026-06-23')).toBe(0);
  });

  test.each([
    ['2026-06-23', 12, '2025-06-23'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-03-31', 1, '2024-02-29'],
    ['2026-01-15', 1, '2025-12-15'],
    ['2024-02-29', 12, '2023-02-28'],
    ['2026-06-23', 24, '2024-06-23'],
  ])('finds the day before %s by %i calendar months', (day, months, expected) => {
    expect(monthsBefore(day, months)).toBe(expected);
  });
});
