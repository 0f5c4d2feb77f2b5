/** Projects (v2) on GitHub, as the app sees and writes them; the ports that the roadmap is tested against. */
import type { AmbiguousWrite } from './ambiguous-write.js';
import type { GitHubError } from './errors.js';

export type SelectColor = (typeof SELECT_COLORS)[number];
export const SELECT_COLORS = ['BLUE', 'GREEN', 'YELLOW', 'ORANGE', 'RED', 'PINK', 'PURPLE', 'GRAY'] as const;

/** Kinds of fields that people and apps may make. */
export type CustomFieldType = 'TEXT' | 'NUMBER' | 'DATE' | 'SINGLE_SELECT';

export interface SelectOption {
  readonly id: string;
  readonly name: string;
  readonly color: SelectColor;
  readonly description: string;
}

/** An option as it is written: with its id, or a new one. Those left out are deleted, and with them people's values. */
export type SelectOptionInput = Omit<SelectOption, 'id'> & { readonly id?: string };

export interface ProjectField {
  readonly id: string;
  /** What REST knows it by. */
  readonly databaseId: number | null;
  readonly name: string;
  /** `TEXT`, `SINGLE_SELECT`, `TITLE` … as GitHub calls it. */
  readonly type: string;
  /** Empty for all but single selects. */
  readonly options: readonly SelectOption[];
}

export interface ProjectItem {
  readonly id: string;
  readonly type: 'DRAFT_ISSUE' | 'ISSUE' | 'PULL_REQUEST' | 'REDACTED';
  readonly isArchived: boolean;
  /** UTC. */
  readonly createdAt: string;
  /** Node id of the draft, issue or pull request; null where it may not be seen. */
  readonly content: string | null;
  readonly title: string;
  /** Of a draft; the empty text for everything else, which is not read. */
  readonly body: string;
  /** By field id: text, number, `YYYY-MM-DD`, or the id of an option. Fields without a value are not in it. */
  readonly values: ReadonlyMap<string, string | number>;
}

export interface Project {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly isPublic: boolean;
  readonly isClosed: boolean;
  readonly fields: readonly ProjectField[];
  /** How many items GitHub says there are, whether or not they may be seen. */
  readonly itemCount: number;
  /** In the project's order, archived ones among them where GitHub lists those. */
  readonly items: readonly ProjectItem[];
}

/** Every method throws a GitHubError. */
export interface ProjectReader {
  /** Null: no such account. */
  readonly findOwner: (
    login: string,
  ) => Promise<{ readonly id: string; readonly kind: 'Organization' | 'User' } | null>;
  /** With all its items, 100 a request. Null: no such project, or not visible to this token. */
  readonly readProject: (owner: string, number: number) => Promise<Project | null>;
  readonly readFields: (projectId: string) => Promise<readonly ProjectField[]>;
  /** By their own ids, 100 a request; those that are gone are not in the answer. */
  readonly readItems: (ids: readonly string[]) => Promise<readonly ProjectItem[]>;
  /** Names of the project's views, with their layout (`ROADMAP_LAYOUT`). */
  readonly readViews: (
    projectId: string,
  ) => Promise<readonly { readonly name: string; readonly layout: string }[]>;
}

export type FieldValueInput =
  | { readonly text: string }
  | { readonly number: number }
  /** `YYYY-MM-DD`. */
  | { readonly date: string }
  | { readonly singleSelectOptionId: string };

/** Ids are node ids. All but the two that add may be sent again without harm. */
export type ProjectMutation =
  | { readonly kind: 'add-draft'; readonly title: string; readonly body: string }
  /** GitHub answers with the item that is there already. */
  | { readonly kind: 'add-content'; readonly content: string }
  | { readonly kind: 'set'; readonly item: string; readonly field: string; readonly value: FieldValueInput }
  | { readonly kind: 'clear'; readonly item: string; readonly field: string }
  | { readonly kind: 'edit-draft'; readonly draft: string; readonly title?: string; readonly body?: string }
  | { readonly kind: 'archive' | 'unarchive' | 'delete'; readonly item: string };

/** What came of one mutation among several. */
export type MutationResult =
  { readonly item: string | null; readonly content: string | null } | GitHubError | AmbiguousWrite;

export type StatusUpdateState = 'INACTIVE' | 'ON_TRACK' | 'AT_RISK' | 'OFF_TRACK' | 'COMPLETE';

/**
 * Every method is one request, and throws a GitHubError when GitHub certainly did nothing, an AmbiguousWrite when nobody
 * knows.
 */
export interface ProjectWriter {
  /** Done in their order, each for itself: one that fails does not stop the others. At most MOST_MUTATIONS. */
  readonly mutate: (
    projectId: string,
    mutations: readonly ProjectMutation[],
  ) => Promise<readonly MutationResult[]>;
  readonly createField: (
    projectId: string,
    field: {
      readonly name: string;
      readonly type: CustomFieldType;
      readonly options: readonly SelectOptionInput[];
    },
  ) => Promise<ProjectField>;
  /** Writes all options of a field over; see SelectOptionInput. */
  readonly setOptions: (fieldId: string, options: readonly SelectOptionInput[]) => Promise<ProjectField>;
  readonly createProject: (
    ownerId: string,
    title: string,
  ) => Promise<{ readonly id: string; readonly number: number; readonly url: string }>;
  readonly createRoadmapView: (owner: string, number: number, name: string) => Promise<void>;
  /** `day`: the day it tells of, `YYYY-MM-DD`. */
  readonly createStatusUpdate: (
    projectId: string,
    update: { readonly body: string; readonly status: StatusUpdateState; readonly day: string },
  ) => Promise<{ readonly id: string }>;
}
