import type { Bilingual } from '../messages/index.js';

/** How the self-evaluation was written; see docs/declarations.md. `A2` is the generation between A and B (A′). */
export type Generation = 'A' | 'A2' | 'B' | 'C' | 'D' | 'E';

export type AnswerStatus = 'yes' | 'no' | 'planned' | 'not-relevant' | 'dont-know' | 'unanswered';

/** A product's own self-evaluation (selvevaluering), whatever generation it was written in. */
export interface Declaration {
  readonly generation: Generation;
  readonly product: string | null;
  readonly filledBy: string | null;
  /** Inner date, `YYYY-MM-DD`; null where none could be read. */
  readonly date: string | null;
  /** UTC time the form's own export was made, as written; only JSON has it. */
  readonly generatedAt?: string;
  /** Version of the form, such as `1.1.0`. */
  readonly formVersion: string | null;
  readonly gitOrganisation: string | null;
  /** The level the text says the product aims at. */
  readonly targetLevel: string | null;
  /** By requirement id of the model; at most one each. */
  readonly answers: ReadonlyMap<string, Answer>;
}

export interface Answer {
  readonly requirement: string;
  readonly status: AnswerStatus;
  /** The status as it stands in the file. */
  readonly raw: string;
  /** Plain text with line breaks as `\n`; empty where nothing was written. */
  readonly text: string;
  readonly quality: 'none' | 'thin' | 'substantive';
  readonly links: readonly DeclaredLink[];
  /** Line of the file, from 1; null in a file on one line. */
  readonly line: number | null;
}

export interface DeclaredLink {
  readonly url: string;
  readonly kind: 'github' | 'os2.eu' | 'file-archive' | 'documentation' | 'tracker' | 'closed' | 'other';
  /** Everybody can probably open it; nobody has tried. */
  readonly public: boolean;
}

/** Something in a file that a person should mend. Never a reason to stop. */
export interface DeclarationFinding {
  readonly kind: string;
  /** The requirement it is about, where the program goes by it. */
  readonly requirement?: string;
  readonly line: number | null;
  readonly says: Bilingual;
}

/** What came of reading one file. `declaration` is null when the file is no self-evaluation at all. */
export interface DeclarationReading {
  readonly declaration: Declaration | null;
  readonly findings: readonly DeclarationFinding[];
}
