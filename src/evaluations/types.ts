import type { Rating, RatingCounts } from '../assessment/index.js';
import type { Bilingual } from '../messages/index.js';

/** `0.9`: the forms of 2025 (0.9, 0.9.1, 0.9.2). `merged`: answer and rating in one row, since September 2026. */
export type EvaluationForm = '0.9' | 'merged';

/** A report in which people have rated a product. Who wrote it is left out on purpose: it is a person's name. */
export interface Evaluation {
  readonly form: EvaluationForm;
  /** As the heading spells it, else the title, else the file's name. */
  readonly product: string | null;
  /** Every spelling in heading, title and file name. */
  readonly names: readonly string[];
  /** The inner date, else the one in the file's name; `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly formVersion: string | null;
  /** https address of the organisation, as the head has it. */
  readonly organisation: string | null;
  /** A draft is nobody's word yet. */
  readonly draft: boolean;
  /** In the model's order, at most one each. */
  readonly ratings: readonly EvaluatedRequirement[];
  /** Of the ratings above. */
  readonly counts: RatingCounts;
  /** What the text says of the product's level; null where it says nothing, or says two things. */
  readonly placement: Placement | null;
  /** The level that is decided, where the report says so and by whom it can be; never guessed. */
  readonly decided: EvaluatedLevel | null;
  /** What the report itself counts, for comparing. */
  readonly stated: readonly StatedCount[];
  /** Where the report disagrees with itself. Nothing is chosen but what is said here. */
  readonly conflicts: readonly EvaluationFinding[];
}

export interface EvaluatedRequirement {
  readonly requirement: string;
  /** `unknown` also where the report gives two different ratings. */
  readonly rating: Rating;
  /** Plain text with line breaks as `\n`. */
  readonly basis: string;
  /** Only the newest form has it. */
  readonly advice: string | null;
  /** Line of the file, from 1. */
  readonly line: number;
}

export interface Placement {
  readonly level: string;
  /** `placed`: the product is or stays there. `raised`: it is recommended to go there. */
  readonly kind: 'placed' | 'raised';
  readonly line: number;
}

export interface EvaluatedLevel {
  readonly level: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly by: Decider;
  /** https address that the report gives for the decision. */
  readonly reference: string | null;
  readonly line: number;
}

export type Decider = 'secretariat' | 'board';

export interface StatedCount {
  readonly where: 'level-table' | 'theme-table' | 'chart';
  /** Null: over all levels, or all themes. */
  readonly level: string | null;
  readonly theme: string | null;
  /** Only those that are stated; in a chart or a cell the others are none. */
  readonly counts: Readonly<Partial<Record<Rating, number>>>;
  readonly sum: number | null;
  /** Whole per cent, where they are stated. */
  readonly shares: Readonly<Partial<Record<Rating, number>>>;
  readonly line: number;
}

/** Something that a person should mend or know. Quotes the report, so it is shown where the report may be shown. */
export interface EvaluationFinding {
  readonly kind: string;
  readonly requirement: string | null;
  readonly line: number | null;
  readonly says: Bilingual;
}

/** What came of reading one file. `evaluation` is null when no row of it rates a requirement of the model. */
export interface EvaluationReading {
  readonly evaluation: Evaluation | null;
  /** Mistakes in the file, apart from the conflicts. */
  readonly findings: readonly EvaluationFinding[];
}
