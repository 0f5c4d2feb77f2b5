import type { GitHubMilestone, IssuePlace } from '../github/index.js';
import type { FieldKey } from './fields.js';

/** A milestone with what the roadmap needs to know of where it stands. */
export interface MilestoneFacts extends GitHubMilestone {
  /** Node id. */
  readonly repository: string;
  /** `owner/name` as it is now. */
  readonly repositoryName: string;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly product: ProductName;
}

export interface ProductName {
  /** As in the store. */
  readonly key: string;
  readonly name: string;
}

/** One of the app's own issues that is shown beside the milestones. */
export interface IssueFacts extends IssuePlace {
  readonly product: ProductName;
}

export type MilestoneStatus = 'on-track' | 'at-risk' | 'overdue' | 'done';

/** When a milestone is at risk. */
export interface RiskRule {
  /** How far time spent may run ahead of work done, as a share of the whole (0 to 1). */
  readonly ahead: number;
  /** A milestone without issues says nothing of work done: it is at risk this many days before it is due. */
  readonly soonDays: number;
}

export const DEFAULT_RISK_RULE: RiskRule = { ahead: 0.25, soonDays: 14 };

export interface RoadmapOptions {
  /** Calendar day in Denmark, `YYYY-MM-DD`. */
  readonly today: string;
  readonly language: 'da' | 'en';
  readonly risk: RiskRule;
}

/** What should stand in the project for one milestone or issue. */
export interface DesiredItem {
  /** Node id of the milestone or issue. */
  readonly subject: string;
  readonly kind: 'milestone' | 'issue';
  /** Product key. */
  readonly product: string;
  /** Node id. */
  readonly repository: string;
  /** Plain text on one line. */
  readonly title: string;
  /** Our part of a draft's body, Markdown; null for an issue, whose text is its own. */
  readonly body: string | null;
  readonly values: FieldValues;
  /** Null for an issue, and for an open milestone without a due date. */
  readonly status: MilestoneStatus | null;
}

/** Null: nothing to say, so the field is empty. Of a single select the option's name. */
export type FieldValues = Readonly<Record<FieldKey, string | number | null>>;

export interface Desired {
  readonly items: readonly DesiredItem[];
  /** Node ids of repositories that are public for certain. */
  readonly publicRepositories: ReadonlySet<string>;
  /** Node ids of repositories and issues that could not be read: nothing is concluded of them. */
  readonly unread: ReadonlySet<string>;
}
