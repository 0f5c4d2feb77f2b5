/** Ratings, levels and counts as small pictures, each with its words. */
import { RATINGS, type Rating, type RatingCounts } from '../../assessment/index.js';
import type { Model } from '../../governance/index.js';
import { plainText, ratingWord, type Language } from '../../messages/index.js';
import { levelName, sum } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import type { ProductView } from '../types.js';

/** Told apart by their shape alone: on paper, in black and white, by those who do not see colours as others do. */
export const MARKS = {
  green: '●',
  yellow: '◐',
  red: '○',
  grey: '–',
  unknown: '?',
} as const satisfies Readonly<Record<Rating, string>>;

export function RatingMark({ rating, language }: { readonly rating: Rating; readonly language: Language }) {
  return (
    <span class={`rating ${rating}`}>
      <span class="sign" aria-hidden="true">
        {MARKS[rating]}
      </span>{' '}
      {ratingWord(rating, language)}
    </span>
  );
}

export function Legend({ context: { language, say } }: { readonly context: PageContext }) {
  return (
    <ul class="legend" aria-label={say('legend')}>
      {RATINGS.map((rating) => (
        <li>
          <RatingMark rating={rating} language={language} />
        </li>
      ))}
    </ul>
  );
}

/** `28 opfyldt, 6 delvist opfyldt`, without what is none. */
export function countsInWords(counts: RatingCounts, language: Language): string {
  const parts: string[] = [];
  for (const rating of RATINGS)
    if (counts[rating] > 0) parts.push(`${counts[rating]} ${ratingWord(rating, language).toLowerCase()}`);
  return parts.join(', ');
}

const WIDTH = 120;

/** One bar of all requirements, by rating. */
export function CountBar({
  counts,
  language,
}: {
  readonly counts: RatingCounts;
  readonly language: Language;
}) {
  const total = sum(counts);
  if (total === 0) return null;
  let at = 0;
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${WIDTH} 10`}
      width={WIDTH}
      height="10"
      preserveAspectRatio="none"
      role="img"
      aria-label={countsInWords(counts, language)}
    >
      {RATINGS.map((rating) => {
        const width = round((counts[rating] / total) * WIDTH);
        const x = at;
        at = round(at + width);
        return width === 0 ? null : <rect class={`f-${rating}`} x={x} y="0" width={width} height="10" />;
      })}
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The decided level stands first and filled; the indicative one is outlined. */
export function Levels({
  product,
  context,
}: {
  readonly product: ProductView;
  readonly context: PageContext;
}) {
  const { language, say, model } = context;
  const { assessment } = product;
  if (assessment === null) return <span class="quiet">{say('product.waiting')}</span>;
  const { decided, indicative } = assessment.level;
  return (
    <span class="levels">
      {decided !== null && (
        <span class="level decided">
          {shownLevel(model, decided.level, language, say)} <small>{say('level.decided')}</small>
        </span>
      )}
      {(decided === null || decided.level !== indicative) && (
        <span class="level">
          {shownLevel(model, indicative, language, say)} <small>{say('level.indicative')}</small>
        </span>
      )}
    </span>
  );
}

export function shownLevel(
  model: Model,
  level: string | null,
  language: Language,
  say: PageContext['say'],
): string {
  if (level !== null) return plainText(levelName(model, level, language), { maxLength: 40 });
  return say('level.below', { level: plainText(model.levels[0]?.name[language] ?? '').toLowerCase() });
}
