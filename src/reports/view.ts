/** What several reports look up in an assessment and its model. Nothing here is escaped yet. */
import type { Assessment, Evidence, RatingCounts, RequirementAssessment } from '../assessment/index.js';
import type { LevelId, Model, ThemeId } from '../governance/index.js';
import { formatDay, sayIn, type Language } from '../messages/index.js';

export interface ReportOptions {
  readonly language: Language;
}

/** What every part of the HTML page is given. */
export interface PageProps extends ReportOptions {
  readonly assessment: Assessment;
  readonly model: Model;
}

/** The requirement's title; its id where the assessment was made with another model. */
export function requirementTitle(model: Model, id: string, language: Language): string {
  return model.requirements.find((one) => one.id === id)?.title[language] ?? id;
}

export function levelName(model: Model, id: LevelId, language: Language): string {
  return model.levels.find((one) => one.id === id)?.name[language] ?? id;
}

/** In the middle of a sentence: `niveau 1`, `sandkasse`. */
export function levelInText(model: Model, id: LevelId, language: Language): string {
  const name = levelName(model, id, language);
  return name.charAt(0).toLocaleLowerCase(language) + name.slice(1);
}

/** After a word that already says that it is a level: `1`, `sandkasse`. */
function levelAlone(model: Model, id: LevelId, language: Language): string {
  return /^\d+$/.test(id) ? id : levelInText(model, id, language);
}

export function themeName(model: Model, id: ThemeId, language: Language): string {
  return model.themes.find((one) => one.id === id)?.name[language] ?? id;
}

export interface ThemeGroup {
  readonly id: ThemeId;
  readonly requirements: readonly RequirementAssessment[];
}

/** In the model's order; a theme that the model does not have comes last, so that no requirement is lost. */
export function byTheme(assessment: Assessment, model: Model): readonly ThemeGroup[] {
  const ids = new Set([
    ...model.themes.map((theme) => theme.id),
    ...assessment.requirements.map((one) => one.theme),
  ]);
  const groups: ThemeGroup[] = [];
  for (const id of ids) {
    const requirements = assessment.requirements.filter((one) => one.theme === id);
    if (requirements.length > 0) groups.push({ id, requirements });
  }
  return groups;
}

/** All requirements counted, whatever their rating. */
export function sum(counts: RatingCounts): number {
  return counts.green + counts.yellow + counts.red + counts.grey + counts.unknown;
}

/** The level that the scores point to, in the middle of a sentence: `niveau 1`, `under sandkasse`. */
export function indicativeLevel(
  assessment: Pick<Assessment, 'level'>,
  model: Model,
  language: Language,
): string {
  const { indicative } = assessment.level;
  return indicative === null ? belowLowest(model, language) : levelInText(model, indicative, language);
}

function belowLowest(model: Model, language: Language): string {
  const lowest = model.levels[0]?.id ?? '';
  return sayIn(language, 'reports.level.below', { level: levelInText(model, lowest, language) });
}

/** What people decided, what the app suggests and what the product aims at; the decided level first where it exists. */
export function levelLines(assessment: Assessment, model: Model, language: Language): readonly string[] {
  const lines: string[] = [];
  const { decided, target, indicative } = assessment.level;
  if (decided !== null) {
    lines.push(
      sayIn(language, 'reports.level.decided', {
        level: levelAlone(model, decided.level, language),
        day: formatDay(decided.date, language),
        by: decided.by,
      }),
    );
  }
  lines.push(
    sayIn(language, 'reports.level.indicative', {
      level: indicative === null ? belowLowest(model, language) : levelAlone(model, indicative, language),
    }),
  );
  if (target !== null) {
    lines.push(sayIn(language, 'reports.level.target', { level: levelInText(model, target, language) }));
  }
  return lines;
}

/** Where the evidence lies, as people write it: `owner/name docs/drift.md:12`. */
export function evidencePlace(evidence: Pick<Evidence, 'repository' | 'path' | 'line'>): string {
  if (evidence.path === null) return evidence.repository;
  const line = evidence.line === null ? '' : `:${String(evidence.line)}`;
  return `${evidence.repository} ${evidence.path}${line}`;
}

/** The calendar day (UTC) of a time. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** A request as a sentence; one that asks already has its mark. */
export function finished(request: string): string {
  return /[.!?]$/.test(request) ? request : `${request}.`;
}
