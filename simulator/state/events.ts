/** What happened on the simulated GitHub; simulator/webhooks/ turns it into deliveries. */
import type { CheckRun, CheckSuite } from './check-types.js';
import type {
  Account,
  Actor,
  Comment,
  Installation,
  Issue,
  Label,
  Milestone,
  Release,
  Repository,
} from './types.js';
import type { Project, ProjectItem } from './project-types.js';

export interface WorldEvent {
  readonly name: string;
  readonly action: string | null;
  readonly actor: Actor;
  readonly repository?: Repository;
  /** The account whose installations hear of it; default: the repository's owner. */
  readonly account?: Account;
  /** Only to this installation (installation events). */
  readonly installation?: Installation;
  readonly issue?: Issue;
  readonly comment?: Comment;
  readonly label?: Label;
  readonly milestone?: Milestone;
  readonly release?: Release;
  readonly checkRun?: CheckRun;
  readonly checkSuite?: CheckSuite;
  readonly item?: ProjectItem;
  readonly project?: Project;
  readonly changes?: Readonly<Record<string, unknown>>;
  /** What only this event carries, in the payload's own words. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly push?: PushEvent;
  readonly repositories?: { readonly added: readonly Repository[]; readonly removed: readonly Repository[] };
}

export interface PushEvent {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly forced: boolean;
  readonly commits: readonly PushedCommit[];
}

export interface PushedCommit {
  readonly oid: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

export type EventListener = (event: WorldEvent) => void;
