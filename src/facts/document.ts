import type { Document, Heading, Link } from './types.js';
import { languageOf, scanText } from './text/index.js';

/**
 * A text with what the probes look up, parsed once. Takes time in proportion to the text, whatever the text is.
 * Headings and links are found at once; lower case and words when first asked for, since most texts are never asked.
 */
export function parseDocument(path: string, text: string): Document {
  return new ParsedDocument(path, text);
}

class ParsedDocument implements Document {
  readonly path: string;
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  #lower: string | null = null;
  #words: { count: number; distinct: ReadonlySet<string> } | null = null;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    const { headings, links } = scanText(languageOf(path), text);
    this.headings = headings;
    this.links = links;
  }

  get lower(): string {
    this.#lower ??= this.text.normalize('NFC').toLowerCase();
    return this.#lower;
  }

  get wordCount(): number {
    return this.#counted().count;
  }

  get words(): ReadonlySet<string> {
    return this.#counted().distinct;
  }

  #counted(): { count: number; distinct: ReadonlySet<string> } {
    this.#words ??= countWords(visibleText(this.path, this.lower));
    return this.#words;
  }
}

const MARKED_UP = new Set(['markdown', 'html']);

/** What a reader sees: comments and tags say nothing. */
function visibleText(path: string, lower: string): string {
  if (!MARKED_UP.has(languageOf(path))) return lower;
  return withoutComments(lower).replace(/<[^<>]*>/g, ' ');
}

function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return kept + text.slice(at);
    kept += `${text.slice(at, start)} `;
    at = end + 3;
  }
}

/** A word is what stands between white space and holds a letter; the distinct ones are split at everything else too. */
function countWords(text: string): { count: number; distinct: ReadonlySet<string> } {
  const distinct = new Set<string>();
  let count = 0;
  for (const [token] of text.matchAll(/\S+/g)) {
    if (/\p{L}/u.test(token)) count += 1;
    for (const [word] of token.matchAll(/[\p{L}\p{N}]+/gu)) distinct.add(word);
  }
  return { count, distinct };
}
