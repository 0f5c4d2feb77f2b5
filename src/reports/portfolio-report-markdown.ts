/** The half-yearly report as Markdown that can stand in a Jekyll site as it is. */
import { RATINGS } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import {
  escapeMarkdown,
  escapeMarkdownCell,
  formatDay,
  formatList,
  RATING_SYMBOLS,
  ratingWord,
  sayIn,
  type Language,
} from '../messages/index.js';
import { table } from './evaluation-counts.js';
import type { PortfolioReport } from './portfolio-report.js';
import { requirementTitle, type ReportOptions } from './view.js';

/** Ends in a line break. */
export function renderPortfolioReport(
  report: PortfolioReport,
  model: Model,
  { language }: ReportOptions,
): string {
  const say = (key: string, parameters = {}): string =>
    sayIn(language, `reports.portfolio.${key}`, parameters);
  const { from, to, products, compared } = report;
  const days = { from: formatDay(from, language), to: formatDay(to, language) };
  const sections = [
    ['---', `title: ${JSON.stringify(say('title', days))}`, 'layout: default', '---'].join('\n'),
    `# ${say('title', days)}`,
    say('lead', { products, compared, from: days.from }),
    countsTable(report, language),
    `## ${say('changes.heading')}`,
    ...changes(report, say),
    `## ${say('common.heading')}`,
    ...common(report, model, language),
    `## ${say('support.heading')}`,
    ...support(report, say, language),
    say('made'),
  ];
  return `${sections.join('\n\n')}\n`;
}

type Say = (key: string, parameters?: Record<string, string | number>) => string;

function countsTable(
  { counts, countsBefore, products, compared }: PortfolioReport,
  language: Language,
): string {
  const say: Say = (key, parameters) => sayIn(language, `reports.portfolio.${key}`, parameters);
  const rows = [
    [say('counts.rating'), say('counts.before', { compared }), say('counts.now', { products })],
    ['---', '---:', '---:'],
    ...RATINGS.map((rating) => [
      `${RATING_SYMBOLS[rating]} ${ratingWord(rating, language)}`,
      String(countsBefore[rating]),
      String(counts[rating]),
    ]),
  ];
  return table(rows);
}

function changes({ changes: moved }: PortfolioReport, say: Say): string[] {
  if (moved.length === 0) return [say('changes.none')];
  const rows = moved.map(({ product, improved, worsened }) => [
    escapeMarkdownCell(product.name),
    improved.length === 0 ? '–' : `${improved.length}: ${improved.join(', ')}`,
    worsened.length === 0 ? '–' : `${worsened.length}: ${worsened.join(', ')}`,
  ]);
  return [
    table([
      [say('product'), say('changes.improved'), say('changes.worsened')],
      ['---', '---', '---'],
      ...rows,
    ]),
  ];
}

function common({ common: gaps }: PortfolioReport, model: Model, language: Language): string[] {
  const say: Say = (key, parameters) => sayIn(language, `reports.portfolio.${key}`, parameters);
  if (gaps.length === 0) return [say('common.none')];
  const rows = gaps.map(({ requirement, met, partly, missing }) => [
    escapeMarkdownCell(`${requirement} ${requirementTitle(model, requirement, language)}`),
    ...[met, partly, missing].map(String),
  ]);
  const heads = (['green', 'yellow', 'red'] as const).map((rating) => ratingWord(rating, language));
  return [
    say('common.lead'),
    table([[say('requirement'), ...heads], ['---', '---:', '---:', '---:'], ...rows]),
  ];
}

function support({ support: needed }: PortfolioReport, say: Say, language: Language): string[] {
  if (needed.length === 0) return [say('support.none')];
  const lines = needed.map(({ product, reasons }) => {
    const said = formatList(
      reasons.map((reason) => say(`support.${reason}`)),
      language,
    );
    return `- **${escapeMarkdown(product.name)}**: ${said}`;
  });
  return [say('support.lead'), lines.join('\n')];
}
