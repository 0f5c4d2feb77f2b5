import type { Heading, Link } from '../types.js';
import { HtmlHeadings } from './html.js';
import type { Language } from './language.js';
import { linksOfLine } from './links.js';
import { plainTitle } from './title.js';
import { ruleOf, UNDERLINES } from './underline.js';

export interface Scan {
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
}

/** What the scanner remembers from line to line. */
interface State {
  readonly language: Language;
  readonly headings: Heading[];
  readonly links: Link[];
  readonly html: HtmlHeadings;
  /** The characters that close the code block we stand in. */
  fence: string | null;
  comment: boolean;
  frontMatter: boolean;
  /** The line before, when it may be the title above an underline. */
  above: string | null;
  /** RST: underline characters in the order of their first use, which is their level. */
  readonly styles: string[];
  /** RST: the rule above a title. */
  overline: string | null;
}

/** One pass over the lines. Code blocks and comments hold neither headings nor links. */
export function scanText(language: Language, text: string): Scan {
  const state: State = {
    language,
    headings: [],
    links: [],
    html: new HtmlHeadings(),
    fence: null,
    comment: false,
    frontMatter: false,
    above: null,
    styles: [],
    overline: null,
  };
  let number = 0;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    number += 1;
    scanLine(state, text.slice(start, text.charAt(end - 1) === '\r' ? end - 1 : end), number);
    start = end + 1;
  }
  return { headings: state.headings, links: state.links };
}

function scanLine(state: State, raw: string, number: number): void {
  if (skipFrontMatter(state, raw, number) || skipFence(state, raw)) return;
  const line = skipComment(state, raw);
  if (line === null) return;
  linksOfLine(state.language, line, number, state.links);
  for (const found of headingsOf(state, line, number)) {
    const title = plainTitle(found.title);
    if (title === '') continue;
    state.headings.push({ level: found.level, title, lower: title.toLowerCase(), line: found.line });
  }
}

interface FoundHeading {
  readonly level: number;
  readonly title: string;
  readonly line: number;
}

function headingsOf(state: State, line: string, number: number): readonly FoundHeading[] {
  switch (state.language) {
    case 'markdown':
      return markdownHeadings(state, line, number);
    case 'asciidoc':
      return hashHeading(line, '=', number) ?? hashHeading(line, '#', number) ?? [];
    case 'html':
      return state.html.next(line, number);
    case 'rst':
      return underlinedRst(state, line, number);
    case 'plain':
      return underlined(state, line, number);
    case 'data':
      return [];
  }
}

function markdownHeadings(state: State, line: string, number: number): readonly FoundHeading[] {
  const direct = hashHeading(line, '#', number) ?? state.html.next(line, number);
  if (direct.length === 0) return underlined(state, line, number);
  state.above = null;
  return direct;
}

/** `## Title ##`, at most three spaces in. */
function hashHeading(line: string, mark: string, number: number): readonly FoundHeading[] | null {
  let at = 0;
  while (at < 3 && line.charAt(at) === ' ') at += 1;
  let level = 0;
  while (line.charAt(at + level) === mark) level += 1;
  if (level === 0 || level > 6) return null;
  const next = line.charAt(at + level);
  if (next !== ' ' && next !== '\t') return null;
  return [{ level, title: withoutClosing(line.slice(at + level).trim(), mark), line: number }];
}

function withoutClosing(title: string, mark: string): string {
  let end = title.length;
  while (end > 0 && title.charAt(end - 1) === mark) end -= 1;
  if (end === 0) return '';
  return title.charAt(end - 1) === ' ' ? title.slice(0, end).trimEnd() : title;
}

/** A line of `=` or `-` under a line of text. */
function underlined(state: State, line: string, number: number): readonly FoundHeading[] {
  const { above } = state;
  state.above = mayBeTitle(line) ? line : null;
  if (above === null) return [];
  const rule = ruleOf(line);
  if (rule !== '=' && rule !== '-') return [];
  if (state.language === 'plain' && line.trim().length < 3) return [];
  state.above = null;
  return [{ level: rule === '=' ? 1 : 2, title: above, line: number - 1 }];
}

/** Not a list, quote, table row, heading or code: a rule below those is a rule. */
function mayBeTitle(line: string): boolean {
  if (line.trim() === '' || line.startsWith('    ') || line.startsWith('\t')) return false;
  return ruleOf(line) === null && !/^\s*(?:[-*+>#|]|\d+[.)])(?:\s|$|\|)/.test(line);
}

function underlinedRst(state: State, line: string, number: number): readonly FoundHeading[] {
  const rule = ruleOf(line);
  const { above, overline } = state;
  if (rule === null || !UNDERLINES.includes(rule)) {
    state.above = line.trim() === '' ? null : line;
    if (state.above === null) state.overline = null;
    return [];
  }
  state.above = null;
  state.overline = above === null ? rule : null;
  const long = line.trimEnd().length;
  if (above === null || long < Math.min(above.trim().length, 4)) return [];
  if (overline === null && above.startsWith(' ')) return [];
  const style = overline === rule ? `${rule}${rule}` : rule;
  if (!state.styles.includes(style)) state.styles.push(style);
  return [{ level: Math.min(state.styles.indexOf(style) + 1, 6), title: above, line: number - 1 }];
}

/** Between `---` on the first line and the next one; its `title` is the page's heading. */
function skipFrontMatter(state: State, line: string, number: number): boolean {
  if (number === 1) {
    state.frontMatter = state.language === 'markdown' && line.trimEnd() === '---';
    return state.frontMatter;
  }
  if (!state.frontMatter) return false;
  if (line.startsWith('---') || line.startsWith('...')) state.frontMatter = false;
  if (line.startsWith('title:')) {
    const title = plainTitle(
      line
        .slice('title:'.length)
        .trim()
        .replace(/^["']|["']$/g, ''),
    );
    if (title !== '') state.headings.push({ level: 1, title, lower: title.toLowerCase(), line: number });
  }
  return true;
}

const ASCIIDOC_BLOCKS = new Set(['----', '....', '////', '```']);

function skipFence(state: State, line: string): boolean {
  if (state.language === 'markdown') return skipMarkdownFence(state, line);
  if (state.language !== 'asciidoc') return false;
  const mark = line.trimEnd();
  if (state.fence !== null) {
    if (mark === state.fence) state.fence = null;
    return true;
  }
  if (!ASCIIDOC_BLOCKS.has(mark)) return false;
  state.fence = mark;
  return true;
}

function skipMarkdownFence(state: State, line: string): boolean {
  if (state.comment) return false;
  const fence = /^ {0,3}(?:[-*+] {1,3}|\d{1,3}[.)] {1,3})? {0,8}(`{3,}|~{3,})([^`]*)$/.exec(line);
  if (state.fence === null) {
    if (fence === null) return false;
    state.fence = fence[1] ?? null;
    state.above = null;
    return true;
  }
  const closes = fence?.[1]?.startsWith(state.fence) === true && fence[2]?.trim() === '';
  if (closes) state.fence = null;
  return true;
}

/** The line without its comments; null when it stands in one. Only a comment that opens a line may run over several. */
function skipComment(state: State, line: string): string | null {
  if (state.language !== 'markdown' && state.language !== 'html') return line;
  let rest = line;
  if (state.comment) {
    const end = line.indexOf('-->');
    if (end === -1) return null;
    state.comment = false;
    rest = line.slice(end + 3);
  }
  if (!rest.includes('<!--')) return rest;
  return withoutComments(state, rest);
}

function withoutComments(state: State, line: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const start = line.indexOf('<!--', at);
    if (start === -1) return kept + line.slice(at);
    const end = line.indexOf('-->', start + 4);
    kept += line.slice(at, start);
    if (end === -1) {
      state.comment = state.language === 'html' || line.slice(0, start).trim() === '';
      return state.comment ? kept : kept + line.slice(start);
    }
    at = end + 3;
  }
}
