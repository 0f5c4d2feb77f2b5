import { hasMessage, sayIn, type Language } from '../messages/index.js';

/** What there is to do about a document, in a few words; null where the catalogue has none for it. */
export function documentTask(template: string, language: Language): string | null {
  const key = `issues.document.task.${template}`;
  return hasMessage(key) ? sayIn(language, key) : null;
}
