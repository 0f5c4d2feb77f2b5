/** The rated requirements out of an evaluation's tables, however the rows are broken. */
import type { Rating } from '../assessment/index.js';
import { cellText, isDashRow, splitRow } from '../declarations/index.js';
import type { Model, Requirement } from '../governance/index.js';
import { plainLines } from '../messages/index.js';
import { conflict, finding, quote } from './findings.js';
import { forms, type EvaluationColumn } from './forms.js';
import type { EvaluatedRequirement, EvaluationFinding } from './types.js';
import { levelOf, ratingOf, ratingsIn } from './words.js';

export interface RowsReading {
  readonly rows: readonly EvaluatedRow[];
  readonly hasAnswers: boolean;
  /** Index of the first table's first line; -1 without one. */
  readonly firstLine: number;
  readonly findings: readonly EvaluationFinding[];
  readonly conflicts: readonly EvaluationFinding[];
}

/** With the level that the row itself names, for counting as the report counts. */
export interface EvaluatedRow extends EvaluatedRequirement {
  readonly level: string;
  readonly theme: string;
}

type Columns = readonly (EvaluationColumn | null)[];

interface State {
  readonly model: Model;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly rows: Map<string, EvaluatedRow>;
  readonly findings: EvaluationFinding[];
  readonly conflicts: EvaluationFinding[];
  columns: Columns | null;
  hasAnswers: boolean;
  firstLine: number;
}

/** A real form has 43 rows; what follows is not read. */
const MOST_ROWS = 2_000;
const LONGEST_BASIS = 5_000;

/** Reads every rated row of the lines. Never throws. */
export function readRows(lines: readonly string[], model: Model): RowsReading {
  const state: State = {
    model,
    requirements: new Map(model.requirements.map((one) => [one.id.toLowerCase(), one])),
    rows: new Map(),
    findings: [],
    conflicts: [],
    columns: null,
    hasAnswers: false,
    firstLine: -1,
  };
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    if (!line.includes('|')) {
      if (line.trim() !== '') state.columns = null;
      continue;
    }
    seen += 1;
    if (seen > MOST_ROWS) {
      state.findings.push(finding('too-many-rows', index + 1, { most: MOST_ROWS }));
      break;
    }
    readLine(state, splitRow(line).cells, index);
  }
  const order = model.requirements.flatMap(({ id }) => state.rows.get(id) ?? []);
  const { hasAnswers, firstLine, findings, conflicts } = state;
  return { rows: order, hasAnswers, firstLine, findings, conflicts };
}

function readLine(state: State, cells: readonly string[], index: number): void {
  if (isDashRow(cells) || cells.every((cell) => cell === '')) return;
  const header = columnsOf(cells);
  if (header !== null) {
    state.columns = header;
    if (header.includes('declared')) state.hasAnswers = true;
    if (state.firstLine < 0) state.firstLine = index;
    return;
  }
  if (state.columns === null) return;
  const number = numberIn(cells[state.columns.indexOf('number')] ?? '');
  const requirement = state.requirements.get(number.toLowerCase());
  if (requirement !== undefined) readRow(state, cells, requirement, index + 1);
  else if (/^\p{L}{1,3}\d{1,3}$/u.test(number))
    state.findings.push(finding('unknown-requirement', index + 1, { id: number }));
  // Another table without an empty line between.
  else if (number !== '') state.columns = null;
}

function columnsOf(cells: readonly string[]): Columns | null {
  const used = new Set<EvaluationColumn>();
  const columns = cells.map((cell) => {
    const role = roleOf(cell);
    if (role === null || used.has(role)) return null;
    used.add(role);
    return role;
  });
  return used.has('number') && used.has('rating') ? columns : null;
}

function roleOf(cell: string): EvaluationColumn | null {
  if (cell.length > 100) return null;
  const name = cell
    .replace(/[\\*_`\uFE0F]/g, '')
    .trim()
    .toLowerCase();
  for (const [role, names] of Object.entries(forms.columns) as [EvaluationColumn, string[]][]) {
    if (names.includes(name)) return role;
  }
  return null;
}

function numberIn(cell: string): string {
  return cell.slice(0, 40).replace(/[\\*_`\s]/g, '');
}

function readRow(
  state: State,
  cells: readonly string[],
  { id, level, theme }: Requirement,
  line: number,
): void {
  const columns = state.columns ?? [];
  const at = ratingAt(cells, columns);
  if (at === null) {
    state.findings.push(finding('no-rating', line, { id }, id));
    return;
  }
  const shift = at - columns.indexOf('rating');
  if (shift !== 0) state.findings.push(finding('moved-cells', line, { id }, id));
  const textOf = (role: EvaluationColumn): string | null => {
    const column = columns.indexOf(role);
    return column < 0 ? null : textIn(cells[column + shift] ?? '');
  };
  const found = ratingsIn(cells[at] ?? '');
  if (found.length > 1)
    state.conflicts.push(conflict('two-ratings', line, { id, cell: quote(cells[at] ?? '') }, id));
  const rating: Rating = found.length > 1 ? 'unknown' : (ratingOf(cells[at] ?? '') ?? 'unknown');
  const said = levelOf(cells[columns.indexOf('level')] ?? '', state.model);
  if (said !== null && said !== level) {
    state.conflicts.push(
      conflict(
        'level-differs',
        line,
        { id, said: levelName(state.model, said), model: levelName(state.model, level) },
        id,
      ),
    );
  }
  const row = { requirement: id, rating, basis: textOf('basis') ?? '', advice: textOf('advice'), line };
  keep(state, { ...row, level: said ?? level, theme });
}

/** The first row of a requirement counts, unless a later one says otherwise: then nobody knows. */
function keep(state: State, row: EvaluatedRow): void {
  const { requirement: id, line } = row;
  const before = state.rows.get(id);
  if (before === undefined) {
    state.rows.set(id, row);
    return;
  }
  if (before.rating === row.rating) {
    state.findings.push(finding('row-twice', line, { id, first: before.line }, id));
    return;
  }
  state.conflicts.push(conflict('rated-twice', line, { id, first: before.line }, id));
  state.rows.set(id, { ...before, rating: 'unknown' });
}

/** Where the rating stands: in its column, or, in a row with a cell too many or too few, in the one other cell that holds nothing else. */
function ratingAt(cells: readonly string[], columns: Columns): number | null {
  const expected = columns.indexOf('rating');
  if (ratingOf(cells[expected] ?? '') !== null || ratingsIn(cells[expected] ?? '').length > 0)
    return expected;
  const alone = cells.flatMap((cell, index) => (isMarkAlone(cell) ? [index] : []));
  return alone.length === 1 ? (alone[0] ?? null) : null;
}

function isMarkAlone(cell: string): boolean {
  return (
    cell.length <= 20 && ratingsIn(cell).length === 1 && !/[\p{L}\d]{2}/u.test(cell.replace(/:[a-z_]+:/, ''))
  );
}

function textIn(cell: string): string {
  return plainLines(cellText(cell.slice(0, LONGEST_BASIS)));
}

export function levelName(model: Model, id: string): { readonly da: string; readonly en: string } {
  return model.levels.find((level) => level.id === id)?.name ?? { da: id, en: id };
}
