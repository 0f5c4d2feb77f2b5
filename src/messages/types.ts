/** The languages people read. Danish is always first. */
export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One sentence in every language. */
export interface Bilingual {
  readonly da: string;
  readonly en: string;
}

/**
 * What a message's placeholders are filled with; what reads differently in each language is given in each.
 * Text from outside is escaped by whoever writes it out, not here.
 */
export type MessageParameters = Readonly<Record<string, string | number | Bilingual>>;
