export { hasMessage, messageKeys, say, sayIn } from './catalogue.js';
export {
  escapeCsvCell,
  escapeHtml,
  escapeMarkdown,
  escapeMarkdownCell,
  markdownLink,
  plainLines,
  plainText,
  safeLink,
} from './escape.js';
export { dayText, formatDay, formatList, formatScore, inLanguage } from './format.js';
export { RATING_SYMBOLS, ratingLabel, ratingWord } from './ratings.js';
export { LANGUAGES } from './types.js';
export type { Bilingual, Language, MessageParameters } from './types.js';
