export { renderBadge } from './badge.js';
export { CSV_COLUMNS, renderCsv } from './csv.js';
export { renderEvaluation } from './evaluation.js';
export { renderHtml } from './html.js';
export { AssessmentFileError, parseAssessment, renderJson } from './json.js';
export { assessmentJsonSchema } from './schema.js';
export { renderTable } from './table.js';
