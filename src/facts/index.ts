export { parseDocument } from './document.js';
export { FactsError } from './errors.js';
export { buildFileTree } from './files.js';
export { readSnapshot } from './snapshot/read.js';
export type { Snapshot } from './snapshot/read.js';
export type * from './types.js';
export { readGitRepository } from './git/read.js';
export { pollHeads } from './github/poll.js';
export type { Polled, PolledHead } from './github/poll.js';
export {
  batchSizes,
  readGitHubProduct,
  readGitHubRepositories,
  TOGETHER as REPOSITORIES_TOGETHER,
} from './github/read.js';
export type { BatchSizes, RepositoryReading } from './github/read.js';
export type { Target } from './github/queries.js';
export { readComparison } from './github/compare.js';
export type { Comparison, FileChange } from './github/compare.js';
export { readGitHubChange } from './github/change.js';
export type { ChangedFacts } from './github/change.js';
export { isWantedText } from './selection/index.js';
