/** Reads a publiccode.yml after the standard's version 0.7 (publiccodeyml/publiccode.yml, docs/standard): values, and what is wrong on which line. */
import { isMap, isScalar, LineCounter, parseDocument, type Document as YamlDocument, type Node } from 'yaml';
import { z } from 'zod';
import { licencesIn } from './licence-text.js';

export interface PubliccodeFile {
  /** The values; null when the file is no YAML mapping at all. */
  readonly data: unknown;
  readonly problems: readonly PubliccodeProblem[];
  /** The line of a dotted path, from 1; of its nearest parent where it is not there. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

export interface PubliccodeProblem {
  readonly kind: 'syntax' | 'missing' | 'wrong' | 'deprecated' | 'placeholder' | 'newer';
  /** Dotted path of the key. */
  readonly key: string;
  readonly line: number;
  readonly detail: string;
}

const NEWEST_KNOWN = [0, 7];
const text = z.string().min(1);
const description = z.looseObject({
  shortDescription: text.max(150),
  longDescription: text.min(150).max(10_000).optional(),
  features: z.array(text).min(1).optional(),
});
const contact = z.looseObject({ name: text });
const schema = z.looseObject({
  publiccodeYmlVersion: z.union([text, z.number()]),
  name: text,
  url: z.url(),
  platforms: z.array(text).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  description: z.record(z.string(), description),
  legal: z.looseObject({ license: text.refine((value) => licencesIn(value).length > 0, 'SPDX') }),
  maintenance: z.looseObject({
    type: z.enum(['internal', 'contract', 'community', 'none']),
    contacts: z.array(contact).optional(),
    contractors: z.array(contact).optional(),
  }),
  localisation: z.looseObject({ localisationReady: z.boolean(), availableLanguages: z.array(text).min(1) }),
});

const DEPRECATED: readonly (readonly string[])[] = [
  ['legal', 'repoOwner'],
  ['legal', 'authorsFile'],
  ['monochromeLogo'],
  ['inputTypes'],
  ['outputTypes'],
  ['it'],
];
const PLACEHOLDER =
  /^\[.*\]$|^(xx+|todo|insert.*|dd-mm-yyyy|lorem ipsum.*)$|example\.(com|org)|\[(udfyld|fill in)/i;

/** Never throws: a file that is not YAML has one problem and no data. */
export function readPubliccodeFile(source: string): PubliccodeFile {
  if (isIntricate(source)) {
    return { data: null, problems: [{ kind: 'syntax', key: '', line: 1, detail: '' }], lineOf: () => 1 };
  }
  const lines = new LineCounter();
  const document = parse(source, lines);
  const lineOf = (path: readonly (string | number)[]): number => lineOfPath(document, lines, path);
  const [error] = document.errors;
  if (error !== undefined) {
    const detail = error.message.split('\n')[0] ?? '';
    return {
      data: null,
      problems: [{ kind: 'syntax', key: '', line: lines.linePos(error.pos[0]).line, detail }],
      lineOf,
    };
  }
  const data = valuesOf(document);
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    return { data: null, problems: [{ kind: 'syntax', key: '', line: 1, detail: '' }], lineOf };
  }
  const problems = [
    ...schemaProblems(data, lineOf),
    ...deprecated(document, lineOf),
    ...leftovers(document, lines),
    ...newer(data, lineOf),
  ];
  return { data, problems: problems.sort((a, b) => a.line - b.line), lineOf };
}

/** What the parser makes a piece of; its time goes with their number, and strangers write these files. */
const PIECE = /[\n,[\]{}?&*"']|[:-](?=\s)/g;
const LONGEST = 128 * 1024;
const MOST_PIECES = 8000;

function isIntricate(source: string): boolean {
  return source.length > LONGEST || (source.match(PIECE)?.length ?? 0) > MOST_PIECES;
}

/** A broken file gives thousands of errors; the stack of each, which nobody reads, takes most of the time. */
function parse(source: string, lines: LineCounter): YamlDocument {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parseDocument(source, {
      lineCounter: lines,
      uniqueKeys: true,
      version: '1.2',
      customTags: [],
      prettyErrors: false,
      logLevel: 'silent',
    });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function valuesOf(document: YamlDocument): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 }) as unknown;
  } catch {
    // Too many aliases: a bomb, or a file nobody can have meant. It is reported as unreadable.
    return null;
  }
}

function schemaProblems(data: object, lineOf: PubliccodeFile['lineOf']): PubliccodeProblem[] {
  const result = schema.safeParse(data);
  const problems: PubliccodeProblem[] = [];
  for (const issue of result.success ? [] : result.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const missing = valueAt(data, path) === undefined;
    problems.push({
      kind: missing ? 'missing' : 'wrong',
      key: path.join('.'),
      line: lineOf(path),
      detail: issue.code,
    });
  }
  const long = valueAt(data, ['description']);
  const languages =
    long !== null && typeof long === 'object' ? Object.values(long as Record<string, unknown>) : [];
  if (languages.length > 0 && !languages.some((one) => valueAt(one, ['longDescription']) !== undefined)) {
    problems.push({
      kind: 'missing',
      key: 'description.*.longDescription',
      line: lineOf(['description']),
      detail: '',
    });
  }
  const type = valueAt(data, ['maintenance', 'type']);
  const wanted =
    type === 'contract' ? 'contractors' : type === 'internal' || type === 'community' ? 'contacts' : null;
  if (wanted !== null && valueAt(data, ['maintenance', wanted]) === undefined) {
    problems.push({
      kind: 'missing',
      key: `maintenance.${wanted}`,
      line: lineOf(['maintenance']),
      detail: '',
    });
  }
  return problems;
}

function deprecated(document: YamlDocument, lineOf: PubliccodeFile['lineOf']): PubliccodeProblem[] {
  return DEPRECATED.filter((path) => document.hasIn(path)).map((path) => ({
    kind: 'deprecated',
    key: path.join('.'),
    line: lineOf(path),
    detail: '',
  }));
}

/** Values that nobody has filled in. */
function leftovers(document: YamlDocument, lines: LineCounter): PubliccodeProblem[] {
  const problems: PubliccodeProblem[] = [];
  const visit = (node: unknown, key: string): void => {
    if (isMap(node)) {
      for (const { key: name, value } of node.items)
        visit(value, key === '' ? String(name) : `${key}.${String(name)}`);
    } else if (node !== null && typeof node === 'object' && 'items' in node) {
      for (const [index, item] of (node.items as unknown[]).entries()) visit(item, `${key}.${index}`);
    } else if (isScalar(node) && typeof node.value === 'string' && PLACEHOLDER.test(node.value.trim())) {
      problems.push({
        kind: 'placeholder',
        key,
        line: lines.linePos(node.range?.[0] ?? 0).line,
        detail: node.value.trim().slice(0, 60),
      });
    }
  };
  visit(document.contents, '');
  return problems;
}

function newer(data: object, lineOf: PubliccodeFile['lineOf']): PubliccodeProblem[] {
  const stated = valueAt(data, ['publiccodeYmlVersion']);
  const version = typeof stated === 'string' || typeof stated === 'number' ? String(stated) : '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [knownMajor = 0, knownMinor = 0] = NEWEST_KNOWN;
  if (major < knownMajor || (major === knownMajor && minor <= knownMinor)) return [];
  if (Number.isNaN(major) || Number.isNaN(minor)) return [];
  return [
    { kind: 'newer', key: 'publiccodeYmlVersion', line: lineOf(['publiccodeYmlVersion']), detail: version },
  ];
}

/** The value at a path, or undefined; prototype keys are never followed. */
export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

function lineOfPath(document: YamlDocument, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}
