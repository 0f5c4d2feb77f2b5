import { finding } from './findings.js';
import { innermostObjects, isObject, parseObject } from './jsonObjects.js';
import { canonicalText } from './plainText.js';
import type { HeadField } from './forms.js';
import { MOST_ANSWERS, numberIn, type RawAnswer, type RawDeclaration, type RawHead } from './raw.js';
import type { AnswerStatus, DeclarationFinding, Generation } from './types.js';

/** Generation D (the form's own export) and the JSON this program writes. */

type JsonObject = Readonly<Record<string, unknown>>;

const GENERATIONS: readonly Generation[] = ['A', 'A2', 'B', 'C', 'D', 'E'];
const STATUSES: readonly AnswerStatus[] = ['yes', 'no', 'planned', 'not-relevant', 'dont-know', 'unanswered'];

/** Reads a JSON declaration, whole or broken off; null when nothing in it looks like one. Never throws. */
export function readJson(text: string): RawDeclaration | null {
  const document = parseObject(text);
  const objects = innermostObjects(text);
  const isMultiLine = text.trim().includes('\n');
  const findings: DeclarationFinding[] = [];
  const entries = document === null ? objects.map(({ value }) => value) : entriesOf(document);
  const lines = linesByNumber(objects, isMultiLine);
  const answers: RawAnswer[] = [];
  for (const entry of entries.slice(0, MOST_ANSWERS)) {
    const answer = answerOf(entry, lines);
    if (answer !== null) answers.push(answer);
  }
  if (entries.length > MOST_ANSWERS) findings.push(finding('too-many-rows', null, { most: MOST_ANSWERS }));
  const top = document ?? topOf(text);
  const isDeclaration = document === null ? answers.length > 0 : hasAnswers(document);
  if (!isDeclaration) return null;
  if (document === null) {
    const line = isMultiLine ? text.trimEnd().split('\n').length : null;
    findings.push(finding('broken-json', line, { count: answers.length }));
  }
  const head = {
    product: textOf(top, 'productName') ?? textOf(top, 'product'),
    filledBy: textOf(top, 'filledBy'),
    date: textOf(top, 'filledDate') ?? textOf(top, 'date'),
    generatedAt: textOf(top, 'generatedAt'),
    formVersion: textOf(top, 'formVersion'),
    gitOrganisation: textOf(top, 'gitOrganisation'),
    targetLevel: textOf(top, 'targetLevel'),
    lines: isMultiLine ? headLines(text) : {},
  };
  const generation = GENERATIONS.find((known) => known === top['generation']) ?? 'D';
  return { generation, numbers: 'current', head, answers, findings };
}

function hasAnswers(document: JsonObject): boolean {
  const list = listOf(document);
  if (list === null) return false;
  return 'productName' in document || 'format' in document || entriesOf(document).length > 0;
}

function listOf(document: JsonObject): readonly unknown[] | JsonObject | null {
  for (const name of ['krav', 'answers']) {
    const list = document[name];
    if (Array.isArray(list) || isObject(list)) return list as readonly unknown[] | JsonObject;
  }
  return null;
}

/** `krav: [{ id: "R1", … }]`, or `krav: { R1: { … } }`. */
function entriesOf(document: JsonObject): readonly JsonObject[] {
  const list = listOf(document);
  if (list === null) return [];
  if (Array.isArray(list)) return list.filter(isObject).filter((entry) => numberOf(entry) !== null);
  const entries: JsonObject[] = [];
  for (const [id, entry] of Object.entries(list)) if (isObject(entry)) entries.push({ id, ...entry });
  return entries;
}

function numberOf(entry: JsonObject): string | null {
  const id = entry['id'] ?? entry['requirement'];
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : null;
}

function answerOf(entry: JsonObject, lines: Map<string, number[]>): RawAnswer | null {
  const id = numberOf(entry);
  const isAnswer = ['efterlevet', 'dokumentation', 'status', 'krav'].some((name) => name in entry);
  if (id === null || !isAnswer) return null;
  const status = STATUSES.find((known) => known === entry['status']) ?? null;
  return {
    number: numberIn(id) ?? id,
    title: textOf(entry, 'krav') ?? '',
    status: textOf(entry, 'efterlevet') ?? textOf(entry, 'raw') ?? '',
    decided: status,
    text: canonicalText(textOf(entry, 'dokumentation') ?? textOf(entry, 'text') ?? ''),
    level: (textOf(entry, 'produktniveau') ?? '').toLowerCase(),
    guidance: canonicalText(textOf(entry, 'retningslinjer') ?? ''),
    line: lines.get(id)?.shift() ?? null,
  };
}

function textOf(object: JsonObject, name: string): string | null {
  const value = object[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : null;
}

function linesByNumber(
  objects: readonly { readonly value: JsonObject; readonly line: number }[],
  severalLines: boolean,
): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  if (!severalLines) return lines;
  for (const { value, line } of objects) {
    const id = numberOf(value);
    if (id === null) continue;
    const known = lines.get(id);
    if (known === undefined) lines.set(id, [line]);
    else known.push(line);
  }
  return lines;
}

/** The texts at the beginning of a broken file. */
function topOf(text: string): JsonObject {
  const top: Record<string, string> = {};
  const head = text.slice(0, 10_000);
  for (const [, name = '', value = ''] of head.matchAll(
    /"([A-Za-z]{4,20})"\s{0,4}:\s{0,4}("(?:[^"\\\n]|\\.){0,500}")/g,
  )) {
    if (name in top) continue;
    const parsed = parseObject(`{"value":${value}}`)?.['value'];
    if (typeof parsed === 'string') top[name] = parsed;
  }
  return top;
}

/** Keys of the head, which stand before the answers. */
const HEAD_KEYS = { productName: 'product', filledBy: 'filledBy', filledDate: 'date' } as const;

function headLines(text: string): RawHead['lines'] {
  const lines: Partial<Record<HeadField, number>> = {};
  for (const [index, line] of text.slice(0, 10_000).split('\n').entries()) {
    for (const [key, field] of Object.entries(HEAD_KEYS)) {
      if (line.includes(`"${key}"`)) lines[field] ??= index + 1;
    }
  }
  return lines;
}
