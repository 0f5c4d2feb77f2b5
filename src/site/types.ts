/** The read model: what pages, interface, exports and reports show of the portfolio, so that their numbers agree. */
import type { Assessment, RatingCounts } from '../assessment/index.js';
import type { Beside, EvaluationFinding } from '../evaluations/index.js';
import type { Bilingual } from '../messages/index.js';
import type { MilestoneStatus } from '../roadmap/index.js';
import type { AssessmentSummary, Ratings } from '../store/index.js';

/** `public`: everybody. `members`: those who have signed in and belong to the secretariat's team; they see everything. */
export type Audience = 'public' | 'members';

export interface Portfolio {
  readonly audience: Audience;
  /** Calendar day in Denmark, `YYYY-MM-DD`. */
  readonly day: string;
  /** Another one whenever something that could be shown is another. */
  readonly stamp: string;
  /** By name. */
  readonly products: readonly ProductView[];
  readonly bySlug: ReadonlyMap<string, ProductView>;
  /** Of the products here. */
  readonly mistakes: readonly MistakeView[];
}

export interface ProductView {
  readonly key: string;
  /** For addresses. */
  readonly slug: string;
  readonly name: string;
  /** Whether everybody may see that it exists. */
  readonly isPublic: boolean;
  /** Owners of its repositories, the home's first. */
  readonly organisations: readonly string[];
  readonly home: RepositoryLink;
  readonly repositories: readonly RepositoryLink[];
  /** Whether there is more to it than the audience may see. */
  readonly isPartlyHidden: boolean;
  /** May be shown to others as an example. */
  readonly isExample: boolean;
  readonly targetLevel: string | null;
  /** Null: not assessed yet. */
  readonly assessment: AssessmentSummary | null;
  /** By requirement; empty before the first assessment. */
  readonly ratings: Ratings;
  /** What has become better and worse in the last seven days. */
  readonly week: { readonly improved: readonly string[]; readonly worsened: readonly string[] };
  /** At most one a week over the past year, oldest first; the last is how it stands now. */
  readonly trend: readonly TrendPoint[];
  readonly explanations: readonly ExplanationView[];
  /** By due day, those without one last. */
  readonly milestones: readonly MilestoneView[];
  readonly maturityIssue: IssueView | null;
  /** Open issues about missing documents, oldest first. */
  readonly tasks: readonly TaskView[];
  /** What people have found; null where nobody has evaluated it, or the reports may not be shown. */
  readonly evaluation: EvaluationView | null;
  /** Its newest assessment has failed and is tried again. */
  readonly isFailing: boolean;
}

/** A whole assessment and how it came about, of one product. */
export interface ProductDetail {
  readonly product: ProductView;
  /** Null: not assessed yet. Only with what the audience may see. */
  readonly assessment: Assessment | null;
  /** Every change of a rating or level, oldest first. */
  readonly history: readonly TrendPoint[];
  /** Null where nobody has evaluated it, or the report may not be shown. */
  readonly evaluation: EvaluationDetail | null;
}

export interface EvaluationView {
  readonly date: string | null;
  readonly counts: RatingCounts;
  /** Places where the report contradicts itself. */
  readonly conflicts: number;
  /** The report on the code host. */
  readonly url: string | null;
}

/** People's evaluation beside the app's assessment. */
export interface EvaluationDetail extends EvaluationView {
  /** Each requirement that people have rated, with the app's rating then and now. */
  readonly requirements: readonly Beside[];
  /** Where the report contradicts itself, with its line. */
  readonly disputes: readonly EvaluationFinding[];
}

export interface RepositoryLink {
  /** `owner/name`. */
  readonly name: string;
  readonly url: string;
}

export interface TrendPoint {
  /** When it began to hold, `YYYY-MM-DD`. */
  readonly day: string;
  readonly level: string | null;
  readonly counts: RatingCounts;
}

export interface ExplanationView {
  readonly requirement: string;
  readonly status: 'planned' | 'deviation' | 'not-relevant';
  /** Null where it may not be shown. */
  readonly reason: string | null;
  /** Last day it holds. */
  readonly until: string | null;
  readonly by: string | null;
  readonly link: string | null;
  readonly isAccepted: boolean;
}

export interface MilestoneView {
  readonly title: string;
  readonly repository: string;
  readonly url: string;
  readonly track: string | null;
  readonly phase: string | null;
  readonly start: string;
  readonly due: string | null;
  /** Null: open, and with no day to be late for. */
  readonly status: MilestoneStatus | null;
  readonly openIssues: number;
  readonly closedIssues: number;
  /** Whole per cent; null: no issues to tell. */
  readonly progress: number | null;
}

export interface IssueView {
  readonly repository: string;
  readonly number: number;
  readonly url: string;
}

export interface TaskView extends IssueView {
  readonly requirement: string;
  /** Logins of those who have taken it. */
  readonly assignees: readonly string[];
  /** Day it was opened. */
  readonly since: string | null;
}

export interface MistakeView {
  readonly organisation: string;
  /** `owner/name/path` and line; null where the file may not be shown. */
  readonly place: { readonly file: string; readonly line: number } | null;
  /** Null where it names what may not be shown. */
  readonly says: Bilingual | null;
}
