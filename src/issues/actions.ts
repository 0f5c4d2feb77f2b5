/** What a plan may say. Bodies are complete; an action needs nothing but itself to be carried out. */
import type { CloseReason, GitHubErrorKind, NewLabel } from '../github/index.js';
import type { IssuePatch } from '../store/index.js';
import type { DocumentMarker } from './marker.js';
import type { MaturityBody } from './maturity-body.js';
import type { OwnIssue } from './own-issues.js';
import type { DeclinedDocument } from './ports.js';

export type IssueAction =
  | CreateDocument
  | CloseDocument
  | ReopenDocument
  | CommentOnce
  | UpdateDocument
  | CloseDuplicate
  | CreateMaturity
  | UpdateMaturity
  | ReopenMaturity
  | CloseMoved
  | Remember
  | NoteDeclined
  | Stop
  | Skip;

/** A comment that is written at most once per issue; the key tells it from others. */
export interface Note {
  readonly key: string;
  /** Markdown, without the marker. */
  readonly text: string;
}

export interface CreateDocument {
  readonly kind: 'create-document';
  readonly requirement: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly NewLabel[];
}

export interface CloseDocument {
  readonly kind: 'close-document';
  readonly requirement: string;
  readonly issue: OwnIssue;
  readonly reason: CloseReason;
  readonly marker: DocumentMarker;
  /** The commit that mended it. */
  readonly commit: string | null;
  readonly note: Note;
}

export interface ReopenDocument {
  readonly kind: 'reopen-document';
  readonly requirement: string;
  readonly issue: OwnIssue;
  readonly marker: DocumentMarker;
  readonly note: Note;
}

export interface CommentOnce {
  readonly kind: 'comment';
  readonly requirement: string;
  readonly issue: OwnIssue;
  readonly note: Note;
}

/** The line that tells who has solved the same; everything else in the body is people's. */
export interface UpdateDocument {
  readonly kind: 'update-document';
  readonly requirement: string;
  readonly issue: OwnIssue;
  readonly examples: string;
}

/** An extra issue for the same thing; the oldest stays. */
export interface CloseDuplicate {
  readonly kind: 'close-duplicate';
  readonly issue: OwnIssue;
  readonly original: OwnIssue;
  readonly body: string;
  readonly note: Note;
}

export interface CreateMaturity {
  readonly kind: 'create-maturity';
  readonly title: string;
  readonly body: MaturityBody;
  readonly labels: readonly NewLabel[];
  /** There was one before: people have deleted it, or it stands in a former home. */
  readonly anew: boolean;
  /** People have deleted the one before; this is noted, since it is made anew only once. */
  readonly isRemade: boolean;
}

export interface UpdateMaturity {
  readonly kind: 'update-maturity';
  readonly issue: OwnIssue;
  readonly body: MaturityBody;
  /** Null: the title stays. */
  readonly title: string | null;
}

export interface ReopenMaturity {
  readonly kind: 'reopen-maturity';
  readonly issue: OwnIssue;
  readonly body: MaturityBody;
}

/** The maturity issue in a former home. */
export interface CloseMoved {
  readonly kind: 'close-moved';
  readonly issue: OwnIssue;
  readonly body: string;
  readonly note: Note;
}

/** The store learns what people have done on GitHub; no request. */
interface Remember {
  readonly kind: 'remember';
  readonly record: string;
  readonly patch: IssuePatch & { readonly repository: string };
}

interface NoteDeclined {
  readonly kind: 'note-declined';
  readonly declined: DeclinedDocument;
}

/** Nothing more is created; an operator should look. */
export interface Stop {
  readonly kind: 'stop';
  readonly reason: 'brake' | 'empty-list';
  readonly repository: string;
  readonly count: number;
  readonly most: number;
}

export type SkipReason =
  | 'issues-disabled'
  | 'archived'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'locked'
  | 'not-wanted'
  | 'newer'
  | 'changed'
  | 'unread'
  | 'undecided';

export interface Skip {
  readonly kind: 'skip';
  readonly reason: SkipReason;
  readonly repository: string;
  readonly number: number | null;
  /** Of the permission that is missing. */
  readonly permission: string | null;
}

/** Why a refused write is not tried again; null for an error that a later try may mend. */
export function skipReasonOf(kind: GitHubErrorKind): SkipReason | null {
  const reasons: Partial<Record<GitHubErrorKind, SkipReason>> = {
    gone: 'gone',
    forbidden: 'forbidden',
    archived: 'archived',
    disabled: 'issues-disabled',
    validation: 'invalid',
  };
  return reasons[kind] ?? null;
}
