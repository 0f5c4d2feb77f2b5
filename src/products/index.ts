export type * from './types.js';
export {
  MOST_CANDIDATES,
  productCandidates,
  type OwnerListing,
  type RepositoryListing,
} from './candidates.js';
export { sensibleHome, type HomeCandidate } from './home.js';
export { configurationJsonSchema, portfolioJsonSchema } from './json-schema.js';
export { PRODUCT_DEFAULTS } from './merge.js';
export { proposeConfiguration, proposeProducts, type Proposal, type ProposalWords } from './propose.js';
export {
  checkConfiguration,
  readOrganisationConfiguration,
  readPortfolioConfiguration,
  type AnyConfiguration,
  type ConfigurationReading,
  type OrganisationOptions,
  type PortfolioOptions,
} from './read-configuration.js';
export { resolveProducts, type Resolution, type Surroundings } from './resolve.js';
