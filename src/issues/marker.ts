/**
 * The hidden first line of everything the app writes on GitHub: what it is, for which product, in which state.
 * It holds our own keys and numbers only. Text from outside never gets into an HTML comment.
 */
import { createHash } from 'node:crypto';

export type Marker = MaturityMarker | DocumentMarker | NoteMarker;

export interface MaturityMarker {
  readonly kind: 'maturity';
  /** `productKey` of the product. */
  readonly product: string;
  /** Grows with every run; an older run never overwrites a newer one. */
  readonly generation: number;
  /** Of the content without the line that tells when it was made. */
  readonly hash: string;
  /** `moved` when we closed it because the product got another home. */
  readonly closed: 'moved' | null;
}

export interface DocumentMarker {
  readonly kind: 'document';
  readonly product: string;
  readonly requirement: string;
  /** Why we closed it. It stays when a person opens the issue again: then the issue is theirs. */
  readonly closed: OwnClose | null;
  /** How often we have opened it again. */
  readonly reopened: number;
}

export type OwnClose = 'mended' | 'withdrawn' | 'duplicate';
const OWN_CLOSES: readonly string[] = ['mended', 'withdrawn', 'duplicate'] satisfies readonly OwnClose[];

/** On a comment, so that the same comment is never written twice. */
export interface NoteMarker {
  readonly kind: 'note';
  readonly key: string;
}

const VERSION = '1';
const SAFE = /^[\w.-]+$/;
const LINE = /^<!-- os2modning:(\w+)((?: \w+=[\w.-]*)*) -->[ \t]*\r?$/m;

/** One line of HTML comment. Throws a RangeError on a value that is not our own: letters, digits, `_`, `.` and `-`. */
export function renderMarker(marker: Marker): string {
  return renderComment(marker.kind, { v: VERSION, ...fieldsOf(marker) });
}

function fieldsOf(marker: Marker): Record<string, string | number | null> {
  if (marker.kind === 'note') return { key: marker.key };
  if (marker.kind === 'maturity') {
    const { product, generation, hash, closed } = marker;
    return { product, generation, hash, closed };
  }
  const { product, requirement, closed, reopened } = marker;
  return { product, requirement, closed, reopened: reopened === 0 ? null : reopened };
}

/** A hidden comment with our own fields; null fields are left out. Throws as `renderMarker`. */
export function renderComment(
  name: string,
  fields: Readonly<Record<string, string | number | null>>,
): string {
  const parts: string[] = [];
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) continue;
    const text = String(value);
    if (!SAFE.test(text)) throw new RangeError(`"${text}" may not stand in a marker (${name}, ${field})`);
    parts.push(` ${field}=${text}`);
  }
  return `<!-- os2modning:${name}${parts.join('')} -->`;
}

/** The fields of a hidden comment that fills the whole line; null for any other line. */
export function parseComment(line: string): { name: string; fields: ReadonlyMap<string, string> } | null {
  const found = LINE.exec(line);
  if (found === null) return null;
  const fields = new Map<string, string>();
  for (const part of (found[2] ?? '').trim().split(' ')) {
    const [field, value] = part.split('=');
    if (field !== undefined && value !== undefined) fields.set(field, value);
  }
  return { name: found[1] ?? '', fields };
}

/**
 * The marker of a body; null where there is none, or one of a version we do not know.
 * A marker proves nothing by itself, since anyone can paste one: see `isOwnIssue`.
 */
export function parseMarker(body: string): Marker | null {
  const comment = parseComment(body);
  if (comment?.fields.get('v') !== VERSION) return null;
  const { name, fields } = comment;
  const product = fields.get('product');
  if (name === 'note') {
    const key = fields.get('key');
    return key === undefined ? null : { kind: 'note', key };
  }
  if (product === undefined) return null;
  if (name === 'maturity') {
    const generation = Number(fields.get('generation') ?? NaN);
    if (!Number.isSafeInteger(generation)) return null;
    const closed = fields.get('closed') === 'moved' ? 'moved' : null;
    return { kind: 'maturity', product, generation, hash: fields.get('hash') ?? '', closed };
  }
  const requirement = fields.get('requirement');
  if (name !== 'document' || requirement === undefined) return null;
  const reopened = Number(fields.get('reopened') ?? 0);
  return {
    kind: 'document',
    product,
    requirement,
    closed: ownClose(fields.get('closed')),
    reopened: Number.isSafeInteger(reopened) ? reopened : 0,
  };
}

function ownClose(value: string | undefined): OwnClose | null {
  return value !== undefined && OWN_CLOSES.includes(value) ? (value as OwnClose) : null;
}

/** The body with another marker in the place of its own; put in front where it had none. */
export function replaceMarker(body: string, marker: Marker): string {
  const line = renderMarker(marker);
  return LINE.test(body) ? body.replace(LINE, line) : `${line}\n\n${body}`;
}

/**
 * A key for a product that may stand in a marker: readable, and distinct for distinct names.
 * Names that differ in case alone are one product.
 */
export function productKey(name: string): string {
  const folded = name.normalize('NFC').toLowerCase();
  const readable = folded
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${readable}-${shortHash(folded).slice(0, 6)}`.replace(/^-/, '');
}

/** 16 hexadecimal digits. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
