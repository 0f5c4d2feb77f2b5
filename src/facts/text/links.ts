import type { Link } from '../types.js';
import type { Language } from './language.js';

/** Every pattern here excludes its own first characters from its repetitions, so that no text makes it quadratic. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`()[\]{}|\\]+(?:\([^\s<>"'`()[\]{}|\\]*\)[^\s<>"'`()[\]{}|\\]*)*/gi;
const INLINE = /\]\(\s{0,8}(?:<([^<>\n]+)>|([^\s()[\]<>]+(?:\([^\s()[\]<>]*\)[^\s()[\]<>]*)*))/g;
const REFERENCE = /^ {0,3}\[[^\][]+\]:\s*(?:<([^<>]+)>|(\S+))/;
const HREF = /\bhref\s?=\s?(?:"([^"]*)"|'([^']*)')/gi;
const RST_EMBEDDED = /`[^`<]*<([^<>`]+)>`__?/g;
const RST_TARGET = /^\s*\.\. _[^:]+:\s+(\S+)/;
const ASCIIDOC_MACRO = /\b(?:link|xref):([^\s[\]]+)/g;

const PATTERNS: Readonly<Record<Language, readonly RegExp[]>> = {
  markdown: [INLINE, REFERENCE, HREF, ADDRESS],
  html: [HREF, ADDRESS],
  rst: [RST_EMBEDDED, RST_TARGET, ADDRESS],
  asciidoc: [ASCIIDOC_MACRO, ADDRESS],
  plain: [ADDRESS],
  data: [ADDRESS],
};

/** The links of one line, in the order of the patterns; one that two patterns see counts once. */
export function linksOfLine(language: Language, line: string, number: number, into: Link[]): void {
  if (!mayHoldLink(line)) return;
  const seen = new Set<string>();
  for (const pattern of PATTERNS[language]) {
    for (const match of matches(pattern, line)) {
      const url = trimmed(match[1] ?? match[2] ?? match[0]);
      if (url === '' || seen.has(url)) continue;
      seen.add(url);
      if (pattern !== ADDRESS) seen.add(asBareAddress(url));
      into.push({ url, line: number });
    }
  }
}

/** How `ADDRESS` will see a link that another pattern found first. */
function asBareAddress(url: string): string {
  const [bare] = url.match(ADDRESS) ?? [url];
  return trimmed(bare);
}

function mayHoldLink(line: string): boolean {
  return line.includes(':') || line.includes('](') || line.includes('href');
}

function matches(pattern: RegExp, line: string): Iterable<RegExpMatchArray> {
  if (pattern.global) return line.matchAll(pattern);
  const match = pattern.exec(line);
  return match === null ? [] : [match];
}

/** Without the punctuation of the sentence around it. */
function trimmed(url: string): string {
  let end = url.length;
  while (end > 0 && '.,;:!?*_'.includes(url.charAt(end - 1))) end -= 1;
  return url.slice(0, end);
}
