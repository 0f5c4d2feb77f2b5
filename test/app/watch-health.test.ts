import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { watchHealth, type HealthWatch } from '../../src/app/watch-health.js';

describe('src/app/watch-health.ts', () => {
  let problems: readonly string[];
  let lines: string[];
  let watch: HealthWatch;

  beforeEach(() => {
    jest.useFakeTimers();
    problems = [];
    lines = [];
    const health = {
      check: () => Promise.resolve({ isReady: problems.length === 0, problems }),
    };
    const log = {
      info: (text: string) => lines.push(text),
      warn: (what: { problems: readonly string[] }, text: string) =>
        lines.push(`${text}: ${what.problems.join(', ')}`),
      error: (_: unknown, text: string) => lines.push(text),
    };
    watch = watchHealth(health, log as never);
  });

  afterEach(() => {
    watch.stop();
    jest.useRealTimers();
  });

  test('says once that something is wrong, however often it is asked, and once that it is over', async () => {
    await watch.check();
    problems = ['the disk is full'];
    await watch.check();
    await watch.check();
    problems = ['the disk is full', 'the clock is wrong'];
    await watch.check();
    problems = [];
    await watch.check();
    await watch.check();

    expect(lines).toEqual([
      'not well: the disk is full',
      'not well: the disk is full, the clock is wrong',
      'well again',
    ]);
  });

  test('looks by itself once a minute, until it is stopped', async () => {
    problems = ['the database does not answer'];
    await jest.advanceTimersByTimeAsync(60_000);
    watch.stop();
    problems = [];
    await jest.advanceTimersByTimeAsync(600_000);

    expect(lines).toEqual(['not well: the database does not answer']);
  });
});
