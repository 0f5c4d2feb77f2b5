export { languageOf } from './language.js';
export type { Language } from './language.js';
export { scanText } from './scan.js';
