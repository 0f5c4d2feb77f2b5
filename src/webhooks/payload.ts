/** Looks into a payload that may hold anything: what is not there, or is something else, is null. */

export function field(payload: unknown, ...path: readonly string[]): unknown {
  let value = payload;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

export function textAt(payload: unknown, ...path: readonly string[]): string | null {
  const value = field(payload, ...path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whole numbers that JavaScript can hold: GitHub's ids. */
export function idAt(payload: unknown, ...path: readonly string[]): number | null {
  const value = field(payload, ...path);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

export function listAt(payload: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = field(payload, ...path);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
