import { toJson } from './text.js';
/**
 * What follows in the `SET` of an update, each with a comma before it, from the properties that are there. `columns` names the column of each property and is
 * written in the code, so no name from outside ever reaches the SQL. Parameters are numbered from `first`.
 */
export function setClause<P extends object>(
  patch: P,
  columns: Readonly<Record<keyof P & string, string>>,
  first: number,
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const parts: string[] = [];
  const parameters: unknown[] = [];
  for (const [property, column] of Object.entries<string>(columns)) {
    const value: unknown = patch[property as keyof P];
    if (value === undefined) continue;
    const isJson = typeof value === 'object' && value !== null && !(value instanceof Date);
    parts.push(`, ${column} = $${first + parameters.length}${isJson ? '::jsonb' : ''}`);
    parameters.push(isJson ? toJson(value) : value);
  }
  return { sql: parts.join(''), parameters };
}

/** For `$1::text[] IS NULL OR column = ANY($1)`: one, some, or all. */
export function listOf(given: string | readonly string[] | null | undefined): readonly string[] | null {
  if (given === undefined || given === null) return null;
  return typeof given === 'string' ? [given] : given;
}
