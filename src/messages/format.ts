import type { Bilingual, Language } from './types.js';

const LOCALES = { da: 'da-DK', en: 'en-GB' } as const;

/** The sentence in the language asked for. */
export function inLanguage(text: Bilingual, language: Language): string {
  return text[language];
}

const days = {
  da: new Intl.DateTimeFormat(LOCALES.da, { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(LOCALES.en, { dateStyle: 'long', timeZone: 'UTC' }),
};

/** `2026-06-23` as people write it: `23. juni 2026`, `23 June 2026`. A calendar day has no time zone. */
export function formatDay(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : days[language].format(date);
}

const dayTexts = new Map<string, Bilingual>();
/** Some years of days; more than that are made anew. */
const MOST_DAYS = 4000;

/** A day in every language, to fill a placeholder with. Remembered, since an assessment names the same days again and again. */
export function dayText(day: string): Bilingual {
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = { da: formatDay(day, 'da'), en: formatDay(day, 'en') };
    if (dayTexts.size < MOST_DAYS) dayTexts.set(day, text);
  }
  return text;
}

const SCORE = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const scores = {
  da: new Intl.NumberFormat(LOCALES.da, SCORE),
  en: new Intl.NumberFormat(LOCALES.en, SCORE),
};

/** A share between 0 and 1 with two decimals: `0,72` in Danish. */
export function formatScore(score: number, language: Language): string {
  return scores[language].format(score);
}

const LIST = { style: 'long', type: 'conjunction' } as const;
const lists = { da: new Intl.ListFormat(LOCALES.da, LIST), en: new Intl.ListFormat(LOCALES.en, LIST) };

/** `a, b og c`, `a, b and c`. */
export function formatList(items: readonly string[], language: Language): string {
  return lists[language].format(items);
}
