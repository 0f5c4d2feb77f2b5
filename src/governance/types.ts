import type { ZodType } from 'zod';

/** The governance model in memory: read-only, checked, and free of anything that is particular to one requirement. */

export interface Text {
  readonly da: string;
  readonly en: string;
}

/** `sandbox`, `1`, `2`, `3` in OS2's model; another model may have others. */
export type LevelId = string;
/** `relevans`, `formkrav`, `strategi`, `governance` in OS2's model. */
export type ThemeId = string;
export type RequirementId = string;

export interface Model {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  /** Lowest first; each inherits the requirements of those below. */
  readonly levels: readonly Level[];
  readonly themes: readonly Theme[];
  /** GitHub accounts under the network's control, compared without regard to case. */
  readonly organisations: readonly string[];
  /** What an unfilled template looks like. */
  readonly placeholders: Placeholders;
  /** In the order people read them. */
  readonly requirements: readonly Requirement[];
}

export interface Level {
  readonly id: LevelId;
  readonly name: Text;
  /** What the scores must be for the level to be reached, beside the level below. */
  readonly reach: Reach;
}

/** Scores between 0 and 1 over all requirements up to the level. A number that is left out is no condition. */
export interface Reach {
  readonly overall: number | null;
  /** Each theme by itself. */
  readonly everyTheme: number | null;
  /** Single themes, by id. */
  readonly themes: Readonly<Record<ThemeId, number>>;
  /** A declaration that everybody can read must exist. */
  readonly publishedDeclaration: boolean;
  /** The largest share of unknown requirements that a theme may have, 0 to 1. */
  readonly unknownAtMost: number | null;
}

export interface Theme {
  readonly id: ThemeId;
  readonly name: Text;
}

export interface Placeholders {
  /** Pieces of text that only a template holds. Found anywhere (without regard to case), they make the document a template. */
  readonly fingerprints: readonly string[];
  /** Pieces of text that a real document may hold once, such as `TODO`; full of them it is a template. */
  readonly weakMarks: readonly string[];
  /** Words in a path that mark a template to copy, such as `skabelon`. */
  readonly pathWords: readonly string[];
  /** Fewer words than this say nothing. */
  readonly fewestWords: number;
}

export type DecidedBy = 'repository' | 'declaration' | 'repository+declaration' | 'people';

/** Whether an explanation counts from the moment it is given, or once a person has accepted it. */
export type ExplanationsRule = 'at-once' | 'accepted';

export interface Requirement {
  readonly id: RequirementId;
  readonly theme: ThemeId;
  readonly level: LevelId;
  /** A recommendation (anbefaling) counts in the tables, not in the scores. */
  readonly recommendation: boolean;
  readonly decidedBy: DecidedBy;
  readonly title: Text;
  readonly guidance: Text;
  /** The organisation's own words, where its authoritative template has been laid over the model. */
  readonly wording?: Wording;
  /** What people would see when it is green, one sentence. */
  readonly greenWhen: Text;
  /** What to do to make it green, as a request; null: `greenWhen` says it. */
  readonly step?: Text | null;
  /** Named calls of probes. */
  readonly evidence: Readonly<Record<string, EvidenceRule>>;
  /** Over the names in `evidence`; null: evidence alone never gives this rating. */
  readonly green: Condition | null;
  readonly yellow: Condition | null;
  readonly declared: DeclaredRule;
  /** Said on purpose: neither evidence nor a declaration makes it green, only people do. */
  readonly greenByPeople?: boolean;
  /** Left out: `accepted`. */
  readonly explanations?: ExplanationsRule;
  readonly question: Question | null;
  readonly mend: Mend | null;
  /** Line of the requirement in the model file, for messages. */
  readonly line: number;
}

/** Official wording, in the language it was written in (Danish). */
export interface Wording {
  readonly title: string;
  readonly guidance: string;
}

export interface EvidenceRule {
  readonly probe: string;
  /** Parameters of the probe, already checked against what the probe takes. */
  readonly with: Readonly<Record<string, unknown>>;
  /** Limits on what the probe measured; all must hold. */
  readonly where: Readonly<Record<string, MeasureLimit>>;
  /** Said when it is wanted for green and not there. */
  readonly missing: Text | null;
  /** Said when it is there and green wants it not to be. */
  readonly concern: Text | null;
  /** What to do when it keeps the requirement from green, as a request. */
  readonly step?: Text | null;
  /** What could not be seen counts as not there: for evidence that few readers may see and no rating should hang on. */
  readonly unknownIsAbsent: boolean;
}

/** Inclusive limits. */
export interface MeasureLimit {
  readonly min: number | null;
  readonly max: number | null;
}

export type Condition =
  | { readonly kind: 'evidence'; readonly name: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** How far an answer in a declaration carries the rating. */
export interface DeclaredRule {
  /**
   * `concrete`: a yes with a substantive text is green. `proof`: only with a public link or matching evidence from a repository.
   * `link`: only with a public link. `support`: the declaration never decides, it is only shown.
   */
  readonly yes: 'concrete' | 'proof' | 'link' | 'support';
  /** The best rating a declaration alone can give. */
  readonly best: 'green' | 'yellow';
  /** Regular expressions (case-insensitive), one of which the text must match for the best rating. Empty: no such demand. */
  readonly naming: readonly string[];
  /** What an answer lacks that matches none of them, as a clause: "it does not say who pays". */
  readonly lacking?: Text | null;
  /** Evidence that proves a yes as well as a public link does. */
  readonly supportedBy: string | null;
  /** The text may not lean on another requirement's answer ("Se S1"). */
  readonly ownText: boolean;
}

export interface Question {
  readonly da: string;
  readonly en: string;
  readonly to: 'product' | 'secretariat' | 'board';
}

export type Effort = 'small' | 'medium' | 'large';
export type Role = 'maintainer' | 'coordinator' | 'steering-group' | 'student';

/** What mends the gap. */
export interface Mend {
  /** File under `templates/documents/<language>/`; null: no single document mends it, and no issue is opened. */
  readonly template: string | null;
  /** Where the new file belongs in its repository. */
  readonly path: string | null;
  /** The repository of the product that the document belongs in. */
  readonly repository: 'home' | 'code' | 'docs';
  readonly effort: Effort;
  readonly role: Role;
  /** The evidence whose certain absence calls for the template; null: any rating below green does. */
  readonly when: string | null;
  /** The template is the self-evaluation itself: called for only where there certainly is none. */
  readonly selfEvaluation: boolean;
  /** It is met by how people work from day to day, not by writing something down. */
  readonly habit: boolean;
}

/**
 * What the model may call: each probe by name, with the parameters it takes and the figures it measures.
 * The composition hands it in; this room knows no probe.
 */
export type ProbeCatalogue = Readonly<Record<string, ProbeDescription>>;

export interface ProbeDescription {
  readonly parameters: ZodType;
  readonly measures: readonly string[];
}
