import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RATINGS, type Rating } from '../../src/assessment/index.js';
import { readEvaluation } from '../../src/evaluations/index.js';
import type { Model } from '../../src/governance/index.js';
import { sayIn } from '../../src/messages/index.js';
import { createRateLimit } from '../../src/site/http/rate-limit.js';
import { answerApi } from '../../src/site/api/answer.js';
import { openApiDocument, OPERATIONS } from '../../src/site/api/openapi.js';
import type { ApiValue } from '../../src/site/api/schemas.js';
import type { Portfolio, PortfolioReader, ProductView } from '../../src/site/index.js';
import type { Database } from '../../src/store/index.js';
import { openTestDatabase } from '../support/database.js';
import { HOSTILE } from '../support/hostile.js';
import { fillSite, realModel } from './filled.js';
import { serveSite, type Served } from './served.js';
import { readerOf, SECRET } from './support.js';

const API = '/api/v1';
const DOCUMENT = openApiDocument() as {
  readonly paths: Readonly<
    Record<string, { readonly get: { readonly responses: Readonly<Record<string, Response>> } }>
  >;
};
interface Response {
  readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}

function checkedIn(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8')) as object;
}

/** As a client would: the description and the assessment's schema side by side, at the addresses they have. */
function createValidator() {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...openApiDocument(), $id: 'https://example.org/openapi.json' });
  ajv.addSchema({
    ...checkedIn('assessment.schema.json'),
    $id: 'https://example.org/assessment.schema.json',
  });
  return (ref: string, value: unknown): readonly string[] => {
    const target = ref.startsWith('#')
      ? `https://example.org/openapi.json${ref}`
      : `https://example.org/${ref}`;
    const validate = ajv.getSchema(target);
    if (validate === undefined) throw new Error(`there is no schema ${ref}`);
    return validate(value) === true
      ? []
      : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
  };
}

const mistakesIn = createValidator();
let database: Database;
let model: Model;
let site: Served;

beforeAll(async () => {
  database = await openTestDatabase();
  model = await realModel();
  await fillSite(database, model);
  site = await serveSite(database, model);
});

afterAll(async () => {
  await site.close();
  await database.close();
});

function ask(path: string, init: RequestInit = {}) {
  return fetch(`${site.url}${path}`, init);
}

async function read<T>(path: string): Promise<T> {
  const answer = await ask(`${API}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as T;
}

function addressOf(path: string): string {
  return path.replace('{slug}', 'os2eksempel').replace('{id}', 'F4');
}

describe('site/api', () => {
  test('schemas/openapi.json is that of the code: npm run schemas', () => {
    expect(checkedIn('openapi.json')).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  test.each(OPERATIONS.map(({ path }) => [path]))('%s answers as it is described', async (path) => {
    const answer = await ask(`${API}${addressOf(path)}`);
    const body = await answer.text();

    const described = Object.entries(DOCUMENT.paths[path]?.get.responses['200']?.content ?? {});
    expect(answer.status).toBe(200);
    expect(described.map(([type]) => type)).toEqual([answer.headers.get('content-type')?.split(';')[0]]);
    const ref = described[0]?.[1].schema.$ref;
    if (ref !== undefined) expect(mistakesIn(ref, JSON.parse(body))).toEqual([]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('serves its own description, and the assessment’s schema beside it', async () => {
    expect(await read('/openapi.json')).toEqual(checkedIn('openapi.json'));
    expect(await read('/assessment.schema.json')).toEqual(checkedIn('assessment.schema.json'));
  });

  test('answers nothing again that the caller has, and HEAD without a body', async () => {
    const first = await ask(`${API}/products`);
    const tag = first.headers.get('etag') ?? '';

    const again = await ask(`${API}/products`, { headers: { 'if-none-match': tag } });
    const head = await ask(`${API}/products`, { method: 'HEAD' });

    expect([again.status, await again.text()]).toEqual([304, '']);
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
  });

  test.each([
    ['GET', '/nothing', 404],
    ['GET', '', 404],
    ['GET', '/products/findes-ikke', 404],
    ['GET', `/products/${SECRET.toLowerCase()}`, 404],
    ['GET', `/products/${SECRET.toLowerCase()}/assessment`, 404],
    ['GET', '/products/os2nyt/assessment', 404],
    ['GET', '/requirements/F9', 404],
    ['GET', '/products?page=0', 400],
    ['GET', '/products?perPage=1000', 400],
    ['GET', '/products?level=9', 400],
    ['GET', '/reports/portfolio?from=2026-02-31', 400],
    ['POST', '/products', 405],
  ])('%s %s is a problem document with status %d', async (method, path, status) => {
    const answer = await ask(`${API}${path}`, { method });
    const body: unknown = await answer.json();

    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(mistakesIn('#/components/schemas/Problem', body)).toEqual([]);
    expect(body).toMatchObject({ status });
  });

  test('says in a problem document, too, that there were too many requests', async () => {
    const slow = await serveSite(database, model, {
      rateLimit: createRateLimit({ burst: 1, perSecond: 0.01 }),
    });
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    await fetch(`${slow.url}${API}/products`, { headers });

    const answer = await fetch(`${slow.url}${API}/products`, { headers });
    await slow.close();

    expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  test('never names a private product', async () => {
    for (const path of [
      ...OPERATIONS.map((one) => addressOf(one.path)),
      '/products?organisation=os2eksempel',
    ]) {
      expect(await (await ask(`${API}${path}`)).text()).not.toMatch(new RegExp(SECRET, 'i'));
    }
  });

  test('filters by level and organisation', async () => {
    const all = await read<ApiValue<'ProductPage'>>('/products');
    const { level } = all.items[0] ?? {};

    const same = await read<ApiValue<'ProductPage'>>(
      `/products?level=${level?.decided?.level ?? level?.indicative ?? 'none'}`,
    );

    expect(same.items.map(({ slug }) => slug)).toContain(all.items[0]?.slug);
    expect((await read<ApiValue<'ProductPage'>>('/products?organisation=OS2EKSEMPEL')).total).toBe(all.total);
    expect((await read<ApiValue<'ProductPage'>>('/products?organisation=andre')).total).toBe(0);
  });
});

describe('site/api: the same numbers everywhere', () => {
  test.each(['os2eksempel', 'os2havnevagt'])('%s', async (slug) => {
    const product = await read<ApiValue<'ProductDetail'>>(`/products/${slug}`);
    const counts = product.counts ?? { green: -1, yellow: -1, red: -1, grey: -1, unknown: -1 };
    const whole = await read<{ readonly counts: { readonly total: object } }>(`/products/${slug}/assessment`);
    const draft = await (await ask(`/rapporter/${slug}.md`)).text();
    const page = await (await ask(`/produkter/${slug}`)).text();
    const csv = linesOf(await (await ask(`/rapporter/${slug}.csv`)).text());
    const line = linesOf(await (await ask(`${API}/portfolio.csv`)).text()).find(
      (one) => one['slug'] === slug,
    );

    const drafted = readEvaluation(draft, { path: '', model });

    expect(whole.counts.total).toEqual(counts);
    expect(counted(Object.values(product.ratings))).toEqual(counts);
    expect(drafted.evaluation?.counts).toEqual(counts);
    expect(drafted.evaluation?.conflicts).toEqual([]);
    expect(counted(csv.map((row) => row['rating'] as Rating))).toEqual(counts);
    expect(RATINGS.map((rating) => Number(line?.[rating]))).toEqual(RATINGS.map((rating) => counts[rating]));
    for (const [id, rating] of Object.entries(product.ratings)) expect(line?.[id]).toBe(rating);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(page).toContain(sayIn('da', 'site.product.met', { green: counts.green, total }));
  });

  test('the portfolio, its pages and its half-yearly report', async () => {
    const { items } = await read<ApiValue<'ProductPage'>>('/products');
    const portfolio = await read<ApiValue<'Portfolio'>>('/portfolio');
    const report = await read<ApiValue<'PortfolioReport'>>('/reports/portfolio');
    const requirements = await read<ApiValue<'RequirementPage'>>('/requirements');
    const markdown = await (await ask('/rapporter/samlet/halvaarsrapport.md')).text();
    const page = await (await ask('/rapporter/samlet')).text();

    const sum = counted(items.flatMap(({ ratings }) => Object.values(ratings)));

    expect(portfolio).toMatchObject({ products: items.length, assessed: report.products, counts: sum });
    expect(report.counts).toEqual(sum);
    expect(
      counted(
        requirements.items.flatMap(({ counts }) =>
          RATINGS.flatMap((one) => Array<Rating>(counts[one]).fill(one)),
        ),
      ),
    ).toEqual(sum);
    for (const rating of RATINGS) {
      const row = new RegExp(
        `${sayIn('da', `ratings.${rating}`)} \\| ${report.countsBefore[rating]} \\| ${sum[rating]} \\|`,
      );
      expect(markdown).toMatch(row);
      expect(page).toContain(`<td>${sum[rating]}</td>`);
    }
    expect((await read<ApiValue<'TaskPage'>>('/tasks')).total).toBe(
      items.reduce((all, { openTasks }) => all + openTasks, 0),
    );
  });
});

describe('site/api with a thousand products', () => {
  const PRODUCTS = 1_000;

  async function largeReader(): Promise<PortfolioReader> {
    const portfolio = await readerOf(database).portfolio();
    const [first] = portfolio.products;
    if (first === undefined) throw new Error('there is no product');
    const products = Array.from({ length: PRODUCTS }, (_, index): ProductView => {
      const hostile = HOSTILE[index % HOSTILE.length] ?? '';
      return {
        ...first,
        key: `k${index}`,
        slug: `p${index}`,
        name: index < HOSTILE.length ? hostile : `P${index}`,
      };
    });
    const large: Portfolio = {
      ...portfolio,
      products,
      bySlug: new Map(products.map((one) => [one.slug, one])),
    };
    return { portfolio: () => Promise.resolve(large), product: () => Promise.resolve(null) };
  }

  async function call(reader: PortfolioReader, path: string) {
    const url = new URL(path, 'http://site');
    return answerApi(
      { path: url.pathname, query: url.searchParams, language: 'da' },
      { database, reader, model },
    );
  }

  test('gives each product once, a page at a time', async () => {
    const reader = await largeReader();
    const slugs: string[] = [];

    for (let next: string | null = `${API}/products?perPage=150`; next !== null;) {
      const answer = await call(reader, next);
      const page = JSON.parse(answer.body) as ApiValue<'ProductPage'>;
      expect(page.total).toBe(PRODUCTS);
      expect(page.items.length).toBeLessThanOrEqual(150);
      expect(answer.headers?.['link']).toBe(page.next === null ? undefined : `<${page.next}>; rel="next"`);
      slugs.push(...page.items.map(({ slug }) => slug));
      next = page.next;
    }

    expect(new Set(slugs).size).toBe(PRODUCTS);
    expect(slugs).toHaveLength(PRODUCTS);
  });

  test('lets no name become a formula or a line of its own', async () => {
    const { body } = await call(await largeReader(), `${API}/portfolio.csv`);

    expect(body.split('\r\n')).toHaveLength(PRODUCTS + 2);
    for (const row of linesOf(body)) expect(row['product']).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
  });
});

function counted(ratings: readonly Rating[]): Record<Rating, number> {
  const counts: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const rating of ratings) counts[rating] += 1;
  return counts;
}

/** By column; our cells hold no line breaks. */
function linesOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [heads = [], ...rows] = csv
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map(cellsOf);
  return rows.map((cells) => Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? ''])));
}

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}
