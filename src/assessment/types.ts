import type { AnswerStatus } from '../declarations/index.js';
import type { DecidedBy, Effort, LevelId, RequirementId, Role, ThemeId } from '../governance/index.js';
import type { Bilingual } from '../messages/index.js';

/** The shape of `os2modning-assessment/1`, which other tools read: schemas/assessment.schema.json describes it. */
export interface Assessment {
  readonly format: 'os2modning-assessment/1';
  readonly product: string;
  /** `os2-1.1.0`: id and version of the model. */
  readonly model: string;
  /** The day freshness is judged on, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** UTC time the assessment was made. */
  readonly assessedAt: string;
  readonly repositories: readonly { readonly name: string; readonly commit: string | null }[];
  readonly level: LevelAssessment;
  readonly counts: Counts;
  readonly requirements: readonly RequirementAssessment[];
  readonly findings: readonly Finding[];
  readonly change: Change | null;
  /** The one to five things worth doing first, best first. */
  readonly nextSteps: readonly NextStep[];
  /** The self-evaluation that was used. */
  readonly declaration: DeclarationUsed | null;
}

export type Rating = 'green' | 'yellow' | 'red' | 'grey' | 'unknown';
/** In the order they are counted and shown. */
export const RATINGS = ['green', 'yellow', 'red', 'grey', 'unknown'] as const satisfies readonly Rating[];

export interface LevelAssessment {
  /** The highest level reached by the scores; null: not even the lowest. Indicative only. */
  readonly indicative: LevelId | null;
  readonly target: LevelId | null;
  /** What people decided; entered by people, never computed. */
  readonly decided: {
    readonly level: LevelId;
    readonly date: string;
    readonly by: string;
    readonly reference: string | null;
  } | null;
  readonly perLevel: readonly LevelState[];
}

export interface LevelState {
  readonly level: LevelId;
  readonly reached: boolean;
  /** Over all requirements up to the level, 0 to 1; null when nothing could be scored. */
  readonly score: number | null;
  readonly themes: Readonly<Record<ThemeId, number | null>>;
  /** Follow or explain. */
  readonly state: 'met' | 'met-with-explanations' | 'not-met';
  /** Requirements that keep the product from the level, worst first. */
  readonly blocking: readonly RequirementId[];
  /** Unknown requirements: they block nothing, they wait for an answer. */
  readonly open: readonly RequirementId[];
}

export type RatingCounts = Readonly<Record<Rating, number>>;

export interface Counts {
  readonly byLevel: Readonly<Record<LevelId, RatingCounts>>;
  readonly byTheme: Readonly<Record<ThemeId, RatingCounts>>;
  readonly total: RatingCounts;
}

export interface RequirementAssessment {
  readonly id: RequirementId;
  readonly theme: ThemeId;
  readonly level: LevelId;
  readonly recommendation: boolean;
  readonly rating: Rating;
  readonly decidedBy: DecidedBy;
  readonly declared: Declared | null;
  readonly evidence: readonly Evidence[];
  /** Why the rating is what it is, for a person who does not know the program. */
  readonly basis: Bilingual;
  readonly question: {
    readonly da: string;
    readonly en: string;
    readonly to: 'product' | 'secretariat' | 'board';
  } | null;
  readonly explanation: ExplanationState | null;
  readonly gap: Gap | null;
  /** What to do first to bring it to green, as a request; null where nothing needs doing. Left out by earlier versions. */
  readonly step?: Bilingual | null | undefined;
}

export interface Declared {
  readonly status: AnswerStatus;
  readonly raw: string;
  readonly text: string;
  readonly links: readonly string[];
}

/** Path, line, commit, date and url are null where there is none (a setting, an activity figure). */
export interface Evidence {
  readonly probe: string;
  readonly repository: string;
  readonly path: string | null;
  readonly line: number | null;
  readonly commit: string | null;
  readonly date: string | null;
  readonly url: string | null;
  readonly supports: 'green' | 'yellow' | 'red';
  readonly says: Bilingual;
}

export interface ExplanationState {
  readonly reason: string;
  readonly until: string | null;
  readonly by: string | null;
  readonly link: string | null;
  /** `at-once`: nobody has accepted it, and the model asks nobody to. */
  readonly state: 'accepted' | 'at-once' | 'pending' | 'expired';
}

/** A document that can be written, and what it takes. */
export interface Gap {
  readonly template: string;
  readonly effort: Effort;
  readonly role: Role;
}

/** Something a person should mend or know, beside the ratings. */
export interface Finding {
  readonly kind: string;
  readonly repository: string | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly says: Bilingual;
}

export interface Change {
  /** When the earlier assessment was made. */
  readonly since: string;
  readonly improved: readonly RequirementId[];
  readonly worsened: readonly RequirementId[];
}

export interface NextStep {
  readonly requirement: RequirementId;
  /** What to do. */
  readonly what: Bilingual;
  /** Why it is worth doing first. */
  readonly why: Bilingual;
  readonly effort: Effort | null;
  readonly template: string | null;
}

export interface DeclarationUsed {
  /** `owner/name`, or null for a file given on the command line. */
  readonly repository: string | null;
  readonly path: string;
  readonly date: string | null;
  readonly generation: string;
  /** Everybody can read it, as far as we know. Left out by earlier versions. */
  readonly published?: boolean | undefined;
}
