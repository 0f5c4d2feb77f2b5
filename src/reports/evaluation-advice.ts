/** The sentences of the evaluation form that people otherwise write: summary, overall assessment, recommendations. */
import {
  RATINGS,
  type Assessment,
  type LevelState,
  type NextStep,
  type RatingCounts,
  type RequirementAssessment,
} from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { escapeMarkdown, formatDay, formatList, sayIn, type Language } from '../messages/index.js';
import { wayToNextLevel } from './obstacles.js';
import {
  byTheme,
  indicativeLevel,
  levelInText,
  levelLines,
  levelName,
  requirementTitle,
  sum,
  themeName,
} from './view.js';

export function adviceSections(assessment: Assessment, model: Model, language: Language): string[] {
  return [
    `## ${sayIn(language, 'reports.evaluation.summary.heading')}`,
    ...summary(assessment, model, language),
    `## ${sayIn(language, 'reports.evaluation.overall.heading')}`,
    ...overall(assessment, model, language),
    `## ${sayIn(language, 'reports.evaluation.advice.heading')}`,
    `### ${sayIn(language, 'reports.evaluation.advice.product')}`,
    ...toProduct(assessment, model, language),
    `### ${sayIn(language, 'reports.evaluation.advice.board')}`,
    ...toBoard(assessment, model, language),
  ];
}

function summary(assessment: Assessment, model: Model, language: Language): string[] {
  const { total } = assessment.counts;
  const paragraphs = [
    sayIn(language, 'reports.evaluation.summary.text', {
      ...total,
      product: escapeMarkdown(assessment.product),
      day: formatDay(assessment.asOf, language),
      declaration: assessment.declaration === null ? 'no' : 'yes',
      total: sum(total),
    }),
  ];
  if (assessment.declaration === null) {
    paragraphs.push(sayIn(language, 'reports.evaluation.summary.noDeclaration'));
  }
  paragraphs.push(bullets(levelLines(assessment, model, language)));
  return paragraphs;
}

function overall(assessment: Assessment, model: Model, language: Language): string[] {
  const themes: string[] = [];
  for (const group of byTheme(assessment, model)) {
    const counts = assessment.counts.byTheme[group.id];
    if (counts === undefined) continue;
    const says = sayIn(language, 'reports.evaluation.overall.theme', {
      requirements: sayIn(language, 'reports.requirements', { count: sum(counts) }),
      ratings: ratingsInWords(counts, language),
    });
    themes.push(`- **${escapeMarkdown(themeName(model, group.id, language))}**: ${says}`);
  }
  const levels = assessment.level.perLevel.map((state) => {
    const name = escapeMarkdown(levelName(model, state.level, language));
    return `- **${name}**: ${escapeMarkdown(stateOf(state, assessment, language))}`;
  });
  return [
    escapeMarkdown(wayToNextLevel(assessment, model, language)),
    sayIn(language, 'reports.evaluation.overall.themes'),
    themes.join('\n'),
    sayIn(language, 'reports.evaluation.overall.levels'),
    levels.join('\n'),
  ];
}

function ratingsInWords(counts: RatingCounts, language: Language): string {
  const parts: string[] = [];
  for (const rating of RATINGS) {
    const count = counts[rating];
    if (count > 0) parts.push(sayIn(language, `reports.evaluation.overall.rating.${rating}`, { count }));
  }
  return formatList(parts, language);
}

/** The state with the level's own requirements: those that are neither followed nor explained, and the unanswered. */
function stateOf(state: LevelState, assessment: Assessment, language: Language): string {
  const own = assessment.requirements.filter((one) => one.level === state.level);
  const missing = own.filter(isNeitherFollowedNorExplained).map(({ id }) => id);
  const open = own.filter(({ rating }) => rating === 'unknown').map(({ id }) => id);
  const word = sayIn(language, `reports.state.${state.state}`);
  const parts: string[] = [];
  parts.push(
    missing.length > 0
      ? sayIn(language, 'reports.evaluation.overall.missing', {
          state: word,
          requirements: missing.join(', '),
        })
      : word,
  );
  if (open.length > 0) {
    parts.push(sayIn(language, 'reports.evaluation.overall.open', { requirements: open.join(', ') }));
  }
  return parts.join('; ');
}

function isNeitherFollowedNorExplained({
  rating,
  recommendation,
  explanation,
}: RequirementAssessment): boolean {
  if (recommendation || (rating !== 'yellow' && rating !== 'red')) return false;
  return explanation === null || explanation.state === 'expired';
}

function toProduct(assessment: Assessment, model: Model, language: Language): string[] {
  if (assessment.nextSteps.length === 0) return [sayIn(language, 'reports.steps.none')];
  const steps = assessment.nextSteps.map((step, index) => `${index + 1}. ${stepLine(step, model, language)}`);
  return [sayIn(language, 'reports.evaluation.advice.productIntro'), steps.join('\n')];
}

function stepLine(step: NextStep, model: Model, language: Language): string {
  const title = requirementTitle(model, step.requirement, language);
  const notes = [step.why[language]];
  if (step.effort !== null) notes.push(sayIn(language, `reports.effort.${step.effort}`));
  if (step.template !== null) {
    notes.push(sayIn(language, 'reports.steps.template', { template: step.template }));
  }
  const what = escapeMarkdown(step.what[language]);
  return `**${escapeMarkdown(`${step.requirement} ${title}`)}**: ${what} (${escapeMarkdown(notes.join(' · '))})`;
}

function toBoard(assessment: Assessment, model: Model, language: Language): string[] {
  const level = escapeMarkdown(indicativeLevel(assessment, model, language));
  const sentences = [
    sayIn(language, 'reports.evaluation.advice.boardIntro', { level }),
    escapeMarkdown(comparedWithDecided(assessment, model, language)),
  ];
  const { target } = assessment.level;
  if (target !== null) {
    const name = escapeMarkdown(levelInText(model, target, language));
    sentences.push(sayIn(language, 'reports.evaluation.advice.target', { level: name }));
  }
  const paragraphs = [sentences.join(' ')];
  const asked = questionsToBoard(assessment, language);
  if (asked.length > 0) {
    paragraphs.push(sayIn(language, 'reports.evaluation.advice.asked'), bullets(asked));
  }
  return paragraphs;
}

function comparedWithDecided(assessment: Assessment, model: Model, language: Language): string {
  const { decided, indicative } = assessment.level;
  if (decided === null) return sayIn(language, 'reports.evaluation.advice.undecided');
  const rank = (id: string | null): number => model.levels.findIndex((level) => level.id === id);
  const difference = rank(indicative) - rank(decided.level);
  const kind = difference > 0 ? 'higher' : difference < 0 ? 'lower' : 'same';
  return sayIn(language, `reports.evaluation.advice.${kind}`, {
    decided: levelInText(model, decided.level, language),
  });
}

function questionsToBoard(assessment: Assessment, language: Language): string[] {
  const asked: string[] = [];
  for (const { id, question } of assessment.requirements) {
    if (question?.to === 'board') asked.push(`${id} ${question[language]}`);
  }
  return asked;
}

/** Escapes each line. */
function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
}
