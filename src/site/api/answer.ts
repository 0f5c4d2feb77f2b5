/** `/api/v1`: the portfolio for programs. Only what everybody may see, whoever asks. */
import type { Model, Requirement } from '../../governance/index.js';
import type { Language } from '../../messages/index.js';
import { assessmentJsonSchema, renderJson, type PortfolioReport } from '../../reports/index.js';
import type { Queryable } from '../../store/index.js';
import type { Answer } from '../http/respond.js';
import type { PortfolioReader } from '../reader.js';
import { shownLevelOf } from '../selection.js';
import type { Portfolio, ProductView } from '../types.js';
import { milestonesCsv, portfolioCsv, tasksCsv } from './csv.js';
import { dayOf, readPortfolioReport } from './half-year.js';
import { openApiDocument } from './openapi.js';
import {
  presentDetail,
  presentMilestone,
  presentPortfolio,
  presentProduct,
  presentRequirement,
  presentRequirementDetail,
  presentTask,
} from './present.js';
import { notFound, ParameterError, problemAnswer } from './problem.js';
import { reportList } from './report-list.js';
import type { ApiSchema, ApiValue } from './schemas.js';

export interface ApiRequest {
  /** Decoded, with `/api/v1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly language: Language;
}

export interface ApiSources {
  readonly database: Queryable;
  readonly reader: PortfolioReader;
  readonly model: Model;
}

interface Call extends ApiRequest, ApiSources {
  readonly portfolio: Portfolio;
  /** What the address holds in braces. */
  readonly found: string;
}

type Handler = (call: Call) => Promise<Answer> | Answer;

const ADDRESSES: readonly (readonly [RegExp, Handler])[] = [
  [/^openapi\.json$/, () => json(openApiDocument())],
  [/^assessment\.schema\.json$/, () => json(assessmentJsonSchema())],
  [/^portfolio$/, ({ portfolio, model }) => answer<'Portfolio'>(presentPortfolio(portfolio, model))],
  [/^portfolio\.csv$/, ({ portfolio, model }) => file(portfolioCsv(portfolio, model), 'portfolio.csv')],
  [/^products$/, products],
  [/^products\/([\w-]{1,120})$/, product],
  [/^products\/([\w-]{1,120})\/assessment$/, assessment],
  [/^requirements$/, requirements],
  [/^requirements\/([\w.-]{1,40})$/, requirement],
  [/^tasks$/, tasks],
  [
    /^tasks\.csv$/,
    ({ portfolio, model, language }) => file(tasksCsv(portfolio, model, language), 'tasks.csv'),
  ],
  [/^milestones$/, milestones],
  [/^milestones\.csv$/, ({ portfolio }) => file(milestonesCsv(portfolio), 'milestones.csv')],
  [/^reports$/, (call) => paged<'ReportPage', Item<'ReportPage'>>(call, reportList(call.portfolio), same)],
  [/^reports\/portfolio$/, portfolioReport],
];

export const API_ROOT = '/api/v1/';
const MOST_PER_PAGE = 200;
const PER_PAGE = 100;

/** Never throws for what a caller has asked: that is a problem document. */
export async function answerApi(request: ApiRequest, sources: ApiSources): Promise<Answer> {
  const rest = request.path.startsWith(API_ROOT) ? request.path.slice(API_ROOT.length) : '';
  for (const [pattern, handler] of ADDRESSES) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    try {
      const portfolio = await sources.reader.portfolio('public');
      return await handler({ ...request, ...sources, portfolio, found: match[1] ?? '' });
    } catch (error) {
      if (error instanceof ParameterError) return problemAnswer(400, error.message);
      throw error;
    }
  }
  return notFound();
}

function products(call: Call): Answer {
  const level = call.query.get('level');
  const organisation = call.query.get('organisation')?.toLowerCase() ?? null;
  if (level !== null && level !== 'none' && !call.model.levels.some(({ id }) => id === level))
    throw new ParameterError('level', 'is none of the model’s levels, nor "none"');
  const wanted = call.portfolio.products.filter(
    (one) =>
      (level === null || (one.assessment !== null && (shownLevelOf(one) ?? 'none') === level)) &&
      (organisation === null || one.organisations.some((name) => name.toLowerCase() === organisation)),
  );
  return paged<'ProductPage', ProductView>(call, wanted, presentProduct);
}

async function product({ reader, found, model }: Call): Promise<Answer> {
  const detail = await reader.product(found, 'public');
  return detail === null ? notFound() : answer<'ProductDetail'>(presentDetail(detail, model));
}

async function assessment({ reader, found }: Call): Promise<Answer> {
  const detail = await reader.product(found, 'public');
  if (detail === null || detail.assessment === null) return notFound();
  return { status: 200, type: JSON_TYPE, body: renderJson(detail.assessment), headers: SHARED };
}

function requirements(call: Call): Answer {
  return paged<'RequirementPage', Requirement>(call, call.model.requirements, (one) =>
    presentRequirement(one, call.portfolio),
  );
}

function requirement({ model, portfolio, found }: Call): Answer {
  const known = model.requirements.find(({ id }) => id === found);
  if (known === undefined) return notFound();
  return answer<'RequirementDetail'>(presentRequirementDetail(known, portfolio));
}

function tasks(call: Call): Answer {
  const effort = call.query.get('effort');
  const all = chosen(call)
    .flatMap((one) => one.tasks.map((task) => presentTask(one, task, call.model)))
    .filter((task) => effort === null || task.effort === effort);
  all.sort((a, b) => compare(a.since ?? '', b.since ?? ''));
  return paged<'TaskPage', Item<'TaskPage'>>(call, all, same);
}

function milestones(call: Call): Answer {
  const all = chosen(call).flatMap((one) =>
    one.milestones.map((milestone) => presentMilestone(one, milestone)),
  );
  all.sort((a, b) => compare(a.due ?? '9999', b.due ?? '9999'));
  return paged<'MilestonePage', Item<'MilestonePage'>>(call, all, same);
}

async function portfolioReport({ database, portfolio, model, query }: Call): Promise<Answer> {
  const given = query.get('from');
  const from = dayOf(given);
  if (given !== null && from === null) throw new ParameterError('from', 'is no day such as 2026-07-01');
  return answer<'PortfolioReport'>(shared(await readPortfolioReport(database, portfolio, { from, model })));
}

/** The report's lists are read-only; the interface's are not declared so. */
function shared(report: PortfolioReport): ApiValue<'PortfolioReport'> {
  return structuredClone(report) as ApiValue<'PortfolioReport'>;
}

function chosen({ portfolio, query }: Call): readonly ProductView[] {
  const slug = query.get('product');
  return slug === null ? portfolio.products : portfolio.products.filter((one) => one.slug === slug);
}

type PageSchema = Extract<ApiSchema, `${string}Page`>;
type Item<N extends PageSchema> = ApiValue<N>['items'][number];

/** Only what is on the page is made. */
function paged<N extends PageSchema, T>(call: Call, all: readonly T[], present: (one: T) => Item<N>): Answer {
  const page = numberIn(call.query, 'page', { fallback: 1, most: 1_000_000 });
  const perPage = numberIn(call.query, 'perPage', { fallback: PER_PAGE, most: MOST_PER_PAGE });
  const start = (page - 1) * perPage;
  const items = all.slice(start, start + perPage).map(present);
  const next = start + perPage < all.length ? nextPage(call, page + 1) : null;
  const body = json({ items, page, perPage, total: all.length, next });
  return next === null ? body : { ...body, headers: { ...SHARED, link: `<${next}>; rel="next"` } };
}

function same<T>(one: T): T {
  return one;
}

function nextPage({ path, query }: Call, page: number): string {
  const next = new URLSearchParams(query);
  next.set('page', String(page));
  return `${encodeURI(path)}?${next.toString()}`;
}

function numberIn(
  query: URLSearchParams,
  name: string,
  { fallback, most }: { readonly fallback: number; readonly most: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new ParameterError(name, `is no whole number from 1 to ${most}`);
  return number;
}

const JSON_TYPE = 'application/json';
/** Anybody's page may read it: there is nothing in it that not everybody may see, and no cookie changes it. */
const SHARED = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

function answer<N extends ApiSchema>(value: ApiValue<N>): Answer {
  return json(value);
}

function json(value: object): Answer {
  return { status: 200, type: JSON_TYPE, body: `${JSON.stringify(value)}\n`, headers: SHARED };
}

function file(body: string, name: string): Answer {
  const headers = { ...SHARED, 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, type: 'text/csv; charset=utf-8', body, headers };
}

/** Not by locale: the order must be the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
