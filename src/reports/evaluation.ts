/**
 * OS2's newest evaluation form (September 2026) filled in as a draft: front matter, head, summary, overall
 * assessment, recommendations, legend, the four themes with nine columns, counts and charts.
 * It can stand in a Jekyll site as it is.
 */
import { RATINGS, type Assessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import {
  RATING_SYMBOLS,
  escapeMarkdown,
  markdownLink,
  plainText,
  sayIn,
  type Language,
} from '../messages/index.js';
import { adviceSections } from './evaluation-advice.js';
import { countSections } from './evaluation-counts.js';
import { themeSections } from './evaluation-requirements.js';
import { madeLines, placeOfFinding } from './made.js';
import type { ReportOptions } from './view.js';

/** Danish unless asked otherwise; ends in a line break. */
export function renderEvaluation(assessment: Assessment, model: Model, options: ReportOptions): string {
  const { language } = options;
  const sections = [
    frontMatter(assessment, language),
    `# ${sayIn(language, 'reports.evaluation.heading', { product: escapeMarkdown(assessment.product) })}`,
    head(assessment, model, language),
    ...adviceSections(assessment, model, language),
    '---',
    `# ${sayIn(language, 'reports.evaluation.body')}`,
    ...legend(language),
    ...themeSections(assessment, model, language),
    ...countSections(assessment, model, language),
    ...findings(assessment, language),
    `## ${sayIn(language, 'reports.made.heading')}`,
    madeLines(assessment, model, language)
      .map((line) => `- ${escapeMarkdown(line)}`)
      .join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** A theme writes the title into its pages as HTML, so nothing that could be HTML or Liquid stays in it. */
function frontMatter(assessment: Assessment, language: Language): string {
  const product = plainText(assessment.product.replace(/[<>&{}]/g, ' '), { maxLength: 120 });
  const title = sayIn(language, 'reports.evaluation.title', { product });
  const parent = sayIn(language, 'reports.evaluation.parent');
  return [
    '---',
    `title: ${yamlText(title)}`,
    'layout: default',
    `parent: ${yamlText(parent)}`,
    'nav_exclude: true',
    '---',
  ].join('\n');
}

/** Bare where that is certain to be read as this text; in double quotes, which YAML shares with JSON, elsewhere. */
function yamlText(text: string): string {
  return /^\p{L}[\p{L}\p{N} ]*$/u.test(text) ? text : JSON.stringify(text);
}

function head(assessment: Assessment, model: Model, language: Language): string {
  const fields = [
    ['version', escapeMarkdown(model.version)],
    ['day', assessment.asOf],
    ['by', sayIn(language, 'reports.evaluation.head.byApp')],
    ['organisation', organisations(assessment).join(', ')],
    ['declaration', declarationLink(assessment, language)],
    ['status', sayIn(language, 'reports.evaluation.head.draft')],
  ] as const;
  const lines = [`**${sayIn(language, 'reports.evaluation.head.heading')}**`];
  for (const [field, value] of fields) {
    lines.push(`**${sayIn(language, `reports.evaluation.head.${field}`)}:** ${value}`);
  }
  return lines.map((line) => `> ${line}`).join('<br />\n');
}

function organisations(assessment: Assessment): string[] {
  const owners = new Set<string>();
  for (const { name } of assessment.repositories) {
    const owner = name.split('/')[0] ?? '';
    if (/^[\w-]+$/.test(owner) && name.includes('/')) owners.add(`<https://github.com/${owner}>`);
  }
  return [...owners];
}

function declarationLink(assessment: Assessment, language: Language): string {
  const { declaration } = assessment;
  if (declaration === null) return sayIn(language, 'reports.evaluation.head.declarationNone');
  if (declaration.repository === null) return escapeMarkdown(declaration.path);
  const { repository } = declaration;
  const commit = assessment.repositories.find((one) => one.name === repository)?.commit ?? 'HEAD';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return escapeMarkdown(`${repository} ${declaration.path}`);
  const path = plainText(declaration.path).split('/').map(encodeURIComponent).join('/');
  const url = `https://github.com/${repository}/blob/${encodeURIComponent(plainText(commit))}/${path}`;
  return markdownLink(sayIn(language, 'reports.evaluation.head.declarationLink'), url);
}

function legend(language: Language): string[] {
  const lines: string[] = [];
  for (const rating of RATINGS) {
    const meaning = sayIn(language, `reports.evaluation.legend.${rating}`);
    const colour = sayIn(language, `reports.evaluation.colour.${rating}`);
    lines.push(`- ${RATING_SYMBOLS[rating]} **${colour}**: ${meaning}`);
  }
  return [`## ${sayIn(language, 'reports.evaluation.legend.heading')}`, lines.join('\n')];
}

function findings(assessment: Assessment, language: Language): string[] {
  if (assessment.findings.length === 0) return [];
  const lines = assessment.findings.map((finding) => {
    const place = placeOfFinding(finding);
    return `- ${escapeMarkdown(place === '' ? finding.says[language] : `${place}: ${finding.says[language]}`)}`;
  });
  return [`## ${sayIn(language, 'reports.evaluation.findings')}`, lines.join('\n')];
}
