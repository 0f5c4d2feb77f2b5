/** YAML that strangers may have written, as plain values whose lines are known. Hostile input ends in a mistake, never in a throw. */
import { LineCounter, parseAllDocuments, type Document, type YAMLError } from 'yaml';
import type { Mistake } from './mistakes.js';
import { PlainValues, type Report, type YamlPath } from './plain-values.js';

export type { YamlPath } from './plain-values.js';

/** One document of a YAML file. */
export interface YamlDocument {
  readonly file: string;
  /** Plain objects, arrays and scalars; `undefined` when nothing useful could be read. */
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** From 1; the line of the nearest thing around the path that stands in the file. */
  readonly lineOf: (path: YamlPath) => number;
  /** A mistake at a path. */
  readonly mistake: (key: string, path: YamlPath, parameters?: Mistake['parameters']) => Mistake;
}

export interface YamlOptions {
  /** What the file is called in mistakes. */
  readonly file: string;
  readonly maxBytes: number;
}

/** After so many, what follows is only the echo of the first. */
const MOST_SYNTAX_MISTAKES = 20;
/** Lines that steer the parser (`%YAML`, `%TAG`): nobody needs them here, and many of them take the parser long. */
const DIRECTIVE = /^%/m;
const SEPARATOR = /^(---|\.\.\.)/gm;
const MOST_DOCUMENTS = 10;
/** What the parser makes a piece of. A file that people write has one to ten letters or so; the parser's time goes with their number. */
const PIECE = /[\n,[\]{}?&*]|[:-](?=\s)/g;
const MOST_PIECES_IN_SHORT = 4000;
const LETTERS_PER_PIECE = 5;

/**
 * Reads every document of a YAML 1.2 file. Keys are unique, aliases at most 50, directives, tags of one's own and keys
 * that reach a prototype are refused, nesting is at most 32 deep.
 */
export function readYaml(text: string, options: YamlOptions): readonly [YamlDocument, ...YamlDocument[]] {
  const { file, maxBytes } = options;
  if (Buffer.byteLength(text) > maxBytes) {
    return [unreadable(file, 'tooLarge', 1, { limit: Math.floor(maxBytes / 1024) })];
  }
  const directive = text.search(DIRECTIVE);
  if (directive !== -1) {
    const line = text.slice(0, directive).split('\n').length;
    return [unreadable(file, 'syntax', line, { code: 'BAD_DIRECTIVE' })];
  }
  const separators = text.match(SEPARATOR)?.length ?? 0;
  if (separators > MOST_DOCUMENTS) return [unreadable(file, 'severalDocuments', 1, {})];
  const pieces = text.match(PIECE)?.length ?? 0;
  if (pieces > Math.max(MOST_PIECES_IN_SHORT, text.length / LETTERS_PER_PIECE)) {
    return [unreadable(file, 'tooManyPieces', 1, {})];
  }
  const lines = new LineCounter();
  const [first, ...others] = parse(text, lines).map((document) => readDocument(document, lines, file));
  return first === undefined ? [unreadable(file, 'empty', 1, {})] : [first, ...others];
}

/** A broken file gives the parser thousands of errors; the stack of each, which nobody reads, takes most of its time. */
function parse(text: string, lines: LineCounter): readonly Document.Parsed[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parseAllDocuments(text, {
      version: '1.2',
      // Told by PlainValues instead, in linear time.
      uniqueKeys: false,
      stringKeys: false,
      prettyErrors: false,
      lineCounter: lines,
    });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function unreadable(
  file: string,
  key: string,
  line: number,
  parameters: Mistake['parameters'],
): YamlDocument {
  const mistake = { key: `governance.yaml.${key}`, parameters, file, line, path: '' };
  return { file, value: undefined, mistakes: [mistake], lineOf: () => line, mistake: () => mistake };
}

function readDocument(document: Document.Parsed, lines: LineCounter, file: string): YamlDocument {
  const errors = [...document.errors, ...document.warnings];
  const mistakes = errors.slice(0, MOST_SYNTAX_MISTAKES).map((error) => syntaxMistake(error, lines, file));
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const told: Parameters<Report>[] = [];
  const values = new PlainValues(errors.length > 0 ? null : document.contents, (...report) =>
    told.push(report),
  );
  for (const [key, offset, path, parameters] of told) {
    const at = { file, line: lineAt(offset), path: displayPath(values.root, path) };
    mistakes.push({ key: `governance.yaml.${key}`, parameters, ...at });
  }
  if (mistakes.length === 0 && values.root === null) {
    mistakes.push({ key: 'governance.yaml.empty', parameters: {}, file, line: 1, path: '' });
  }
  const lineOf = (path: YamlPath): number => lineAt(values.offsetOf(path));
  return {
    file,
    value: values.root ?? undefined,
    mistakes,
    lineOf,
    mistake: (key, path, parameters = {}) => ({
      key,
      parameters,
      file,
      line: lineOf(path),
      path: displayPath(values.root, path),
    }),
  };
}

function syntaxMistake(error: YAMLError, lines: LineCounter, file: string): Mistake {
  const line = Math.max(1, lines.linePos(error.pos[0]).line);
  return { key: 'governance.yaml.syntax', parameters: { code: error.code }, file, line, path: '' };
}

/** Elements of a list by what people call them, so that a mistake can be found without counting. */
function displayPath(root: unknown, path: YamlPath): string {
  let value = root;
  const shown: string[] = [];
  for (const step of path) {
    const child: unknown =
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined;
    shown.push(Array.isArray(value) ? (nameOf(child) ?? String(step)) : String(step));
    value = child;
  }
  return shown.join('.');
}

function nameOf(element: unknown): string | null {
  if (typeof element !== 'object' || element === null) return null;
  for (const key of ['id', 'requirement', 'name']) {
    const name: unknown = (element as Record<string, unknown>)[key];
    if ((typeof name === 'string' || typeof name === 'number') && /^[\w-]{1,60}$/.test(String(name))) {
      return String(name);
    }
  }
  return null;
}
