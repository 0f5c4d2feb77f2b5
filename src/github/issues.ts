/** Issues on GitHub, as the app sees and writes them; the ports that everything above is tested against. */

export interface Actor {
  readonly login: string;
  readonly id: number;
  readonly isBot: boolean;
}

export type CloseReason = 'completed' | 'not_planned' | 'duplicate';

export interface GitHubIssue {
  /** `owner/name` as it is now, also after the issue was transferred. */
  readonly repository: string;
  readonly number: number;
  readonly nodeId: string;
  readonly url: string;
  readonly title: string;
  /** Line breaks as GitHub keeps them: `\r\n` where a person has edited it. */
  readonly body: string;
  readonly state: 'open' | 'closed';
  /** Null while it is open, and where GitHub does not say. */
  readonly closeReason: CloseReason | null;
  readonly isLocked: boolean;
  readonly labels: readonly string[];
  /** Logins of those who have taken it; left out where GitHub does not say. */
  readonly assignees?: readonly string[];
  /** Null when the account is gone. */
  readonly author: Actor | null;
  /** Id of the App that made it; null where GitHub does not say. */
  readonly appId: number | null;
  /** Null while it is open, and where GitHub does not say. */
  readonly closedBy: Actor | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
}

export interface IssueComment {
  readonly id: number;
  readonly body: string;
}

export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Number of a milestone of the same repository. */
  readonly milestone?: number;
}

export interface NewLabel {
  readonly name: string;
  /** Six hexadecimal digits, without `#`. */
  readonly color: string;
  readonly description: string;
}

export type Reaction = '+1' | '-1' | 'confused' | 'eyes' | 'rocket' | 'heart';

/** Every method throws a GitHubError. */
export interface IssueReader {
  /** Everything our bot has opened in the repository, open and closed, oldest first. Never through search, whose index lags. */
  readonly listOwnIssues: (repository: string) => Promise<readonly GitHubIssue[]>;
  /** `deleted` where GitHub says that people deleted it; `not-found` where it says nothing. */
  readonly readIssue: (repository: string, number: number) => Promise<GitHubIssue | 'deleted' | 'not-found'>;
  /** Our own comments on it, oldest first. */
  readonly listOwnComments: (repository: string, number: number) => Promise<readonly IssueComment[]>;
}

/**
 * Every method throws a GitHubError when GitHub certainly did nothing, and an AmbiguousWrite when nobody knows; none tries
 * again after an unclear answer.
 */
export interface IssueWriter {
  readonly createIssue: (repository: string, issue: NewIssue) => Promise<GitHubIssue>;
  readonly updateIssue: (
    repository: string,
    number: number,
    change: { readonly title?: string; readonly body?: string },
  ) => Promise<GitHubIssue>;
  /** In one request with the new body, so that the state and what we remember in the body agree. */
  readonly closeIssue: (
    repository: string,
    number: number,
    reason: CloseReason,
    body?: string,
  ) => Promise<GitHubIssue>;
  readonly reopenIssue: (repository: string, number: number, body?: string) => Promise<GitHubIssue>;
  readonly comment: (repository: string, number: number, body: string) => Promise<IssueComment>;
  /** A label of that name that is there already is left as people have it. */
  readonly createLabel: (repository: string, label: NewLabel) => Promise<void>;
  readonly addLabels: (repository: string, number: number, names: readonly string[]) => Promise<void>;
  readonly react: (repository: string, commentId: number, reaction: Reaction) => Promise<void>;
}

/** Our account on GitHub. */
export interface OwnAccount {
  /** `slug[bot]`. */
  readonly login: string;
  readonly appId: number;
}
