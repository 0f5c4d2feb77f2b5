import { stringify } from 'csv-stringify/sync';
import type { Assessment, RequirementAssessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { escapeCsvCell, sayIn, type Language, ratingWord } from '../messages/index.js';
import { evidencePlace, requirementTitle, type ReportOptions } from './view.js';

/** Names that stay as they are in both languages, so that a spreadsheet or a script finds its columns again. */
export const CSV_COLUMNS = [
  'product',
  'model',
  'asOf',
  'id',
  'theme',
  'level',
  'recommendation',
  'title',
  'rating',
  'ratingWord',
  'decidedBy',
  'declared',
  'declaredText',
  'declaredLinks',
  'basis',
  'evidence',
  'evidenceLinks',
  'question',
  'questionTo',
  'explanation',
  'explanationState',
  'explanationUntil',
  'template',
  'effort',
  'role',
  'step',
] as const;

type Row = Readonly<Record<(typeof CSV_COLUMNS)[number], string>>;

/**
 * One line per requirement. Semicolons, CRLF and a byte order mark, in both languages: so a Danish Excel opens it with a
 * double click, columns and æøå in place. No cell can be read as a formula.
 */
export function renderCsv(assessment: Assessment, model: Model, options: ReportOptions): string {
  const rows = assessment.requirements.map((requirement) => {
    const row = rowOf(requirement, assessment, model, options.language);
    return CSV_COLUMNS.map((column) => escapeCsvCell(row[column]));
  });
  return stringify([[...CSV_COLUMNS], ...rows], { bom: true, delimiter: ';', record_delimiter: 'windows' });
}

function rowOf(
  requirement: RequirementAssessment,
  assessment: Assessment,
  model: Model,
  language: Language,
): Row {
  const { declared, question, explanation, gap } = requirement;
  const places = requirement.evidence.map(
    (evidence) => `${evidencePlace(evidence)}: ${evidence.says[language]}`,
  );
  const urls = requirement.evidence.map((evidence) => evidence.url).filter((url) => url !== null);
  return {
    product: assessment.product,
    model: assessment.model,
    asOf: assessment.asOf,
    id: requirement.id,
    theme: requirement.theme,
    level: requirement.level,
    recommendation: sayIn(language, requirement.recommendation ? 'reports.csv.yes' : 'reports.csv.no'),
    title: requirementTitle(model, requirement.id, language),
    rating: requirement.rating,
    ratingWord: ratingWord(requirement.rating, language),
    decidedBy: requirement.decidedBy,
    declared: declared?.status ?? '',
    declaredText: declared?.text ?? '',
    declaredLinks: declared?.links.join(' ') ?? '',
    basis: requirement.basis[language],
    evidence: places.join(' · '),
    evidenceLinks: urls.join(' '),
    question: question?.[language] ?? '',
    questionTo: question?.to ?? '',
    explanation: explanation?.reason ?? '',
    explanationState: explanation?.state ?? '',
    explanationUntil: explanation?.until ?? '',
    template: gap?.template ?? '',
    effort: gap?.effort ?? '',
    role: gap?.role ?? '',
    step: requirement.step?.[language] ?? '',
  };
}
