/** The nine columns of OS2's evaluation form: the declaration and the rating of each requirement in one row. */
import type { Assessment, ExplanationState, RequirementAssessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import {
  escapeMarkdown,
  escapeMarkdownCell,
  formatDay,
  markdownLink,
  sayIn,
  type Language,
  RATING_SYMBOLS,
} from '../messages/index.js';
import { declaredPieces } from './declared-text.js';
import { table } from './evaluation-counts.js';
import { byTheme, evidencePlace, levelName, requirementTitle, themeName, finished } from './view.js';

const COLUMNS = [
  'requirement',
  'level',
  'guidance',
  'declared',
  'documentation',
  'rating',
  'basis',
  'advice',
] as const;
/** The rest stands in the declaration itself. */
const LONGEST_ANSWER = 1500;
const MOST_LINKS = 8;
const LONGEST_LABEL = 100;

export function themeSections(assessment: Assessment, model: Model, language: Language): string[] {
  const sections: string[] = [];
  const heads = ['\\#', ...COLUMNS.map((column) => sayIn(language, `reports.evaluation.column.${column}`))];
  for (const group of byTheme(assessment, model)) {
    const rows = group.requirements.map((requirement) => row(requirement, assessment, model, language));
    sections.push(
      `## ${escapeMarkdown(themeName(model, group.id, language).toLocaleUpperCase(language))}`,
      table([heads, heads.map(() => '---'), ...rows]),
    );
  }
  return sections;
}

function row(
  requirement: RequirementAssessment,
  assessment: Assessment,
  model: Model,
  language: Language,
): string[] {
  const known = model.requirements.find((one) => one.id === requirement.id);
  return [
    escapeMarkdownCell(requirement.id),
    titleCell(requirement, model, language),
    levelCell(requirement.level, model, language),
    escapeMarkdownCell(known?.guidance[language] ?? ''),
    declaredCell(requirement, assessment, language),
    documentationCell(requirement),
    RATING_SYMBOLS[requirement.rating],
    basisCell(requirement, assessment, language),
    adviceCell(requirement, known?.greenWhen[language] ?? null, language),
  ];
}

function titleCell(requirement: RequirementAssessment, model: Model, language: Language): string {
  const title = requirementTitle(model, requirement.id, language);
  const mark = `(${sayIn(language, 'reports.recommendation')})`;
  const marked = !requirement.recommendation || title.includes(mark) ? title : `${title} ${mark}`;
  return escapeMarkdownCell(marked);
}

/** As the form writes it: `sandkasse`, `1`. */
function levelCell(level: string, model: Model, language: Language): string {
  return /^\d+$/.test(level)
    ? level
    : escapeMarkdownCell(levelName(model, level, language).toLocaleLowerCase(language));
}

function declaredCell(
  requirement: RequirementAssessment,
  assessment: Assessment,
  language: Language,
): string {
  if (requirement.declared !== null) {
    return sayIn(language, `reports.declared.${requirement.declared.status}`);
  }
  return assessment.declaration === null ? '' : sayIn(language, 'reports.declared.unanswered');
}

function documentationCell({ declared }: RequirementAssessment): string {
  if (declared === null) return '';
  const cells = declaredPieces(declared, LONGEST_ANSWER).map(({ text, url }) =>
    url === null ? spaced(text, escapeMarkdownCell(text)) : markdownLink(text, url),
  );
  return cells.join('').trim();
}

/** An escaper trims; between two links the space or line break still counts. */
function spaced(text: string, escaped: string): string {
  const around = (space: string): string => (space.includes('\n') ? '<br/>' : space === '' ? '' : ' ');
  if (escaped === '') return around(text);
  return around(/^\s*/.exec(text)?.[0] ?? '') + escaped + around(/\s*$/.exec(text)?.[0] ?? '');
}

/** The address as its own label, as short as can be. */
function plainLink(url: string): string {
  return markdownLink(url.replace(/^https:\/\//i, ''), url, { maxLength: LONGEST_LABEL });
}

function basisCell(requirement: RequirementAssessment, assessment: Assessment, language: Language): string {
  const lines = [escapeMarkdownCell(requirement.basis[language])];
  const links = new Set<string>();
  for (const evidence of requirement.evidence) {
    if (evidence.url === null) continue;
    const place = { ...evidence, repository: assessment.repositories.length > 1 ? evidence.repository : '' };
    links.add(markdownLink(evidencePlace(place).trim(), evidence.url, { maxLength: LONGEST_LABEL }));
  }
  lines.push([...links].slice(0, MOST_LINKS).join(', '));
  if (requirement.explanation !== null) lines.push(explanationLine(requirement.explanation, language));
  return lines.filter((line) => line !== '').join('<br/>');
}

function explanationLine(explanation: ExplanationState, language: Language): string {
  const state = sayIn(language, `reports.explanation.${explanation.state}`);
  const reason = explanation.reason;
  const { until } = explanation;
  const sentence =
    until === null
      ? sayIn(language, 'reports.evaluation.cell.explanation', { state, reason })
      : sayIn(language, 'reports.evaluation.cell.explanationUntil', {
          state,
          reason,
          day: formatDay(until, language),
        });
  const link = explanation.link === null ? '' : ` ${plainLink(explanation.link)}`;
  return escapeMarkdownCell(sentence) + link;
}

function adviceCell(
  requirement: RequirementAssessment,
  greenWhen: string | null,
  language: Language,
): string {
  const lines: string[] = [];
  if (requirement.explanation?.state === 'pending') {
    lines.push(sayIn(language, 'reports.evaluation.cell.pending'));
  }
  if ((requirement.rating === 'yellow' || requirement.rating === 'red') && greenWhen !== null) {
    if (requirement.step) lines.push(finished(requirement.step[language]));
    lines.push(sayIn(language, 'reports.greenWhen', { goal: greenWhen }));
  }
  if (requirement.gap !== null) {
    const effort = sayIn(language, `reports.effort.${requirement.gap.effort}`);
    const { template } = requirement.gap;
    lines.push(sayIn(language, 'reports.evaluation.cell.template', { template, effort }));
  }
  if (requirement.question !== null) {
    const to = sayIn(language, `reports.questions.to.${requirement.question.to}`);
    const question = requirement.question[language];
    lines.push(sayIn(language, 'reports.evaluation.cell.question', { to, question }));
  }
  return escapeMarkdownCell(lines.join('\n'));
}
