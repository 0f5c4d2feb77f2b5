/** Time in the demo: it runs as it always does, from a day that the story chooses. */

export interface StoryClock {
  now(): Date;
  /** Moves to so many days before (or, below zero, after) the day the demo began; only ever forward. */
  daysAgo(days: number): void;
}

const DAY_MS = 86_400_000;

/** A clock that shows the real time until it is moved. */
export function createStoryClock(): StoryClock {
  const start = Date.now();
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    daysAgo: (days) => {
      offset = start - days * DAY_MS - Date.now();
    },
  };
}

/** `YYYY-MM-DD` in UTC, so many days after a time. */
export function dayAfter(time: Date, days = 0): string {
  return new Date(time.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
