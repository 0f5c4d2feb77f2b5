/** Where a report's tables, charts and text count otherwise than its own rows. */
import type { Rating, RatingCounts } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import {
  formatList,
  LANGUAGES,
  ratingWord,
  sayIn,
  type Bilingual,
  type Language,
} from '../messages/index.js';
import { conflict, quote } from './findings.js';
import { paragraphsOf } from './paragraphs.js';
import { levelName, type EvaluatedRow } from './rows.js';
import type { EvaluationFinding, StatedCount } from './types.js';
import { RATING_WORDS } from './words.js';

const RATINGS = ['green', 'yellow', 'red', 'grey', 'unknown'] as const satisfies readonly Rating[];
/** Rounding may cost one; more is a mistake. */
const TOLERANCE = 1;

export function countsOf(rows: readonly Pick<EvaluatedRow, 'rating'>[]): RatingCounts {
  const counts: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const { rating } of rows) counts[rating] += 1;
  return counts;
}

export function countConflicts(
  stated: readonly StatedCount[],
  rows: readonly EvaluatedRow[],
  model: Model,
): readonly EvaluationFinding[] {
  const conflicts: EvaluationFinding[] = [];
  for (const one of stated) {
    const own = rows.filter((row) => within(row, one));
    const counts = countsOf(own);
    const place = placeOf(one, model);
    const wrong = RATINGS.filter(
      (rating) => one.counts[rating] !== undefined && one.counts[rating] !== counts[rating],
    );
    const sums = one.sum !== null && one.sum !== own.length;
    if (wrong.length > 0 || sums) {
      const says = inBoth((language) =>
        differences(one, counts, { wrong, sum: sums ? own.length : null, language }),
      );
      conflicts.push(conflict('counts-differ', one.line, { place, differences: says }));
      continue;
    }
    const shares = RATINGS.filter((rating) => isWrongShare(one.shares[rating], counts[rating], own.length));
    if (shares.length > 0) {
      const says = inBoth((language) => shareList(one, counts, { shares, of: own.length, language }));
      conflicts.push(conflict('shares-differ', one.line, { place, differences: says }));
    }
  }
  return conflicts;
}

function within(row: EvaluatedRow, { level, theme }: Pick<StatedCount, 'level' | 'theme'>): boolean {
  return (level === null || row.level === level) && (theme === null || row.theme === theme);
}

function isWrongShare(share: number | undefined, count: number, of: number): boolean {
  return share !== undefined && of > 0 && Math.abs(share - (100 * count) / of) > TOLERANCE;
}

interface Wrong {
  readonly wrong: readonly Rating[];
  /** How many rows there are, where the stated sum is another. */
  readonly sum: number | null;
  readonly language: Language;
}

function differences(one: StatedCount, counts: RatingCounts, { wrong, sum, language }: Wrong): string {
  const parts = wrong.map((rating) =>
    sayIn(language, 'evaluations.difference', {
      what: ratingWord(rating, language).toLocaleLowerCase(language),
      stated: one.counts[rating] ?? 0,
      counted: counts[rating],
    }),
  );
  if (sum !== null)
    parts.push(
      sayIn(language, 'evaluations.difference', {
        what: sayIn(language, 'evaluations.sum'),
        stated: one.sum ?? 0,
        counted: sum,
      }),
    );
  return formatList(parts, language);
}

interface Shares {
  readonly shares: readonly Rating[];
  readonly of: number;
  readonly language: Language;
}

function shareList(one: StatedCount, counts: RatingCounts, { shares, of, language }: Shares): string {
  const parts = shares.map((rating) =>
    sayIn(language, 'evaluations.share', {
      what: ratingWord(rating, language).toLocaleLowerCase(language),
      stated: one.shares[rating] ?? 0,
      counted: Math.round((100 * counts[rating]) / of),
    }),
  );
  return formatList(parts, language);
}

function placeOf({ where, level, theme }: StatedCount, model: Model): Bilingual {
  return inBoth((language) => {
    const names: string[] = [];
    if (theme !== null) names.push(model.themes.find(({ id }) => id === theme)?.name[language] ?? theme);
    if (level !== null) names.push(levelName(model, level)[language]);
    const about = names.length > 0 ? names.join(', ') : sayIn(language, 'evaluations.all');
    return sayIn(language, `evaluations.where.${where}`, { about });
  });
}

function inBoth(make: (language: Language) => string): Bilingual {
  const [da = '', en = ''] = LANGUAGES.map(make);
  return { da, en };
}

/** Sentences with at least three different ratings counted, that fit neither all, nor a level, nor a theme. */
export function textConflicts(
  lines: readonly string[],
  rows: readonly EvaluatedRow[],
  model: Model,
): readonly EvaluationFinding[] {
  const groups = [
    rows,
    ...model.levels.map(({ id }) => rows.filter(({ level }) => level === id)),
    ...model.themes.map(({ id }) => rows.filter(({ theme }) => theme === id)),
  ].map(countsOf);
  const conflicts: EvaluationFinding[] = [];
  for (const { text, line } of paragraphsOf(lines)) {
    for (const sentence of text.slice(0, 5_000).split(/[.!?](?:\s|$)/)) {
      const counted = countedIn(sentence);
      if (counted.size < 3) continue;
      const fits = groups.some((counts) => [...counted].every(([rating, count]) => counts[rating] === count));
      if (!fits) conflicts.push(conflict('text-differs', line, { text: quote(sentence) }));
    }
  }
  return conflicts;
}

function countedIn(sentence: string): ReadonlyMap<Rating, number> {
  const text = sentence.replace(/[*_`]/g, '').toLowerCase();
  const counted = new Map<Rating, number>();
  for (const match of text.matchAll(/(?<!\d)(\d{1,3})\s(?:krav\s(?:er\s)?)?/g)) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    const rating = RATING_WORDS.find(
      ([word]) => rest.startsWith(word) && !/^[\p{L}\d]/u.test(rest.slice(word.length)),
    )?.[1];
    if (rating !== undefined && !counted.has(rating)) counted.set(rating, Number(match[1]));
  }
  return counted;
}
