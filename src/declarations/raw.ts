import type { HeadField } from './forms.js';
import type { AnswerStatus, DeclarationFinding, Generation } from './types.js';

/** One answer as it stands in the file, before it is known which requirement it belongs to. */
export interface RawAnswer {
  /** Number as written, without decoration: `R1`; empty where the row has none. */
  readonly number: string;
  /** Plain text. */
  readonly title: string;
  /** The cell that says yes or no. */
  readonly status: string;
  /** Already read, in JSON that this program wrote. */
  readonly decided: AnswerStatus | null;
  /** Canonical plain text, placeholders still in it. */
  readonly text: string;
  readonly level: string;
  readonly guidance: string;
  readonly line: number | null;
}

export interface RawHead {
  readonly product: string | null;
  readonly filledBy: string | null;
  readonly date: string | null;
  readonly generatedAt: string | null;
  readonly formVersion: string | null;
  readonly gitOrganisation: string | null;
  readonly targetLevel: string | null;
  /** Lines of the fields that have one. */
  readonly lines: Readonly<Partial<Record<HeadField, number>>>;
}

/** What a reader of one file format found. */
export interface RawDeclaration {
  readonly generation: Generation;
  /** `old`: the numbers are not today's, only titles tell which requirement is meant. */
  readonly numbers: 'old' | 'current';
  readonly head: RawHead;
  readonly answers: readonly RawAnswer[];
  readonly findings: readonly DeclarationFinding[];
}

/** Rows beyond this are not read: the largest form has 45. */
export const MOST_ANSWERS = 500;

/** `R1` out of `**R 1.**`; null when it does not look like the number of a requirement. */
export function numberIn(cell: string): string | null {
  if (cell.length > 40) return null;
  const bare = cell.replace(/[*_`\s\\.:[\]]/g, '').toUpperCase();
  return /^[A-ZÆØÅ]{1,4}-?\d{1,3}$/.test(bare) ? bare : null;
}
