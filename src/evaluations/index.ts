export { besideApp, type Beside } from './beside.js';
export { matchProduct, type Match, type Matchable } from './match.js';
export { readEvaluation } from './read.js';
export type * from './types.js';
