export { parseDocument } from './document.js';
export { FactsError } from './errors.js';
export type { FactsErrorKind } from './errors.js';
export { buildFileTree } from './files.js';
export type { RawEntry } from './files.js';
export { readSnapshot } from './snapshot/read.js';
export type { Snapshot, SnapshotOptions } from './snapshot/read.js';
export type * from './types.js';
