import { forms } from './forms.js';
import { withoutLinks } from './links.js';
import type { Answer, DeclaredLink } from './types.js';

/** What people put around a word that stands for nothing: brackets, dashes, dots. */
const AROUND = new Set(' \t\n[](){}"\'.…*_<>-');

const SILENT = new Set(['', ...forms.placeholders.silent]);
const PLACEHOLDERS = new Set([...SILENT, ...forms.placeholders.texts.map(bareWords)]);
const HEAD_PLACEHOLDERS = new Set(forms.placeholders.head);
/** The longest placeholder of any form is shorter than this. */
const LONGEST_PLACEHOLDER = 400;

/** Whether a text is only what a form put there to be replaced. */
export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST_PLACEHOLDER) return false;
  const whole = text.trim().toLowerCase();
  return (
    PLACEHOLDERS.has(bareWords(whole)) || forms.placeholders.patterns.some((pattern) => pattern.test(whole))
  );
}

/** As `isPlaceholder`, with the words that a form puts at the top of a file only. */
export function isHeadPlaceholder(text: string): boolean {
  return isPlaceholder(text) || HEAD_PLACEHOLDERS.has(bareWords(text.toLowerCase()));
}

/** Whether it is the form's own way of saying that nothing was written. */
export function isSilent(text: string): boolean {
  return SILENT.has(bareWords(text.toLowerCase()));
}

function bareWords(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && AROUND.has(text.charAt(start))) start += 1;
  while (end > start && AROUND.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/**
 * How much an answer says. A link that everybody can open makes it substantive, since a reader can go and see;
 * otherwise it takes 40 characters of its own words. A text that only points at another answer is thin.
 */
export function qualityOf(text: string, links: readonly DeclaredLink[]): Answer['quality'] {
  if (text === '') return 'none';
  if (links.some((link) => link.public)) return 'substantive';
  const said = withoutLinks(text).toLowerCase();
  if (isCrossReference(said)) return 'thin';
  let own = said;
  for (const phrase of forms.thin.phrases) own = own.replaceAll(phrase, ' ');
  return own.replace(/\s+/g, ' ').trim().length < forms.thin.fewestCharacters ? 'thin' : 'substantive';
}

function isCrossReference(text: string): boolean {
  const tokens = text.split(/[\s,;:()/.]+/).filter((token) => token !== '');
  return tokens.every(
    (token) => forms.thin.crossReferenceWords.has(token) || /^[a-zæøå]{1,3}\d{1,3}$/.test(token),
  );
}
