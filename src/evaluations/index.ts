export { besideApp, type Beside } from './beside.js';
export { matchProduct, type Match, type Matchable } from './match.js';
export { readEvaluation } from './read.js';
export { reportUrl, shownDecision, stillShown, type Decision, type EvaluationSource } from './shown.js';
export type * from './types.js';
