/** What a page needs to know of a request. */
import type { IncomingMessage } from 'node:http';
import { LANGUAGES, type Language } from '../../messages/index.js';

export interface SiteRequest {
  readonly method: string;
  /** Decoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly language: Language;
  /** Whether the address itself says the language: then links say it too. */
  readonly isLanguageChosen: boolean;
}

const LONGEST_ADDRESS = 2000;
const MOST_PARAMETERS = 20;

/** Null for an address that no page of ours has: too long, or not an address. */
export function readRequest({ method = 'GET', url = '/', headers }: IncomingMessage): SiteRequest | null {
  if (url.length > LONGEST_ADDRESS || !URL.canParse(url, 'http://site')) return null;
  const { pathname, searchParams } = new URL(url, 'http://site');
  if (searchParams.size > MOST_PARAMETERS) return null;
  const path = decoded(pathname);
  if (path === null) return null;
  const chosen = LANGUAGES.find((language) => language === searchParams.get('lang'));
  return {
    method,
    path,
    query: searchParams,
    language: chosen ?? preferredLanguage(headers['accept-language'] ?? ''),
    isLanguageChosen: chosen !== undefined,
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Danish, unless the browser asks for English before it (RFC 9110, 12.5.4). */
export function preferredLanguage(header: string): Language {
  const weights = new Map<string, number>();
  for (const part of header.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const quality = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1';
    const language = tag.split('-')[0] ?? '';
    weights.set(language, Math.max(weights.get(language) ?? 0, Number(quality) || 0));
  }
  return (weights.get('en') ?? 0) > (weights.get('da') ?? 0) ? 'en' : 'da';
}
