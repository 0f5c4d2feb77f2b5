import type { DocumentPlaces } from '../assessment/index.js';
import type { Bilingual } from '../messages/index.js';
import type { OfferedDocument } from './templates.js';

/** What this room needs of a governance model; a `Model` fits as it is. */
export interface ModelTexts {
  readonly version: string;
  readonly name: Bilingual;
  /** Lowest first. */
  readonly levels: readonly LevelTexts[];
  readonly themes: readonly { readonly id: string; readonly name: Bilingual }[];
  readonly requirements: readonly RequirementTexts[];
}

export interface LevelTexts {
  readonly id: string;
  readonly name: Bilingual;
  readonly reach: {
    readonly overall: number | null;
    readonly everyTheme: number | null;
    readonly themes: Readonly<Record<string, number>>;
    readonly publishedDeclaration: boolean;
  };
}

export interface RequirementTexts {
  readonly id: string;
  readonly level: string;
  readonly recommendation: boolean;
  readonly title: Bilingual;
  readonly guidance: Bilingual;
  readonly greenWhen: Bilingual;
  readonly mend: {
    readonly template: string | null;
    readonly path: string | null;
    readonly repository: 'home' | 'code' | 'docs';
    readonly habit: boolean;
  } | null;
}

/** A repository of the product, as far as the issues need to know it. */
export interface RepositoryView {
  /** Node id. */
  readonly id: string;
  readonly nameWithOwner: string;
  /** `https://github.com/owner/name`. */
  readonly url: string;
  /** Whether everybody may read it; anything but a certain `public` is treated as not. */
  readonly visibility: 'public' | 'private' | 'internal' | 'unknown';
  readonly defaultBranch: string | null;
  /** Paths of its files; null where they were not read. */
  readonly paths: ReadonlySet<string> | null;
}

/** Another product that is green on the same requirement, for everybody to see. */
export interface Example {
  readonly product: string;
  readonly url: string;
}

/** What stands in the texts beside the assessment. */
export interface IssueMaterial {
  /** The repositories of the product, home included. */
  readonly repositories: readonly RepositoryView[];
  /** Which repository a document belongs in; the home where it is null. */
  readonly places: DocumentPlaces;
  /** Whether the files of every repository were listed. Else a gap that is no longer seen may be one that could not be seen. */
  readonly isEverythingRead: boolean;
  /** SPDX id of the product's licence; null where it is not known. */
  readonly licence: string | null;
  /** Mistakes in the configuration, with path and line in the sentence. */
  readonly configurationMistakes: readonly Bilingual[];
  /** Other things that people should know, such as an explanation that runs out. */
  readonly notices: readonly Notice[];
  /** By requirement. */
  readonly examples: ReadonlyMap<string, readonly Example[]>;
  /** By requirement: the commit that mended it, where it is known better than the assessment knows it. */
  readonly mendedBy: ReadonlyMap<string, Mending>;
  /** A self-evaluation that is ready to be filled in, so long as asked for; null where none is due. */
  readonly draft: ((size: DraftSize) => string) | null;
  /** The product's page on the portfolio site; null where there is none. */
  readonly siteUrl: string | null;
  /** What the app offers under a name (`SECURITY.md`); null where it offers nothing. See `offeredDocument`. */
  readonly offer: (name: string, language: 'da' | 'en') => OfferedDocument | null;
}

export interface DraftSize {
  /** Links for a requirement. */
  readonly links: number;
  /** Characters of the last answer that are carried over. */
  readonly text: number;
}

export interface Notice extends Bilingual {
  /** Where it leads, https only. */
  readonly url?: string;
}

export interface Mending {
  readonly repository: string;
  readonly commit: string;
}

/** A document issue as the maturity issue shows it. */
export interface ShownIssue {
  /** `owner/name`. */
  readonly repository: string;
  /** Null for one that is about to be created. */
  readonly number: number | null;
  readonly state: 'open' | 'declined' | 'closed';
}
