/** The counts of OS2's evaluation form: per level, and theme by level, with percentages. */
import { RATINGS, type Assessment, type Rating, type RatingCounts } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { escapeMarkdownCell, sayIn, type Language, RATING_SYMBOLS } from '../messages/index.js';
import { percent, pie } from './pies.js';
import { sum } from './view.js';

const NOTHING: RatingCounts = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };

export function countSections(assessment: Assessment, model: Model, language: Language): string[] {
  const total = sayIn(language, 'reports.evaluation.counts.total');
  const pies: string[] = [];
  for (const level of model.levels) {
    const counts = assessment.counts.byLevel[level.id] ?? NOTHING;
    pies.push(pie(`${level.name[language]} (${howMany(counts, language)})`, counts, language));
  }
  pies.push(
    pie(`${total} (${howMany(assessment.counts.total, language)})`, assessment.counts.total, language),
  );
  return [
    `## ${sayIn(language, 'reports.evaluation.counts.heading')}`,
    levelTable(assessment, model, language),
    themeTable(assessment, model, language),
    ...pies.filter((chart) => chart !== ''),
  ];
}

function howMany(counts: RatingCounts, language: Language): string {
  return sayIn(language, 'reports.requirements', { count: sum(counts) });
}

function levelTable(assessment: Assessment, model: Model, language: Language): string {
  const heads = RATINGS.map(
    (rating) => `${RATING_SYMBOLS[rating]} ${sayIn(language, `reports.evaluation.colour.${rating}`)}`,
  );
  const rows = [
    [
      sayIn(language, 'reports.evaluation.counts.level'),
      ...heads,
      sayIn(language, 'reports.evaluation.counts.sum'),
    ],
    ['---', ...RATINGS.map(() => '---:'), '---:'],
  ];
  for (const level of model.levels) {
    const counts = assessment.counts.byLevel[level.id] ?? NOTHING;
    rows.push([escapeMarkdownCell(level.name[language]), ...numbers(counts)]);
  }
  rows.push([
    `**${sayIn(language, 'reports.evaluation.counts.total')}**`,
    ...numbers(assessment.counts.total),
  ]);
  return table(rows);
}

function numbers(counts: RatingCounts): string[] {
  return [...RATINGS.map((rating) => String(counts[rating])), String(sum(counts))];
}

function themeTable(assessment: Assessment, model: Model, language: Language): string {
  const heads = model.levels.map((level) => {
    const counts = assessment.counts.byLevel[level.id] ?? NOTHING;
    return `${escapeMarkdownCell(level.name[language])}<br/>(${howMany(counts, language)})`;
  });
  const rows = [
    [
      sayIn(language, 'reports.evaluation.counts.both'),
      ...heads,
      sayIn(language, 'reports.evaluation.counts.totalColumn'),
    ],
    ['---', ...heads.map(() => '---'), '---'],
  ];
  for (const theme of model.themes) {
    const cells = model.levels.map((level) => inLine(count(assessment, theme.id, level.id)));
    const total = assessment.counts.byTheme[theme.id] ?? NOTHING;
    rows.push([escapeMarkdownCell(theme.name[language]), ...cells, withShares(total)]);
  }
  const totals = model.levels.map((level) => withShares(assessment.counts.byLevel[level.id] ?? NOTHING));
  const total = `**${sayIn(language, 'reports.evaluation.counts.total')}**`;
  rows.push([total, ...totals, withShares(assessment.counts.total)]);
  return table(rows);
}

function count(assessment: Assessment, theme: string, level: string): RatingCounts {
  const counts: Record<Rating, number> = { ...NOTHING };
  for (const requirement of assessment.requirements) {
    if (requirement.theme === theme && requirement.level === level) counts[requirement.rating] += 1;
  }
  return counts;
}

function inLine(counts: RatingCounts): string {
  const shown = RATINGS.filter((rating) => counts[rating] > 0);
  return shown.map((rating) => `${RATING_SYMBOLS[rating]} ${counts[rating]}`).join(' ');
}

function withShares(counts: RatingCounts): string {
  const shown = RATINGS.filter((rating) => counts[rating] > 0);
  return shown
    .map((rating) => `${RATING_SYMBOLS[rating]} ${counts[rating]} (${percent(counts[rating], sum(counts))})`)
    .join('<br/>');
}

/** Rows of cells that are already escaped. */
export function table(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
