export type * from './types.js';
export type { Mistake } from './mistakes.js';
export { loadModel, readModel, type ModelOptions, type ModelReading } from './read-model.js';
export {
  overlayWording,
  readAuthoritativeWording,
  type AuthoritativeWording,
  type WordingRow,
} from './wording.js';
export { modelJsonSchema } from './json-schema.js';
