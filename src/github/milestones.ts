/** Milestones on GitHub, as the app sees and writes them. */
import type { GitHubError } from './errors.js';

export interface GitHubMilestone {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'open' | 'closed';
  /** UTC; GitHub keeps midnight in California of the day. The day is its first ten characters. */
  readonly dueOn: string | null;
  /** UTC. */
  readonly createdAt: string;
  readonly closedAt: string | null;
  /** Issues and pull requests. */
  readonly openIssues: number;
  readonly closedIssues: number;
}

export interface RepositoryMilestones {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly url: string;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly isArchived: boolean;
  /** All of them, open and closed. */
  readonly milestones: readonly GitHubMilestone[];
}

/** Where an issue belongs. */
export interface IssuePlace {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Node id of its milestone. */
  readonly milestone: string | null;
  /** Node id. */
  readonly repository: string;
  readonly nameWithOwner: string;
  readonly visibility: RepositoryMilestones['visibility'];
}

export interface MilestoneReader {
  /**
   * By node id of the repository. Null: gone, or not visible to this token. A GitHubError: could not be asked, which says
   * nothing. Throws a GitHubError only for what concerns all of them.
   */
  readonly readMilestones: (
    repositories: readonly string[],
  ) => Promise<ReadonlyMap<string, RepositoryMilestones | null | GitHubError>>;
  /** By node id of the issue, 100 a request; as `readMilestones`. */
  readonly readIssues: (
    issues: readonly string[],
  ) => Promise<ReadonlyMap<string, IssuePlace | null | GitHubError>>;
  /** Of one repository, named `owner/name`; throws a GitHubError. */
  readonly listMilestones: (repository: string) => Promise<readonly GitHubMilestone[]>;
}

export interface MilestoneChange {
  readonly title: string;
  readonly description: string;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly dueDay: string | null;
}

/** As for IssueWriter: a GitHubError when GitHub certainly did nothing, an AmbiguousWrite when nobody knows. */
export interface MilestoneWriter {
  readonly createMilestone: (repository: string, milestone: MilestoneChange) => Promise<GitHubMilestone>;
  readonly updateMilestone: (
    repository: string,
    number: number,
    change: Partial<MilestoneChange>,
  ) => Promise<GitHubMilestone>;
}
