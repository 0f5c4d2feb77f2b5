export type * from './types.js';
export type { Mistake } from './mistakes.js';
export { loadModel, readModel, type ModelReading } from './read-model.js';
export { overlayWording, readAuthoritativeWording } from './wording.js';
export { modelJsonSchema } from './json-schema.js';
export { quoteValue, sortMistakes } from './mistakes.js';
export { elementsOf, isGroup, readFields, readShape, type Loose, type Place } from './shape.js';
export { readYaml, type YamlDocument } from './yaml.js';
