import { describe, expect, test } from '@jest/globals';
import { emptyTables, openTestDatabase } from '../support/database.js';
import { HOSTILE } from '../support/hostile.js';
import { fillSite, realModel } from './filled.js';
import { serveSite, type Fetched } from './served.js';

const PATHS = [
  '/',
  '/produkter/os2eksempel',
  '/krav/F4',
  '/opgaver',
  '/roadmap?efter=track',
  '/rapporter',
  '/rapporter/os2eksempel.html',
  '/rapporter/os2eksempel.csv',
  '/badge/os2eksempel.svg',
] as const;
const TURNS_TEXT = /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u0000-\u0008\u001b]/u;
/** One of each kind: every text of the corpus is tried on the parts that pages are made of in the tests of those. */
const TRIED = HOSTILE.filter((text, index) => (index % 5 === 0 || index < 5) && isStorable(text));

/** No database keeps these, so no page gets them. */
function isStorable(text: string): boolean {
  return !/[\u0000\ud800-\udfff]/.test(text);
}

describe('site, where every word is chosen by somebody hostile', () => {
  test('has the same tags, no handler, no address of theirs, and no text that turns around', async () => {
    const database = await openTestDatabase();
    const model = await realModel();
    const site = await serveSite(database, model);
    try {
      await fillSite(database, model);
      const usual = tagsOf(await fetchAll(site.url));

      for (const text of TRIED) {
        await emptyTables(database);
        await fillSite(database, model, text);
        const pages = await fetchAll(site.url);

        expect([text, [...tagsOf(pages)].filter((tag) => !usual.has(tag))]).toEqual([text, []]);
        for (const [path, { body, type }] of pages) {
          expect([text, path, TURNS_TEXT.test(body)]).toEqual([text, path, false]);
          const wrong = type.startsWith('text/csv') ? formulasIn(body) : wrongIn(body);
          expect([text, path, wrong]).toEqual([text, path, []]);
        }
      }
    } finally {
      await site.close();
      await database.close();
    }
  });
});

/** Cells that a spreadsheet would take for a formula. */
function formulasIn(csv: string): readonly string[] {
  return csv.match(/(?:^|;)"?[=+\-@][^;]*/gm) ?? [];
}

async function fetchAll(url: string): Promise<readonly (readonly [string, Fetched])[]> {
  const pages: [string, Fetched][] = [];
  for (const path of PATHS) {
    const answer = await fetch(url + path);
    const type = answer.headers.get('content-type') ?? '';
    pages.push([path, { status: answer.status, type, body: await answer.text() }]);
    expect([path, answer.status]).toEqual([path, 200]);
  }
  return pages;
}

function tagsOf(pages: readonly (readonly [string, Fetched])[]): Set<string> {
  const tags = new Set<string>();
  for (const [, { body, type }] of pages) {
    if (type.startsWith('text/csv')) continue;
    for (const [, tag = ''] of body.matchAll(/<(\/?[a-z][\w-]*)/gi)) tags.add(tag.toLowerCase());
  }
  return tags;
}

/** Attributes that could run something, and addresses that lead elsewhere than a reader would expect. */
function wrongIn(body: string): string[] {
  const wrong: string[] = [];
  for (const [tag] of body.matchAll(/<[a-z][^>]*>/gi)) {
    if (/\son\w+\s*=/i.test(tag.replace(/"[^"]*"/g, '""'))) wrong.push(tag);
    for (const [, address = ''] of tag.matchAll(/\s(?:href|src|action)="([^"]*)"/g))
      if (!/^(?:\/(?!\/)|#|https:\/\/)/.test(address)) wrong.push(tag);
  }
  return wrong;
}
