import { describe, expect, test } from '@jest/globals';
import { createWritePacing, GITHUB_WRITE_LIMITS, memoryTurnBook } from '../../src/github/index.js';

function virtualClock() {
  const clock = {
    time: 0,
    now: () => clock.time,
    sleep: (milliseconds: number) => {
      clock.time += milliseconds;
      return Promise.resolve();
    },
  };
  return clock;
}

/** When each of so many writes is sent, in milliseconds. */
async function timesOf(writes: number, scale: number): Promise<number[]> {
  const clock = virtualClock();
  const pacing = createWritePacing({ clock, scale, longestWaitMs: Infinity });
  const times: number[] = [];
  for (let write = 0; write < writes; write += 1) {
    await pacing.turn('a');
    times.push(clock.time);
  }
  return times;
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
}

describe('src/github/write-pacing.ts', () => {
  test('keeps GitHub’s limits on making content', async () => {
    const times = await timesOf(1200, 1);

    expect(times[1]! - times[0]!).toBe(1000);
    expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(GITHUB_WRITE_LIMITS.perMinute);
    expect(mostWithin(times, 3_600_000)).toBe(GITHUB_WRITE_LIMITS.perHour);
  });

  test('scales with a setting, down to nothing', async () => {
    expect((await timesOf(3, 0.01)).at(-1)).toBe(20);
    expect((await timesOf(2000, 0)).at(-1)).toBe(0);
  });

  test('buckets do not wait for each other', async () => {
    const clock = virtualClock();
    const pacing = createWritePacing({ clock });

    await pacing.turn('a');
    await pacing.turn('b');

    expect(clock.time).toBe(0);
  });

  test('two that ask at the same time get different turns', async () => {
    const book = memoryTurnBook();
    const now = new Date(0);

    const turns = await Promise.all([1, 2, 3].map(() => book.reserve('a', GITHUB_WRITE_LIMITS, now)));

    expect(turns.map((turn) => turn.getTime())).toEqual([0, 1000, 2000]);
  });

  test('a hold keeps everybody waiting until it ends, and a shorter one does not end it', async () => {
    const clock = virtualClock();
    const pacing = createWritePacing({ clock });
    await pacing.hold('a', new Date(9000), 'secondary rate limit');
    await pacing.hold('a', new Date(3000), 'secondary rate limit');

    await pacing.turn('a');

    expect(clock.time).toBe(9000);
  });

  test('a turn that is too far off is thrown with its time', async () => {
    const pacing = createWritePacing({ clock: virtualClock(), longestWaitMs: 5000 });
    await pacing.hold('a', new Date(9000), 'secondary rate limit');

    await expect(pacing.turn('a')).rejects.toMatchObject({ kind: 'rate-limited', until: new Date(9000) });
  });

  test('a negative scale is a mistake', () => {
    expect(() => createWritePacing({ scale: -1 })).toThrow(RangeError);
  });
});
