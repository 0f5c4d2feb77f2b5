import { describe, expect, test } from '@jest/globals';
import { milestoneStatus, progressPercent } from '../../src/roadmap/status.js';
import { DEFAULT_RISK_RULE } from '../../src/roadmap/types.js';

const OPEN = { state: 'open', start: '2026-01-01', due: '2026-04-11', open: 5, closed: 5 } as const;

describe('roadmap/status', () => {
  test.each([
    ['closed, whatever the time', { ...OPEN, state: 'closed' } as const, '2027-01-01', 'done'],
    ['the day after it was due', OPEN, '2026-04-12', 'overdue'],
    ['the day it is due, half done', OPEN, '2026-04-11', 'at-risk'],
    ['half the time and half the work', OPEN, '2026-02-20', 'on-track'],
    ['exactly a quarter ahead', OPEN, '2026-03-17', 'on-track'],
    ['a day more than a quarter ahead', OPEN, '2026-03-18', 'at-risk'],
    ['before it begins', OPEN, '2025-12-01', 'on-track'],
    ['all work done and not closed', { ...OPEN, open: 0 }, '2026-04-11', 'on-track'],
    ['no issues, far from due', { ...OPEN, open: 0, closed: 0 }, '2026-03-27', 'on-track'],
    ['no issues, two weeks before due', { ...OPEN, open: 0, closed: 0 }, '2026-03-28', 'at-risk'],
    ['begins and ends on one day', { ...OPEN, start: '2026-04-11' }, '2026-04-11', 'at-risk'],
    ['no due day', { ...OPEN, due: null }, '2030-01-01', null],
  ])('%s: %#', (_case, progress, today, expected) => {
    expect(milestoneStatus(progress, today, DEFAULT_RISK_RULE)).toBe(expected);
  });

  test('thresholds come from the configuration', () => {
    const rule = { ahead: 0.5, soonDays: 3 };

    expect(milestoneStatus(OPEN, '2026-04-10', rule)).toBe('on-track');
    expect(milestoneStatus({ ...OPEN, open: 0, closed: 0 }, '2026-04-07', rule)).toBe('on-track');
  });

  test.each([
    ['open', 1, 2, 67],
    ['open', 1, 999, 99],
    ['open', 0, 3, 100],
    ['open', 3, 0, 0],
    ['open', 0, 0, null],
    ['closed', 0, 0, 100],
    ['closed', 1, 1, 50],
  ] as const)('%s with %i open and %i closed: %p per cent', (state, open, closed, expected) => {
    expect(progressPercent(state, open, closed)).toBe(expected);
  });
});
