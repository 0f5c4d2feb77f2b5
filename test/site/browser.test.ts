/** Every page in a real browser: WCAG 2.1 AA by axe, both languages, narrow and wide, light and dark, and by keyboard alone. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Database } from '../../src/store/index.js';
import { openTestDatabase } from '../support/database.js';
import { fillSite, realModel } from './filled.js';
import { serveSite, type Served } from './served.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const describeInBrowser = existsSync(CHROMIUM) ? describe : describe.skip;
const PAGES = [
  '/',
  '/?niveau=1&sorter=opfyldt&tema=formkrav',
  '/produkter/os2eksempel',
  '/produkter/os2nyt',
  '/krav',
  '/krav/F4',
  '/opgaver',
  '/roadmap?efter=track&faerdige=ja',
  '/rapporter',
  '/rapporter/samlet',
  '/rapporter/os2eksempel.html',
  '/setup',
  '/findes-ikke',
] as const;
/** A report to download has a layout of its own, without a menu to skip. */
const KEYBOARD = PAGES.filter((path) => !path.endsWith('.html')).flatMap((path) => [
  path,
  `${path}${path.includes('?') ? '&' : '?'}lang=en`,
]);
const WIDTHS = [320, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;

describeInBrowser(`site in a browser (needs Chromium; CHROMIUM=${CHROMIUM})`, () => {
  let database: Database;
  let site: Served;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    database = await openTestDatabase();
    const model = await realModel();
    await fillSite(database, model);
    site = await serveSite(database, model);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    page = await browser.newPage({ bypassCSP: true });
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
    await database.close();
  });

  describe.each(PAGES)('%s', (path) => {
    test.each(['da', 'en'])('is accessible in %s, narrow and wide, light and dark', async (language) => {
      await page.goto(`${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await page.evaluate(axe.source);
      const problems: unknown[] = [];
      for (const width of WIDTHS) {
        for (const colorScheme of SCHEMES) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          problems.push(...(await violations(page)).map((one) => ({ width, colorScheme, ...one })));
        }
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        if (overflow > 0) problems.push({ width, overflow });
      }

      expect(problems).toEqual([]);
    });
  });

  test.each(KEYBOARD)('%s is used by keyboard alone', async (path) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${site.url}${path}`);
    await page.keyboard.press('Tab');

    const first = await page.evaluate<string>("document.activeElement.getAttribute('href')");
    await page.keyboard.press('Enter');
    const skipped = await page.evaluate<string>('document.activeElement.id');
    await page.goto(`${site.url}${path}`);
    const walk = await walkByTab(page);

    expect(first).toBe('#indhold');
    expect(skipped).toBe('indhold');
    expect(walk.unseen).toEqual([]);
    expect(walk.reached).toBe(walk.all);
  });
});

interface Violation {
  readonly rule: string;
  readonly nodes: readonly string[];
}

/** What runs in the page is text: these tests know no browser's types. */
const RUN_AXE = `axe.run({
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] },
  resultTypes: ['violations'],
}).then(({ violations }) =>
  violations.map(({ id, nodes }) => ({ rule: id, nodes: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) })))`;
const STOPS = `[...document.querySelectorAll(
  'a[href], button, select, input:not([type=hidden]), summary, [tabindex="0"]')].filter((one) => one.checkVisibility()).length`;
const FOCUS = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return { html: one.outerHTML.slice(0, 100), isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
})()`;

function violations(page: Page): Promise<readonly Violation[]> {
  return page.evaluate<readonly Violation[]>(RUN_AXE);
}

/** Presses Tab until the page has been walked through: how many stops of all, and those where nothing showed the focus. */
async function walkByTab(page: Page) {
  const all = await page.evaluate<number>(STOPS);
  const unseen: string[] = [];
  let reached = 0;
  for (let stop = 0; stop < all; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<{ html: string; isSeen: boolean } | null>(FOCUS);
    if (at === null) break;
    reached += 1;
    if (!at.isSeen) unseen.push(at.html);
  }
  return { all, reached, unseen };
}
