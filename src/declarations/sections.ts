import { finding } from './findings.js';
import { plainText } from './plainText.js';
import { MOST_ANSWERS, numberIn, type RawAnswer } from './raw.js';
import type { DeclarationFinding } from './types.js';

/** Generation E: one heading per requirement, then `**Status:**`, `**Dokumentation:**` and others, then a rule. */

export interface SectionReading {
  readonly answers: readonly RawAnswer[];
  readonly findings: readonly DeclarationFinding[];
  /** Index of the first requirement's heading; -1 without one. */
  readonly firstLine: number;
}

interface Section {
  readonly number: string;
  readonly title: string;
  readonly line: number;
  readonly fields: Map<string, string[]>;
  field: string | null;
}

/** Reads every section that has a status. Never throws. */
export function readSections(lines: readonly string[]): SectionReading {
  const sections: Section[] = [];
  let current: Section | null = null;
  for (const [index, line] of lines.entries()) {
    const heading = headingIn(line);
    if (heading !== null) {
      current = heading.number === null ? null : { ...heading, number: heading.number, ...start(index) };
      if (current !== null) sections.push(current);
    } else if (current !== null) {
      readField(current, line);
    }
    if (sections.length > MOST_ANSWERS) break;
  }
  const told = sections.filter((section) => section.fields.has('status'));
  const untold = told.length === 0 ? [] : sections.filter((section) => !section.fields.has('status'));
  return {
    answers: told.map(answerOf),
    findings: untold.map(({ number, line }) => finding('section-without-status', line, { number })),
    firstLine: (told[0]?.line ?? 0) - 1,
  };
}

function start(index: number): Pick<Section, 'line' | 'fields' | 'field'> {
  return { line: index + 1, fields: new Map(), field: null };
}

/** Any heading ends the section before it; one that begins with a requirement's number begins the next. */
function headingIn(line: string): { readonly number: string | null; readonly title: string } | null {
  const text = /^ {0,3}#{2,6} (.*)$/.exec(line.slice(0, 1000))?.[1]?.trim();
  if (text === undefined) return null;
  const match = /^(\S{1,8}) ?[-–—:.]? ?(.*)$/.exec(text);
  return { number: numberIn(match?.[1] ?? ''), title: plainText(match?.[2] ?? '', { links: 'label' }) };
}

function readField(section: Section, line: string): void {
  const match = /^ {0,3}\*\*([^*:]{1,40})(?::\*\*|\*\* ?:) ?(.*)$/.exec(line);
  const label = match?.[1]?.trim().toLowerCase();
  if (match !== null && label !== undefined && LABELS.has(label)) {
    section.field = label;
    section.fields.set(label, [match[2] ?? '']);
  } else if (section.field !== null) {
    section.fields.get(section.field)?.push(line);
  }
}

const LABELS = new Set(['status', 'kategori', 'produktniveau', 'retningslinjer', 'dokumentation']);

function answerOf(section: Section): RawAnswer {
  const text = (name: string) => plainText(withoutRule(section.fields.get(name) ?? []).join('\n'));
  return {
    number: section.number,
    title: section.title,
    status: text('status'),
    decided: null,
    text: text('dokumentation'),
    level: text('produktniveau').toLowerCase(),
    guidance: text('retningslinjer'),
    line: section.line,
  };
}

/** The rule at the end separates sections and is no part of the text. */
function withoutRule(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && /^\s{0,20}(-{3,100})?\s{0,20}$/.test(lines[end - 1] ?? '')) end -= 1;
  return lines.slice(0, end);
}
