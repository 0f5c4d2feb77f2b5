/** What zod found wrong, as mistakes that a person who has never heard of zod understands. */
import { z } from 'zod';
import { quoteValue, type Mistake } from './mistakes.js';
import type { YamlDocument, YamlPath } from './yaml.js';

type Issue = z.core.$ZodIssue;
/** A sentence of our own in place of zod's: a schema says `{ error: 'room.key' }`. */
const OWN_KEY = /^[a-z]+(?:\.[a-zA-Z]+)+$/;

/** Where in which file something is read, and where its mistakes go. */
export interface Place {
  readonly document: YamlDocument;
  readonly path: YamlPath;
  readonly mistakes: Mistake[];
}

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/** Checks a value against a schema; all mistakes go to `mistakes`. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown, at: Place): Reading<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  for (const issue of result.error.issues) {
    for (const single of flatten(issue, [])) at.mistakes.push(toMistake(single, at.document, at.path));
  }
  return { ok: false };
}

/** What could be read of an object whose other fields may be wrong, so that the rest can still be judged. */
export type Loose<S extends z.ZodRawShape> = { readonly [K in keyof S]?: z.output<S[K]> };

/** As `readShape` for a strict object, field by field. Fields named in `except` are the caller's. */
export function readFields<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  value: unknown,
  at: Place,
  except: readonly (keyof S)[] = [],
): Loose<S> {
  if (!isGroup(value)) {
    readShape(schema, value, at);
    return {};
  }
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(schema.shape, key)) continue;
    at.mistakes.push(unknownKey(at.document, [...at.path, key], key));
  }
  const read: Partial<Record<keyof S, unknown>> = {};
  for (const key of Object.keys(schema.shape)) {
    if (except.includes(key)) continue;
    const field = schema.shape[key] as unknown as z.ZodType;
    const reading = readShape(field, value[key], { ...at, path: [...at.path, key] });
    if (reading.ok) read[key as keyof S] = reading.value;
  }
  return read as Loose<S>;
}

export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The groups in a list whose shape may be wrong; what is no group is an empty one, so that indexes stay right. */
export function elementsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(list)) return [];
  return list.map((element: unknown) => (isGroup(element) ? element : {}));
}

/** The ids in a list whose shape may be wrong, in order; null for an element without one. */
export function idsOf(list: unknown): readonly (string | null)[] {
  return elementsOf(list).map(({ id }) =>
    typeof id === 'string' || typeof id === 'number' ? String(id) : null,
  );
}

interface Located {
  readonly issue: Issue;
  readonly path: YamlPath;
}

function flatten(issue: Issue, prefix: YamlPath): Located[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ issue: { ...issue, keys: [key] }, path }));
  }
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const nearest = nearestOption(issue.errors);
  if (nearest === null) return [{ issue, path }];
  return nearest.flatMap((inner) => flatten(inner, path));
}

/** The option of a union that came furthest is the one that was meant; null when none is nearer than the others. */
function nearestOption(options: readonly (readonly Issue[])[]): readonly Issue[] | null {
  let best: readonly Issue[] | null = null;
  for (const issues of options) {
    const inside = issues.every((issue) => issue.code === 'unrecognized_keys' || isInside(issue));
    if (inside && (best === null || issues.length < best.length)) best = issues;
  }
  return best;
}

function isInside(issue: Issue): boolean {
  return issue.path.length > 0 && !(issue.path.length === 1 && issue.input === undefined);
}

function toMistake({ issue, path }: Located, document: YamlDocument, prefix: YamlPath): Mistake {
  const full = [...prefix, ...path];
  const field = fieldOf(full);
  if (OWN_KEY.test(issue.message)) {
    return document.mistake(issue.message, full, { field, value: quoteValue(issue.input ?? '') });
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKey(document, [...full, ...issue.keys], issue.keys.join(', '));
    case 'invalid_type':
      if (issue.input === undefined) return document.mistake('governance.shape.missing', full, { field });
      return document.mistake('governance.shape.type', full, {
        field,
        expected: issue.expected,
        value: quoteValue(issue.input),
      });
    case 'invalid_value':
      if (issue.input === undefined) return document.mistake('governance.shape.missing', full, { field });
      return document.mistake('governance.shape.value', full, {
        field,
        allowed: issue.values.map(String).join(', '),
        value: quoteValue(issue.input),
      });
    case 'too_small':
      return document.mistake('governance.shape.tooSmall', full, {
        field,
        what: issue.origin,
        limit: Number(issue.minimum),
      });
    case 'too_big':
      return document.mistake('governance.shape.tooBig', full, {
        field,
        what: issue.origin,
        limit: Number(issue.maximum),
      });
    default:
      return document.mistake('governance.shape.other', full, {
        field,
        value: quoteValue(issue.input ?? ''),
      });
  }
}

function unknownKey(document: YamlDocument, path: YamlPath, key: string): Mistake {
  return document.mistake('governance.shape.unknownKey', path, { field: quoteValue(key) });
}

/** The field a mistake is about; an element of a list goes by the name of the list. */
function fieldOf(path: YamlPath): string {
  return path.findLast((step) => typeof step === 'string') ?? '';
}
