export { newestDeclaration } from './newest.js';
export type { DeclarationSource } from './newest.js';
export { isDeclarationPath } from './path.js';
export { readDeclaration } from './read.js';
export { declarationToJson } from './toJson.js';
export type * from './types.js';
export { writeDeclaration } from './write.js';
