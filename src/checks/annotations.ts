/** The same beside the lines of the change: where a rating comes from, in files that are there with the change. Pure. */
import type { CheckAnnotation } from '../github/index.js';
import { plainText, ratingWord, sayIn } from '../messages/index.js';
import type { RequirementChange } from './difference.js';
import type { ModelTexts, ProductResult } from './types.js';

/** For one requirement. */
const MOST_PLACES = 2;

export function annotationsOf(
  { difference, language, blocks }: ProductResult,
  model: ModelTexts,
): CheckAnnotation[] {
  const annotations: CheckAnnotation[] = [];
  for (const change of difference?.changes ?? []) {
    const { requirement: id, from, to, kind } = change;
    const title = plainText(
      sayIn(language, 'checks.annotation.title', {
        id,
        from: ratingWord(from, language),
        to: ratingWord(to, language),
      }),
      { maxLength: 200 },
    );
    const level = kind !== 'worsened' ? 'notice' : blocks ? 'failure' : 'warning';
    const about = model.requirements.find((one) => one.id === id)?.title[language] ?? id;
    for (const { path, line, message } of placesOf(change, about, language).slice(0, MOST_PLACES)) {
      annotations.push({ path, line, level, title, message: plainText(message, { maxLength: 2000 }) });
    }
  }
  return annotations;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

function placesOf(change: RequirementChange, about: string, language: 'da' | 'en'): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { path, line, says } of change.evidence) {
    if (path === null || places.has(path)) continue;
    places.set(path, { path, line: line ?? 1, message: `${about}: ${says[language]}` });
  }
  for (const { path, isGone } of change.lost) {
    if (isGone || places.has(path)) continue;
    places.set(path, { path, line: 1, message: sayIn(language, 'checks.annotation.lost', { title: about }) });
  }
  return [...places.values()];
}
