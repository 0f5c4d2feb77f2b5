import type { Bilingual, Language } from './types.js';

const LOCALES = { da: 'da-DK', en: 'en-GB' } as const;

/** The sentence in the language asked for. */
export function inLanguage(text: Bilingual, language: Language): string {
  return text[language];
}

/** `2026-06-23` as people write it: `23. juni 2026`, `23 June 2026`. A calendar day has no time zone. */
export function formatDay(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** A share between 0 and 1 with two decimals: `0,72` in Danish. */
export function formatScore(score: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(score);
}

/** `a, b og c`, `a, b and c`. */
export function formatList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(LOCALES[language], { style: 'long', type: 'conjunction' }).format(items);
}
