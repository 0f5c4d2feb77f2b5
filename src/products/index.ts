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
/** Reading files that people write, with the line of every mistake: for rooms with files of their own. */
export {
  quoteValue,
  readShape,
  readYaml,
  sortMistakes,
  type Mistake,
  type YamlDocument,
} from '../governance/index.js';
