import { GitHubError } from './errors.js';
import { SYSTEM_CLOCK, type Clock } from './pacing.js';

/** Keeps writes within what GitHub asks for: one at a time, a second apart, at most 80 a minute and 500 an hour. */

/** GitHub's limits on making content (docs, "Rate limits for the REST API"), which it shares with people's own writing. */
export interface WriteLimits {
  readonly spacingMs: number;
  readonly perMinute: number;
  readonly perHour: number;
}

export const GITHUB_WRITE_LIMITS: WriteLimits = { spacingMs: 1000, perMinute: 80, perHour: 500 };

/** Where turns are given out; over all processes when it is kept in the database. */
export interface TurnBook {
  /** Reserves the next turn of a bucket and answers when it is. */
  readonly reserve: (bucket: string, limits: WriteLimits, now: Date) => Promise<Date>;
  /** No turn of the bucket before then. */
  readonly hold: (bucket: string, until: Date, reason: string) => Promise<void>;
}

export interface WritePacing {
  /**
   * Comes back when the next write of the bucket may be sent. Throws a GitHubError (`rate-limited`) when that is further
   * off than a job should wait.
   */
  readonly turn: (bucket: string) => Promise<void>;
  /** GitHub has asked to wait. */
  readonly hold: (bucket: string, until: Date, reason: string) => Promise<void>;
  readonly clock: Clock;
}

export interface WritePacingSettings {
  readonly book?: TurnBook;
  readonly clock?: Clock;
  /** 1 for GitHub itself; smaller where the other side is scaled alike; 0: no waiting at all. */
  readonly scale?: number;
  /** A job that would wait longer gives up its place and comes back later. Default two minutes. */
  readonly longestWaitMs?: number;
}

export function createWritePacing(settings: WritePacingSettings = {}): WritePacing {
  const { book = memoryTurnBook(), clock = SYSTEM_CLOCK, scale = 1, longestWaitMs = 120_000 } = settings;
  const limits = scaledLimits(scale);
  return {
    clock,
    hold: book.hold,
    turn: async (bucket) => {
      const now = clock.now();
      const until = await book.reserve(bucket, limits, new Date(now));
      const wait = until.getTime() - now;
      if (wait > longestWaitMs)
        throw new GitHubError('rate-limited', { request: 'a write', said: OURS, until });
      if (wait > 0) await clock.sleep(wait);
    },
  };
}

const OURS = 'not asked: it would break the limits on writing';

/** A number, since a database takes no infinity. */
const NO_LIMIT = 1_000_000;

/** Time is what scales: at 0.01 a hundred times as many writes fit into a minute. */
function scaledLimits(scale: number): WriteLimits {
  if (scale < 0) throw new RangeError(`Pacing cannot be scaled by ${scale}`);
  if (scale === 0) return { spacingMs: 0, perMinute: NO_LIMIT, perHour: NO_LIMIT };
  return {
    spacingMs: Math.ceil(GITHUB_WRITE_LIMITS.spacingMs * scale),
    perMinute: Math.ceil(GITHUB_WRITE_LIMITS.perMinute / scale),
    perHour: Math.ceil(GITHUB_WRITE_LIMITS.perHour / scale),
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** For one process. */
export function memoryTurnBook(): TurnBook {
  const turns = new Map<string, number[]>();
  const holds = new Map<string, number>();
  return {
    reserve: (bucket, limits, now) => {
      const known = (turns.get(bucket) ?? []).filter((at) => at > now.getTime() - HOUR_MS);
      const at = Math.max(
        now.getTime(),
        holds.get(bucket) ?? 0,
        after(known, 1, limits.spacingMs),
        after(known, limits.perMinute, MINUTE_MS),
        after(known, limits.perHour, HOUR_MS),
      );
      // Unlimited pacing has nothing to remember.
      turns.set(bucket, limits.perHour >= NO_LIMIT ? [] : [...known, at]);
      return Promise.resolve(new Date(at));
    },
    hold: (bucket, until) => {
      holds.set(bucket, Math.max(holds.get(bucket) ?? 0, until.getTime()));
      return Promise.resolve();
    },
  };
}

/** A window is kept when the write that many places back has left it. */
function after(turns: readonly number[], back: number, milliseconds: number): number {
  const turn = turns.at(-back);
  return turn === undefined ? 0 : turn + milliseconds;
}
