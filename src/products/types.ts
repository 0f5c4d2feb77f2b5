/** What a product is, as people have configured it. */

/** `owner/name`, as written. */
export type RepositoryName = string;

export interface Product {
  readonly name: string;
  readonly repositories: readonly RepositoryName[];
  /** Where the maturity issue lives. */
  readonly home: RepositoryName;
  /** The main code repository, where people have named it. */
  readonly main: RepositoryName | null;
  /** `owner/name/path` of a file or folder, where people have named it. */
  readonly declaration: string | null;
  readonly targetLevel: string | null;
  readonly language: 'da' | 'en';
  readonly issues: 'auto' | 'on-request' | 'off';
  /** At most this many document issues open at once. */
  readonly openIssues: number;
  readonly pullRequestCheck: 'off' | 'advise' | 'block';
  /** Whether the product may be shown to others as an example. */
  readonly examples: boolean;
  readonly explanations: readonly Explanation[];
  readonly roadmap: boolean;
  readonly plans: readonly string[];
}

/** Follow or explain: why a requirement is not followed. */
export interface Explanation {
  readonly requirement: string;
  readonly status: 'planned' | 'deviation' | 'not-relevant';
  readonly reason: string;
  /** Last day it holds, `YYYY-MM-DD`; null: until it is withdrawn. */
  readonly until: string | null;
  readonly link: string | null;
  readonly by: string | null;
  /** A person of the secretariat has accepted it. */
  readonly accepted: boolean;
}
