/** From an address to what stands there. Null: nothing, or nothing that the reader may see. */
import { findExamples, loneExamples, type Assessment, type ExampleProduct } from '../assessment/index.js';
import { offeredDocument } from '../issues/index.js';
import { LANGUAGES, type Language } from '../messages/index.js';
import {
  HTML_POLICY,
  renderBadge,
  renderCsv,
  renderEvaluation,
  renderHtml,
  renderJson,
  renderPortfolioReport,
} from '../reports/index.js';
import { listExamples, type Queryable } from '../store/index.js';
import { answerApi } from './api/answer.js';
import { dayOf, readPortfolioReport } from './api/half-year.js';
import type { PageContext } from './context.js';
import type { Answer } from './http/respond.js';
import { readOperations } from './operations.js';
import { halfYearPage } from './pages/half-year.js';
import { portfolioPage } from './pages/portfolio.js';
import { productPage } from './pages/product.js';
import { reportsPage } from './pages/reports.js';
import { requirementPage, type Template } from './pages/requirement.js';
import { requirementsPage } from './pages/requirements.js';
import { roadmapPage } from './pages/roadmap.js';
import { setupPage, type SetupCheck } from './pages/setup.js';
import { tasksPage } from './pages/tasks.js';
import type { PortfolioReader } from './reader.js';

export interface RouteSources {
  readonly database: Queryable;
  readonly reader: PortfolioReader;
  readonly checks: () => Promise<readonly SetupCheck[]>;
}

type Handler = (
  context: PageContext,
  sources: RouteSources,
  found: readonly string[],
) => Promise<Answer | null>;

const HTML = 'text/html; charset=utf-8';

const ROUTES: readonly (readonly [RegExp, Handler])[] = [
  [/^\/$/, (context) => page(portfolioPage(context))],
  [/^\/produkter\/([\w-]{1,120})$/, showProduct],
  [/^\/krav$/, showRequirements],
  [/^\/krav\/([\w.-]{1,40})$/, showRequirement],
  [/^\/opgaver$/, (context) => page(tasksPage(context, (id) => templateFor(context, id)))],
  [/^\/roadmap$/, (context) => page(roadmapPage(context))],
  [/^\/rapporter$/, (context) => page(reportsPage(context))],
  [/^\/rapporter\/samlet$/, showHalfYear],
  [/^\/rapporter\/samlet\/halvaarsrapport\.md$/, showHalfYear],
  [/^\/rapporter\/([\w-]{1,120})\.(md|html|csv|json)$/, showReport],
  [/^\/api(?:\/.*)?$/, ({ request, model }, sources) => answerApi(request, { ...sources, model })],
  [/^\/badge\/([\w-]{1,120})\.svg$/, showBadge],
  [/^\/skabeloner\/(da|en)\/([\w.-]{1,80})$/, showTemplate],
  [
    /^\/setup$/,
    async (context, { checks, database }) => {
      const operations = await readOperations(database, context.portfolio.audience);
      const body = setupPage(context, await checks(), operations);
      return { status: 200, type: HTML, cache: 'no-store', body };
    },
  ],
];

export async function routeFor(context: PageContext, sources: RouteSources): Promise<Answer | null> {
  for (const [pattern, handler] of ROUTES) {
    const found = pattern.exec(context.request.path);
    if (found !== null) return handler(context, sources, found.slice(1));
  }
  return null;
}

function page(body: string): Promise<Answer> {
  return Promise.resolve({ status: 200, type: HTML, body });
}

async function showProduct(
  context: PageContext,
  { reader }: RouteSources,
  [slug = '']: readonly string[],
): Promise<Answer | null> {
  const detail = await reader.product(slug, context.portfolio.audience);
  return detail === null ? null : page(productPage(context, detail));
}

async function showRequirement(
  context: PageContext,
  { database }: RouteSources,
  [id = '']: readonly string[],
): Promise<Answer | null> {
  const requirement = context.model.requirements.find((one) => one.id === id);
  if (requirement === undefined) return null;
  const known = await examplesIn(context, database);
  const examples = findExamples(known, { key: '', traits: { kinds: [], stack: [] } }, id);
  return page(requirementPage(context, { requirement, examples, template: templateFor(context, id) }));
}

async function showRequirements(context: PageContext, { database }: RouteSources): Promise<Answer> {
  const lone = loneExamples(await examplesIn(context, database));
  return page(requirementsPage(context, lone));
}

/** Of the products that the reader may see. */
function examplesIn({ portfolio }: PageContext, database: Queryable): Promise<readonly ExampleProduct[]> {
  return listExamples(
    database,
    portfolio.products.map(({ key }) => key),
  );
}

function templateFor({ model, language }: PageContext, id: string): Template | null {
  const file = model.requirements.find((one) => one.id === id)?.mend?.template ?? null;
  const offered = file === null ? null : offeredDocument(file, language);
  if (file === null || offered === null) return null;
  return {
    file,
    title: offered.title[language],
    minutes: offered.minutes,
    readFirst: offered.readFirst[language],
  };
}

function showTemplate(
  _context: PageContext,
  _sources: RouteSources,
  [language = '', file = '']: readonly string[],
): Promise<Answer | null> {
  const known = LANGUAGES.find((one) => one === language);
  const offered = known === undefined ? null : offeredDocument(file, known);
  if (offered === null) return Promise.resolve(null);
  return Promise.resolve({ status: 200, type: 'text/plain; charset=utf-8', body: offered.text });
}

/** Since the day in `fra`, else since the half year began. */
async function showHalfYear(context: PageContext, { database }: RouteSources): Promise<Answer | null> {
  const { portfolio, model, language, request } = context;
  const from = dayOf(request.query.get('fra'));
  const report = await readPortfolioReport(database, portfolio, { from, model });
  if (!request.path.endsWith('.md')) return page(halfYearPage(context, report));
  const saved = { 'content-disposition': `attachment; filename="halvaarsrapport-${report.to}.md"` };
  const body = renderPortfolioReport(report, model, { language });
  return { status: 200, type: 'text/markdown; charset=utf-8', body, headers: saved };
}

async function showReport(
  context: PageContext,
  { reader }: RouteSources,
  [slug = '', form = '']: readonly string[],
): Promise<Answer | null> {
  const detail = await reader.product(slug, context.portfolio.audience);
  if (detail === null || detail.assessment === null) return null;
  return reportOf(detail.assessment, slug, form, context);
}

function reportOf(
  assessment: Assessment,
  slug: string,
  form: string,
  { model, language }: { readonly model: PageContext['model']; readonly language: Language },
): Answer {
  const saved = { 'content-disposition': `attachment; filename="${slug}.${form}"` };
  switch (form) {
    case 'md': {
      const body = renderEvaluation(assessment, model, { language });
      return { status: 200, type: 'text/markdown; charset=utf-8', body, headers: saved };
    }
    case 'csv': {
      const body = renderCsv(assessment, model, { language });
      return { status: 200, type: 'text/csv; charset=utf-8', body, headers: saved };
    }
    case 'json':
      return { status: 200, type: 'application/json', body: renderJson(assessment) };
    default: {
      const body = renderHtml(assessment, model, { language });
      // It brings its style with it, so its own policy holds.
      return { status: 200, type: HTML, body, headers: { 'content-security-policy': HTML_POLICY } };
    }
  }
}

function showBadge(
  context: PageContext,
  _sources: RouteSources,
  [slug = '']: readonly string[],
): Promise<Answer | null> {
  const { portfolio, model, language } = context;
  const product = portfolio.bySlug.get(slug);
  if (product === undefined || product.assessment === null) return Promise.resolve(null);
  const body = renderBadge(product.assessment, model, { language });
  // It is shown in other sites' pages.
  const headers = { 'cross-origin-resource-policy': 'cross-origin' };
  return Promise.resolve({ status: 200, type: 'image/svg+xml', body, headers });
}
