export type { Explanation, Product, RepositoryName } from './types.js';
