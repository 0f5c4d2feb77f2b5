import { forms, type ColumnRole } from './forms.js';

/** Splitting table rows into cells, and telling from a header what its columns hold. */

export type Columns = readonly (ColumnRole | null)[];

export interface Row {
  readonly cells: readonly string[];
  /** Whether the row ends with a pipe. */
  readonly closed: boolean;
}

const MOST_CELLS = 64;

/** The cells of a table row, trimmed; `\|` belongs to its cell. Linear. */
export function splitRow(line: string): Row {
  const text = line.trim();
  const cells: string[] = [];
  let start = text.startsWith('|') ? 1 : 0;
  for (let index = start; index < text.length && cells.length < MOST_CELLS; index += 1) {
    if (text[index] !== '|' || text[index - 1] === '\\') continue;
    cells.push(text.slice(start, index).trim());
    start = index + 1;
  }
  const closed = start >= text.length;
  if (!closed) cells.push(text.slice(start).trim());
  return { cells, closed };
}

/** `| --- | :-: |`. */
export function isDashRow(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^:?-{1,1000}:?$/.test(cell));
}

/** What each column holds, when the row is the header of a table of requirements; null otherwise. */
export function columnsOf(cells: readonly string[]): Columns | null {
  const used = new Set<ColumnRole>();
  const columns = cells.map((cell, index) => {
    const role = roleOf(cell, index);
    if (role === null || (used.has(role) && role !== 'evaluation')) return null;
    used.add(role);
    return role;
  });
  return used.has('number') && used.has('title') ? columns : null;
}

function roleOf(cell: string, index: number): ColumnRole | null {
  if (cell.length > 100) return null;
  const name = cell
    .replace(/[\\*_`\uFE0F]/g, '')
    .replace(/\s?\(.*$/, '')
    .trim()
    .toLowerCase();
  if (name === '') return index === 0 ? 'mark' : null;
  for (const [role, names] of Object.entries(forms.columns) as [ColumnRole, string[]][]) {
    if (names.includes(name)) return role;
  }
  return null;
}
