import type { Rating } from '../assessment/index.js';
import { sayIn, type Language } from '../messages/index.js';

/** A rating is never shown by colour alone: a symbol that differs in shape or face, and always its word. */
export const RATING_SYMBOLS = {
  green: '🟢',
  yellow: '🟡',
  red: '🔴',
  grey: '⚪',
  unknown: '❔',
} as const satisfies Readonly<Record<Rating, string>>;

/** `Opfyldt`, `Partly met`. */
export function ratingWord(rating: Rating, language: Language): string {
  return sayIn(language, `ratings.${rating}`);
}

/** `🟢 Opfyldt`. */
export function ratingLabel(rating: Rating, language: Language): string {
  return `${RATING_SYMBOLS[rating]} ${ratingWord(rating, language)}`;
}

/** `🟢 **Grøn**`, as OS2's legend of the traffic lights writes it, in Markdown. */
export function ratingSymbolAndColour(rating: Rating, language: Language): string {
  return `${RATING_SYMBOLS[rating]} **${sayIn(language, `reports.evaluation.colour.${rating}`)}**`;
}
