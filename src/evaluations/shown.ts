import type { LevelAssessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { sayIn, type Language } from '../messages/index.js';
import type { Evaluation } from './types.js';

/** Where evaluations come from, and how much of them everybody may see. */
export interface EvaluationSource {
  /** Right now, and for certain. */
  readonly isPublic: boolean;
  /** Web address of the repository, without a final slash. */
  readonly url: string | null;
  /** The secretariat shows decided levels although the reports are private. */
  readonly areLevelsShown: boolean;
}

export interface Decision {
  /** Of the report, from the repository's root. */
  readonly path: string;
  readonly decided: NonNullable<Evaluation['decided']>;
}

/**
 * A product's decided level as everybody may see it. `decisions` are its newest: two of one day that disagree decide nothing. From a
 * private repository there is no level unless the secretariat shows it, and never a link.
 */
export function shownDecision(
  decisions: readonly Decision[],
  { isPublic, url, areLevelsShown }: EvaluationSource,
  { model, language }: { readonly model: Model; readonly language: Language },
): LevelAssessment['decided'] {
  const [newest, other] = decisions;
  if (newest === undefined || other !== undefined) return null;
  if (!isPublic && !areLevelsShown) return null;
  const { level, date, by, reference } = newest.decided;
  if (!model.levels.some(({ id }) => id === level)) return null;
  const report = url === null ? null : reportUrl(url, newest.path);
  return {
    level,
    date,
    by: sayIn(language, `evaluations.by.${by}`),
    reference: isPublic ? (reference ?? report) : null,
  };
}

/** The report as it is now: a link to a commit would keep what has been taken back. */
export function reportUrl(repositoryUrl: string, path: string): string {
  return `${repositoryUrl}/blob/HEAD/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A decided level that was kept with an assessment, as everybody may see it now: the reports may have become private since. */
export function stillShown(
  decided: LevelAssessment['decided'],
  source: EvaluationSource | null,
): LevelAssessment['decided'] {
  if (decided === null || source === null) return null;
  if (source.isPublic) return decided;
  return source.areLevelsShown ? { ...decided, reference: null } : null;
}
