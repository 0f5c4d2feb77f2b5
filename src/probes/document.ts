/** Documents that people read, by name, folder, heading and content, in open or closed formats. */
import { z } from 'zod';
import type { Document, RepositoryFacts } from '../facts/index.js';
import { monthsBetween } from './days.js';
import { absent, found, unknown } from './findings.js';
import {
  firstLine,
  isCandidate,
  searchFor,
  subjectOf,
  type Search,
  type Subject,
} from './document-subject.js';
import { unreadRepository, unreadText } from './unread.js';
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
  const search = searchFor(wanted);
  const counting: Extract<Verdict, { kind: 'counts' }>[] = [];
  const rejected: Sighting[] = [];
  let unclear: Saying | null = null;
  for (const repository of repositoriesFor(context, wanted)) {
    const listing = context.listing(repository);
    if (listing.incomplete === 'unread' || (listing.incomplete === 'cut' && search.places === null)) {
      unclear ??= unreadRepository(repository, listing);
    }
    for (const entry of listing.documents) {
      if (!isCandidate(entry, search)) continue;
      const text = repository.documents.get(entry.entry.path);
      const subject = subjectOf(entry, text, search);
      if (subject === 'no') continue;
      const verdict = judge({ context, repository, entry, text, wanted, search, subject });
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

interface Case {
  readonly context: ProbeContext;
  readonly repository: RepositoryFacts;
  readonly entry: DocumentEntry;
  readonly text: Document | undefined;
  readonly wanted: Parameters;
  readonly search: Search;
  readonly subject: Subject | 'unread';
}

function judge({ context, repository, entry, text, wanted, search, subject }: Case): Verdict {
  const { path, kind } = entry.entry;
  if (subject === 'unread') return { kind: 'unclear', says: unreadText(path) };
  const date = repository.lastChanged.get(path) ?? null;
  const sighting = (says: Saying, line: number | null): Sighting => ({ repository, path, line, date, says });
  if (entry.isTemplate)
    return {
      kind: 'rejected',
      sighting: sighting({ key: 'document.template', parameters: { path } }, subject.at),
    };
  if (text === undefined && (entry.format === 'open' || kind === 'symlink'))
    return { kind: 'unclear', says: unreadText(path) };
  if (text !== undefined) {
    const objection = objectionTo(context, text, wanted);
    if (objection !== null) return { kind: 'rejected', sighting: sighting(objection.says, objection.line) };
  }
  const line = text !== undefined && search.text !== null ? firstLine(text, search.text) : subject.at;
  if (line === 'no') return { kind: 'other' };
  const says = foundSaying(path, date, subject.heading, entry);
  return judgeAge(context, wanted, sighting(says, line), text?.wordCount ?? 0);
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
