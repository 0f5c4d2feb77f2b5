/** Documents that people read, by name, folder, heading and content, in open or closed formats. */
import { z } from 'zod';
import type { Document, Heading, RepositoryFacts } from '../facts/index.js';
import { monthsBetween } from './days.js';
import { absent, found, unknown } from './findings.js';
import { lineAt } from './template.js';
import { termsPattern } from './terms.js';
import { mayHold, unreadRepository, unreadText } from './unread.js';
import type { DocumentEntry, Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';

const terms = z.array(z.string().min(2)).min(1);

const parameters = z.strictObject({
  /** Terms in the file's name. */
  names: terms.optional(),
  /** Terms in the name of a folder above it. */
  folders: terms.optional(),
  /** Terms in a heading. */
  headings: terms.optional(),
  /** Terms in a heading or the first words: what the document says it is about. */
  opening: terms.optional(),
  /** Terms of which the text must hold one, besides the above. Only open formats can be read. */
  text: terms.optional(),
  /** `recognised`: where GitHub itself looks, `.github`, the root and `docs`; `profile`: an organisation's front page. */
  place: z.enum(['anywhere', 'root', 'recognised', 'profile']).optional(),
  /** `documentation`: those that hold no code. */
  repositories: z.enum(['all', 'code', 'main', 'documentation']).optional(),
  formats: z
    .array(z.enum(['open', 'closed', 'video']))
    .min(1)
    .optional(),
  /** Terms in name or folder that make it something else. */
  except: terms.optional(),
  /** Older than this does not count; a document whose age nobody knows is neither in nor out. */
  maxAgeMonths: z.int().positive().optional(),
  /** Fewer words than this say nothing; the model's general figure where it is left out. */
  fewestWords: z.int().positive().optional(),
});
type Parameters = z.infer<typeof parameters>;

/** How far into a text its opening goes, in characters. */
const OPENING = 1200;

type Verdict =
  | {
      readonly kind: 'counts';
      readonly sighting: Sighting;
      readonly words: number;
      readonly ageMonths: number | null;
    }
  | { readonly kind: 'rejected'; readonly sighting: Sighting }
  | { readonly kind: 'unclear'; readonly says: Saying }
  | { readonly kind: 'other' };

export const document: Probe<Parameters> = {
  name: 'document',
  parameters,
  measures: ['count', 'words', 'ageMonths'],
  find,
};

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const counting: Extract<Verdict, { kind: 'counts' }>[] = [];
  const rejected: Sighting[] = [];
  let unclear: Saying | null = null;
  for (const repository of repositoriesFor(context, wanted)) {
    const listing = context.listing(repository);
    if (
      listing.incomplete === 'unread' ||
      (listing.incomplete === 'cut' && (wanted.place ?? 'anywhere') === 'anywhere')
    ) {
      unclear ??= unreadRepository(repository, listing);
    }
    for (const entry of listing.documents) {
      const verdict = judge(context, repository, entry, wanted);
      if (verdict.kind === 'counts') counting.push(verdict);
      else if (verdict.kind === 'rejected') rejected.push(verdict.sighting);
      else if (verdict.kind === 'unclear') unclear ??= verdict.says;
    }
  }
  if (counting.length > 0) {
    counting.sort((a, b) => b.words - a.words || (a.ageMonths ?? 999) - (b.ageMonths ?? 999));
    return found(
      counting.map((one) => one.sighting),
      measures(counting),
      unclear,
    );
  }
  return unclear === null ? absent(rejected) : unknown(unclear);
}

function measures(counting: readonly Extract<Verdict, { kind: 'counts' }>[]): Record<string, number> {
  const ages = counting.map((one) => one.ageMonths).filter((age) => age !== null);
  const figures: Record<string, number> = {
    count: counting.length,
    words: Math.max(...counting.map((one) => one.words)),
  };
  if (ages.length > 0) figures['ageMonths'] = Math.min(...ages);
  return figures;
}

function repositoriesFor(context: ProbeContext, wanted: Parameters): readonly RepositoryFacts[] {
  // What cannot be read may hold code; the document may then lie there.
  const { codeRepositories: code, unreadRepositories: unread } = context;
  if (wanted.repositories === 'code') return [...new Set([...code, ...unread])];
  if (wanted.repositories === 'main') return [...new Set([...code.slice(0, 1), ...unread])];
  if (wanted.repositories === 'documentation') {
    return context.repositories.filter((repository) => !context.codeRepositories.includes(repository));
  }
  return context.repositories;
}

function judge(
  context: ProbeContext,
  repository: RepositoryFacts,
  entry: DocumentEntry,
  wanted: Parameters,
): Verdict {
  if (!(wanted.formats ?? ['open']).includes(entry.format) || !inPlace(entry, wanted))
    return { kind: 'other' };
  if (wanted.except !== undefined && namedAs(entry, termsPattern(wanted.except))) return { kind: 'other' };
  const { path, kind } = entry.entry;
  const text = repository.documents.get(path) ?? null;
  const line = subjectLine(entry, text, wanted);
  if (line === 'unread') return { kind: 'unclear', says: unreadText(path) };
  if (line === 'no') return { kind: 'other' };
  const date = repository.lastChanged.get(path) ?? null;
  const sighting = (says: Saying, at: number | null): Sighting => ({
    repository,
    path,
    line: at,
    date,
    says,
  });
  if (entry.isTemplate)
    return {
      kind: 'rejected',
      sighting: sighting({ key: 'document.template', parameters: { path } }, line.at),
    };
  if (text === null && (entry.format === 'open' || kind === 'symlink'))
    return { kind: 'unclear', says: unreadText(path) };
  if (text !== null) {
    const objection = objectionTo(context, text, wanted);
    if (objection !== null) return { kind: 'rejected', sighting: sighting(objection.says, objection.line) };
  }
  const place = text !== null && wanted.text !== undefined ? firstLine(text, wanted.text) : line.at;
  if (place === 'no') return { kind: 'other' };
  return judgeAge(
    context,
    wanted,
    sighting(foundSaying(path, date, line.heading, entry), place),
    text?.wordCount ?? 0,
  );
}

function judgeAge(context: ProbeContext, wanted: Parameters, sighting: Sighting, words: number): Verdict {
  const ageMonths = sighting.date === null ? null : monthsBetween(sighting.date, context.asOf);
  const path = sighting.path ?? '';
  if (wanted.maxAgeMonths !== undefined) {
    if (ageMonths === null)
      return { kind: 'unclear', says: { key: 'document.undated', parameters: { path } } };
    if (ageMonths > wanted.maxAgeMonths) {
      return {
        kind: 'rejected',
        sighting: {
          ...sighting,
          says: { key: 'document.old', parameters: { path, changedDay: sighting.date ?? '' } },
        },
      };
    }
  }
  return { kind: 'counts', sighting, words, ageMonths };
}

function inPlace(entry: DocumentEntry, wanted: Parameters): boolean {
  const folder = entry.entry.lowerPath.slice(0, -entry.entry.lowerName.length);
  if (wanted.place === 'root') return folder === '';
  if (wanted.place === 'profile') return folder === 'profile/' || folder === '.github/profile/';
  if (wanted.place === 'recognised') return ['', '.github/', 'docs/', 'doc/'].includes(folder);
  return true;
}

function namedAs(entry: DocumentEntry, pattern: RegExp): boolean {
  return pattern.test(entry.name) || entry.folders.some((folder) => pattern.test(folder));
}

interface Subject {
  readonly at: number | null;
  readonly heading: string | null;
}

/** Where the document shows that it is about the subject: a name, a folder, a heading, the opening. */
function subjectLine(
  entry: DocumentEntry,
  text: Document | null,
  wanted: Parameters,
): Subject | 'no' | 'unread' {
  const named =
    (wanted.names !== undefined && termsPattern(wanted.names).test(entry.name)) ||
    (wanted.folders !== undefined &&
      entry.folders.some((folder) => termsPattern(wanted.folders ?? []).test(folder)));
  const start = text === null ? null : 1;
  if (wanted.opening !== undefined) {
    if (!named) return 'no';
    return text === null ? { at: null, heading: null } : openingLine(text, wanted.opening);
  }
  if (named) return { at: start, heading: null };
  if (wanted.headings === undefined) {
    const asksForAny = wanted.names === undefined && wanted.folders === undefined;
    return asksForAny ? { at: start, heading: null } : 'no';
  }
  if (text === null) return mayHold(entry) ? 'unread' : 'no';
  const heading = headingWith(text, wanted.headings);
  return heading === null ? 'no' : { at: heading.line, heading: heading.title };
}

function headingWith(text: Document, words: readonly string[]): Heading | null {
  const pattern = termsPattern(words);
  return text.headings.find((heading) => pattern.test(heading.lower)) ?? null;
}

function openingLine(text: Document, words: readonly string[]): Subject | 'no' {
  const heading = headingWith(text, words);
  if (heading !== null) return { at: heading.line, heading: heading.title };
  const match = termsPattern(words).exec(text.lower.slice(0, OPENING));
  return match === null ? 'no' : { at: lineAt(text.lower, match.index), heading: null };
}

function firstLine(text: Document, words: readonly string[]): number | 'no' {
  const match = termsPattern(words).exec(text.lower);
  return match === null ? 'no' : lineAt(text.lower, match.index);
}

function objectionTo(
  context: ProbeContext,
  text: Document,
  wanted: Parameters,
): { says: Saying; line: number } | null {
  const { path } = text;
  const mark = context.templateMark(text);
  if (mark !== null && (mark.kind !== 'short' || wanted.fewestWords === undefined)) {
    return { says: { key: `document.${mark.kind}`, parameters: { path, mark: mark.mark } }, line: mark.line };
  }
  if (text.wordCount < (wanted.fewestWords ?? 0)) {
    return { says: { key: 'document.short', parameters: { path, mark: String(text.wordCount) } }, line: 1 };
  }
  return null;
}

function foundSaying(
  path: string,
  date: string | null,
  heading: string | null,
  entry: DocumentEntry,
): Saying {
  const about = heading === null ? { path } : { path, heading };
  const key = `things.${heading === null ? entry.format : 'section'}`;
  return date === null
    ? { key, parameters: about }
    : { key: `${key}Dated`, parameters: { ...about, changedDay: date } };
}
