/** Reading the few fixed words of an evaluation: levels, themes and ratings, however they are decorated. */
import type { Rating } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { plainText } from '../messages/index.js';
import { forms } from './forms.js';

const RATING_NAMES = ['green', 'yellow', 'red', 'grey', 'unknown'] as const satisfies readonly Rating[];

/** `**Niveau 1**<br/>(10 krav)` as `niveau 1`. */
export function bare(cell: string): string {
  const [first = ''] = cell.slice(0, 300).split(/[<(]/, 1);
  return plainText(first.replace(/[\\*_`\uFE0F]/g, ' ')).toLowerCase();
}

/** The level that a cell names, or null. */
export function levelOf(cell: string, model: Model): string | null {
  const name = bare(cell);
  return levelWords(model).find(([word]) => word === name)?.[1] ?? (hasLevel(model, name) ? name : null);
}

function hasLevel(model: Model, id: string): boolean {
  return model.levels.some((level) => level.id === id);
}

const levelWordsOf = new WeakMap<Model, readonly (readonly [string, string])[]>();

/** What a level is called in a text, longest first, with its id; a mere number is no name there. */
export function levelWords(model: Model): readonly (readonly [string, string])[] {
  const known = levelWordsOf.get(model);
  if (known !== undefined) return known;
  const words = model.levels.flatMap(({ id, name }) =>
    [name.da, name.en, `niveau ${id}`, `level ${id}`].map((word) => [word.toLowerCase(), id] as const),
  );
  words.sort(([one], [other]) => other.length - one.length);
  levelWordsOf.set(model, words);
  return words;
}

export function themeOf(cell: string, model: Model): string | null {
  const name = bare(cell);
  return (
    model.themes.find(({ name: { da, en } }) => [da, en].some((one) => one.toLowerCase() === name))?.id ??
    null
  );
}

export function isTotal(cell: string): boolean {
  return forms.total.includes(bare(cell));
}

/** The rating that a column or slice is about: by its mark, else by the word it begins with. */
export function ratingOf(cell: string): Rating | null {
  const marked = ratingsIn(cell);
  if (marked.length > 0) return marked.length === 1 ? (marked[0] ?? null) : null;
  const name = bare(cell);
  return RATING_WORDS.find(([word]) => beginsWith(name, word))?.[1] ?? null;
}

/** Every different rating whose mark stands in a text. */
export function ratingsIn(text: string): readonly Rating[] {
  const short = text.slice(0, 2000);
  return RATING_NAMES.filter((rating) => forms.ratings[rating].marks.some((mark) => short.includes(mark)));
}

/** Words for ratings, longest first: `ikke opfyldt` before `opfyldt`. */
export const RATING_WORDS: readonly (readonly [string, Rating])[] = RATING_NAMES.flatMap((rating) =>
  forms.ratings[rating].words.map((word) => [word, rating] as const),
).sort(([one], [other]) => other.length - one.length);

function beginsWith(text: string, word: string): boolean {
  return text.startsWith(word) && !/^[\p{L}\d]/u.test(text.slice(word.length));
}
