/** Projects v2, as GraphQL and REST both see them. */
import type { Account, Issue, Repository, Team } from './types.js';

export interface Project {
  readonly kind: 'ProjectV2';
  readonly id: number;
  readonly nodeId: string;
  readonly owner: Account;
  readonly creator: Account;
  readonly number: number;
  title: string;
  shortDescription: string | null;
  readme: string | null;
  public: boolean;
  closed: boolean;
  closedAt: string | null;
  template: boolean;
  readonly createdAt: string;
  updatedAt: string;
  readonly fields: ProjectField[];
  readonly items: ProjectItem[];
  readonly views: ProjectView[];
  readonly statusUpdates: ProjectStatusUpdate[];
  readonly repositories: Set<Repository>;
  readonly teams: Set<Team>;
}

/** `ProjectV2FieldType` of GraphQL. */
export type FieldType =
  | 'ASSIGNEES'
  | 'DATE'
  | 'ISSUE_TYPE'
  | 'ITERATION'
  | 'LABELS'
  | 'LINKED_PULL_REQUESTS'
  | 'MILESTONE'
  | 'NUMBER'
  | 'PARENT_ISSUE'
  | 'REPOSITORY'
  | 'REVIEWERS'
  | 'SINGLE_SELECT'
  | 'SUB_ISSUES_PROGRESS'
  | 'TEXT'
  | 'TITLE'
  | 'TRACKED_BY'
  | 'TRACKS';

export interface ProjectField {
  readonly kind: 'ProjectV2Field' | 'ProjectV2SingleSelectField' | 'ProjectV2IterationField';
  readonly id: number;
  readonly nodeId: string;
  readonly project: Project;
  readonly dataType: FieldType;
  /** GitHub's own fields can be neither changed nor deleted. */
  readonly builtIn: boolean;
  name: string;
  options: FieldOption[];
  /** How many options there ever were: ids are never used twice. */
  optionsMade: number;
  iterations: Iteration[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface FieldOption {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

export interface Iteration {
  readonly id: string;
  readonly title: string;
  readonly startDate: string;
  readonly duration: number;
}

export interface DraftIssue {
  readonly kind: 'DraftIssue';
  readonly id: number;
  readonly nodeId: string;
  readonly creator: Account;
  title: string;
  body: string;
  assignees: Account[];
  item: ProjectItem | null;
  readonly createdAt: string;
  updatedAt: string;
}

export interface ProjectItem {
  readonly kind: 'ProjectV2Item';
  readonly id: number;
  readonly nodeId: string;
  readonly project: Project;
  readonly creator: Account;
  content: DraftIssue | Issue;
  archivedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
  /** By field node id. A single select holds an option id, an iteration its id, a number a number, the rest text. */
  readonly values: Map<string, FieldValue>;
}

export interface FieldValue {
  readonly value: string | number;
  readonly nodeId: string;
  readonly creator: Account;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ProjectView {
  readonly kind: 'ProjectV2View';
  readonly id: number;
  readonly nodeId: string;
  readonly project: Project;
  readonly number: number;
  name: string;
  layout: 'table' | 'board' | 'roadmap';
  filter: string | null;
  visibleFields: number[];
  groupBy: number[];
  sortBy: [number, 'asc' | 'desc'][];
  readonly createdAt: string;
  updatedAt: string;
}

export interface ProjectStatusUpdate {
  readonly kind: 'ProjectV2StatusUpdate';
  readonly id: number;
  readonly nodeId: string;
  readonly project: Project;
  readonly creator: Account;
  body: string | null;
  status: string | null;
  startDate: string | null;
  targetDate: string | null;
  readonly createdAt: string;
  updatedAt: string;
}
