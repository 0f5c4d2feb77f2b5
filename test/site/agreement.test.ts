/** The running app's site: whatever form a number is read in, it is the same, and nothing private is in any of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { ProductSnapshot } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { RATINGS } from '../../src/assessment/index.js';
import { ratingWord, type Language } from '../../src/messages/index.js';
import { parseAssessment } from '../../src/reports/index.js';
import { SAMPLE_DAY, SAMPLE_PRODUCTS } from '../support/sampleProducts.js';
import { openWorld } from '../support/world.js';
import { crawl } from './served.js';

const PRIVATE = /hemmelig-drift|bølgebryder/i;
const STIPLAN = 'dal-stier/stiplan';
const TOTAL = 43;
/** A folder with snapshots (`*.json`) to hold the numbers of against each other, too. */
const FOLDER = process.env['SNAPSHOTS'] ?? '';
const describeFolder = FOLDER === '' ? describe.skip : describe;

let world: World;
let app: App;

async function open(snapshots: readonly ProductSnapshot[], day: string): Promise<void> {
  world = await openWorld({ snapshots });
  app = await world.start({ now: () => new Date(`${day}T10:00:00Z`) });
  await world.settle(app);
}

async function close(): Promise<void> {
  await app.stop();
  await world.close();
}

async function text(path: string, language: Language = 'da'): Promise<string> {
  return (await fetch(app.url + path, { headers: { 'accept-language': language } })).text();
}

/** Lines of a table by the names in its first one. Cells hold no semicolon in the columns that are asked for. */
function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...lines] = csv
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .map((line) => line.split(';'));
  return lines.map((line) => Object.fromEntries(names.map((name, index) => [name, line[index] ?? ''])));
}

/** How many of each rating a product has, in the order of the ratings, by the form in which they are told. */
async function countsOf(slug: string): Promise<Readonly<Record<string, readonly (number | null)[]>>> {
  const json = parseAssessment(await text(`/rapporter/${slug}.json`), slug);
  const listed = parseAssessment(await text(`/api/v1/products/${slug}/assessment`), slug);
  const product = await text(`/produkter/${slug}`);
  const english = await text(`/produkter/${slug}`, 'en');
  const csv = rowsOf(await text(`/rapporter/${slug}.csv`));
  const portfolio = rowsOf(await text('/api/v1/portfolio.csv')).find((row) => row['slug'] === slug);
  const api = JSON.parse(await text(`/api/v1/products/${slug}`)) as {
    readonly counts: Readonly<Record<string, number>> | null;
  };
  const front = await text('/');
  const heat = new RegExp(
    `<tr><th scope="row"><a href="/produkter/${slug}">[^<]*</a></th>((?:<td class="\\w+" aria-label[^>]*>[^<]*</td>)+)`,
  ).exec(front)?.[1];
  const count = (where: string | undefined, pattern: string): number =>
    (where ?? '').match(new RegExp(pattern, 'g'))?.length ?? 0;
  return {
    json: RATINGS.map((rating) => json.counts.total[rating]),
    requirements: RATINGS.map((rating) => json.requirements.filter((one) => one.rating === rating).length),
    interface: RATINGS.map((rating) => api.counts?.[rating] ?? null),
    'whole in the interface': RATINGS.map((rating) => listed.counts.total[rating]),
    csv: RATINGS.map((rating) => csv.filter((row) => row['rating'] === rating).length),
    'csv of the portfolio': RATINGS.map((rating) => Number(portfolio?.[rating])),
    page: RATINGS.map((rating) => count(product, `class="requirement ${rating}"`)),
    'page in English': RATINGS.map((rating) => count(english, `class="requirement ${rating}"`)),
    'front page': RATINGS.map((rating) => count(heat, `class="${rating}"`)),
  };
}

/** Where the number of met requirements is said in words. */
async function saysMet(slug: string): Promise<readonly string[]> {
  return [
    /\d+ af 43 krav er opfyldt/.exec(await text(`/produkter/${slug}`))?.[0] ?? '',
    /\d+ af 43 opfyldt/.exec(await text(`/badge/${slug}.svg`))?.[0] ?? '',
    /Af 43 krav er \d+ opfyldt, \d+ delvist opfyldt/.exec(await text(`/rapporter/${slug}.md`))?.[0] ?? '',
  ];
}

async function slugs(): Promise<readonly string[]> {
  const { items } = JSON.parse(await text('/api/v1/products?perPage=200')) as {
    readonly items: readonly { readonly slug: string }[];
  };
  return items.map(({ slug }) => slug);
}

async function expectAgreement(products: number): Promise<void> {
  const found = await slugs();
  expect(found).toHaveLength(products);
  for (const slug of found) {
    const { json = [], ...others } = await countsOf(slug);
    for (const [form, counts] of Object.entries(others))
      expect([slug, form, counts]).toEqual([slug, form, json]);
    expect([slug, json.reduce<number>((sum, one) => sum + (one ?? 0), 0)]).toEqual([slug, TOTAL]);
    const [green, yellow] = json;
    expect(await saysMet(slug)).toEqual([
      `${green} af 43 krav er opfyldt`,
      `${green} af 43 opfyldt`,
      `Af 43 krav er ${green} opfyldt, ${yellow} delvist opfyldt`,
    ]);
  }
}

describe('site beside the running app', () => {
  beforeAll(() => open(SAMPLE_PRODUCTS, SAMPLE_DAY));
  afterAll(close);

  test('says the same of each product on the pages, in JSON, CSV and the draft, and on the badge', async () => {
    await expectAgreement(4);
    expect(await text('/')).toContain(`aria-label="${ratingWord('unknown', 'da')}"`);
  });

  test('lets no word of a private repository out, and none of a product from the moment it is private', async () => {
    const before = [...(await crawl(app.url))];
    expect(before.filter(([path, { body }]) => PRIVATE.test(path + body))).toEqual([]);
    for (const path of ['/produkter/os2stiplan', '/produkter/os2stiplan?lang=en'])
      expect(before.map(([known]) => known)).toContain(path);

    world.github.repositories.setVisibility(STIPLAN, 'private');
    await world.settle(app);
    const hidden = [...(await crawl(app.url, /^\/skabeloner/))];
    expect(hidden.filter(([path, { body }]) => /stiplan/i.test(path + body)).map(([path]) => path)).toEqual(
      [],
    );
    expect(hidden.some(([path]) => path.includes('lang=en'))).toBe(true);
    for (const path of before.map(([known]) => known).filter((known) => known.includes('os2stiplan')))
      expect([path, (await fetch(app.url + path)).status]).toEqual([path, 404]);

    world.github.repositories.setVisibility(STIPLAN, 'public');
    await world.settle(app);
    expect(await text('/')).toContain('OS2stiplan');
  });
});

describeFolder(`site with the snapshots of a folder (SNAPSHOTS=${FOLDER})`, () => {
  const files = FOLDER === '' ? [] : readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  const snapshots = files.map(
    (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ProductSnapshot,
  );

  beforeAll(() =>
    open(
      snapshots,
      snapshots.map(({ takenAt }) => takenAt).reduce((a, b) => (a > b ? a : b), ''),
    ),
  );
  afterAll(close);

  test('says the same of each product on the pages, in JSON, CSV and the draft, and on the badge', async () => {
    expect(files.length).toBeGreaterThan(0);
    await expectAgreement(files.length);
  });
});
