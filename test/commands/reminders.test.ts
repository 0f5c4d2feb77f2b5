import { describe, expect, test } from '@jest/globals';
import { isOver, remindOn, runsOut } from '../../src/commands/reminders.js';

const LONG_AGO = new Date('2026-01-05T10:00:00Z');

describe('commands/reminders', () => {
  test.each([
    // Over both changes of the clock (28 March and 31 October 2027) a month is thirty days.
    ['2027-04-15', LONG_AGO, '2027-03-16'],
    ['2027-11-15', LONG_AGO, '2027-10-16'],
    ['2027-03-28', LONG_AGO, '2027-02-26'],
    // One that is short is reminded of half-way, not at once.
    ['2026-01-15', LONG_AGO, '2026-01-11'],
    ['2026-01-06', LONG_AGO, '2026-01-06'],
  ])('one until %s is reminded of thirty days before, or half-way', (until, createdAt, day) => {
    expect(remindOn({ until, createdAt })).toBe(day);
  });

  test('one without an end is never reminded of', () => {
    expect(remindOn({ until: null, createdAt: LONG_AGO })).toBeNull();
    expect(runsOut({ until: null, createdAt: LONG_AGO }, '2030-01-01')).toBe(false);
  });

  test('holds through its last day', () => {
    const until = '2027-06-30';
    const explanation = { until, createdAt: LONG_AGO };

    expect(
      ['2027-05-30', '2027-05-31', '2027-06-30', '2027-07-01'].map((day) => runsOut(explanation, day)),
    ).toEqual([false, true, true, false]);
    expect([isOver({ until }, '2027-06-30'), isOver({ until }, '2027-07-01')]).toEqual([false, true]);
  });
});
