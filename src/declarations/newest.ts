import { readDay } from './dates.js';
import type { Declaration, DeclarationReading } from './types.js';

/** A file that was read, and where it lay. */
export interface DeclarationSource {
  /** `owner/name`, or null for a file given by hand. */
  readonly repository: string | null;
  readonly path: string;
  /** Day of the last commit that touched the file, `YYYY-MM-DD`; null where not known. */
  readonly committed: string | null;
  readonly reading: DeclarationReading;
}

interface Newest<T> {
  /** Null when none of the files is a declaration. */
  readonly newest: T | null;
  /** Others that are as new, by inner date and by commit: a person should remove all but one. */
  readonly ties: readonly T[];
}

/**
 * The declaration that counts when a product has several: one with answers before one without, then the newest by the date
 * inside (for JSON the day of export, where that is later; without a date, the day of the commit), then by commit, then by path.
 */
export function newestDeclaration<T extends DeclarationSource>(sources: readonly T[]): Newest<T> {
  const candidates = sources
    .flatMap((source) => {
      const { declaration } = source.reading;
      return declaration === null ? [] : [{ source, key: keyOf(declaration, source) }];
    })
    .sort((left, right) => compare(right.key, left.key) || comparePlaces(left.source, right.source));
  const [first, ...others] = candidates;
  if (first === undefined) return { newest: null, ties: [] };
  const ties = others.filter(({ key }) => compare(key, first.key) === 0).map(({ source }) => source);
  return { newest: first.source, ties };
}

type Key = readonly [answered: string, day: string, time: string, committed: string];

function keyOf(declaration: Declaration, { committed }: DeclarationSource): Key {
  const time = declaration.generatedAt ?? '';
  const inner = [declaration.date ?? '', readDay(time) ?? ''].sort().at(-1) ?? '';
  const answered = [...declaration.answers.values()].some(({ status }) => status !== 'unanswered');
  return [answered ? '1' : '0', inner === '' ? (committed ?? '') : inner, time, committed ?? ''];
}

function compare(left: Key, right: Key): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

function comparePlaces(left: DeclarationSource, right: DeclarationSource): number {
  const [one, other] = [left, right].map(({ repository, path }) => `${repository ?? ''}/${path}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
