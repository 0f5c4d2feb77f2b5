/** What a report counts itself, in tables and charts. */
import type { Rating } from '../assessment/index.js';
import { isDashRow, splitRow } from '../declarations/index.js';
import type { Model } from '../governance/index.js';
import { forms } from './forms.js';
import type { StatedCount } from './types.js';
import { isTotal, levelOf, ratingOf, themeOf } from './words.js';

/** More tables than a report has. */
const MOST = 500;
const RATINGS = ['green', 'yellow', 'red', 'grey', 'unknown'] as const satisfies readonly Rating[];

/** What a column counts: one rating, all, one level, or all levels. */
type Column =
  | { readonly kind: 'rating'; readonly rating: Rating }
  | { readonly kind: 'sum' }
  | { readonly kind: 'level'; readonly level: string | null }
  | null;

/** Tables of counts: levels by ratings, and themes by levels. */
export function readCountTables(lines: readonly string[], model: Model): readonly StatedCount[] {
  const stated: StatedCount[] = [];
  let columns: readonly Column[] | null = null;
  for (const [index, line] of lines.entries()) {
    if (!line.trimStart().startsWith('|')) {
      columns = null;
      continue;
    }
    const { cells } = splitRow(line);
    if (isDashRow(cells)) continue;
    const header = countColumns(cells, model);
    if (header !== null) columns = header;
    else if (columns !== null && stated.length < MOST)
      stated.push(...rowCounts(cells, columns, model, index + 1));
  }
  return stated;
}

function countColumns(cells: readonly string[], model: Model): readonly Column[] | null {
  const [, ...rest] = cells;
  const ratings = rest.map((cell): Column => {
    const rating = ratingOf(cell);
    if (rating !== null) return { kind: 'rating', rating };
    return isTotal(cell) ? { kind: 'sum' } : null;
  });
  const levels = rest.map((cell): Column => {
    // A bare number in a table of counts is a count.
    const level = numberIn(cell) === null ? levelOf(cell, model) : null;
    if (level !== null) return { kind: 'level', level };
    return isTotal(cell) ? { kind: 'level', level: null } : null;
  });
  const isNumber = (cell: string): boolean => /\d/.test(cell);
  if (ratings.filter((one) => one?.kind === 'rating').length >= 2 && !rest.some(isNumber))
    return [null, ...ratings];
  if (levels.filter((one) => one?.kind === 'level' && one.level !== null).length >= 2)
    return [null, ...levels];
  return null;
}

function rowCounts(
  cells: readonly string[],
  columns: readonly Column[],
  model: Model,
  line: number,
): readonly StatedCount[] {
  const [label = '', ...rest] = cells;
  if (rest.every((cell) => cell === '')) return [];
  const level = levelOf(label, model);
  const theme = themeOf(label, model);
  if (level === null && theme === null && !isTotal(label)) return [];
  if (columns.some((column) => column?.kind === 'rating')) {
    const counts: Partial<Record<Rating, number>> = {};
    let sum: number | null = null;
    for (const [index, column] of columns.entries()) {
      const value = numberIn(cells[index] ?? '');
      if (value === null) continue;
      if (column?.kind === 'rating') counts[column.rating] = value;
      if (column?.kind === 'sum') sum = value;
    }
    return [{ where: 'level-table', level, theme, counts, sum, shares: {}, line }];
  }
  return columns.flatMap((column, index) =>
    column?.kind !== 'level' || index >= cells.length
      ? []
      : [
          {
            where: 'theme-table',
            level: column.level,
            theme,
            ...markedCounts(cells[index] ?? ''),
            sum: null,
            line,
          },
        ],
  );
}

function numberIn(cell: string): number | null {
  const digits = /^[*_\s]{0,4}(\d{1,4})[*_\s]{0,4}$/.exec(cell.slice(0, 40))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** `🟢 2 (33%)<br/>🟡 3`: what is not there is none. */
function markedCounts(cell: string): Pick<StatedCount, 'counts' | 'shares'> {
  const counts: Partial<Record<Rating, number>> = {};
  const shares: Partial<Record<Rating, number>> = {};
  const short = cell.slice(0, 500);
  for (const rating of RATINGS) {
    counts[rating] = 0;
    for (const mark of forms.ratings[rating].marks) {
      const at = short.indexOf(mark);
      if (at < 0) continue;
      const match = /^\s{0,3}(\d{1,4})(?:\s{0,3}\((\d{1,3})\s?%)?/.exec(short.slice(at + mark.length));
      if (match?.[1] !== undefined) counts[rating] = Number(match[1]);
      if (match?.[2] !== undefined) shares[rating] = Number(match[2]);
    }
  }
  return { counts, shares };
}

/** Mermaid's pie charts, as the form has them; `lines` with their fences. */
export function readCharts(lines: readonly string[], model: Model): readonly StatedCount[] {
  const stated: StatedCount[] = [];
  let chart: {
    title: string;
    line: number;
    counts: Map<Rating, number>;
    shares: Map<Rating, number>;
  } | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = raw.slice(0, 300).trim();
    const title = /^title\s{1,5}(.{1,100})$/.exec(line)?.[1];
    if (/^pie\b/.test(line)) chart = { title: '', line: index + 1, counts: new Map(), shares: new Map() };
    else if (chart !== null && title !== undefined) chart.title = title;
    else if (chart !== null && line.startsWith('"')) readSlice(line, chart);
    else if (chart !== null && line.startsWith('```')) {
      if (stated.length < MOST) stated.push(...chartCounts(chart, model));
      chart = null;
    }
  }
  return stated;
}

interface Chart {
  readonly title: string;
  readonly line: number;
  readonly counts: ReadonlyMap<Rating, number>;
  readonly shares: ReadonlyMap<Rating, number>;
}

function readSlice(line: string, chart: { counts: Map<Rating, number>; shares: Map<Rating, number> }): void {
  const slice = /^"([^"]{1,60})"\s{0,5}:\s{0,5}(\d{1,4})/.exec(line);
  const rating = ratingOf(slice?.[1] ?? '');
  if (rating === null) return;
  chart.counts.set(rating, Number(slice?.[2]));
  const share = /(\d{1,3})\s?%/.exec(slice?.[1] ?? '')?.[1];
  if (share !== undefined) chart.shares.set(rating, Number(share));
}

function chartCounts({ title, line, counts, shares }: Chart, model: Model): readonly StatedCount[] {
  const level = levelOf(title, model);
  if (level === null && !isTotal(title)) return [];
  const all = Object.fromEntries(RATINGS.map((rating) => [rating, counts.get(rating) ?? 0]));
  const sum = /\((\d{1,4})\s/.exec(title)?.[1];
  return [
    {
      where: 'chart',
      level,
      theme: null,
      counts: all,
      sum: sum === undefined ? null : Number(sum),
      shares: Object.fromEntries(shares),
      line,
    },
  ];
}
