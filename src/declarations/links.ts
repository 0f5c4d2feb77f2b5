import { forms } from './forms.js';
import type { DeclaredLink } from './types.js';

/** Addresses in a text, and names of well-known places written without `https://`. */
const ADDRESS =
  /(?:https?:\/\/|(?<![\w@./-])(?=(?:www\.|github\.com\/|boks\.os2\.eu\/)))[^\s<>"'|`]{4,2000}/gi;
const MOST_LINKS = 50;

/** The links of a plain text, in order, each once; at most 50. Nothing is fetched. */
export function linksIn(text: string): readonly DeclaredLink[] {
  const links = new Map<string, DeclaredLink>();
  for (const [match] of text.matchAll(ADDRESS)) {
    const url = withScheme(withoutTail(match));
    const host = hostOf(url);
    if (host === null) continue;
    links.set(url, { url, ...kindOf(host) });
    if (links.size === MOST_LINKS) break;
  }
  return [...links.values()];
}

/** The text without its addresses, for measuring what is said in words. */
export function withoutLinks(text: string): string {
  return text.replace(ADDRESS, ' ');
}

/** Punctuation after an address belongs to the sentence; a closing bracket belongs to the address only when it opened there. */
function withoutTail(address: string): string {
  let end = address.length;
  let surplus = count(address, ')') - count(address, '(');
  while (end > 0) {
    const last = address[end - 1] ?? '';
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (!'.,;:!?]}*_'.includes(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function count(text: string, character: string): number {
  let found = 0;
  for (const one of text) if (one === character) found += 1;
  return found;
}

function withScheme(address: string): string {
  return /^https?:\/\//i.test(address) ? address : `https://${address}`;
}

function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const host = new URL(url).hostname.toLowerCase().replace(/^www\./, '');
  return host.includes('.') ? host : null;
}

function kindOf(host: string): Pick<DeclaredLink, 'kind' | 'public'> {
  for (const { kind, public: open, hosts } of forms.links) {
    if (hosts.some((known) => fits(host, known))) return { kind, public: open };
  }
  return { kind: 'other', public: false };
}

function fits(host: string, known: string): boolean {
  if (known.startsWith('*.')) return host.endsWith(known.slice(1));
  if (known.endsWith('.*')) return host.startsWith(known.slice(0, -1));
  return host === known;
}
