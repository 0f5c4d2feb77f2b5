import type { Level, Model, Requirement } from '../governance/index.js';
import type { Language } from '../messages/index.js';
import type { AnswerStatus } from './types.js';

/** The fixed words of the current form, which other tools of the network read: they are Danish in every language. */

export const STATUS_WORDS: Readonly<Record<Exclude<AnswerStatus, 'unanswered'>, string>> = {
  yes: 'Ja',
  no: 'Nej',
  planned: 'Planlagt',
  'not-relevant': 'Ikke relevant',
  'dont-know': 'Ved ikke',
};
export const UNANSWERED = '[Udfyldes i selvevaluering]';
export const NO_TEXT = '[Ikke udfyldt]';

/** `sandkasse`, `1`: how the form writes a level. */
export function levelWord(model: Model, requirement: Requirement): string {
  const level: Level | undefined = model.levels.find(({ id }) => id === requirement.level);
  if (level === undefined || /^\d+$/.test(level.id)) return requirement.level;
  return level.name.da.toLowerCase();
}

/** The title as the form has it, with its mark of recommendation. */
export function titleOf({ title, recommendation }: Requirement, language: Language): string {
  const mark = language === 'da' ? '(anbefaling)' : '(recommendation)';
  return recommendation && !title[language].includes('(') ? `${title[language]} ${mark}` : title[language];
}
