/**
 * What is known of a product's repositories on one day, wherever it was read. Facts hold no judgement.
 * Every fact is known, absent or unknown: what could not be seen is never reported as missing.
 */

export type Fact<T> = Known<T> | Absent | Unknown;

export interface Known<T> {
  readonly state: 'known';
  readonly value: T;
}

/** Looked for and not there. */
export interface Absent {
  readonly state: 'absent';
}

/** Not seen, and why. */
export interface Unknown {
  readonly state: 'unknown';
  readonly reason: UnknownReason;
}

export interface UnknownReason {
  readonly kind: 'not-read' | 'forbidden' | 'failed' | 'too-large';
  /** For a person, in English: which read, and what was answered. */
  readonly detail: string;
}

export interface ProductFacts {
  /** The day freshness is judged on, `YYYY-MM-DD`; commits after it are left out. */
  readonly asOf: string;
  readonly repositories: readonly RepositoryFacts[];
}

export interface RepositoryFacts {
  readonly owner: string;
  readonly name: string;
  /** `owner/name`. */
  readonly nameWithOwner: string;
  /** GitHub's node id; null outside GitHub. */
  readonly id: string | null;
  /** `https://github.com/owner/name` without a final slash; null where files have no public address (a checkout without a remote). */
  readonly url: string | null;
  readonly visibility: Fact<'public' | 'private' | 'internal'>;
  readonly isArchived: Fact<boolean>;
  readonly isFork: Fact<boolean>;
  readonly defaultBranch: Fact<string>;
  readonly createdAt: Fact<string>;
  readonly head: Fact<Head>;
  readonly history: Fact<History>;
  readonly branches: Fact<readonly string[]>;
  readonly tags: Fact<readonly Tag[]>;
  readonly files: Fact<FileTree>;
  /** The texts that were read, by path: documentation and configuration. */
  readonly documents: ReadonlyMap<string, Document>;
  /** Documentation and configuration that is there but was not read, by path, and why: nobody can say what it holds. */
  readonly unreadTexts: ReadonlyMap<string, UnknownReason>;
  /** Day of the last commit touching a path, `YYYY-MM-DD`; only of paths that were asked for. */
  readonly lastChanged: ReadonlyMap<string, string>;
  readonly description: Fact<string>;
  readonly homepage: Fact<string>;
  readonly topics: Fact<readonly string[]>;
  /** GitHub's own reading of the licence, an SPDX id. */
  readonly licenseSpdxId: Fact<string>;
  readonly hasIssues: Fact<boolean>;
  readonly issues: Fact<IssueActivity>;
  readonly pullRequests: Fact<PullRequestActivity>;
  readonly securityPolicyEnabled: Fact<boolean>;
  readonly privateVulnerabilityReporting: Fact<boolean>;
  readonly releases: Fact<readonly Release[]>;
  readonly milestones: Fact<readonly Milestone[]>;
}

export interface Head {
  readonly commit: string;
  /** `YYYY-MM-DD`, in the committer's own time zone. */
  readonly date: string;
}

export interface History {
  /** Newest first; at most what the reader asks for (400). On GitHub some may be missing between this year's and the year before's. */
  readonly commits: readonly Commit[];
  /** All commits on the default branch; null where not counted. */
  readonly total: number | null;
  readonly contributors: number | null;
  /** True when `commits` reaches back to the first commit. */
  readonly complete: boolean;
}

export interface Commit {
  readonly oid: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly author: string;
  readonly parents: number;
  /** Files changed; null for merges and where not counted. */
  readonly files: number | null;
  readonly subject: string;
}

export interface Tag {
  readonly name: string;
  readonly date: string | null;
}

export interface FileTree {
  readonly entries: readonly FileEntry[];
  readonly byPath: ReadonlyMap<string, FileEntry>;
  /** Entries that a very large tree left out (at least; GitHub does not count them): absence is then not certain. */
  readonly cut: number;
}

export interface FileEntry {
  readonly path: string;
  /** Lower-case, NFC. */
  readonly lowerPath: string;
  /** Last segment of `lowerPath`. */
  readonly lowerName: string;
  /** Without dot, lower-case; empty where there is none. */
  readonly extension: string;
  readonly kind: 'file' | 'symlink' | 'submodule';
  readonly oid: string;
  readonly size: number | null;
  /** In a tree that others wrote (node_modules, vendor, third_party, …): never evidence. */
  readonly vendored: boolean;
}

/** A text, parsed once when it is read. */
export interface Document {
  readonly path: string;
  readonly text: string;
  /** `text` in lower case, NFC, for looking things up. */
  readonly lower: string;
  /** Number of words. */
  readonly wordCount: number;
  readonly headings: readonly Heading[];
  /** The headings in lower case, one on each line. */
  readonly headingLines: string;
  readonly links: readonly Link[];
}

export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly title: string;
  readonly lower: string;
  /** From 1. */
  readonly line: number;
}

export interface Link {
  readonly url: string;
  readonly line: number;
}

/** Figures over the last 12 months are at least these: a reader looks at the newest hundred or so. */
export interface IssueActivity {
  readonly open: number;
  readonly closed: number;
  readonly openedLast12Months: number;
  readonly closedLast12Months: number;
}

export interface PullRequestActivity {
  readonly merged: number;
  readonly mergedLast12Months: number;
  /** Of the merged ones looked at: how many close or name an issue; null where not looked at. */
  readonly linkedToIssue: number | null;
  /** How many merged ones `linkedToIssue` was counted among, newest first; null where the source does not say. */
  readonly lookedAt: number | null;
}

export interface Release {
  readonly tag: string;
  readonly publishedAt: string | null;
}

export interface Milestone {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'open' | 'closed';
  /** UTC time as GitHub gives it; null without a due date. */
  readonly dueOn: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
  /** Null where not counted. */
  readonly openIssues: number | null;
  readonly closedIssues: number | null;
}
