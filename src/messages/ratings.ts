import { sayIn } from './catalogue.js';
import type { Language } from './types.js';

/** A rating is never shown by colour alone: a symbol that differs in shape or face, and always its word. */
export const RATING_SYMBOLS = {
  green: '🟢',
  yellow: '🟡',
  red: '🔴',
  grey: '⚪',
  unknown: '❔',
} as const;

type RatingName = keyof typeof RATING_SYMBOLS;

/** `Opfyldt`, `Partly met`. */
export function ratingWord(rating: RatingName, language: Language): string {
  return sayIn(language, `ratings.${rating}`);
}

/** `🟢 Opfyldt`. */
export function ratingLabel(rating: RatingName, language: Language): string {
  return `${RATING_SYMBOLS[rating]} ${ratingWord(rating, language)}`;
}
