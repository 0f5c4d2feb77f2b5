/** A person's evaluation beside the app's assessment: where they agree, and what has changed since. */
import type { Rating } from '../assessment/index.js';
import type { Evaluation } from './types.js';

export interface Beside {
  readonly requirement: string;
  readonly people: Rating;
  readonly basis: string;
  /** The app's rating now; null where the assessment has no such requirement. */
  readonly app: Rating | null;
  /** The app's rating on the day of the evaluation; null where it is not known. */
  readonly then: Rating | null;
  /** How the app's rating stands to the people's; unknown and grey can be neither better nor worse. */
  readonly difference: 'same' | 'better' | 'worse' | 'other';
  /** What has changed in the app's eyes since the evaluation; `unknown` where nobody looked then. */
  readonly since: 'same' | 'better' | 'worse' | 'other' | 'unknown';
}

const RANK: Readonly<Partial<Record<Rating, number>>> = { red: 0, yellow: 1, green: 2 };

/** In the evaluation's order. `then`: the app's ratings on the day of the evaluation, by requirement. */
export function besideApp(
  { ratings }: Pick<Evaluation, 'ratings'>,
  app: ReadonlyMap<string, Rating>,
  then: ReadonlyMap<string, Rating> | null,
): readonly Beside[] {
  return ratings.map(({ requirement, rating: people, basis }) => {
    const now = app.get(requirement) ?? null;
    const before = then?.get(requirement) ?? null;
    return {
      requirement,
      people,
      basis,
      app: now,
      then: before,
      difference: now === null ? 'other' : compare(people, now),
      since: now === null || before === null ? 'unknown' : compare(before, now),
    };
  });
}

function compare(before: Rating, after: Rating): 'same' | 'better' | 'worse' | 'other' {
  if (before === after) return 'same';
  const [was, is] = [RANK[before], RANK[after]];
  if (was === undefined || is === undefined) return 'other';
  return is > was ? 'better' : 'worse';
}
