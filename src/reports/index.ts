export { renderBadge } from './badge.js';
export { CSV_COLUMNS, renderCsv } from './csv.js';
export { renderEvaluation } from './evaluation.js';
export { renderHtml } from './html.js';
export { AssessmentFileError, parseAssessment, renderJson } from './json.js';
export { assessmentJsonSchema } from './schema.js';
export { RATING_SYMBOLS, ratingLabel, ratingWord } from './symbols.js';
export { renderTable, type TableOptions } from './table.js';
export type { ReportOptions } from './view.js';
