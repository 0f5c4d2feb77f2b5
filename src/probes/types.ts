import type { ZodType } from 'zod';
import type { Document, ProductFacts, RepositoryFacts } from '../facts/index.js';

/** A sentence to be said, as its key in the catalogue and what fills it: a probe formats nothing. */
export interface Saying {
  /** Key under `probes` in the message catalogue. */
  readonly key: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** Something seen in a product's repositories, and where. */
export interface Sighting {
  readonly repository: RepositoryFacts;
  readonly path: string | null;
  /** From 1. */
  readonly line: number | null;
  /** Last change of the file, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly says: Saying;
}

export interface ProbeFinding {
  /** `absent` only when everything that could have held it was read. */
  readonly outcome: 'found' | 'absent' | 'unknown';
  readonly sightings: readonly Sighting[];
  /** Figures that the model may set limits on; each probe names its own. */
  readonly measures: Readonly<Record<string, number>>;
  /** Why it could not be seen; set when the outcome is `unknown`. */
  readonly unknown: Saying | null;
}

/** What all probes of one assessment share. */
export interface ProbeContext {
  /** Only repositories that count: neither archived nor forks. */
  readonly facts: ProductFacts;
  /** `owner/name` of the main code repository. */
  readonly main: string | null;
  /** GitHub accounts under the network's control, lower-case. */
  readonly organisations: ReadonlySet<string>;
  /** What marks a document as an unfilled template, or null when it is real. Remembered per document. */
  readonly templateMark: (document: Document) => TemplateMark | null;
  /** Words in a path that mark a template to copy, lower-case. */
  readonly templatePathWords: readonly string[];
}

export interface TemplateMark {
  readonly line: number;
  /** The text that gave it away, or `short` / `empty-headings`. */
  readonly mark: string;
}

export interface Probe<P = never> {
  readonly name: string;
  /** What the model may write under `with`. */
  readonly parameters: ZodType<P>;
  /** What the model may set limits on under `where`. */
  readonly measures: readonly string[];
  readonly find: (context: ProbeContext, parameters: P) => ProbeFinding;
}
