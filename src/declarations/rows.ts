import type { ColumnRole } from './forms.js';
import { columnsOf, isDashRow, splitRow, type Columns } from './columns.js';
import { finding } from './findings.js';
import { plainText } from './plainText.js';
import { numberIn, MOST_ANSWERS, type RawAnswer } from './raw.js';
import { isStatusWord, readStatus } from './status.js';
import type { DeclarationFinding } from './types.js';

/** Answers out of the tables of a Markdown declaration (generations A, A′, B, C), however the rows are broken. */

export interface TableReading {
  readonly answers: readonly RawAnswer[];
  readonly findings: readonly DeclarationFinding[];
  /** The different headers of requirement tables, in order. */
  readonly headers: readonly Columns[];
  /** What the headers call the column of texts, in lower case. */
  readonly textColumns: ReadonlySet<string>;
  /** Index of the first line of the first requirement table; -1 without one. */
  readonly firstLine: number;
}

interface State {
  readonly answers: RawAnswer[];
  readonly findings: DeclarationFinding[];
  readonly headers: Columns[];
  readonly textColumns: Set<string>;
  columns: Columns | null;
  /** The answer whose row has not ended yet. */
  open: RawAnswer | null;
  firstLine: number;
}

/** Reads every requirement row of the lines. Never throws. */
export function readTables(lines: readonly string[]): TableReading {
  const state: State = {
    answers: [],
    findings: [],
    headers: [],
    textColumns: new Set(),
    columns: null,
    open: null,
    firstLine: -1,
  };
  for (const [index, line] of lines.entries()) {
    if (state.answers.length >= MOST_ANSWERS) {
      state.findings.push(finding('too-many-rows', index + 1, { most: MOST_ANSWERS }));
      break;
    }
    if (line.includes('|')) readTableLine(state, line, index, lines[index + 1] ?? '');
    else readOtherLine(state, line, index);
  }
  return state;
}

function readTableLine(state: State, line: string, index: number, next: string): void {
  const { cells, closed } = splitRow(line);
  if (isDashRow(cells)) return;
  const offset = numberOffset(cells, state.columns);
  const header = offset === null ? columnsOf(cells) : null;
  if (header !== null) {
    state.columns = header;
    state.open = null;
    if (state.firstLine < 0) state.firstLine = index;
    const name = cellOf(cells, header, 'text').toLowerCase();
    if (name !== '') state.textColumns.add(name);
    if (!state.headers.some((known) => known.join() === header.join())) state.headers.push(header);
    return;
  }
  const begins = line.trimStart().startsWith('|') || offset !== null;
  if (!begins) {
    readOtherLine(state, line, index);
    return;
  }
  state.open = null;
  if (isForeignHeader(offset, next)) state.columns = null;
  if (state.columns === null) {
    if (offset !== null && !isDashLine(next)) state.findings.push(finding('row-without-header', index + 1));
    return;
  }
  if (cells.every((cell) => cell === '')) return;
  const answer = readRow(state, cells, offset, index + 1);
  if (answer === null) return;
  if (!closed) {
    state.findings.push(finding('open-row', index + 1, { number: answer.number }));
    state.open = answer;
  }
  state.answers.push(answer);
}

/** A line of text right after a row that never ended belongs to that row's last cell. */
function readOtherLine(state: State, line: string, index: number): void {
  const open = state.open;
  const text = line.trim();
  if (open === null || text === '' || /^(#{1,6} |>|---|<!--)/.test(text)) {
    state.open = null;
    return;
  }
  const { cells, closed } = splitRow(text);
  const more = plainText(cells.join(' | '));
  const longer = { ...open, text: open.text === '' ? more : `${open.text}\n${more}` };
  state.answers[state.answers.length - 1] = longer;
  state.findings.push(finding('broken-row', index + 1, { number: open.number }));
  state.open = closed && text.endsWith('|') ? null : longer;
}

/** The index of the cell with the requirement's number; null where none of the first cells has one. */
function numberOffset(cells: readonly string[], columns: Columns | null): number | null {
  const expected = columns?.indexOf('number') ?? -1;
  if (expected >= 0 && numberIn(cells[expected] ?? '') !== null) return expected;
  const found = cells.slice(0, 3).findIndex((cell) => numberIn(cell) !== null);
  return found < 0 ? null : found;
}

function isForeignHeader(offset: number | null, next: string): boolean {
  return offset === null && isDashLine(next);
}

function isDashLine(line: string): boolean {
  return line.includes('-') && line.length < 4000 && isDashRow(splitRow(line).cells);
}

function readRow(
  state: State,
  cells: readonly string[],
  offset: number | null,
  line: number,
): RawAnswer | null {
  const columns = state.columns ?? [];
  const shift = offset === null ? 0 : offset - columns.indexOf('number');
  const number = offset === null ? '' : (numberIn(cells[offset] ?? '') ?? '');
  const aligned = align(cells, shift);
  const title = cellOf(aligned, columns, 'title');
  if (number === '' && title === '') return null;
  const name = number === '' ? plainText(title, { links: 'label' }) : number;
  const fitted = fit(aligned, columns);
  if (fitted.missing) state.findings.push(finding('missing-cells', line, { number: name }));
  if (fitted.extra) state.findings.push(finding('extra-cells', line, { number: name }));
  return {
    number,
    title: plainText(title, { links: 'label' }),
    status: fitted.status,
    decided: null,
    text: plainText(fitted.text),
    level: cellOf(aligned, columns, 'level').toLowerCase(),
    guidance: plainText(cellOf(aligned, columns, 'guidance')),
    line,
  };
}

/** Moves the cells so that the number stands under its header again. */
function align(cells: readonly string[], shift: number): readonly string[] {
  if (shift > 0) return cells.slice(shift);
  return [...Array.from({ length: -shift }, () => ''), ...cells];
}

function cellOf(cells: readonly string[], columns: Columns, role: ColumnRole): string {
  const index = columns.indexOf(role);
  return index < 0 ? '' : (cells[index] ?? '');
}

interface Fitted {
  readonly status: string;
  readonly text: string;
  readonly missing: boolean;
  readonly extra: boolean;
}

/** Status and text of a row that may have fewer or more cells than its header. */
function fit(row: readonly string[], columns: Columns): Fitted {
  const cells = [...row];
  while (cells.length > columns.length && cells.at(-1) === '') cells.pop();
  const surplus = Math.max(0, cells.length - columns.length);
  const missing = cells.length < columns.length;
  const statusAt = columns.indexOf('status');
  const textAt = columns.indexOf('text');
  if (statusAt < 0) {
    const text = textAt < 0 ? '' : textSpan(cells, textAt, surplus, '', columns);
    return { status: cellOf(cells, columns, 'mark'), text, missing, extra: surplus > 0 };
  }
  const expected = cells[statusAt] ?? '';
  const moved = readStatus(expected).certainty === 'unknown' ? statusElsewhere(cells, columns) : -1;
  const status = moved < 0 ? expected : (cells[moved] ?? '');
  const textStart = moved < 0 ? textAt : moved + 1;
  const span = moved < 0 ? surplus : cells.length;
  const text = textAt < 0 ? '' : textSpan(cells, textStart, span, status, columns);
  return { status, text, missing: missing || moved >= 0, extra: surplus > 0 };
}

function statusElsewhere(cells: readonly string[], columns: Columns): number {
  const after = columns.indexOf('title') + 1;
  return cells.findIndex((cell, index) => index >= after && isStatusWord(cell));
}

/** The text, with what stands in cells that the header does not have: an unescaped pipe, or a stray repetition of the status. */
function textSpan(
  cells: readonly string[],
  start: number,
  surplus: number,
  status: string,
  columns: Columns,
): string {
  const span = cells.slice(start, start + 1 + surplus);
  const isLevel = (cell: string) => !columns.includes('level') && /^(sandkasse|[0-3])$/i.test(cell);
  const kept = span.filter(
    (cell, index) => index === 0 || (cell !== '' && cell !== status && !isLevel(cell)),
  );
  return kept.filter((cell) => cell !== '').join(' | ');
}
