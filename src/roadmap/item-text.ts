/** What people read on an item: foreign text made harmless, in the language of the roadmap. */
import {
  escapeMarkdown,
  markdownLink,
  plainLines,
  plainText,
  sayIn,
  type Language,
} from '../messages/index.js';
import type { MilestoneFacts } from './types.js';

/** GitHub's own limit on titles. */
const LONGEST_TITLE = 256;
const MOST_LINES = 40;
const LONGEST_LINE = 500;
/** Escaped; GitHub takes 65,536 characters in all, and people may write below. */
const LONGEST_QUOTE = 20_000;

/** `OS2eksempel: Version 2`, so that a bar in the roadmap says whose it is. */
export function itemTitle(product: string, title: string): string {
  const plain = plainText(title);
  const name = plainText(product);
  const isNamed = plain.toLowerCase().startsWith(name.toLowerCase());
  const whole = isNamed || name === '' ? plain : `${name}: ${plain}`;
  // A draft notifies nobody, but a person may turn it into an issue.
  return plainText(whole, { maxLength: LONGEST_TITLE - 20 }).replace(/@(?=\w)/g, '@\u200b') || name;
}

/** Our part of the body. Nothing in it changes with progress or dates, which have fields of their own. */
export function milestoneText(
  { url, repositoryName, description }: Pick<MilestoneFacts, 'url' | 'repositoryName' | 'description'>,
  language: Language,
): string {
  const link = markdownLink(sayIn(language, 'roadmap.item.link'), url);
  const head = sayIn(language, 'roadmap.item.head', { link, repository: escapeMarkdown(repositoryName) });
  const note = `*${sayIn(language, 'roadmap.item.note')}*`;
  return [head, quoted(description ?? '', language), note].filter((part) => part !== '').join('\n\n');
}

function quoted(description: string, language: Language): string {
  const shown: string[] = [];
  let length = 0;
  for (const line of plainLines(withoutComments(description)).split('\n')) {
    if (line.trim() === '') continue;
    const quote = `> ${escapeMarkdown(line.trim(), { maxLength: LONGEST_LINE })}`;
    length += quote.length;
    if (shown.length === MOST_LINES || length > LONGEST_QUOTE) {
      shown.push(`> ${sayIn(language, 'roadmap.item.more')}`);
      break;
    }
    shown.push(quote);
  }
  // Two spaces keep the line break.
  return shown.join('  \n');
}

/** Hidden lines of plans and templates are for machines. */
function withoutComments(text: string): string {
  let rest = text;
  let kept = '';
  for (;;) {
    const start = rest.indexOf('<!--');
    if (start === -1) return kept + rest;
    kept += rest.slice(0, start);
    const end = rest.indexOf('-->', start);
    if (end === -1) return kept;
    rest = rest.slice(end + 3);
  }
}
