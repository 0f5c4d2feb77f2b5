import type { ProbeFinding, Saying, Sighting } from './types.js';

type Measures = Readonly<Record<string, number>>;

/** `unseen` is where there may be more of it. */
export function found(
  sightings: readonly Sighting[],
  measures: Measures = {},
  unseen: Saying | null = null,
): ProbeFinding {
  return { outcome: 'found', sightings, measures, unknown: unseen };
}

/** `rejected` is what looked like it and does not count, so that people can see that it was looked at. */
export function absent(rejected: readonly Sighting[] = [], measures: Measures = {}): ProbeFinding {
  return { outcome: 'absent', sightings: rejected, measures, unknown: null };
}

export function unknown(says: Saying, measures: Measures = {}): ProbeFinding {
  return { outcome: 'unknown', sightings: [], measures, unknown: says };
}
