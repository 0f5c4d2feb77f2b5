/** YAML nodes to plain values that remember where they stood; hostile structure ends in a report, never in a large value. */
import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { quoteValue } from './mistakes.js';

export type YamlPath = readonly (string | number)[];

const MAX_DEPTH = 32;
const MAX_ALIASES = 50;
const MAX_NODES = 100_000;
/** Names that reach an object's prototype. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** `key` under `governance.yaml`; `offset` in characters of the text. */
export type Report = (
  key: string,
  offset: number,
  path: YamlPath,
  parameters: Readonly<Record<string, string | number>>,
) => void;

/** One document's values. Aliases are followed here alone. */
export class PlainValues {
  readonly #report: Report;
  readonly #anchors = new Map<string, Node>();
  readonly #offsets = new WeakMap<object, ReadonlyMap<string | number, number>>();
  readonly #start: number;
  readonly root: unknown;
  #aliases = 0;
  #nodes = 0;

  constructor(contents: Node | null, report: Report) {
    this.#report = report;
    this.#start = offsetOf(contents);
    this.root = this.#read(contents, [], 0);
  }

  /** Where the last step of the path that stands in the file begins. */
  offsetOf(path: YamlPath): number {
    let value = this.root;
    let offset = this.#start;
    for (const step of path) {
      if (typeof value !== 'object' || value === null) break;
      const found = this.#offsets.get(value)?.get(step);
      if (found === undefined) break;
      offset = found;
      value = (value as Record<string | number, unknown>)[step];
    }
    return offset;
  }

  #read(node: Node | null | undefined, path: YamlPath, depth: number): unknown {
    if (node === null || node === undefined) return null;
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES || depth > MAX_DEPTH) {
      if (this.#nodes <= MAX_NODES + 1) this.#report('tooDeep', offsetOf(node), path, { limit: MAX_DEPTH });
      return null;
    }
    if (isAlias(node)) return this.#follow(node.source, offsetOf(node), path, depth);
    if ('anchor' in node && node.anchor !== '') this.#anchors.set(node.anchor, node);
    if (isSeq<Node>(node)) return this.#readList(node.items, path, depth);
    if (isMap<Node, Node | null>(node)) return this.#readGroup(node.items, path, depth);
    return isScalar(node) ? node.value : null;
  }

  #follow(anchor: string, offset: number, path: YamlPath, depth: number): unknown {
    this.#aliases += 1;
    if (this.#aliases <= MAX_ALIASES) return this.#read(this.#anchors.get(anchor), path, depth + 1);
    if (this.#aliases === MAX_ALIASES + 1) this.#report('aliases', offset, path, { limit: MAX_ALIASES });
    return null;
  }

  #readList(items: readonly Node[], path: YamlPath, depth: number): unknown[] {
    const offsets = new Map<number, number>();
    const list = items.map((item, index) => {
      offsets.set(index, offsetOf(item));
      return this.#read(item, [...path, index], depth + 1);
    });
    this.#offsets.set(list, offsets);
    return list;
  }

  #readGroup(
    pairs: readonly { readonly key: Node; readonly value: Node | null }[],
    path: YamlPath,
    depth: number,
  ): Record<string, unknown> {
    const offsets = new Map<string, number>();
    const group: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      const name = this.#nameOf(key, path);
      if (name === null) continue;
      if (offsets.has(name)) {
        this.#report('duplicateKey', offsetOf(key), [...path, name], { name: quoteValue(name) });
      }
      offsets.set(name, offsetOf(key));
      group[name] = this.#read(value, [...path, name], depth + 1);
    }
    this.#offsets.set(group, offsets);
    return group;
  }

  #nameOf(key: Node, path: YamlPath): string | null {
    const name = isScalar(key) ? scalarText(key.value) : null;
    if (name === null) {
      this.#report('oddKey', offsetOf(key), path, {});
      return null;
    }
    if (!PROTOTYPE_KEYS.has(name)) return name;
    this.#report('forbiddenKey', offsetOf(key), [...path, name], { name: quoteValue(name) });
    return null;
  }
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** A key as it stands in a plain object; null for what is no word, such as an empty key. */
function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
