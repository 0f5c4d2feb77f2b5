export { hasMessage, messageKeys, say, sayIn } from './catalogue.js';
export { formatDay, formatList, formatScore, inLanguage } from './format.js';
export { LANGUAGES } from './types.js';
export type { Bilingual, Language, MessageParameters } from './types.js';
