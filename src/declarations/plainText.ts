/**
 * The text of an answer, out of a Markdown cell: line breaks for `<br/>`, links as `text (url)`, entities and escapes
 * decoded, other tags dropped. One pass over the text with bounded patterns, so hostile input costs no more than its length.
 */

const TOKEN = new RegExp(
  [
    '<([^<>\\n]{1,2000})>',
    '!?\\[([^[\\]\\n]{0,1000})\\]\\(((?:[^()\\s]|\\([^()\\s]{0,200}\\)){1,2000})(?:\\s{1,4}"[^"\\n]{0,200}")?\\)',
    '&(#\\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});',
    '\\\\([|_*#[\\]()<>~`!{}+.-])',
  ].join('|'),
  'gi',
);

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{ aelig: 'æ', oslash: 'ø', aring: 'å', AElig: 'Æ', Oslash: 'Ø', Aring: 'Å', eacute: 'é' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', middot: '·', sect: '§', euro: '€' },
};

/** Tags that only shape a text. Anything else between angle brackets is the author's own words and stays. */
const TAGS = new Set(
  (
    'p ul ol b strong i em u s del ins span div code pre sup sub small big font img hr table tr td th tbody thead ' +
    'h1 h2 h3 h4 h5 h6 center details summary kbd mark blockquote link script style'
  ).split(' '),
);
const BREAKS = new Set(['br', '/p', '/div', '/tr']);

export interface PlainTextOptions {
  /** `address` writes `text (url)`; `label` leaves addresses out, for titles. */
  readonly links?: 'address' | 'label';
}

/** One line without anything to decode: most cells. */
const PLAIN = /^[^<[&\\\u0000-\u001F\u007F]*$/;

/** Markdown of one cell or section as plain text in its canonical form. Never throws. */
export function plainText(markdown: string, options: PlainTextOptions = {}): string {
  if (PLAIN.test(markdown)) return markdown.trim();
  const withAddress = options.links !== 'label';
  const open: string[] = [];
  const text = markdown.replace(
    TOKEN,
    (
      token: string,
      tag: string | undefined,
      label: string | undefined,
      url: string | undefined,
      entity: string | undefined,
      escaped: string | undefined,
    ) => {
      if (escaped !== undefined) return escaped;
      if (entity !== undefined) return decodeEntity(entity) ?? token;
      if (label !== undefined) return linkText(label, url ?? '', withAddress);
      return tagText(tag ?? '', token, open, withAddress);
    },
  );
  return canonicalText(text + open.map((url) => (withAddress ? ` (${url})` : '')).join(''));
}

function tagText(tag: string, token: string, open: string[], withAddress: boolean): string {
  if (/^https?:\/\/\S+$/i.test(tag)) return withAddress ? tag : '';
  if (tag.startsWith('!--')) return '';
  const name = (/^\/?[a-z][a-z0-9]*/i.exec(tag)?.[0] ?? '').toLowerCase();
  if (BREAKS.has(name)) return '\n';
  if (name === 'li') return '\n- ';
  if (name === '/li') return '';
  if (name === 'a') {
    const href = /\shref\s?=\s?["']?([^"'\s>]{1,2000})/i.exec(tag)?.[1];
    if (href !== undefined) open.push(decodeEntities(href));
    return '';
  }
  if (name === '/a') {
    const href = open.pop();
    return href === undefined || !withAddress ? '' : ` (${href})`;
  }
  return TAGS.has(name.replace('/', '')) ? '' : token;
}

function linkText(label: string, url: string, withAddress: boolean): string {
  const text = decodeEntities(label);
  const address = decodeEntities(url).replace(/^<|>$/g, '');
  if (!withAddress) return text;
  return text === '' || text === address ? address : `${text} (${address})`;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi,
    (token, entity: string) => decodeEntity(entity) ?? token,
  );
}

function decodeEntity(entity: string): string | null {
  if (!entity.startsWith('#')) return ENTITIES[entity] ?? ENTITIES[entity.toLowerCase()] ?? null;
  const hex = entity[1] === 'x' || entity[1] === 'X';
  const code = Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}

/**
 * The one form an answer's text has wherever it came from: `\n` between lines, no control characters, no white space
 * at the end of a line or around the whole. Applying it twice changes nothing.
 */
export function canonicalText(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
    .split('\n')
    .map((line) => line.trimEnd());
  return lines.join('\n').trim();
}

/** A value of the head: one line, single spaces. */
export function oneLine(text: string): string {
  return canonicalText(text).replace(/\s+/g, ' ');
}

/** A piece of somebody's text for a sentence of ours: one line, at most 80 characters. */
export function quote(text: string): string {
  const line = oneLine(text.slice(0, 400));
  const characters = Array.from(line);
  return characters.length <= 80 ? line : `${characters.slice(0, 79).join('')}…`;
}
