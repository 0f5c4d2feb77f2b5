import type { Absent, Known, Unknown, UnknownReason } from './types.js';

export const ABSENT: Absent = { state: 'absent' };

export function known<T>(value: T): Known<T> {
  return { state: 'known', value };
}

/** `detail` is for a person, in English: which read, and what was answered. */
export function unknown(kind: UnknownReason['kind'], detail: string): Unknown {
  return { state: 'unknown', reason: { kind, detail } };
}
