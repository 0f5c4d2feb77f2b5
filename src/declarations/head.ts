import type { Model } from '../governance/index.js';
import { readDay } from './dates.js';
import { finding } from './findings.js';
import { forms, type HeadField } from './forms.js';
import { labelledIn } from './labelled.js';
import { oneLine, plainText, quote } from './plainText.js';
import { isHeadPlaceholder } from './quality.js';
import type { RawHead } from './raw.js';
import type { Declaration, DeclarationFinding } from './types.js';

/** What stands above the first requirement: product, date, who filled it in, and so on. */

const LABELS = Object.entries(forms.head) as readonly [HeadField, readonly string[]][];

/** The head of a Markdown declaration, as written. `above` are the lines before the first answer. */
export function readMarkdownHead(above: readonly string[], all: readonly string[]): RawHead {
  const found = new Map<HeadField, Written>();
  for (const [index, line] of above.entries()) {
    for (const { field, text } of labelledIn(line, LABELS)) {
      if (!found.has(field)) found.set(field, { text: plainText(text), line: index + 1 });
    }
  }
  const product = productIn(above);
  if (product !== null) found.set('product', product);
  const logged = found.has('date') ? null : logDay(all);
  if (logged !== null) found.set('date', logged);
  const textOf = (field: HeadField) => found.get(field)?.text ?? null;
  return {
    product: textOf('product'),
    filledBy: textOf('filledBy'),
    date: textOf('date'),
    generatedAt: null,
    formVersion: textOf('formVersion'),
    gitOrganisation: textOf('gitOrganisation'),
    targetLevel: null,
    lines: Object.fromEntries([...found].map(([field, { line }]) => [field, line])),
  };
}

interface Written {
  readonly text: string;
  readonly line: number;
}

/** The product's name out of the first heading that has one, or the front matter's title, or a first line of one word. */
function productIn(lines: readonly string[]): Written | null {
  for (const pattern of [/^ {0,3}#{1,2} (.*)$/, /^title: ["']?(.*)$/]) {
    for (const [index, line] of lines.entries()) {
      const title = pattern.exec(line.slice(0, 8000))?.[1];
      const text = title === undefined ? null : productOfTitle(title);
      if (text !== null) return { text, line: index + 1 };
    }
  }
  const first = lines.findIndex((line) => line.trim() !== '');
  const text = lines[first]?.trim() ?? '';
  return /^[\p{L}\d-]{3,40}$/u.test(text) ? { text, line: first + 1 } : null;
}

const REPORT =
  /governance[ _-]?rapport(?:en)?|governance[ _-]?report|selvevaluering|selvevaluering af|self[- ]assessment/i;

/** `Governancerapport for OS2eksempel`, `OS2eksempel - Governancerapport`, `OS2eksempel's Governance Report`. */
function productOfTitle(title: string): string | null {
  const text = oneLine(plainText(title));
  const after =
    /^(?:\[kladde\] )?(?:governance ?rapport(?:en)?|selvevaluering|evaluering|governance report) (?:for|af|of) (.*)$/i.exec(
      text,
    )?.[1];
  if (after !== undefined) return after;
  const report = REPORT.exec(text);
  if (report === null) return /^[\p{L}\d][\p{L}\d -]{2,60}$/u.test(text) && /^os2/i.test(text) ? text : null;
  const before = text.slice(0, report.index).replace(/[\s:–—-]{1,10}$/, '');
  if (/^guide\b/i.test(before)) return null;
  if (before !== '') return before.replace(/['’´`]s$|s['’´`]$/, '');
  const rest = text.slice(report.index + report[0].length).trim();
  return rest === '' || rest.length > 60 ? null : rest;
}

/** The newest day of the log at the end of the oldest forms, where the head has none. */
function logDay(lines: readonly string[]): Written | null {
  const start = lines.findIndex((line) => /^ {0,3}#{1,3} log\b/i.test(line));
  if (start < 0) return null;
  let newest: Written | null = null;
  for (const [index, line] of lines.slice(start, start + 200).entries()) {
    const day = line.startsWith('|') ? readDay(line.slice(0, 60)) : null;
    if (day !== null && (newest === null || day > newest.text))
      newest = { text: day, line: start + index + 1 };
  }
  return newest;
}

export interface CleanHead extends Pick<
  Declaration,
  'product' | 'filledBy' | 'date' | 'formVersion' | 'gitOrganisation' | 'targetLevel'
> {
  readonly generatedAt: string | null;
  readonly findings: readonly DeclarationFinding[];
}

/** A name or address is shorter; what is longer is cut. */
const LONGEST_VALUE = 300;

/** The head without brackets, drafts' marks and placeholders; days as `YYYY-MM-DD`. */
export function cleanHead(raw: RawHead, model: Model): CleanHead {
  const findings: DeclarationFinding[] = [];
  const clean = (field: HeadField) => cleanValue(raw[field], raw.lines[field] ?? null, findings);
  const written = clean('date');
  const date = written === null ? null : readDay(written);
  if (written !== null && date === null) {
    findings.push(finding('unreadable-date', raw.lines.date ?? null, { written: quote(written) }));
  }
  const level = raw.targetLevel;
  const generatedAt = cutTo(oneLine(raw.generatedAt ?? ''), 40);
  return {
    product: clean('product'),
    filledBy: clean('filledBy'),
    date: date ?? readDay(generatedAt),
    formVersion: clean('formVersion'),
    gitOrganisation: clean('gitOrganisation'),
    targetLevel: level !== null && model.levels.some(({ id }) => id === level) ? level : null,
    generatedAt: generatedAt === '' || readDay(generatedAt) === null ? null : generatedAt,
    findings,
  };
}

/** Cleaning a clean value changes nothing, so that what is written is read as the same. */
function cleanValue(raw: string | null, line: number | null, findings: DeclarationFinding[]): string | null {
  let value = cutTo(oneLine(raw ?? ''), LONGEST_VALUE);
  while (value !== '') {
    const draft = /^\[kladde\]/i.exec(value)?.[0];
    const bracketed = /^\[([^[\]]{1,500})\]$/.exec(value)?.[1];
    if (draft !== undefined) {
      findings.push(finding('draft', line));
      value = value.slice(draft.length).trim();
    } else if (isHeadPlaceholder(value)) {
      findings.push(finding('placeholder-in-head', line, { written: quote(value) }));
      return null;
    } else if (bracketed !== undefined) {
      findings.push(finding('brackets-left', line, { written: quote(value) }));
      value = bracketed.trim();
    } else {
      return value;
    }
  }
  return null;
}

function cutTo(text: string, most: number): string {
  return text.length <= most ? text : Array.from(text).slice(0, most).join('').trim();
}

/** The level a text before the tables says the product aims at ("målsætning om at efterleve: Niveau 2"), or null. */
export function targetLevelIn(lines: readonly string[], model: Model): string | null {
  for (const line of lines) {
    const text = line.slice(0, 1000).replaceAll('*', '').toLowerCase();
    const said = forms.targetLevel.find((phrase) => text.includes(phrase));
    if (said === undefined) continue;
    const level = firstLevelIn(text.slice(text.indexOf(said) + said.length), model);
    if (level !== null) return level;
  }
  return null;
}

function firstLevelIn(text: string, model: Model): string | null {
  let first: { readonly id: string; readonly at: number } | null = null;
  for (const { id, name } of model.levels) {
    for (const word of [name.da, name.en, `niveau ${id}`, `level ${id}`]) {
      const at = word.length < 3 ? -1 : text.indexOf(word.toLowerCase());
      const whole = at >= 0 && !/^[\p{L}\d]/u.test(text.slice(at + word.length));
      if (whole && (first === null || at < first.at)) first = { id, at };
    }
  }
  return first?.id ?? null;
}
