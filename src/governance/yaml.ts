/** YAML that strangers may have written, as plain values whose lines are known. Hostile input ends in a mistake, never in a throw. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import { quoteValue, type Mistake } from './mistakes.js';

export type YamlPath = readonly (string | number)[];

/** One document of a YAML file. */
export interface YamlDocument {
  /** Plain objects, arrays and scalars; `undefined` when nothing useful could be read. */
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** A mistake at a path, on the line of its key (or of the nearest thing around it that stands in the file). */
  readonly mistake: (key: string, path: YamlPath, parameters?: Mistake['parameters']) => Mistake;
}

export interface YamlOptions {
  /** What the file is called in mistakes. */
  readonly file: string;
  readonly maxBytes: number;
}

const MAX_DEPTH = 32;
const MAX_ALIASES = 50;
const MAX_NODES = 100_000;
/** Names that reach an object's prototype. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads every document of a YAML 1.2 file. Keys are unique, aliases at most 50, tags of one's own and keys that reach a
 * prototype are refused, nesting is at most 32 deep.
 */
export function readYaml(text: string, options: YamlOptions): readonly [YamlDocument, ...YamlDocument[]] {
  if (Buffer.byteLength(text) > options.maxBytes) {
    return [unreadable(options.file, 'tooLarge', { limit: Math.floor(options.maxBytes / 1024) })];
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.2',
    uniqueKeys: true,
    stringKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const [first, ...others] = documents.map((document) => readDocument(document, lines, options.file));
  return first === undefined ? [unreadable(options.file, 'empty', {})] : [first, ...others];
}

function unreadable(file: string, key: string, parameters: Mistake['parameters']): YamlDocument {
  const mistake = { key: `governance.yaml.${key}`, parameters, file, line: 1, path: '' };
  return { value: undefined, mistakes: [mistake], mistake: () => mistake };
}

function readDocument(document: Document.Parsed, lines: LineCounter, file: string): YamlDocument {
  const mistakes: Mistake[] = [];
  const errors = [...document.errors, ...document.warnings];
  for (const error of errors) mistakes.push(syntaxMistake(error, lines, file));
  const readable = errors.every((error) => error.code === 'DUPLICATE_KEY');
  const plain = new PlainReader(document, (key, offset, path, parameters) => {
    mistakes.push({
      key: `governance.yaml.${key}`,
      parameters,
      file,
      line: lines.linePos(offset).line,
      path: path.join('.'),
    });
  });
  const value = readable ? plain.read(document.contents, [], 0) : undefined;
  if (readable && mistakes.length === 0 && (value === undefined || value === null)) {
    mistakes.push({ key: 'governance.yaml.empty', parameters: {}, file, line: 1, path: '' });
  }
  return {
    value: value ?? undefined,
    mistakes,
    mistake: (key, path, parameters = {}) => ({
      key,
      parameters,
      file,
      line: lines.linePos(offsetOf(document, path)).line,
      path: displayPath(value, path),
    }),
  };
}

function syntaxMistake(error: YAMLError, lines: LineCounter, file: string): Mistake {
  const line = Math.max(1, lines.linePos(error.pos[0]).line);
  return { key: 'governance.yaml.syntax', parameters: { code: error.code }, file, line, path: '' };
}

type Report = (key: string, offset: number, path: YamlPath, parameters: Mistake['parameters']) => void;

/** Nodes to plain values; the one place where aliases are followed, so that a small file cannot become a large value. */
class PlainReader {
  readonly #document: Document.Parsed;
  readonly #report: Report;
  #aliases = 0;
  #nodes = 0;

  constructor(document: Document.Parsed, report: Report) {
    this.#document = document;
    this.#report = report;
  }

  read(node: Node | null | undefined, path: YamlPath, depth: number): unknown {
    if (node === null || node === undefined) return null;
    this.#nodes += 1;
    const offset = node.range?.[0] ?? 0;
    if (this.#nodes > MAX_NODES || depth > MAX_DEPTH) {
      if (this.#nodes <= MAX_NODES + 1) this.#report('tooDeep', offset, path, { limit: MAX_DEPTH });
      return null;
    }
    if (isAlias(node)) {
      this.#aliases += 1;
      if (this.#aliases > MAX_ALIASES) {
        if (this.#aliases === MAX_ALIASES + 1) this.#report('aliases', offset, path, { limit: MAX_ALIASES });
        return null;
      }
      return this.read(node.resolve(this.#document), path, depth + 1);
    }
    if (isSeq<Node>(node)) {
      return node.items.map((item, index) => this.read(item, [...path, index], depth + 1));
    }
    if (isMap<Node, Node>(node)) {
      const object: Record<string, unknown> = {};
      for (const { key, value } of node.items) {
        const name = this.#keyOf(key, path);
        if (name !== null) object[name] = this.read(value, [...path, name], depth + 1);
      }
      return object;
    }
    return isScalar(node) ? node.value : null;
  }

  #keyOf(key: Node, path: YamlPath): string | null {
    const offset = key.range?.[0] ?? 0;
    const name = isScalar(key) ? scalarText(key.value) : null;
    if (name === null) {
      this.#report('oddKey', offset, path, {});
      return null;
    }
    if (!PROTOTYPE_KEYS.has(name)) return name;
    this.#report('forbiddenKey', offset, [...path, name], { name: quoteValue(name) });
    return null;
  }
}

/** A key as it stands in a plain object; null for what is no word, such as an empty key. */
function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Where the last part of the path that stands in the file begins. */
function offsetOf(document: Document.Parsed, path: YamlPath): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap<Node, Node>(node)) {
      const pair: Pair<Node, Node | null> | undefined = node.items.find(
        ({ key }) => isScalar(key) && scalarText(key.value) === String(step),
      );
      if (pair === undefined) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq<Node>(node)) {
      node = node.items[Number(step)];
      if (node === undefined) return offset;
      offset = node.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
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
