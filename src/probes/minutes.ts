/** Minutes and decisions of a product's groups, by where they are kept and the day they tell. */
import { z } from 'zod';
import type { Document } from '../facts/index.js';
import { monthsBetween } from './days.js';
import { absent, found, unknown } from './findings.js';
import { termsPattern } from './terms.js';
import { unreadOrCut } from './unread.js';
import type { DocumentEntry, Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const parameters = z.strictObject({
  /** Terms of which the folder or name must hold one to be minutes or a decision at all. */
  kept: z.array(z.string().min(2)).min(1),
  /** Terms that name the group. */
  group: z.array(z.string().min(2)).min(1).optional(),
  withinMonths: z.int().positive().optional(),
});
type Parameters = z.infer<typeof parameters>;

export const minutes: Probe<Parameters> = {
  name: 'minutes',
  parameters,
  measures: ['count', 'ageMonths'],
  find,
};

/** A page that only lists the others is no minute itself. */
const LIST_PAGE = /^(index|readme|referater|beslutninger|minutes|oversigt|dagsordner( og referater)?)$/;
const FEWEST_WORDS = 15;

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const seen: { sighting: Sighting; day: string }[] = [];
  const rejected: Sighting[] = [];
  let unseen = unreadOrCut(context);
  for (const repository of context.repositories) {
    const listing = context.listing(repository);
    for (const entry of listing.documents) {
      if (!isMinute(entry, wanted)) continue;
      const { path } = entry.entry;
      const text = repository.documents.get(path);
      const date = repository.lastChanged.get(path) ?? null;
      const day = dayInName(entry.name) ?? date;
      const sighting = (key: string): Sighting => ({
        repository,
        path,
        line: text === undefined ? null : 1,
        date,
        says: { key, parameters: { path, meetingDay: day ?? '' } },
      });
      if (entry.isTemplate) rejected.push(sighting('document.template'));
      else if (text !== undefined && isEmpty(context, text)) rejected.push(sighting('minutes.empty'));
      else if (day === null) unseen ??= { key: 'document.undated', parameters: { path } };
      else if (day <= context.asOf) seen.push({ sighting: sighting('things.minute'), day });
    }
  }
  const recent = seen.filter(
    ({ day }) => wanted.withinMonths === undefined || monthsBetween(day, context.asOf) <= wanted.withinMonths,
  );
  recent.sort((a, b) => (a.day < b.day ? 1 : -1));
  const [newest] = recent;
  if (newest !== undefined) {
    const measures = { count: recent.length, ageMonths: monthsBetween(newest.day, context.asOf) };
    return found(
      recent.map(({ sighting }) => sighting),
      measures,
      unseen,
    );
  }
  if (unseen !== null) return unknown(unseen);
  const old = seen.map(({ sighting }) => ({ ...sighting, says: { ...sighting.says, key: 'minutes.old' } }));
  return absent([...old, ...rejected]);
}

/** An agenda may be nothing but headings; a form that nobody has filled in is no minute. */
function isEmpty(context: ProbeContext, text: Document): boolean {
  if (text.wordCount < FEWEST_WORDS) return true;
  const kind = context.templateMark(text)?.kind;
  return kind === 'fingerprint' || kind === 'unfilled';
}

function isMinute(entry: DocumentEntry, wanted: Parameters): boolean {
  if (entry.format === 'video' || entry.entry.kind === 'symlink' || LIST_PAGE.test(entry.name)) return false;
  const words = [...entry.folders, entry.name].join(' / ');
  if (!termsPattern(wanted.kept).test(words)) return false;
  return wanted.group === undefined || termsPattern(wanted.group).test(words);
}

/** The day in a name: `2026 04 22 ...`, `20260422`, `22 04 2026`. */
function dayInName(name: string): string | null {
  const iso = /(?<!\d)(20\d\d) ?(0[1-9]|1[0-2]) ?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(name);
  if (iso !== null) return `${iso[1] ?? ''}-${iso[2] ?? ''}-${iso[3] ?? ''}`;
  const danish = /(?<!\d)(0?[1-9]|[12]\d|3[01]) (0?[1-9]|1[0-2]) (20\d\d)(?!\d)/.exec(name);
  if (danish === null) return null;
  return `${danish[3] ?? ''}-${(danish[2] ?? '').padStart(2, '0')}-${(danish[1] ?? '').padStart(2, '0')}`;
}
