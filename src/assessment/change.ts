import type { Change, Rating, RequirementAssessment } from './types.js';

const RANK: Readonly<Partial<Record<Rating, number>>> = { red: 0, yellow: 1, green: 2 };

/** How a product stood before; an `Assessment` fits. */
export interface Earlier {
  /** UTC time, ISO 8601. */
  readonly assessedAt: string;
  readonly requirements: readonly Pick<RequirementAssessment, 'id' | 'rating'>[];
}

/** What got better and worse since an earlier assessment; to and from grey or unknown is neither. */
export function changeSince(earlier: Earlier, requirements: Earlier['requirements']): Change {
  const before = new Map(earlier.requirements.map(({ id, rating }) => [id, RANK[rating]]));
  const improved: string[] = [];
  const worsened: string[] = [];
  for (const { id, rating } of requirements) {
    const was = before.get(id);
    const is = RANK[rating];
    if (was === undefined || is === undefined || was === is) continue;
    (is > was ? improved : worsened).push(id);
  }
  return { since: earlier.assessedAt, improved, worsened };
}
