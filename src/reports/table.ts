/** The assessment in a terminal. Text from repositories is stripped of everything that could move the cursor. */
import pc from 'picocolors';
import { RATINGS, type Assessment, type Rating, type RequirementAssessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import {
  formatDay,
  plainText,
  sayIn,
  type Language,
  RATING_SYMBOLS,
  ratingLabel,
  ratingWord,
} from '../messages/index.js';
import { columnsOf, cutTo, pad, wrap } from './columns.js';
import { placeOfFinding } from './made.js';
import { wayToNextLevel } from './obstacles.js';
import { byTheme, dayOf, levelLines, requirementTitle, sum, themeName, type ReportOptions } from './view.js';

export interface TableOptions extends ReportOptions {
  /** Whether the terminal shows colours; the caller knows whether there is one. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

type Colours = ReturnType<typeof pc.createColors>;
const ID_WIDTH = 5;
const TITLE_WIDTH = 34;
const NARROWEST_BASIS = 24;
const NARROWEST = 40;
const MOST_BASIS_LINES = 3;
const LONGEST_REASON = 160;

/** Ends in a line break. Every line fits the width, also where letters are two columns wide. */
export function renderTable(assessment: Assessment, model: Model, options: TableOptions): string {
  const { language } = options;
  const colours = pc.createColors(options.colour);
  const width = Math.max(NARROWEST, options.width);
  const lines = [
    colours.bold(cutTo(assessment.product, width)),
    ...wrapAll(
      [
        ...levelLines(assessment, model, language),
        wayToNextLevel(assessment, model, language),
        countLine(assessment, language),
        ...changeLines(assessment, language),
      ],
      width,
    ),
  ];
  for (const group of byTheme(assessment, model)) {
    lines.push('', colours.bold(cutTo(themeName(model, group.id, language).toUpperCase(), width)));
    for (const requirement of group.requirements) {
      lines.push(...requirementLines(requirement, model, { ...options, width }, colours));
    }
  }
  lines.push(...stepLines(assessment, language, width, colours));
  lines.push(...findingLines(assessment, language, width, colours));
  lines.push('', ...wrapAll([sayIn(language, 'reports.level.advice')], width));
  return `${lines.join('\n')}\n`;
}

function countLine(assessment: Assessment, language: Language): string {
  const { total } = assessment.counts;
  const parts: string[] = [];
  for (const rating of RATINGS) {
    parts.push(`${RATING_SYMBOLS[rating]} ${total[rating]} ${ratingWord(rating, language).toLowerCase()}`);
  }
  return `${sayIn(language, 'reports.requirements', { count: sum(total) })}: ${parts.join(' · ')}`;
}

function changeLines(assessment: Assessment, language: Language): string[] {
  const { change } = assessment;
  if (change === null) return [];
  const says: string[] = [];
  if (change.improved.length > 0) {
    says.push(`${sayIn(language, 'reports.change.improved')}: ${change.improved.join(', ')}`);
  }
  if (change.worsened.length > 0) {
    says.push(`${sayIn(language, 'reports.change.worsened')}: ${change.worsened.join(', ')}`);
  }
  if (says.length === 0) says.push(sayIn(language, 'reports.change.nothing'));
  const since = sayIn(language, 'reports.change.since', { day: formatDay(dayOf(change.since), language) });
  return [`${since}: ${says.join(' · ')}`];
}

function requirementLines(
  requirement: RequirementAssessment,
  model: Model,
  options: TableOptions,
  colours: Colours,
): string[] {
  const { language, width } = options;
  const label = ratingLabel(requirement.rating, language);
  const labelWidth = widestLabel(language);
  const titleWidth = Math.min(TITLE_WIDTH, width - ID_WIDTH - labelWidth - 2);
  const title = pad(requirementTitle(model, requirement.id, language), titleWidth);
  const painted = paint(requirement.rating, pad(label, labelWidth), colours);
  const head = `${colours.bold(pad(requirement.id, ID_WIDTH))}${title} ${painted}`;
  const basis = [requirement.basis[language], explained(requirement, language)].join(' ').trim();
  const room = width - ID_WIDTH - titleWidth - labelWidth - 2;
  if (room < NARROWEST_BASIS) {
    const indent = ' '.repeat(ID_WIDTH);
    return [head.trimEnd(), ...basisLines(basis, width - ID_WIDTH).map((line) => indent + line)];
  }
  const [first = '', ...more] = basisLines(basis, room);
  const indent = ' '.repeat(width - room);
  return [`${head} ${first}`.trimEnd(), ...more.map((line) => indent + line)];
}

function explained({ explanation }: RequirementAssessment, language: Language): string {
  if (explanation === null) return '';
  const { state, until } = explanation;
  const reason = plainText(explanation.reason, { maxLength: LONGEST_REASON });
  const day = until === null ? '' : formatDay(until, language);
  return sayIn(language, `assessment.explanation.${state}`, { reason, day });
}

/** A reader of the table wants the reason, not all of it: the other formats have room for that. */
function basisLines(basis: string, room: number): string[] {
  const lines = wrap(basis, room, '');
  if (lines.length <= MOST_BASIS_LINES) return lines;
  const last = lines.slice(MOST_BASIS_LINES - 1).join(' ');
  return [...lines.slice(0, MOST_BASIS_LINES - 1), cutTo(last, room)];
}

function widestLabel(language: Language): number {
  return Math.max(...RATINGS.map((rating) => columnsOf(ratingLabel(rating, language))));
}

function paint(rating: Rating, text: string, colours: Colours): string {
  if (rating === 'green') return colours.green(text);
  if (rating === 'yellow') return colours.yellow(text);
  if (rating === 'red') return colours.red(text);
  return colours.dim(text);
}

function stepLines(assessment: Assessment, language: Language, width: number, colours: Colours): string[] {
  const lines = ['', colours.bold(sayIn(language, 'reports.steps.heading'))];
  if (assessment.nextSteps.length === 0) lines.push(sayIn(language, 'reports.steps.none'));
  for (const [index, step] of assessment.nextSteps.entries()) {
    const notes = [step.why[language]];
    if (step.effort !== null) notes.push(sayIn(language, `reports.effort.${step.effort}`));
    if (step.template !== null) {
      notes.push(sayIn(language, 'reports.steps.template', { template: step.template }));
    }
    lines.push(
      ...wrap(`${index + 1}. ${step.requirement} ${step.what[language]}`, width, '   '),
      ...wrap(`   ${notes.join(' · ')}`, width, '   ').map((line) => colours.dim(line)),
    );
  }
  return lines;
}

function findingLines(assessment: Assessment, language: Language, width: number, colours: Colours): string[] {
  if (assessment.findings.length === 0) return [];
  const lines = ['', colours.bold(sayIn(language, 'reports.findings.heading'))];
  for (const finding of assessment.findings) {
    const where = placeOfFinding(finding);
    lines.push(...wrap(`- ${where === '' ? '' : `${where}: `}${finding.says[language]}`, width, '  '));
  }
  return lines;
}

function wrapAll(texts: readonly string[], width: number): string[] {
  return texts.flatMap((text) => wrap(text, width, ''));
}
