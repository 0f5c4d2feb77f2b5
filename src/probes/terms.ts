import { remembered } from './remembered.js';

/**
 * Terms as the model writes them: `drift` is that word, `drift*` a word beginning so, `*vejledning` one ending so,
 * `*sikkerhed*` one containing it; several words must follow each other; `=om` is the whole name or heading.
 * Danish compounds need the stars.
 */

/**
 * One expression that finds any of the terms in lower-case text whose words stand apart; a whole heading may be one line of many.
 * Once for a list: a model's lists live as long as the model, and every document is held against them.
 */
export const termsPattern = remembered(
  (terms: readonly string[]) => new RegExp(terms.map(termSource).join('|'), 'mu'),
);

function termSource(term: string): string {
  const lower = term.normalize('NFC').toLowerCase().trim();
  if (lower.startsWith('=')) return `^(?:${escaped(lower.slice(1))})$`;
  const open = lower.startsWith('*');
  const close = lower.endsWith('*');
  const words = lower
    .replace(/^\*|\*$/g, '')
    .split(/\s+/)
    .map(escaped);
  const body = words.join('[^\\p{L}\\p{N}]{1,3}');
  return `${open ? '' : '(?<![\\p{L}\\p{N}])'}${body}${close ? '' : '(?![\\p{L}\\p{N}])'}`;
}

/** A text as an expression that finds just it. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `Drifts-vejledning_v2` → `drifts vejledning v2`; also parts camelCase, so that `DriftGuide` is two words. */
export function wordsApart(name: string): string {
  return name
    .normalize('NFC')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[_.\-+&,()[\]]+/g, ' ')
    .trim();
}
