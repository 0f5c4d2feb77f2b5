import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import type { Model } from '../../src/governance/index.js';
import { hideRepository, saveRepositories, type Database } from '../../src/store/index.js';
import { createRateLimit } from '../../src/site/http/rate-limit.js';
import { openTestDatabase } from '../support/database.js';
import { NOW } from '../store/support.js';
import { fillSite, realModel } from './filled.js';
import { crawl, serveSite, type Fetched, type Served } from './served.js';
import { SECRET, siteRepository } from './support.js';

let database: Database;
let model: Model;
let site: Served;
let pages: ReadonlyMap<string, Fetched>;

beforeAll(async () => {
  database = await openTestDatabase();
  model = await realModel();
  await fillSite(database, model);
  site = await serveSite(database, model);
  pages = await crawl(site.url);
});

afterAll(async () => {
  await site.close();
  await database.close();
});

describe('site/site', () => {
  test('has a page for every link, in both languages', () => {
    const broken = [...pages].filter(([, { status }]) => status !== 200).map(([path]) => path);

    expect(broken).toEqual([]);
    for (const path of [
      '/',
      '/krav',
      '/krav/F4',
      '/opgaver',
      '/roadmap',
      '/rapporter',
      '/setup',
      '/produkter/os2eksempel',
    ]) {
      expect(pages.get(path)?.body).toMatch(/^<!doctype html>\n<html lang="da">/);
      expect(pages.get(`${path}?lang=en`)?.body).toMatch(/^<!doctype html>\n<html lang="en">/);
    }
    expect([...pages.values()].filter(({ type }) => type.startsWith('text/html')).length).toBeGreaterThan(
      100,
    );
  });

  test('shows on a requirement who has solved it, and which products are the only ones who can', () => {
    const [one, all] = [pages.get('/krav/F4')?.body ?? '', pages.get('/krav')?.body ?? ''];
    const lone = all.slice(all.indexOf('id="eneste"'));

    expect(one).toContain('os2eksempel/os2eksempel F4.md');
    expect(one).toContain('os2eksempel/os2havnevagt F4.md');
    expect(lone).toContain('os2eksempel/os2eksempel S4.md');
    expect(lone).not.toMatch(/F4\.md|F13\.md/);
  });

  test('shows nobody the name of a private product, before and after it was public', async () => {
    const secret = new RegExp(SECRET, 'i');
    const shown = async () =>
      [...(await crawl(site.url))].filter(([path, { body }]) => secret.test(path + body));
    const repository = siteRepository(SECRET);

    expect([...pages].filter(([path, { body }]) => secret.test(path + body))).toEqual([]);
    await saveRepositories(database, [repository], NOW);
    expect((await fetch(`${site.url}/produkter/${SECRET.toLowerCase()}`)).status).toBe(200);
    await hideRepository(database, repository.nodeId, NOW);

    expect(await shown()).toEqual([]);
    for (const path of [`/produkter/${SECRET}`, `/badge/${SECRET}.svg`, `/rapporter/${SECRET}.csv`])
      expect((await fetch(site.url + path.toLowerCase())).status).toBe(404);
  });

  test('lets nothing run and nothing in from elsewhere', async () => {
    const { headers } = await fetch(site.url);

    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    for (const { body, type } of pages.values()) {
      if (!type.startsWith('text/html')) continue;
      expect(body).not.toMatch(/<script|<iframe|<object|<embed| on\w+="| style="/i);
    }
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is compressed with %s where the reader takes it', async (encoding, open) => {
    const { body, headers } = await raw('/', { 'accept-encoding': `${encoding}, identity;q=0.5` });

    expect(headers['content-encoding']).toBe(encoding);
    expect(open(body).toString('utf8')).toBe(pages.get('/')?.body);
    expect(
      (await raw('/', { 'accept-encoding': `${encoding};q=0` })).headers['content-encoding'],
    ).toBeUndefined();
  });

  test('is sent once, until it is another', async () => {
    const first = await fetch(site.url);
    const tag = first.headers.get('etag') ?? '';

    const again = await fetch(site.url, { headers: { 'if-none-match': `"x", ${tag}` } });

    expect(tag).toMatch(/^W\/".+"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test.each([
    ['', 'da'],
    ['en-GB,en;q=0.9', 'en'],
    ['da,en;q=0.8', 'da'],
    ['de, en;q=0.5, da;q=0.4', 'en'],
    ['fr', 'da'],
  ])('in a browser that asks for »%s« speaks %s', async (header, language) => {
    const body = await (await fetch(site.url, { headers: { 'accept-language': header } })).text();

    expect(body).toContain(`<html lang="${language}">`);
  });

  test('keeps the address when the language is changed', () => {
    const switched = (path: string) => /<a href="([^"]*)" hreflang=/.exec(pages.get(path)?.body ?? '')?.[1];

    expect(switched('/produkter/os2eksempel?lang=en')).toBe('/produkter/os2eksempel?lang=da');
    expect(switched('/?niveau=1')).toBe('/?niveau=1&amp;lang=en');
  });

  test.each([
    ['GET', '/findes-ikke', 404],
    ['GET', '/produkter/os2eksempel/mere', 404],
    ['GET', '/skabeloner/da/..%2f..%2fpackage.json', 404],
    ['GET', `/?q=${'a'.repeat(3000)}`, 400],
    ['GET', '/%E0%A4%A', 400],
    ['POST', '/', 405],
    ['HEAD', '/krav', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    const answer = await raw(path, {}, method);

    expect(answer.status).toBe(status);
    if (method === 'HEAD') expect(answer.body).toHaveLength(0);
  });

  test('makes a reader who asks too often wait', async () => {
    const busy = await serveSite(database, model, { rateLimit: createRateLimit({ burst: 2, perSecond: 1 }) });
    const headers = { 'x-forwarded-for': '203.0.113.7' };

    const statuses = [];
    for (let index = 0; index < 3; index += 1)
      statuses.push((await fetch(`${busy.url}/ikon.svg`, { headers })).status);
    const other = await fetch(`${busy.url}/ikon.svg`, {
      headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.8' },
    });
    await busy.close();

    expect(statuses).toEqual([200, 200, 429]);
    expect(other.status).toBe(200);
  });
});

/** Without what `fetch` does by itself. */
function raw(path: string, headers: Readonly<Record<string, string>>, method = 'GET') {
  return new Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: Buffer }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(site.url);
      const sent = request(
        { hostname, port, path, method, headers: { 'accept-language': 'da', ...headers } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
          );
        },
      );
      sent.on('error', reject);
      sent.end();
    },
  );
}
