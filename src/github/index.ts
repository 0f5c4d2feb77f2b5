export { API_VERSION, createReadClient } from './createReadClient.js';
export type {
  GraphqlAnswer,
  ReadClient,
  ReadClientOptions,
  ReadOptions,
  RequestEvent,
} from './createReadClient.js';
export { errorOfAnswer, errorOfProblem, GitHubError } from './errors.js';
export type { FailedAnswer, GitHubErrorDetails, GitHubErrorKind, GraphqlProblem } from './errors.js';
export { DEFAULT_PACING, Pacer, SYSTEM_CLOCK } from './pacing.js';
export type { Clock, Pacing } from './pacing.js';
