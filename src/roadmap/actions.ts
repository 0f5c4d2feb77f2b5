import type { CustomFieldType, ProjectItem } from '../github/index.js';
import type { RoadmapItem, RoadmapItemPatch } from '../store/index.js';
import type { FieldDefinition, FieldKey } from './fields.js';
import type { DesiredItem } from './types.js';

/** The difference between what should stand in the project and what does; `--dry-run` prints it, `applyRoadmap` does it. */
export interface RoadmapPlan {
  /** Node id of the project. */
  readonly project: string;
  /** Set: nothing is done at all, and why. */
  readonly stop: Stop | null;
  /** Before everything else: options that may name something private. GitHub empties the values of those items itself. */
  readonly drop: readonly FieldAction[];
  readonly fields: readonly FieldAction[];
  readonly archive: readonly ArchiveItem[];
  readonly change: readonly ChangeItem[];
  readonly add: readonly AddItem[];
  readonly remember: readonly Remember[];
  readonly skipped: readonly Skip[];
}

export type FieldAction =
  | {
      readonly kind: 'create-field';
      readonly definition: FieldDefinition;
      readonly type: CustomFieldType;
      /** Names of a single select's first options; empty for other kinds. */
      readonly options: readonly string[];
    }
  | {
      /** `drop-options`: see planDroppedOptions. */
      readonly kind: 'add-options' | 'drop-options';
      readonly definition: FieldDefinition;
      readonly field: string;
      readonly options: readonly string[];
    };

export interface FieldChange {
  readonly key: FieldKey;
  readonly from: string | number | null;
  /** Null: emptied. Of a single select the option's name. */
  readonly to: string | number | null;
}

export interface AddItem {
  readonly desired: DesiredItem;
  /** It was there, and people have deleted it. */
  readonly again: boolean;
}

export interface ChangeItem {
  readonly desired: DesiredItem;
  readonly item: ProjectItem;
  /** We archived it, and what it stands for is back. */
  readonly unarchive: boolean;
  readonly text: { readonly title?: string; readonly body?: string };
  readonly values: readonly FieldChange[];
}

export interface ArchiveItem {
  /** Node id of the milestone or issue. */
  readonly subject: string;
  readonly item: ProjectItem;
  readonly reason: 'vanished' | 'duplicate' | 'not-public';
  /**
   * Set where the repository is not known to be public: a draft has no repository, so its text would stay visible to
   * everybody who sees the project. What it is emptied to; an archived item is taken out for that and put back.
   */
  readonly emptied: {
    readonly title?: string;
    readonly body?: string;
    readonly values: readonly FieldKey[];
  } | null;
  /** Noted in the store; not for a duplicate, whose record is the other one's. */
  readonly isRecorded: boolean;
}

/** The store has lost it, or says something else. */
export interface Remember {
  readonly record: Pick<RoadmapItem, 'project' | 'subject' | 'kind' | 'product' | 'repository'>;
  readonly isNew: boolean;
  readonly patch: RoadmapItemPatch;
}

export type Skip =
  | { readonly kind: 'field-type'; readonly field: string; readonly is: string; readonly wanted: string }
  /** A single select is full, so these values stay empty. */
  | { readonly kind: 'field-full'; readonly field: string; readonly values: readonly string[] }
  /** A person has archived it. */
  | { readonly kind: 'archived-by-people'; readonly subject: string; readonly title: string }
  /** GitHub said no; `why` is a GitHubErrorKind. */
  | {
      readonly kind: 'refused';
      readonly what: string;
      readonly why: string;
      readonly said: string;
      readonly permission: string | null;
    }
  /** GitHub's answer stayed unclear; the next run looks. */
  | { readonly kind: 'undecided'; readonly what: string };

/** The project shows nothing although there should be items: rather stop than make them all again. */
export interface Stop {
  readonly kind: 'items-unseen';
  readonly expected: number;
}
