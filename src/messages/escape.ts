/**
 * One escaper per output language. Everything that comes from a repository, a declaration or a person
 * passes through one of these before it is written out.
 */

/** Not counting the escapes themselves. A longer text is cut at a whole character and ends in an ellipsis. */
export interface TextLimits {
  /** In characters (code points); the ellipsis is the last of them. */
  readonly maxLength?: number;
}

/** Long enough for any answer in a declaration, short enough that a page of them stays under GitHub's limits. */
const DEFAULT_LENGTH = 2000;

/** Colour codes and terminal titles (ECMA-48 CSI and OSC), which could otherwise redraw a reader's screen. */
const TERMINAL_SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/g;
/** What turns the reading direction or hides text: bidi marks, zero-width spaces, tags, noncharacters; and all controls but line feed. */
const INVISIBLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Noncharacter_Code_Point}]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** Text without anything that a terminal, a browser or a reader would take for more than its letters; on one line. */
export function plainText(text: string, limits: TextLimits = {}): string {
  return cut(plainLines(text).replace(/\s+/g, ' ').trim(), limits.maxLength ?? Infinity);
}

/** As `plainText`, with line breaks kept as `\n`. */
export function plainLines(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCES, '')
    .replace(LINE_ENDS, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .trim();
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const characters = Array.from(text);
  if (characters.length <= maxLength) return text;
  return `${characters
    .slice(0, Math.max(0, maxLength - 1))
    .join('')
    .trimEnd()}…`;
}

/**
 * Foreign text as one line of inline Markdown that reads as the text itself on GitHub and in a Jekyll site:
 * no formatting, no HTML, no links, no Liquid, no list or heading when it starts a line.
 * GitHub looks for mentions and references in the finished page, where an escape is gone, so those are broken
 * with a zero-width space.
 */
export function escapeMarkdown(text: string, limits: TextLimits = {}): string {
  return escapeInline(plainText(text, { maxLength: limits.maxLength ?? DEFAULT_LENGTH }));
}

/** As `escapeMarkdown`, for a table's cell: line breaks are kept as `<br/>`. */
export function escapeMarkdownCell(text: string, limits: TextLimits = {}): string {
  const lines: string[] = [];
  for (const line of cut(plainLines(text), limits.maxLength ?? DEFAULT_LENGTH).split('\n')) {
    const plain = plainText(line);
    if (plain !== '') lines.push(escapeInline(plain));
  }
  return lines.join('<br/>');
}

/** Entities where some Markdown dialect has no backslash escape, and for braces, which Liquid reads before Markdown. */
const INLINE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '{': '&#123;',
  '}': '&#125;',
  '~': '&#126;',
  '^': '&#94;',
  $: '&#36;',
  '`': '&#96;',
  '\\': '&#92;',
  '*': '\\*',
  _: '\\_',
  '[': '\\[',
  ']': '\\]',
  '!': '\\!',
  '#': '\\#',
};
const BREAK = '&#8203;';
/** What GitHub would take for a commit: seven or more hexadecimal digits (a shorter number is more likely a number). */
const COMMIT = /(?<![\da-z])(?=[\da-f]{40}|\d*[a-f])[\da-f]{7,}(?![\da-z])/gi;

function escapeInline(plain: string): string {
  return plain
    .replace(/[&<>|{}~^$`\\*_[\]!#]/g, (character) => INLINE[character] ?? character)
    .replace(/@/g, `@${BREAK}`)
    .replace(/\\#(?=\d|$)/g, `\\#${BREAK}`)
    .replace(/\b(GH-)(?=\d|$)/gi, `$1${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/\b(www)\./gi, `$1${BREAK}.`)
    .replace(COMMIT, (id) => id.replace(/.{6}(?=.)/g, `$&${BREAK}`))
    .replace(/^[-+]/, '\\$&')
    .replace(/^[=:]/, (character) => (character === '=' ? '&#61;' : '&#58;'))
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** An https address of an ordinary length without a name and password in it, in ASCII; null for every other text. */
export function safeLink(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:') return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  const href = parsed.href.replace(
    /[|(){}<>[\]'"`\\^~$*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return href.length <= 2000 ? href : null;
}

/** A Markdown link where the address may be followed, and the label alone where not. The label is escaped here. */
export function markdownLink(label: string, url: string | null, limits: TextLimits = {}): string {
  const text = escapeMarkdown(label, limits);
  const href = url === null ? null : safeLink(url);
  return href === null ? text : `[${text}](${href})`;
}

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text for HTML or SVG, in an element or a quoted attribute. Line breaks become spaces. */
export function escapeHtml(text: string, limits: TextLimits = {}): string {
  return plainText(text, limits).replace(/[&<>"']/g, (character) => HTML[character] ?? character);
}

/**
 * Foreign text for one CSV cell; quotes and separators are left to the CSV writer.
 * A spreadsheet reads a cell that starts like a formula as one, also when quoted (OWASP, "CSV injection"). The same holds
 * behind a comma or semicolon inside the text, which splits the cell in a spreadsheet that expects another separator.
 */
export function escapeCsvCell(text: string): string {
  return plainText(text).replace(/(^|[,;]["']*)(?=[=+\-@＝＋－＠])/g, "$1'");
}
