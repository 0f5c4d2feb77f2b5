import type { CheckRunContent } from '../github/index.js';
import type { Bilingual, Language } from '../messages/index.js';
import type { ProductDifference } from './difference.js';

/** What the texts need of a governance model; a `Model` fits as it is. */
export interface ModelTexts {
  readonly levels: readonly { readonly id: string; readonly name: Bilingual }[];
  readonly requirements: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly greenWhen: Bilingual;
  }[];
}

/** What a change does to one product. */
export interface ProductResult {
  /** Null where the readers of the repository may not know it. */
  readonly name: string | null;
  readonly language: Language;
  /** Whether it has chosen that a worse rating stops the change. */
  readonly blocks: boolean;
  /** Null: nothing that any rating rests on is touched, so nothing more was read. */
  readonly difference: ProductDifference | null;
}

/** The check run as it should be; texts are Markdown, empty where there is nothing more to say. */
export type DesiredCheck = Omit<CheckRunContent, 'name' | 'externalId'>;
