import type { Evidence } from '../assessment/index.js';
import { markdownLink, safeLink } from '../messages/index.js';

/**
 * Links to where something was seen, for a table's cell; each place once. An address outside the product's own
 * code host is foreign text and is left out.
 */
export function evidenceLinks(
  evidence: readonly Evidence[],
  most: number,
  repositoryUrls: readonly string[],
): string {
  const links: string[] = [];
  const seen = new Set<string>();
  for (const one of evidence) {
    if (links.length >= most) break;
    if (one.url === null || one.path === null || !isOwnAddress(one.url, repositoryUrls)) continue;
    const place = `${one.repository}/${one.path}`;
    if (seen.has(place)) continue;
    seen.add(place);
    links.push(markdownLink(labelOf(one.path), one.url, { maxLength: 60 }));
  }
  return links.join(', ');
}

function isOwnAddress(url: string, repositoryUrls: readonly string[]): boolean {
  if (safeLink(url) === null) return false;
  return repositoryUrls.some((repository) => url.toLowerCase().startsWith(`${repository.toLowerCase()}/`));
}

/** The end of a path tells more than its beginning. */
function labelOf(path: string): string {
  const segments = path.split('/');
  return segments.length <= 2 ? path : `…/${segments.slice(-2).join('/')}`;
}
