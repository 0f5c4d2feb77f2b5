/** What a document must show to be about a subject: a name, a folder, a heading, the opening, words in its text. */
import type { Document, Heading } from '../facts/index.js';
import { remembered } from './remembered.js';
import { lineAt } from './template.js';
import { termsPattern } from './terms.js';
import type { DocumentEntry } from './types.js';
import { mayHold } from './unread.js';

type Terms = readonly string[] | undefined;

/** What a rule asks of a document, as the model writes it. */
export interface Wanted {
  readonly names?: Terms;
  readonly folders?: Terms;
  readonly headings?: Terms;
  readonly opening?: Terms;
  readonly text?: Terms;
  readonly except?: Terms;
  readonly place?: 'anywhere' | 'root' | 'recognised' | 'profile' | undefined;
  readonly formats?: readonly DocumentEntry['format'][] | undefined;
}

/** The same, made ready once for all documents that are held against it. */
export interface Search {
  readonly names: RegExp | null;
  readonly folders: RegExp | null;
  readonly headings: RegExp | null;
  readonly opening: RegExp | null;
  readonly text: RegExp | null;
  readonly except: RegExp | null;
  /** Folders with their slash; null: any. */
  readonly places: ReadonlySet<string> | null;
  readonly formats: readonly DocumentEntry['format'][];
}

/** Where a document shows that it is about the subject. */
export interface Subject {
  readonly at: number | null;
  readonly heading: string | null;
}

const OPEN_ONLY = ['open'] as const;
const PLACES = {
  anywhere: null,
  root: new Set(['']),
  recognised: new Set(['', '.github/', 'docs/', 'doc/']),
  profile: new Set(['profile/', '.github/profile/']),
} as const;
/** How far into a text its opening goes, in characters. */
const OPENING = 1200;

/** Once for a rule, and a model's rules live as long as the model. */
export const searchFor = remembered((wanted: Wanted): Search => ({
  names: patternOf(wanted.names),
  folders: patternOf(wanted.folders),
  headings: patternOf(wanted.headings),
  opening: patternOf(wanted.opening),
  text: patternOf(wanted.text),
  except: patternOf(wanted.except),
  places: PLACES[wanted.place ?? 'anywhere'],
  formats: wanted.formats ?? OPEN_ONLY,
}));

function patternOf(terms: Terms): RegExp | null {
  return terms === undefined ? null : termsPattern(terms);
}

/** Whether its format, place and name let it be looked at at all. */
export function isCandidate(entry: DocumentEntry, { formats, places, except }: Search): boolean {
  if (!formats.includes(entry.format)) return false;
  const { lowerPath, lowerName } = entry.entry;
  if (places !== null && !places.has(lowerPath.slice(0, -lowerName.length))) return false;
  return except === null || !(except.test(entry.name) || isBelow(entry, except));
}

function isBelow({ folders }: DocumentEntry, pattern: RegExp): boolean {
  for (const folder of folders) if (pattern.test(folder)) return true;
  return false;
}

/** `no`: it is about something else; `unread`: only its text could tell, and nobody read it. */
export function subjectOf(
  entry: DocumentEntry,
  text: Document | undefined,
  search: Search,
): Subject | 'no' | 'unread' {
  const { names, folders, headings, opening } = search;
  const named = (names?.test(entry.name) ?? false) || (folders !== null && isBelow(entry, folders));
  const start = text === undefined ? null : 1;
  if (opening !== null) {
    if (!named) return 'no';
    return text === undefined ? { at: null, heading: null } : openingOf(text, opening);
  }
  if (named) return { at: start, heading: null };
  if (headings === null) return names === null && folders === null ? { at: start, heading: null } : 'no';
  if (text === undefined) return mayHold(entry) ? 'unread' : 'no';
  const heading = headingWith(text, headings);
  return heading === null ? 'no' : { at: heading.line, heading: heading.title };
}

/** Most texts have no such heading, which one look at all of them tells. */
function headingWith(text: Document, pattern: RegExp): Heading | null {
  if (!pattern.test(text.headingLines)) return null;
  for (const heading of text.headings) if (pattern.test(heading.lower)) return heading;
  return null;
}

function openingOf(text: Document, pattern: RegExp): Subject | 'no' {
  const heading = headingWith(text, pattern);
  if (heading !== null) return { at: heading.line, heading: heading.title };
  const match = pattern.exec(text.lower.slice(0, OPENING));
  return match === null ? 'no' : { at: lineAt(text.lower, match.index), heading: null };
}

/** The first line whose words the pattern finds. */
export function firstLine(text: Document, pattern: RegExp): number | 'no' {
  const match = pattern.exec(text.lower);
  return match === null ? 'no' : lineAt(text.lower, match.index);
}
