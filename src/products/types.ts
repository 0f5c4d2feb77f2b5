import type { Role } from '../governance/index.js';

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
  /** Whether missing documents are proposed as pull requests. */
  readonly proposals?: boolean;
  readonly explanations: readonly Explanation[];
  readonly roadmap: boolean;
  readonly plans: readonly string[];
  /** Who has which role: GitHub accounts or `organisation/team`, without `@`. Shown, never notified. */
  readonly roles?: Roles;
  /** The files that say so, for showing their mistakes where the product is shown. Empty: nobody has configured it. */
  readonly configuredIn?: readonly string[];
}

export type Roles = Readonly<Partial<Record<Role, readonly string[]>>>;

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

/** A product as one file describes it. Null: the file does not say. */
export interface ProductEntry {
  readonly name: string;
  /** Empty only in a repository's own file: the product that the repository belongs to, whatever it is called there. */
  readonly repositories: readonly RepositoryName[];
  readonly home: RepositoryName | null;
  readonly main: RepositoryName | null;
  readonly declaration: string | null;
  readonly targetLevel: string | null;
  readonly language: Product['language'] | null;
  /** What the file says for all its products; weaker than what any file says of this one. */
  readonly fileLanguage: Product['language'] | null;
  readonly issues: Product['issues'] | null;
  readonly openIssues: number | null;
  readonly pullRequestCheck: Product['pullRequestCheck'] | null;
  readonly examples: boolean | null;
  readonly proposals: boolean | null;
  readonly roadmap: boolean | null;
  readonly plans: readonly string[] | null;
  readonly roles: Roles | null;
  readonly explanations: readonly Explanation[];
  /** Where it stands, for mistakes that only show when several files are seen together. */
  readonly file: string;
  readonly line: number;
}

/** `os2modning.yml` in an organisation's `.github` repository, or `.github/os2modning.yml` in a repository. */
export interface OrganisationConfiguration {
  readonly owner: string;
  /** Name of the repository whose own file it is; null for the organisation's file. */
  readonly repository: string | null;
  readonly file: string;
  readonly products: readonly ProductEntry[];
}

/** A place in a repository: `owner/repository:path`. */
export interface RepositoryPlace {
  readonly repository: RepositoryName;
  readonly path: string;
}

/** `os2modning-portfolio.yml` in the central organisation: what only the secretariat decides. */
export interface PortfolioConfiguration {
  readonly file: string;
  /** For every product that nobody says anything else of. */
  readonly language: Product['language'] | null;
  /** Accounts that are served, the allow list; empty: the portfolio file names none. */
  readonly organisations: readonly string[];
  readonly products: readonly ProductEntry[];
  /** A file of the installation, or one in a repository; null: the model that comes with the program. */
  readonly model: string | RepositoryPlace | null;
  /** The organisation's authoritative template. */
  readonly wording: RepositoryPlace | null;
  /** Folder of people's evaluations and decided levels. */
  readonly evaluations: RepositoryPlace | null;
  readonly roadmap: PortfolioRoadmap | null;
  readonly secretariat: Secretariat;
  readonly site: PortfolioSite;
}

export interface PortfolioRoadmap {
  readonly owner: string;
  /** Number of the project, as in its address; null: it is not made yet. */
  readonly project: number | null;
  /** Whether the app's own issues are shown beside the milestones. */
  readonly issues: boolean;
  /** When a milestone is at risk (docs/roadmap.md); what is left out is as the roadmap has it. */
  readonly atRisk: { readonly ahead?: number; readonly soonDays?: number };
  readonly statusUpdate: 'off' | 'weekly' | 'monthly';
}

/** Who may accept an explanation. */
export interface Secretariat {
  /** `organisation/team`. */
  readonly team: string | null;
  readonly accounts: readonly string[];
}

export interface PortfolioSite {
  readonly public: boolean;
  /** `https://…` without a final slash. */
  readonly baseUrl: string | null;
  /** Decided levels are shown to everybody although the evaluations are private. */
  readonly decidedLevels: boolean;
}
