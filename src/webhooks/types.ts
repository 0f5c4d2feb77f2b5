/**
 * What a delivery asks for, as ids alone. It is a hint: whoever works on it reads from GitHub what is true by then, so it
 * may come late, twice, or out of order.
 */
export type Work =
  /** The installation, its permissions or its choice of repositories changed. */
  | {
      readonly kind: 'installation';
      readonly installation: number;
      readonly change: 'changed' | 'suspended' | 'removed';
    }
  /** Name, owner, visibility, state or settings changed. `hide`: it may not be public any more. */
  | { readonly kind: 'repository'; readonly repository: string; readonly hide: boolean }
  /** What is published changed: a push to the default branch, a release, a label. */
  | {
      readonly kind: 'content';
      readonly repository: string;
      /** A configuration file may be among it. */
      readonly configuration: boolean;
    }
  /** `milestone` is set when the milestone's progress changed with the issue. `people`: somebody else than the app did it. */
  | {
      readonly kind: 'issue';
      readonly repository: string;
      readonly issue: string;
      readonly milestone: string | null;
      readonly people: boolean;
    }
  /** A new comment by a person; its text is read when it is worked on. */
  | {
      readonly kind: 'comment';
      readonly repository: string;
      readonly issue: string;
      readonly comment: string;
    }
  | { readonly kind: 'milestone'; readonly repository: string; readonly milestone: string }
  /** A pull request to the default branch has this head commit. `again`: people asked for another look. */
  | {
      readonly kind: 'check';
      readonly repository: string;
      readonly head: string;
      readonly again: boolean;
    }
  /** A button on a check run of ours. */
  | {
      readonly kind: 'button';
      readonly repository: string;
      readonly head: string;
      readonly button: string;
      /** Numeric id of who pressed it. */
      readonly sender: number;
      /** Their login then, to ask GitHub by; the answer must have the same id. */
      readonly login: string;
    };

export interface Account {
  readonly id: number;
  readonly login: string;
}

export interface Routed {
  readonly action: string | null;
  readonly installation: number | null;
  /** Where the app is installed; null in deliveries that concern no account (`ping`). */
  readonly account: Account | null;
  readonly work: readonly Work[];
}
