/**
 * The organisation's authoritative wording: the Markdown tables between the BEGIN and END REPORT TEMPLATE markers of its
 * governance template. It may change what a requirement is called, never what is asked for: that is the model's.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { quoteValue, sortMistakes, type Mistake } from './mistakes.js';
import type { Model, Requirement } from './types.js';

export interface AuthoritativeWording {
  readonly file: string;
  /** In the order of the template, each id once. */
  readonly rows: readonly WordingRow[];
  /** What could not be read. */
  readonly mistakes: readonly Mistake[];
}

export interface WordingRow {
  readonly id: string;
  /** Plain text, without the mark of a recommendation. */
  readonly title: string;
  /** Plain text, line breaks as `\n`. */
  readonly guidance: string;
  /** As it stands in the template, such as `sandkasse` or `2`. */
  readonly level: string;
  /** The title carries `(anbefaling)`. */
  readonly recommendation: boolean;
  /** From 1. */
  readonly line: number;
}

const BEGIN = /^\s*<!--\s*BEGIN REPORT TEMPLATE\s*-->\s*$/i;
const END = /^\s*<!--\s*END REPORT TEMPLATE\s*-->\s*$/i;
const RECOMMENDATION = /\s*\(anbefaling\)/i;
const COLUMNS = {
  id: /^(#|id)$/i,
  title: /^krav/i,
  level: /^(produkt)?niveau$/i,
  guidance: /^retningslinje/i,
};
const MAX_CHARACTERS = 512 * 1024;
const markdownIt = new MarkdownIt('commonmark').enable('table');

/** Reads the template; never throws. `file` is what it is called in mistakes. */
export function readAuthoritativeWording(markdown: string, file: string): AuthoritativeWording {
  const mistakes: Mistake[] = [];
  const say: Say = (key, line, id = '', parameters = {}) =>
    mistakes.push({ key: `governance.wording.${key}`, parameters, file, line, path: id });
  if (markdown.length > MAX_CHARACTERS) {
    say('tooLarge', 1, '', { limit: MAX_CHARACTERS / 1024 });
    return { file, rows: [], mistakes };
  }
  const lines = markdown.split(/\r\n?|\n/);
  const begin = lines.findIndex((line) => BEGIN.test(line));
  const end = lines.findIndex((line, index) => index > begin && END.test(line));
  if (begin === -1 || end === -1) {
    say('markers', 1);
    return { file, rows: [], mistakes };
  }
  const rows = new Map<string, WordingRow>();
  for (const row of readRows(lines.slice(begin + 1, end).join('\n'), begin + 2, say)) {
    if (rows.has(row.id)) say('double', row.line, row.id, { value: row.id });
    else rows.set(row.id, row);
  }
  if (rows.size === 0) say('noRows', begin + 1);
  return { file, rows: [...rows.values()], mistakes: sortMistakes(mistakes) };
}

type Say = (key: string, line: number, id?: string, parameters?: Mistake['parameters']) => void;
type Column = keyof typeof COLUMNS;

function readRows(markdown: string, firstLine: number, say: Say): readonly WordingRow[] {
  const rows: WordingRow[] = [];
  let columns: ReadonlyMap<Column, number> = new Map();
  for (const { cells, line, isHead } of tableRows(markdownIt.parse(markdown, {}), firstLine)) {
    if (isHead) {
      columns = columnsOf(cells);
      if (columns.has('id') && !columns.has('level')) say('noLevels', line);
      continue;
    }
    const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? '';
    const id = cell('id');
    if (!/^[A-Za-z]{1,3}-?\d{1,3}$/.test(id)) continue;
    const title = cell('title');
    rows.push({
      id,
      title: title.replace(RECOMMENDATION, '').trim(),
      guidance: cell('guidance'),
      level: cell('level'),
      recommendation: RECOMMENDATION.test(title),
      line,
    });
  }
  return rows;
}

function columnsOf(head: readonly string[]): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const column of ['id', 'title', 'level', 'guidance'] as const) {
    const index = head.findIndex((name) => COLUMNS[column].test(name));
    if (index !== -1) columns.set(column, index);
  }
  return columns;
}

interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly isHead: boolean;
}

function tableRows(tokens: readonly Token[], firstLine: number): readonly TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let inHead = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'thead_open') inHead = true;
    if (token.type === 'thead_close') inHead = false;
    if (token.type === 'tr_open') {
      cells = [];
      rows.push({ cells, line: firstLine + (token.map?.[0] ?? 0), isHead: inHead });
    }
    if (token.type === 'inline' && /^t[hd]_open$/.test(tokens[index - 1]?.type ?? ''))
      cells.push(plainText(token));
  }
  return rows;
}

function plainText(inline: Token): string {
  let text = '';
  for (const { type, content } of inline.children ?? []) {
    if (type === 'softbreak' || type === 'hardbreak' || (type === 'html_inline' && /^<br\b/i.test(content))) {
      text += '\n';
    } else if (type === 'text' || type === 'code_inline' || type === 'text_special') {
      text += content;
    }
  }
  return text.trim();
}

/**
 * The model with the template's wording on the requirements both have. `differences` names what the template and the
 * model disagree on (ids, levels, marks of recommendation), each with the template's line; there the model stands.
 */
export function overlayWording(
  model: Model,
  wording: AuthoritativeWording,
): { readonly model: Model; readonly differences: readonly Mistake[] } {
  const differences: Mistake[] = [];
  const report = (key: string, line: number, id: string, parameters: Mistake['parameters'] = {}): void => {
    differences.push({
      key: `governance.wording.${key}`,
      parameters: { id: quoteValue(id), ...parameters },
      file: wording.file,
      line,
      path: id,
    });
  };
  const rows = new Map(wording.rows.map((row) => [row.id, row]));
  const requirements = model.requirements.map((requirement) => {
    const row = rows.get(requirement.id);
    rows.delete(requirement.id);
    if (row === undefined) {
      if (wording.rows.length > 0) report('missing', 1, requirement.id);
      return requirement;
    }
    compare(model, requirement, row, report);
    return { ...requirement, wording: { title: row.title, guidance: row.guidance } };
  });
  for (const row of rows.values()) report('unknown', row.line, row.id);
  return { model: { ...model, requirements }, differences: sortMistakes(differences) };
}

function compare(
  model: Model,
  { id, level, recommendation }: Requirement,
  row: WordingRow,
  report: (key: string, line: number, id: string, parameters?: Mistake['parameters']) => void,
): void {
  const theirs = model.levels.find(({ id: known, name }) =>
    [known, name.da, name.en].some((word) => levelWord(word) === levelWord(row.level)),
  );
  if (theirs?.id !== level) {
    report('level', row.line, id, { theirs: quoteValue(row.level) || '–', ours: level });
  }
  if (row.recommendation !== recommendation) {
    report(row.recommendation ? 'recommended' : 'demanded', row.line, id);
  }
}

/** `Niveau 2` and `2` are the same level. */
function levelWord(level: string): string {
  return level
    .toLowerCase()
    .replace(/^(niveau|level)\s{1,5}/, '')
    .trim();
}
