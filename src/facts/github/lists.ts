import { known } from '../fact.js';
import type { Fact, UnknownReason } from '../types.js';
import type { Nodes, RawRepository } from './queries.js';

/** What an empty repository has, or unknown where GitHub gave nothing for another reason. */
export function emptyOr<T>(raw: RawRepository, whenEmpty: Fact<T>, reason: UnknownReason): Fact<T> {
  return raw.isEmpty ? whenEmpty : { state: 'unknown', reason };
}

/** A list that GitHub gave, each node mapped. */
export function listOf<Raw, T>(
  list: Nodes<Raw> | null,
  reason: UnknownReason,
  map: (raw: Raw) => T,
): Fact<readonly T[]> {
  return list === null ? { state: 'unknown', reason } : known(nodesOf(list).map(map));
}

/** Without the holes that GitHub leaves for what may not be seen. */
export function nodesOf<T>(list: Nodes<T>): readonly T[] {
  return (list.nodes ?? []).filter((node) => node !== null);
}
