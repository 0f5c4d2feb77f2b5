import { makeBadge } from 'badge-maker';
import type { Assessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { plainText, sayIn } from '../messages/index.js';
import { indicativeLevel, levelInText, sum, type ReportOptions } from './view.js';

/** Dark enough for white text (WCAG 2.1 AA), from no level to the highest. The words carry the meaning; colour only helps. */
const COLOURS = ['#57606a', '#8a4b00', '#6b5d00', '#1f6f43', '#0b5d8f'] as const;
const LABEL_COLOUR = '#3d444d';
const LONGEST = 60;

/** The level (the decided one where there is one) and how many requirements are met, with the same as text alternative. */
export function renderBadge(
  assessment: Pick<Assessment, 'level' | 'counts'>,
  model: Model,
  options: ReportOptions,
): string {
  const { language } = options;
  const { decided, indicative } = assessment.level;
  const level =
    decided === null
      ? indicativeLevel(assessment, model, language)
      : levelInText(model, decided.level, language);
  const counts = { green: assessment.counts.total.green, total: sum(assessment.counts.total) };
  const suggested = decided === null && indicative !== null;
  const key = suggested ? 'reports.badge.indicative' : 'reports.badge.level';
  const message = sayIn(language, key, { level, ...counts });
  const rank = model.levels.findIndex((one) => one.id === (decided?.level ?? indicative));
  const svg = makeBadge({
    label: sayIn(language, 'reports.badge.label'),
    message: plainText(message, { maxLength: LONGEST }),
    labelColor: LABEL_COLOUR,
    color: COLOURS[Math.min(rank + 1, COLOURS.length - 1)] ?? COLOURS[0],
  });
  return svg.replace('<svg ', `<svg lang="${language}" `);
}
