export { RATINGS } from './types.js';
export type * from './types.js';
