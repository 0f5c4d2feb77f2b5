import type { Intent, IssuePatch, IssueRecord } from '../store/index.js';

/**
 * What the issues' room remembers of its issues. `kind` is `maturity` or the id of a requirement.
 * Everything in it can be found again on GitHub, but for intents and for what people have deleted.
 */
export interface IssueRecords {
  readonly list: (product: string) => Promise<readonly IssueRecord[]>;
  /** Before the request that makes an issue, so that a process that dies in between never makes a second one. */
  readonly intend: (issue: IntendedIssue) => Promise<Intent>;
  /** GitHub certainly made nothing. */
  readonly drop: (product: string, kind: string) => Promise<void>;
  /** False, and nothing noted, when a later run has written. */
  readonly save: (
    product: string,
    kind: string,
    generation: number,
    patch: IssuePatch & { readonly repository: string; readonly installation?: number | null },
  ) => Promise<boolean>;
  /** Issues made in an installation since then. */
  readonly countMade: (installation: number, since: Date) => Promise<number>;
  /** A person has declined a document: an explanation is pending, unless people have said something already. */
  readonly noteDeclined: (declined: DeclinedDocument) => Promise<void>;
}

export interface IntendedIssue {
  readonly product: string;
  readonly kind: string;
  /** Node id. */
  readonly repository: string;
  readonly installation: number | null;
  /** Made again after people have deleted it. */
  readonly anew?: boolean;
}

export interface DeclinedDocument {
  readonly product: string;
  readonly requirement: string;
  readonly issueNodeId: string;
  readonly issueUrl: string;
  /** In the language of the product. */
  readonly reason: string;
  readonly byLogin: string | null;
  readonly byId: number | null;
}
