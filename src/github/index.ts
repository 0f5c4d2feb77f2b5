export { BatchSize, inBatches } from './batches.js';
export { createReadClient } from './createReadClient.js';
export { API_VERSION } from './exchange.js';
export type {
  GraphqlAnswer,
  ReadClient,
  ReadClientOptions,
  ReadOptions,
  RequestEvent,
} from './createReadClient.js';
export { errorOfAnswer, errorOfProblem, GitHubError, nullWhenGone } from './errors.js';
export type { FailedAnswer, GitHubErrorDetails, GitHubErrorKind, GraphqlProblem } from './errors.js';
export { DEFAULT_PACING, Pacer, SYSTEM_CLOCK } from './pacing.js';
export type { Clock, Pacing } from './pacing.js';
export { AmbiguousWrite } from './ambiguous-write.js';
export { createProposalReader, createProposalWriter } from './proposal-client.js';
export type { NewProposal, ProposalReader, ProposalWriter, ProposedPull } from './proposals.js';
export { createCheckReader, createCheckWriter } from './check-client.js';
export type {
  CheckAction,
  CheckAnnotation,
  CheckConclusion,
  CheckReader,
  CheckRun,
  CheckRunContent,
  CheckWriter,
  CommitPull,
} from './checks.js';
export { createIssueReader } from './issue-reader.js';
export type {
  Actor,
  CloseReason,
  GitHubIssue,
  IssueComment,
  IssueReader,
  IssueWriter,
  NewIssue,
  NewLabel,
  OwnAccount,
  Reaction,
} from './issues.js';
export { lookTwice } from './look-twice.js';
export {
  isForbidden,
  isForLater,
  isTeamMember,
  mayWrite,
  readComment,
  readTextEdits,
  roleOf,
} from './people.js';
export type { RepositoryRole, TextEdit, WrittenComment } from './people.js';
export { createIssueWriter, createWriteClient } from './write-client.js';
export type { Write, WriteClientOptions } from './write-client.js';
export { createWritePacing, GITHUB_WRITE_LIMITS, memoryTurnBook } from './write-pacing.js';
export type { TurnBook, WriteLimits, WritePacing, WritePacingSettings } from './write-pacing.js';
export { createGraphqlWrite } from './graphql-write.js';
export type { GraphqlWrite, GraphqlWriteOptions } from './graphql-write.js';
export { createMilestoneReader } from './milestone-reader.js';
export { createMilestoneWriter } from './milestone-writer.js';
export type {
  GitHubMilestone,
  IssuePlace,
  MilestoneChange,
  MilestoneReader,
  MilestoneWriter,
  RepositoryMilestones,
} from './milestones.js';
export { createRepositoryAccess } from './repository-access.js';
export type { RepositoryAccess } from './repository-access.js';
export { createProjectReader, PROJECT_PERMISSION } from './project-reader.js';
export { createProjectWriter, MOST_MUTATIONS } from './project-writer.js';
export { SELECT_COLORS } from './projects.js';
export type {
  CustomFieldType,
  FieldValueInput,
  MutationResult,
  Project,
  ProjectField,
  ProjectItem,
  ProjectMutation,
  ProjectReader,
  ProjectWriter,
  SelectColor,
  SelectOption,
  SelectOptionInput,
  StatusUpdateState,
} from './projects.js';
