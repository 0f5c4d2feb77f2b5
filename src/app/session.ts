/** What a signed-in browser carries: nothing secret, but signed, so that nobody else can have made it. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Seal {
  /** The value as one cookie's text. */
  readonly close: (value: object) => string;
  /** Null where it was not closed by us, or is no object. */
  readonly open: (text: string) => Readonly<Record<string, unknown>> | null;
}

/** A key for this purpose alone, from a secret that exists already. */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `os2modning ${purpose}`, 32));
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    close: (value) => {
      const text = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${text}.${sign(text)}`;
    },
    open: (whole) => {
      const [text = '', signature = ''] = whole.split('.');
      const expected = Buffer.from(sign(text));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
      return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
    },
  };
}

export interface CookieOptions {
  readonly seconds: number;
  readonly path: string;
  readonly isSecure: boolean;
}

/** No script can read it, and no other site's form can send it. `Lax`, since GitHub sends people back by a link. */
export function cookie(name: string, value: string, { seconds, path, isSecure }: CookieOptions): string {
  const secure = isSecure ? '; Secure' : '';
  return `${name}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${secure}`;
}

export function readCookie({ headers }: IncomingMessage, name: string): string | null {
  for (const part of (headers.cookie ?? '').slice(0, 8000).split(';')) {
    const [key = '', ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
