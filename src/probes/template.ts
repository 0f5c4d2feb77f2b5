import type { Document } from '../facts/index.js';
import { remembered } from './remembered.js';
import { escaped } from './terms.js';
import type { TemplateMark } from './types.js';

/** What the model says an unfilled template looks like. */
export interface TemplateSigns {
  readonly fingerprints: readonly string[];
  /** Marks that a real document may hold once or twice, such as `TODO`. */
  readonly weakMarks: readonly string[];
  readonly fewestWords: number;
}

/** The same made ready, in lower case. */
interface Search {
  /** Finds any of the marks, the strong and the weak; null where the model names none. */
  readonly marks: RegExp | null;
  readonly fingerprints: ReadonlySet<string>;
}

/** Once for a model: every document is held against them, in one go. */
const searchFor = remembered(({ fingerprints, weakMarks }: TemplateSigns): Search => {
  const lower = fingerprints.map((mark) => mark.toLowerCase());
  const all = [...lower, ...weakMarks.map((mark) => mark.toLowerCase())];
  // The longest first, since `xx` also begins `xxxx`.
  all.sort((a, b) => b.length - a.length);
  const marks = all.length === 0 ? null : new RegExp(all.map(escaped).join('|'), 'g');
  return { marks, fingerprints: new Set(lower) };
});

/** More weak marks than one to so many words: nobody has filled it in. */
const WORDS_PER_WEAK_MARK = 60;

/**
 * What gives a document away as an unfilled template, or null when somebody has written something.
 * Sources: the leftovers found in real repositories (docs/evidence.md).
 */
export function findTemplateMark(document: Document, signs: TemplateSigns): TemplateMark | null {
  const { marks, fingerprints } = searchFor(signs);
  const weak: RegExpExecArray[] = [];
  for (const match of marks === null ? [] : document.lower.matchAll(marks)) {
    const { 0: found, index: at } = match;
    if (!fingerprints.has(found)) weak.push(match);
    else if (endsWithItself(document.lower, at, found)) {
      const mark = document.text.slice(at, at + found.length);
      return { line: lineAt(document.text, at), kind: 'fingerprint', mark };
    }
  }
  if (document.wordCount < signs.fewestWords) {
    return { line: 1, kind: 'short', mark: String(document.wordCount) };
  }
  const empty = emptyHeading(document);
  if (empty !== null) return { line: empty.line, kind: 'empty-headings', mark: empty.title };
  return weakMark(document, weak);
}

/** A document most of whose sections hold nothing is a form that nobody has filled in. */
function emptyHeading(document: Document): { line: number; title: string } | null {
  const { headings } = document;
  if (headings.length < 3) return null;
  const lines = document.text.split('\n');
  let first: { line: number; title: string } | null = null;
  let leaves = 0;
  let empty = 0;
  for (const [index, heading] of headings.entries()) {
    const next = headings[index + 1];
    if (next !== undefined && next.level > heading.level) continue;
    leaves += 1;
    const body = lines.slice(heading.line, next === undefined ? lines.length : next.line - 1);
    if (body.some((line) => /[\p{L}\p{N}]/u.test(line))) continue;
    empty += 1;
    first ??= { line: heading.line, title: heading.title };
  }
  return leaves >= 2 && empty * 2 >= leaves ? first : null;
}

function weakMark(document: Document, matches: readonly RegExpExecArray[]): TemplateMark | null {
  const alone = matches.filter(({ 0: mark, index }) => standsAlone(document.lower, index, mark.length));
  const [first] = alone;
  if (first === undefined || document.wordCount > alone.length * WORDS_PER_WEAK_MARK) return null;
  return { line: lineAt(document.text, first.index), kind: 'unfilled', mark: first[0] };
}

/** `OS2produkt` stands in a template; `OS2produkterne` is a word that anybody may write. */
function endsWithItself(text: string, at: number, mark: string): boolean {
  return !/[\p{L}\p{N}]$/u.test(mark) || !/^[\p{L}\p{N}]/u.test(text.slice(at + mark.length));
}

function standsAlone(text: string, at: number, length: number): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at + length] ?? ' ';
  return !/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after);
}

/** Whether a mark shows that nobody has filled the document in: being short is no such sign. */
export function isUnfilled(mark: TemplateMark | null): boolean {
  return mark !== null && mark.kind !== 'short';
}

/** The line, from 1, that a position in a text stands on. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
