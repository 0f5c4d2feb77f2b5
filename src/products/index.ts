export type * from './types.js';
export type { OwnerListing, RepositoryListing } from './candidates.js';
export { configurationJsonSchema, portfolioJsonSchema } from './json-schema.js';
export { PRODUCT_DEFAULTS } from './merge.js';
export { proposeConfiguration, proposeProducts } from './propose.js';
export {
  checkConfiguration,
  readOrganisationConfiguration,
  readPortfolioConfiguration,
  type ConfigurationReading,
} from './read-configuration.js';
export { resolveProducts, type Resolution, type Surroundings } from './resolve.js';
