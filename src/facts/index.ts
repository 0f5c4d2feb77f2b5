export { parseDocument } from './document.js';
export { buildFileTree } from './files.js';
export type { RawEntry } from './files.js';
export type * from './types.js';
