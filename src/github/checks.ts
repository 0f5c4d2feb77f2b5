/** Check runs and pull requests, as the app sees and writes them; the ports that everything above is tested against. */

/** Never `action_required`, which holds up a merge that is only advised on. */
export type CheckConclusion = 'success' | 'neutral' | 'failure';

export interface CheckAnnotation {
  /** In the commit that is checked. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  /** Plain text. */
  readonly title: string;
  readonly message: string;
}

/** A button. GitHub takes three, with 20, 40 and 20 characters. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** GitHub takes 255 characters of title, 65,535 of summary and text each, and 50 annotations in a request. */
export interface CheckRunContent {
  readonly name: string;
  readonly externalId: string;
  readonly conclusion: CheckConclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** Added to those that are there: GitHub takes none away. */
  readonly annotations: readonly CheckAnnotation[];
  readonly actions: readonly CheckAction[];
}

export interface CheckRun {
  /** Larger than 32 bits. */
  readonly id: number;
  readonly nodeId: string;
  readonly externalId: string;
  readonly annotations: number;
}

/** A pull request that holds a commit. */
export interface CommitPull {
  readonly number: number;
  readonly isOpen: boolean;
  readonly base: string;
  /** Numeric id of the repository it would be merged into. */
  readonly baseRepository: number;
  /** The newest commit of it. */
  readonly head: string;
}

/** Every method throws a GitHubError. */
export interface CheckReader {
  /** The App's runs on a commit, newest first. */
  readonly listOwnRuns: (repository: string, commit: string) => Promise<readonly CheckRun[]>;
  readonly listPulls: (repository: string, commit: string) => Promise<readonly CommitPull[]>;
}

/** Every method throws a GitHubError when GitHub certainly did nothing, and an AmbiguousWrite when nobody knows. */
export interface CheckWriter {
  readonly createRun: (repository: string, commit: string, content: CheckRunContent) => Promise<CheckRun>;
  readonly updateRun: (repository: string, id: number, content: CheckRunContent) => Promise<CheckRun>;
}
