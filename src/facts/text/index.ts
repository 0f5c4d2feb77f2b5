export { decodeText } from './decode.js';
export { languageOf } from './language.js';
export { scanText } from './scan.js';
