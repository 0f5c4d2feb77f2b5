export { renderBadge } from './badge.js';
export { CSV_COLUMNS, renderCsv } from './csv.js';
export { renderEvaluation } from './evaluation.js';
export { HTML_POLICY, renderHtml } from './html.js';
export { AssessmentFileError, parseAssessment, renderJson } from './json.js';
export { halfYearOf, portfolioReport, type PortfolioReport } from './portfolio-report.js';
export { renderPortfolioReport } from './portfolio-report-markdown.js';
export { assessmentJsonSchema } from './schema.js';
export { renderTable } from './table.js';
/** Parts of a report, for pages of others that show the same. */
export { declaredPieces, type Piece } from './declared-text.js';
export { SafeLink, anchor } from './html-link.js';
export { wayToNextLevel } from './obstacles.js';
export { dayOf, evidencePlace, levelInText, levelName, requirementTitle, sum, themeName } from './view.js';
