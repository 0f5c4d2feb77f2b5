import { forms } from './forms.js';
import { withoutLinks } from './links.js';
import type { Answer, DeclaredLink } from './types.js';

/** Whether a text is only what a form put there to be replaced. */
export function isPlaceholder(text: string): boolean {
  if (text.length > 400) return false;
  const whole = text.trim().toLowerCase();
  const bare = bareWords(whole);
  if (bare === '' && !/^\?+$/.test(whole)) return true;
  const { silent, texts, patterns } = forms.placeholders;
  if (silent.includes(bare) || texts.some((known) => known === whole || bareWords(known) === bare))
    return true;
  return patterns.some((pattern) => pattern.test(whole));
}

/** As `isPlaceholder`, with the words that a form puts at the top of a file only. */
export function isHeadPlaceholder(text: string): boolean {
  return (
    isPlaceholder(text) ||
    (text.length < 100 && forms.placeholders.head.includes(bareWords(text.toLowerCase())))
  );
}

/** Whether it is the form's own way of saying that nothing was written. */
export function isSilent(text: string): boolean {
  return text.length < 100 && ['', ...forms.placeholders.silent].includes(bareWords(text.toLowerCase()));
}

/** Without the brackets, dashes and dots around it. */
function bareWords(text: string): string {
  return text.replace(/^[\s[\](){}"'.…*_<>-]{1,20}|[\s[\](){}"'.…*_<>-]{1,20}$/g, '');
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
