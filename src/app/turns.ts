import type { TurnBook, WriteLimits } from '../github/index.js';
import { holdWrites, reserveWrite, type Database } from '../store/index.js';

/** Turns to write, given out over all processes. */
export function turnsIn(database: Database): TurnBook {
  return {
    reserve: (bucket: string, limits: WriteLimits, at: Date) => reserveWrite(database, bucket, limits, at),
    hold: (bucket, until, reason) => holdWrites(database, bucket, until, reason),
  };
}
