/** What stands above the first table of an evaluation: product, date, status and what has been decided. */
import {
  cellText,
  dayInName,
  labelledIn,
  productInName,
  productKey,
  readDay,
} from '../declarations/index.js';
import { plainText, safeLink } from '../messages/index.js';
import { conflict, finding, quote } from './findings.js';
import { forms, type EvaluationHeadField } from './forms.js';
import type { EvaluationFinding } from './types.js';

export interface Written {
  readonly text: string;
  readonly line: number;
}

export interface Head {
  readonly product: string | null;
  readonly names: readonly string[];
  readonly date: string | null;
  readonly formVersion: string | null;
  readonly organisation: string | null;
  readonly draft: boolean;
  readonly decided: Written | null;
  readonly findings: readonly EvaluationFinding[];
  readonly conflicts: readonly EvaluationFinding[];
}

const LABELS = Object.entries(forms.head) as readonly [EvaluationHeadField, readonly string[]][];
const LONGEST_LINE = 8_000;
const LONGEST_NAME = 100;

/** `above` are the lines before the first table; `path` is where the file lies and may be empty. */
export function readHead(above: readonly string[], path: string): Head {
  const fields = fieldsIn(above);
  const heading = headingIn(above);
  const title = titleIn(above);
  const names = [heading?.name, title?.name, productInName(path)].filter(
    (name) => name !== undefined && name !== null,
  );
  const findings: EvaluationFinding[] = [];
  const conflicts = nameConflicts(heading, title, productInName(path));
  const written = fields.get('date');
  const inner = written === undefined ? null : readDay(written.text);
  const outer = dayInName(path);
  if (written !== undefined && inner === null)
    findings.push(finding('unreadable-date', written.line, { written: quote(written.text) }));
  if (inner !== null && outer !== null && inner !== outer)
    conflicts.push(conflict('dates-differ', written?.line ?? null, { inner, name: outer }));
  const date = inner ?? outer;
  if (date === null) findings.push(finding('no-date', null));
  if (names.length === 0) findings.push(finding('no-product', null));
  const status = fields.get('status')?.text ?? '';
  return {
    product: names[0] ?? null,
    names: [...new Set(names)],
    date,
    formVersion: short(fields.get('formVersion')),
    organisation: linkIn(fields.get('organisation')?.text ?? ''),
    draft: [status, heading?.whole ?? '', title?.whole ?? ''].some(isDraft),
    decided: fields.get('decided') ?? null,
    findings,
    conflicts,
  };
}

function fieldsIn(above: readonly string[]): ReadonlyMap<EvaluationHeadField, Written> {
  const found = new Map<EvaluationHeadField, Written>();
  for (const [index, line] of above.entries()) {
    for (const { field, text } of labelledIn(line, LABELS)) {
      const plain = plainText(cellText(text));
      if (plain !== '' && !found.has(field)) found.set(field, { text: plain, line: index + 1 });
    }
  }
  return found;
}

interface Named {
  readonly name: string | null;
  readonly whole: string;
  readonly line: number;
}

/** The first heading that is about a product. */
function headingIn(above: readonly string[]): Named | null {
  for (const [index, line] of above.entries()) {
    const text = /^ {0,3}#{1,2} (.*)$/.exec(line.slice(0, LONGEST_LINE))?.[1];
    if (text === undefined) continue;
    const whole = plainText(cellText(text, { links: 'label' }));
    const name = productOf(whole);
    if (name !== null) return { name, whole, line: index + 1 };
  }
  return null;
}

/** The front matter's title, read without YAML: it is a stranger's. */
function titleIn(above: readonly string[]): Named | null {
  if (above[0]?.trim() !== '---') return null;
  for (const [index, line] of above.entries()) {
    if (index > 0 && line.trim() === '---') return null;
    const text = /^title: *(.{1,1000})$/.exec(line.slice(0, 1100))?.[1];
    if (text === undefined) continue;
    const whole = plainText(unquoted(text.trim()));
    return { name: productOf(whole) ?? whole.slice(0, LONGEST_NAME), whole, line: index + 1 };
  }
  return null;
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
  } catch {
    // A bare or single-quoted title is no JSON.
  }
  return text.replace(/^'(.*)'$/, '$1');
}

/** `Vurdering af OS2-produkt: OS2eksempel`, `OS2eksempel evalueringsrapport`, `OS2eksempel`; null when it names none. */
function productOf(whole: string): string | null {
  const text = withoutDraft(whole);
  const lower = text.toLowerCase();
  const before = forms.product.before.find((words) => lower.startsWith(words));
  if (before !== undefined) return named(text.slice(before.length));
  const after = forms.product.after.find((words) => lower.endsWith(` ${words}`));
  if (after !== undefined) return named(text.slice(0, -after.length));
  return /^os2[\p{L}\d -]{2,60}$/iu.test(text) ? named(text) : null;
}

function named(text: string): string | null {
  const name = text.replace(/^[\s:–—-]+|[\s:–—-]+$/g, '').slice(0, LONGEST_NAME);
  return /\p{L}{2}/u.test(name) ? name : null;
}

function isDraft(text: string): boolean {
  const bare = text.replace(/^[[(*_\s]+/, '').toLowerCase();
  return forms.drafts.some((word) => bare.startsWith(word));
}

function withoutDraft(text: string): string {
  return isDraft(text) ? text.replace(/^\[[^\]]{1,30}\]\s*/, '') : text;
}

/** Other spellings of one name are told apart from other products. */
function nameConflicts(heading: Named | null, title: Named | null, file: string | null): EvaluationFinding[] {
  const first = heading?.name ?? title?.name ?? null;
  if (first === null) return [];
  const conflicts: EvaluationFinding[] = [];
  const compare = (other: string | null, where: 'title' | 'file', line: number | null): void => {
    if (other === null || other === first) return;
    const same = productKey(other) === productKey(first);
    // A file's name keeps no capitals and no æøå.
    if (same && where === 'file') return;
    conflicts.push(
      conflict(same ? 'spelling-differs' : `product-differs-${where}`, line, { first, other: quote(other) }),
    );
  };
  if (heading !== null) compare(title?.name ?? null, 'title', title?.line ?? null);
  compare(file, 'file', null);
  return conflicts;
}

function short(written: Written | undefined): string | null {
  return written === undefined ? null : plainText(written.text, { maxLength: LONGEST_NAME });
}

/** The first https address in a text. */
export function linkIn(text: string): string | null {
  const url = /https:\/\/[^\s()<>"']{1,1000}/i.exec(text)?.[0];
  return url === undefined ? null : safeLink(url);
}
