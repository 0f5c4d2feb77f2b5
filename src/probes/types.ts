import type { ZodType } from 'zod';
import type { Document, FileEntry, RepositoryFacts } from '../facts/index.js';

/** A sentence to be said, as its key in the catalogue and what fills it: a probe formats nothing. */
export interface Saying {
  /** Key under `probes` in the message catalogue. */
  readonly key: string;
  /** Parameters named `…Day` hold a day as `YYYY-MM-DD`, which is written out in each language. */
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
  /** What was found; when absent, what looked like it and does not count. */
  readonly sightings: readonly Sighting[];
  /** Figures that the model may set limits on; each probe names its own. A figure that could not be taken is left out. */
  readonly measures: Readonly<Record<string, number>>;
  /**
   * What could not be seen, and why; always set when the outcome is `unknown`. Set when something was found, it says
   * that there may be more: the figures are then the least there is, and a limit they miss may yet be met.
   */
  readonly unknown: Saying | null;
}

/** What all probes of one assessment share. */
export interface ProbeContext {
  /** The day freshness is judged on, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Only repositories that count: neither archived nor forks. */
  readonly repositories: readonly RepositoryFacts[];
  /** Those that hold a product's code, the main one first. */
  readonly codeRepositories: readonly RepositoryFacts[];
  /** Those whose files nobody could list: any of them may hold code, or what is looked for. */
  readonly unreadRepositories: readonly RepositoryFacts[];
  /** GitHub accounts under the network's control, lower-case. */
  readonly organisations: ReadonlySet<string>;
  /** What the product and its organisations are called in an address: letters and figures only. */
  readonly slugs: ReadonlySet<string>;
  readonly listing: (repository: RepositoryFacts) => Listing;
  /** What gives a document away as an unfilled template, or null when it is real. Remembered per document. */
  readonly templateMark: (document: Document) => TemplateMark | null;
}

/** The entries of a repository that can be evidence, sorted once for all probes. */
export interface Listing {
  readonly documents: readonly DocumentEntry[];
  readonly byName: ReadonlyMap<string, readonly FileEntry[]>;
  readonly files: readonly FileEntry[];
  readonly codeFiles: number;
  /** Why paths may be missing here; null when the whole tree was read. */
  readonly incomplete: 'unread' | 'cut' | null;
}

/** A file that people read. A symlink is one too, but nobody follows it: what it holds is not known. */
export interface DocumentEntry {
  readonly entry: FileEntry;
  readonly format: 'open' | 'closed' | 'video';
  /** The name without its ending, words apart: `Drifts-vejledning.v2.md` is `drifts vejledning v2`. */
  readonly name: string;
  /** The folders, words apart, outermost first. */
  readonly folders: readonly string[];
  readonly isTemplate: boolean;
}

export interface TemplateMark {
  /** From 1. */
  readonly line: number;
  readonly kind: 'fingerprint' | 'short' | 'empty-headings' | 'unfilled';
  /** The text that gave it away. */
  readonly mark: string;
}

export interface Probe<P> {
  readonly name: string;
  /** What the model may write under `with`. */
  readonly parameters: ZodType<P>;
  /** What the model may set limits on under `where`. */
  readonly measures: readonly string[];
  readonly find: (context: ProbeContext, parameters: P) => ProbeFinding;
}
