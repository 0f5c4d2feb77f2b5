/** What stands on the simulated GitHub. Names are GitHub's own; `kind` is the GraphQL type's name. */
import type { CheckSuite } from './check-types.js';
import type { GitStore } from './git.js';
import type { Project } from './project-types.js';

export type Level = 'read' | 'write' | 'admin';
export type Permissions = Readonly<Record<string, Level>>;
export type RepositoryRole = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';
export type Visibility = 'public' | 'private' | 'internal';

export interface Account {
  readonly kind: 'User' | 'Organization' | 'Bot';
  readonly id: number;
  readonly nodeId: string;
  login: string;
  name: string | null;
  readonly createdAt: string;
  readonly teams: Map<string, Team>;
  readonly members: Map<string, 'admin' | 'member'>;
  readonly projects: Map<number, Project>;
}

export interface Team {
  readonly kind: 'Team';
  readonly id: number;
  readonly nodeId: string;
  readonly slug: string;
  readonly name: string;
  readonly organization: Account;
  readonly members: Map<string, 'member' | 'maintainer'>;
}

export interface App {
  readonly kind: 'App';
  readonly id: number;
  readonly nodeId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly createdAt: string;
  readonly publicKey: string;
  permissions: Permissions;
  events: readonly string[];
  webhook: Webhook | null;
}

export interface Webhook {
  url: string;
  secret: string;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  readonly createdAt: string;
  permissions: Permissions;
  events: readonly string[];
  selection: 'all' | 'selected';
  /** Repository ids, where the selection is `selected`. */
  readonly selected: Set<number>;
  suspendedAt: string | null;
  suspendedBy: Account | null;
}

/** Who does something: a person, or an App as its bot. */
export interface Actor {
  readonly account: Account;
  readonly app: App | null;
}

export interface Repository {
  readonly kind: 'Repository';
  readonly id: number;
  readonly nodeId: string;
  owner: Account;
  name: string;
  description: string | null;
  homepage: string | null;
  topics: readonly string[];
  languages: Readonly<Record<string, number>>;
  licenseSpdxId: string | null;
  visibility: Visibility;
  archived: boolean;
  disabled: boolean;
  hasIssues: boolean;
  readonly parent: Repository | null;
  readonly isFork: boolean;
  defaultBranch: string;
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
  archivedAt: string | null;
  readonly git: GitStore;
  readonly branches: Map<string, string>;
  readonly tags: Map<string, GitTag>;
  /** Day of the last commit to a path, from a snapshot whose older commits have no trees. */
  readonly lastChanged: ReadonlyMap<string, string>;
  readonly baseline: Baseline;
  readonly issues: Map<number, Issue>;
  /** Numbers once used: null was deleted, an issue was transferred to another repository. */
  readonly formerIssues: Map<number, Issue | null>;
  readonly labels: Map<string, Label>;
  readonly milestones: Map<number, Milestone>;
  readonly releases: Release[];
  readonly checkSuites: CheckSuite[];
  readonly collaborators: Map<string, RepositoryRole>;
  nextNumber: number;
  nextMilestoneNumber: number;
  securityPolicyEnabled: boolean | null;
  privateVulnerabilityReporting: boolean;
}

/** What a snapshot only counts: see counted.ts for what lists show of it. */
export interface Baseline {
  /** The day the counts are of, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly openIssues: number;
  readonly closedIssues: number;
  readonly openedLast12Months: number;
  readonly closedLast12Months: number;
  readonly mergedPullRequests: number;
  readonly mergedLast12Months: number;
  readonly linkedToIssue: number | null;
  /** Commits older than those that are known. */
  readonly hiddenCommits: number;
  readonly contributors: number | null;
}

export interface GitTag {
  readonly name: string;
  /** Null where a snapshot names the tag only. */
  readonly oid: string | null;
  readonly date: string | null;
}

export interface Label {
  readonly kind: 'Label';
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  name: string;
  color: string;
  description: string | null;
  readonly createdAt: string;
}

export interface Milestone {
  readonly kind: 'Milestone';
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  title: string;
  description: string | null;
  state: 'open' | 'closed';
  dueOn: string | null;
  readonly creator: Account | null;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  readonly baselineOpen: number;
  readonly baselineClosed: number;
}

export type IssueStateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';
export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface Issue {
  readonly kind: 'Issue' | 'PullRequest';
  readonly id: number;
  readonly nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string | null;
  readonly author: Account;
  readonly app: App | null;
  state: 'open' | 'closed';
  stateReason: IssueStateReason | null;
  labels: Label[];
  assignees: Account[];
  milestone: Milestone | null;
  readonly comments: Comment[];
  locked: boolean;
  lockReason: string | null;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: Account | null;
  readonly reactions: Reaction[];
  /** Newest first; the first of all is how it was written. Empty while nobody has edited the text. */
  readonly edits: ContentEdit[];
  readonly pull: PullRequest | null;
}

export interface ContentEdit {
  readonly kind: 'UserContentEdit';
  readonly id: number;
  readonly nodeId: string;
  readonly editor: Account;
  /** The text as it was after the edit. */
  readonly diff: string;
  readonly editedAt: string;
}

export interface PullRequest {
  readonly id: number;
  readonly headRepository: Repository;
  readonly headRef: string;
  headSha: string;
  readonly baseRef: string;
  baseSha: string;
  draft: boolean;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeSha: string | null;
}

export interface Comment {
  readonly kind: 'IssueComment';
  readonly id: number;
  readonly nodeId: string;
  readonly issue: Issue;
  readonly author: Account;
  readonly app: App | null;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
  readonly edits: ContentEdit[];
}

export interface Reaction {
  readonly kind: 'Reaction';
  readonly id: number;
  readonly nodeId: string;
  readonly user: Account;
  readonly content: ReactionContent;
  readonly createdAt: string;
}

export interface Release {
  readonly kind: 'Release';
  readonly id: number;
  readonly nodeId: string;
  readonly tag: string;
  readonly name: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly author: Account | null;
  readonly createdAt: string;
  readonly publishedAt: string | null;
}
