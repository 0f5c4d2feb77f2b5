/** Who has solved the same thing, on a line of its own in a document issue: the one part that follows the portfolio. */
import { formatList, markdownLink, sayIn, type Language } from '../messages/index.js';
import { renderComment } from './marker.js';
import type { IssueMaterial } from './types.js';

const MOST = 3;
const SIGN = renderComment('examples', {});
/** The sign stands last: a line that begins with a comment is HTML to GitHub, and its links are none. */
const LINE = /^[^\r\n]*<!-- os2modning:examples -->/m;

export function examplesLine(
  { examples }: Pick<IssueMaterial, 'examples'>,
  requirement: string,
  language: Language,
): string {
  const links = (examples.get(requirement) ?? [])
    .slice(0, MOST)
    .map(({ product, url }) => markdownLink(product, url, { maxLength: 60 }));
  const list = formatList(links, language);
  return links.length === 0
    ? SIGN
    : `${sayIn(language, 'issues.document.examples', { examples: list })} ${SIGN}`;
}

/** The body with this line in the place of its own; null where it says the same, or people have taken the line away. */
export function withExamplesLine(body: string, line: string): string | null {
  const own = LINE.exec(body)?.[0];
  if (own === undefined || withoutCommits(own.trimEnd()) === withoutCommits(line)) return null;
  return body.replace(LINE, () => line);
}

/** The commit in a link to a file changes with every push, and says nothing new. */
function withoutCommits(line: string): string {
  return line.replace(/\/blob\/[0-9a-f]{40}/g, '/blob');
}
