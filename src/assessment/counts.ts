import type { Model } from '../governance/index.js';
import { RATINGS, type Counts, type Rating, type RatingCounts, type RequirementAssessment } from './types.js';

/** Counts by level, by theme and in all; each of the three adds up to the number of requirements. */
export function countRatings(requirements: readonly RequirementAssessment[], model: Model): Counts {
  return {
    byLevel: groupCounts(model.levels, requirements, 'level'),
    byTheme: groupCounts(model.themes, requirements, 'theme'),
    total: count(requirements),
  };
}

function groupCounts(
  groups: readonly { readonly id: string }[],
  requirements: readonly RequirementAssessment[],
  by: 'level' | 'theme',
): Record<string, RatingCounts> {
  return Object.fromEntries(
    groups.map(({ id }) => [id, count(requirements.filter((one) => one[by] === id))]),
  );
}

function count(requirements: readonly RequirementAssessment[]): RatingCounts {
  const counts = Object.fromEntries(RATINGS.map((rating) => [rating, 0])) as Record<Rating, number>;
  for (const { rating } of requirements) counts[rating] += 1;
  return counts;
}
