import { describe, expect, test } from '@jest/globals';
import { addDays, addMonths, daysBetween, dueDay, isDay, weekOf } from '../../src/roadmap/days.js';

describe('roadmap/days', () => {
  test.each([
    ['midnight in California, summer', '2026-06-30T07:00:00Z', '2026-06-30'],
    ['midnight in California, winter', '2026-01-31T08:00:00Z', '2026-01-31'],
    ['midnight UTC, as older clients wrote it', '2026-06-30T00:00:00Z', '2026-06-30'],
    ['the last day of the year', '2026-12-31T08:00:00Z', '2026-12-31'],
    ['the first day of the year', '2027-01-01T08:00:00Z', '2027-01-01'],
    ['the day American clocks go forward', '2026-03-08T08:00:00Z', '2026-03-08'],
    ['the day after', '2026-03-09T07:00:00Z', '2026-03-09'],
    ['the day Danish clocks go forward', '2026-03-29T07:00:00Z', '2026-03-29'],
    ['the day American clocks go back', '2026-11-01T07:00:00Z', '2026-11-01'],
    ['the day Danish clocks go back', '2026-10-25T07:00:00Z', '2026-10-25'],
    ['a leap day', '2028-02-29T08:00:00Z', '2028-02-29'],
  ])('%s: the day GitHub shows', (_when, dueOn, day) => {
    expect(dueDay(dueOn)).toBe(day);
  });

  test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['i morgen', false],
  ])('%s is a day of the calendar: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  test('counts days over the changes of the clock', () => {
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2025-09-01', 19, '2027-04-01'],
    ['2026-12-15', 0, '2026-12-15'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  test.each([
    ['2026-01-01', '2026-W01'],
    ['2027-01-03', '2026-W53'],
    ['2026-12-31', '2026-W53'],
    ['2025-12-29', '2026-W01'],
    ['2026-06-15', '2026-W25'],
  ])('%s is in the ISO week %s', (day, week) => {
    expect(weekOf(day)).toBe(week);
  });
});
