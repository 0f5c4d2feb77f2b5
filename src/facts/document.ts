import type { Document, Heading, Link } from './types.js';
import { languageOf, scanText } from './text/index.js';

/**
 * A text with what the probes look up, parsed once. Takes time in proportion to the text, whatever the text is.
 * Headings and links are found at once; lower case and words when first asked for, since not every text is asked.
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
  #headingLines: string | null = null;
  #wordCount: number | null = null;

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

  get headingLines(): string {
    this.#headingLines ??= this.headings.map(({ lower }) => lower).join('\n');
    return this.#headingLines;
  }

  get wordCount(): number {
    this.#wordCount ??= countWords(visibleText(this.path, this.text));
    return this.#wordCount;
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

/** A word is what stands between white space and holds a letter. */
function countWords(text: string): number {
  let count = 0;
  let counted = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === SPACE) counted = false;
    else if (kind === LETTER && !counted) {
      counted = true;
      count += 1;
    }
  }
  return count;
}

const SPACE = 1;
const LETTER = 2;
const OTHER = 3;
/** Every text is counted letter by letter, so what a letter is, is asked of Unicode once. Half of a pair counts as other. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = kinds[code];
  if (known !== undefined && known !== 0) return known;
  const character = String.fromCharCode(code);
  const kind = /\s/.test(character) ? SPACE : /\p{L}/u.test(character) ? LETTER : OTHER;
  kinds[code] = kind;
  return kind;
}
