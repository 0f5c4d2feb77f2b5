export { BUTTONS, desiredCheck } from './desired-check.js';
export { differenceOf, type ProductDifference } from './difference.js';
export { CHECK_NAME, reconcileCheck } from './reconcile.js';
export { storeCheckRecords } from './records.js';
export { touchesEvidence } from './touches.js';
export type { ProductResult } from './types.js';
