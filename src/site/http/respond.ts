/** Writes an answer: with headers that let nothing run, compressed, and only when the reader does not have it already. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Answer {
  readonly status: number;
  /** Such as `text/html; charset=utf-8`. */
  readonly type: string;
  readonly body: string;
  /** `no-cache`: may be kept, and is asked about each time, so that what was made private is gone at once. */
  readonly cache?: 'no-cache' | 'no-store' | 'immutable';
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** An answer with its compressed forms, made when they are first asked for. */
export interface Prepared extends Answer {
  readonly tag: string;
  readonly forms: Map<Encoding, Buffer>;
}

type Encoding = 'br' | 'gzip' | 'identity';

/** No script at all, nothing from elsewhere, and forms that lead nowhere but here (facts: the pages need no more). */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const SAFE_HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;
const CACHE = {
  'no-cache': 'no-cache',
  'no-store': 'no-store',
  immutable: 'public, max-age=31536000, immutable',
} as const;
/** Smaller than this, compressing costs more than it saves. */
const SMALLEST_COMPRESSED = 1000;
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|xml)|image\/svg)/;
/** Fast enough to be done while somebody waits. */
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

export function prepare(answer: Answer): Prepared {
  const tag = createHash('sha256').update(answer.body).digest('base64url').slice(0, 22);
  return { ...answer, tag, forms: new Map() };
}

export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Prepared,
  isSecure: boolean,
): Promise<void> {
  const { status, type, tag, cache = 'no-cache' } = answer;
  const headers: Record<string, string | readonly string[]> = {
    ...SAFE_HEADERS,
    'cache-control': CACHE[cache],
    vary: 'accept-encoding, accept-language, cookie',
    ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    ...answer.headers,
  };
  if (cache !== 'no-store') headers['etag'] = `W/"${tag}"`;
  if (status === 200 && cache !== 'no-store' && isKnown(request.headers['if-none-match'], tag)) {
    send(response, 304, headers);
    return;
  }
  const encoding = encodingFor(request, answer);
  const body = await formOf(answer, encoding);
  headers['content-type'] = type;
  headers['content-length'] = String(body.length);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  send(response, status, headers, request.method === 'HEAD' ? undefined : body);
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body?: Buffer,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(status);
  response.end(body);
}

/** Weak comparison: the compressed forms are the same page (RFC 9110, 13.1.2). */
function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${tag}"`);
}

function encodingFor({ headers }: IncomingMessage, { body, type }: Answer): Encoding {
  if (body.length < SMALLEST_COMPRESSED || !COMPRESSIBLE.test(type)) return 'identity';
  const accepted = (headers['accept-encoding'] ?? '').toLowerCase();
  const takes = (name: string): boolean =>
    new RegExp(`(?:^|[\\s,])${name}(?!\\s*;\\s*q=0(?:\\.0*)?(?:[\\s,]|$))(?=[\\s,;]|$)`).test(accepted);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}

async function formOf({ body, forms }: Prepared, encoding: Encoding): Promise<Buffer> {
  const known = forms.get(encoding);
  if (known !== undefined) return known;
  const made = await compress(Buffer.from(body), encoding);
  forms.set(encoding, made);
  return made;
}

async function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return body;
  if (encoding === 'gzip') return toGzip(body, { level: GZIP_LEVEL });
  return toBrotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
