import type { Model } from '../governance/index.js';
import type { Columns } from './columns.js';
import { finding } from './findings.js';
import { forms } from './forms.js';
import { readMarkdownHead, targetLevelIn } from './head.js';
import { linesOf } from './lines.js';
import type { RawAnswer, RawDeclaration } from './raw.js';
import { readTables, type TableReading } from './rows.js';
import { readSections } from './sections.js';
import { readStatus } from './status.js';
import type { DeclarationFinding } from './types.js';

/** What a Markdown text turned out to be. */
export type MarkdownReading =
  | { readonly kind: 'declaration'; readonly raw: RawDeclaration }
  /** A secretariat's evaluation: it rates, it does not declare. */
  | { readonly kind: 'evaluation' }
  | { readonly kind: 'nothing' };

/** Reads a Markdown declaration of any generation. Never throws. */
export function readMarkdown(text: string, model: Model): MarkdownReading {
  const { all: lines, tooLong } = linesOf(text);
  const tables = readTables(lines);
  const sections = readSections(lines);
  const inSections = sections.answers.length > tables.answers.length;
  const { answers, firstLine } = inSections ? sections : tables;
  if (!inSections && isEvaluation(tables.headers)) return { kind: 'evaluation' };
  if (answers.length === 0) return { kind: 'nothing' };
  const above = lines.slice(0, Math.max(0, firstLine));
  const head = { ...readMarkdownHead(above, lines), targetLevel: targetLevelIn(above, model) };
  const findings: DeclarationFinding[] = tooLong.map((line) => finding('line-too-long', line));
  findings.push(
    ...(inSections ? sections.findings : [...tables.findings, ...headerFindings(tables.headers)]),
  );
  const form = inSections
    ? { generation: 'E' as const, numbers: 'current' as const }
    : generationOf(tables, model);
  return { kind: 'declaration', raw: { ...form, head, answers, findings } };
}

/** Ratings without answers. The newest evaluation form repeats the declaration's columns, which are then read. */
function isEvaluation(headers: readonly Columns[]): boolean {
  const all = headers.flat();
  return (
    all.includes('evaluation') && !['status', 'text', 'mark'].some((role) => all.includes(role as 'status'))
  );
}

function headerFindings(headers: readonly Columns[]): readonly DeclarationFinding[] {
  const findings: DeclarationFinding[] = [];
  if (headers.length > 1) findings.push(finding('headers-differ', null));
  if (headers.flat().includes('evaluation')) findings.push(finding('evaluation-form', null));
  return findings;
}

function generationOf(tables: TableReading, model: Model): Pick<RawDeclaration, 'generation' | 'numbers'> {
  const { answers, headers, textColumns } = tables;
  const columns = headers.flat();
  if (columns.includes('status') || !columns.includes('text')) return { generation: 'C', numbers: 'current' };
  const numbers = hasOldNumbers(answers, model) ? 'old' : 'current';
  if (!forms.oldTextColumns.some((name) => textColumns.has(name))) return { generation: 'B', numbers };
  const marks = answers.filter(({ status }) => status !== '');
  const boxes = marks.filter(({ status }) => readStatus(status).box !== null);
  if (marks.length > boxes.length) return { generation: 'A2', numbers };
  const isA =
    boxes.length > 0 || numbers === 'old' || !answers.some(({ level }) => /^[a-zæøå]{3}/.test(level));
  return isA ? { generation: 'A', numbers: 'old' } : { generation: 'A2', numbers };
}

/** Before 2024 the lowest level was called 0, and some requirements had numbers that are gone. */
function hasOldNumbers(answers: readonly RawAnswer[], model: Model): boolean {
  const ids = new Set(model.requirements.map(({ id }) => id));
  return answers.some(
    ({ number, level }) => level === '0' || (forms.oldNumbers.includes(number) && !ids.has(number)),
  );
}
