import type { Assessment } from '../assessment/index.js';
import type { OwnAccount } from '../github/index.js';
import type { Product } from '../products/index.js';
import type { IssueRecord } from '../store/index.js';
import type { ExistingIssues } from './own-issues.js';
import type { IssueMaterial, ModelTexts } from './types.js';

/** Everything a plan depends on; nothing is read while planning. */
export interface IssuePlanInput {
  readonly assessment: Assessment;
  readonly model: ModelTexts;
  readonly product: Product;
  /** Letters, digits, `_`, `.` and `-` only, since it stands in markers: see `productKey`. */
  readonly productKey: string;
  /** Number of this run; later runs have larger ones. */
  readonly generation: number;
  /** UTC time at which the facts were read: what people did on GitHub later is left for the next run. */
  readonly readAt: string;
  readonly material: IssueMaterial;
  readonly home: HomeState;
  readonly account: OwnAccount;
  readonly existing: ExistingIssues;
  readonly records: readonly IssueRecord[];
  readonly requests: IssueRequests;
  readonly limits: CreationLimits;
}

export interface HomeState {
  /** Node id. */
  readonly id: string;
  readonly nameWithOwner: string;
  readonly url: string;
  /** Null where it was not seen: then GitHub's answer decides. */
  readonly hasIssues: boolean | null;
  readonly isArchived: boolean | null;
  /** Whether the installation has `issues: write`. */
  readonly mayWrite: boolean;
}

/** What people have asked for by command. */
export interface IssueRequests {
  /** The maturity issue is wanted again. */
  readonly maturity: boolean;
  readonly documents: ReadonlySet<string>;
  /** Requirements whose ticked boxes do not count, since nobody who may has ticked them. */
  readonly denied?: ReadonlySet<string>;
}

/** The brake on a whole installation. */
export interface CreationLimits {
  /** Issues made in the last day. */
  readonly made: number;
  readonly most: number;
}

/** More than this in a day for one installation means that something is wrong, or that people get too much at once. */
export const MOST_CREATIONS_A_DAY = 30;
