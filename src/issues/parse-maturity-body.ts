import { RATINGS, type Rating } from '../assessment/index.js';
import { parseComment, parseMarker } from './marker.js';
import {
  RATING_COLUMNS,
  SYMBOLS,
  type ChangeSection,
  type DeclarationSection,
  type Made,
  type MaturityBody,
  type Order,
  type OverviewRow,
  type RequirementRow,
  type StepRow,
  type ThemeSection,
} from './maturity-body.js';

/** The lines of each section, without blank ones, and the fields of its hidden comment. */
interface Section {
  readonly fields: ReadonlyMap<string, string>;
  readonly lines: string[];
}

const NO_SECTION: Section = { fields: new Map(), lines: [] };

/**
 * The body as it stands on GitHub, ticked boxes included; null when it carries no marker of a maturity issue.
 * Sections that people have removed come back empty. Never throws.
 */
export function parseMaturityBody(text: string): MaturityBody | null {
  const marker = parseMarker(text);
  if (marker?.kind !== 'maturity') return null;
  const sections = splitSections(text);
  const of = (name: string) => sections.get(name) ?? NO_SECTION;
  return {
    product: marker.product,
    generation: marker.generation,
    closed: marker.closed,
    language: of('language').fields.get('is') === 'en' ? 'en' : 'da',
    level: of('level').lines,
    change: parseChange(of('change')),
    nextSteps: rowsOf(of('steps').lines).map(parseStep),
    overview: rowsOf(of('overview').lines).map(parseOverview),
    themes: parseThemes(of('themes').lines),
    questions: itemsOf(of('questions').lines),
    configuration: itemsOf(of('configuration').lines),
    declaration: parseDeclaration(text, of('declaration').lines),
    notices: itemsOf(of('notices').lines),
    orders: parseOrders(text),
    remarks: of('remarks').lines.map((line) => line.replace(/^> /, '')),
    made: parseMade(of('made')),
  };
}

/** The requirements whose boxes are ticked, in whatever shape people have left the rest of the text. */
export function tickedOrders(text: string): ReadonlySet<string> {
  const ticked = new Set<string>();
  for (const order of parseOrders(text)) if (order.ticked) ticked.add(order.requirement);
  return ticked;
}

function splitSections(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let current: Section | null = null;
  for (const line of text.split(/\r?\n/)) {
    const comment = parseComment(line);
    if (comment !== null) {
      current = { fields: comment.fields, lines: [] };
      sections.set(comment.name, current);
    } else if (line.trim() !== '') {
      current?.lines.push(line.trim());
    }
  }
  return sections;
}

function parseChange(section: Section): ChangeSection | null {
  const since = section.fields.get('since');
  return since === undefined ? null : { since, items: itemsOf(section.lines) };
}

/** The draft is read from the text itself, since its own lines count. */
function parseDeclaration(text: string, lines: readonly string[]): DeclarationSection | null {
  const offer = lines[1];
  if (offer === undefined) return null;
  const [head = ''] = lines.join('\n').split('<details>');
  const found = DRAFT.exec(text.replaceAll('\r\n', '\n'));
  return { offer, changes: itemsOf(head.split('\n')), draft: found?.[2] ?? null };
}

const DRAFT = /^<!-- os2modning:declaration -->$[^]*?^(`{3,})markdown\n([^]*?)\n\1$/m;

function itemsOf(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
}

/** Cells of a table's rows, without heading and rule. */
function rowsOf(lines: readonly string[]): string[][] {
  const table = lines.filter((line) => line.startsWith('|') && line.endsWith('|'));
  return table.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function parseStep(cells: readonly string[]): StepRow {
  return { what: cells[1] ?? '', why: cells[2] ?? '', how: cells[3] ?? '' };
}

function parseOverview(cells: readonly string[]): OverviewRow {
  const counts: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const [index, rating] of RATING_COLUMNS.entries()) counts[rating] = Number(cells[index + 1] ?? 0) || 0;
  return { level: cells[0] ?? '', counts };
}

function parseThemes(lines: readonly string[]): ThemeSection[] {
  const themes: ThemeSection[] = [];
  let own: string[] = [];
  let head: readonly string[] | null = null;
  for (const line of lines) {
    const summary = /^<details><summary><b>(.*?)<\/b> · (.*)<\/summary>$/.exec(line);
    if (summary !== null) {
      head = summary;
      own = [];
    } else if (line === '</details>' && head !== null) {
      themes.push({ name: head[1] ?? '', tally: head[2] ?? '', rows: rowsOf(own).map(parseRequirement) });
      head = null;
    } else {
      own.push(line);
    }
  }
  return themes;
}

function parseRequirement(cells: readonly string[]): RequirementRow {
  const symbol = (cells[1] ?? '').split(' ')[0];
  const rating = RATINGS.find((one) => SYMBOLS[one] === symbol) ?? 'unknown';
  return { requirement: cells[0] ?? '', rating, basis: cells[2] ?? '' };
}

const ORDER = /^\s*[-*] \[([ xX])\] (.*?) ?<!-- os2modning:order requirement=([\w.-]+) -->/;

function parseOrders(text: string): Order[] {
  const orders: Order[] = [];
  for (const line of text.split(/\r?\n/)) {
    const found = ORDER.exec(line);
    if (found === null) continue;
    orders.push({ requirement: found[3] ?? '', text: found[2] ?? '', ticked: found[1] !== ' ' });
  }
  return orders;
}

function parseMade(section: Section): Made {
  const from = section.lines.map((line) => line.replace(/^<sub>(.*)<\/sub>$/, '$1')).join(' ');
  return { at: (section.fields.get('at') ?? '').replaceAll('_', ':'), from };
}
