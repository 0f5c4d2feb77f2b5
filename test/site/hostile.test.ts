/** Every word that somebody could choose is chosen by somebody hostile: on every address of the site, in both languages. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { openApiDocument } from '../../src/site/index.js';
import type { Database } from '../../src/store/index.js';
import { emptyTables, openTestDatabase } from '../support/database.js';
import { HOSTILE } from '../support/hostile.js';
import { fillSite, fillWith, realModel } from './filled.js';
import { crawl, serveSite, type Fetched, type Served } from './served.js';

const TURNS_TEXT = /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u0000-\u0008\u001b]/u;
/** As GitHub and Jekyll would show it at worst: tags are tags, and bare addresses become links. */
const markdown = new MarkdownIt({ html: true, linkify: true });
const REPORTS = ['md', 'html', 'csv', 'json'] as const;

let database: Database;
let site: Served;
let usual: Map<string, Fetched>;
let hostile: Map<string, Fetched>;

beforeAll(async () => {
  database = await openTestDatabase();
  const model = await realModel();
  site = await serveSite(database, model, { rateLimit: null });
  await fillSite(database, model);
  const linked = await crawl(site.url, /lang=da/);
  const others = unlinked('os2eksempel').filter((path) => !linked.has(path));
  usual = new Map([...linked, ...(await fetchAll(others))]);
  await emptyTables(database);
  const slugs = await fillWith(database, model, HOSTILE);
  hostile = await fetchAll(
    [...usual.keys()].flatMap((path) => {
      if (!path.includes('os2')) return [path];
      return path.includes('os2eksempel') ? slugs.map((slug) => path.replace('os2eksempel', slug)) : [];
    }),
  );
}, 240_000);

afterAll(async () => {
  await site.close();
  await database.close();
});

/** Drafts and badges in both languages, and what programs ask for, which is the same in both. */
function unlinked(slug: string): readonly string[] {
  const { paths } = openApiDocument() as { readonly paths: object };
  const drafts = [...REPORTS.map((form) => `/rapporter/${slug}.${form}`), `/badge/${slug}.svg`];
  return [
    ...drafts.flatMap((path) => [path, `${path}?lang=en`]),
    ...Object.keys(paths).map((path) => path.replace('{slug}', slug).replace('{id}', 'F4')),
  ];
}

async function fetchAll(paths: readonly string[]): Promise<Map<string, Fetched>> {
  const found = new Map<string, Fetched>();
  for (const path of new Set(paths)) {
    const answer = await fetch(site.url + path);
    const type = answer.headers.get('content-type') ?? '';
    found.set(path, { status: answer.status, type, body: await answer.text() });
  }
  return found;
}

/** As something that shows it would read it. */
function shown({ body, type }: Fetched): string {
  return type.startsWith('text/markdown') ? markdown.render(body.replace(/^---\n[^]*?\n---\n/, '')) : body;
}

function of(pages: ReadonlyMap<string, Fetched>, ...types: readonly string[]): [string, Fetched][] {
  return [...pages].filter(([, { type }]) => types.some((one) => type.startsWith(one)));
}

const SHOWN = ['text/html', 'image/svg+xml', 'text/markdown'] as const;

describe('site, where every word is chosen by somebody hostile', () => {
  test('answers in both languages, for every text on every address', () => {
    for (const index of HOSTILE.keys())
      for (const path of [`/produkter/v${index}`, `/rapporter/v${index}.md`, `/badge/v${index}.svg`])
        expect([path, hostile.get(path)?.status, hostile.get(`${path}?lang=en`)?.status]).toEqual([
          path,
          200,
          200,
        ]);
    const statuses = [...hostile].filter(
      ([path, { status }]) => status !== usual.get(path.replace(/(?<!api\/)v\d+/, 'os2eksempel'))?.status,
    );
    expect(statuses.map(([path, { status }]) => [path, status])).toEqual([]);
  });

  test('has the same tags, no handler and no address of theirs', () => {
    const tags = new Map(SHOWN.map((type) => [type, tagsOf(of(usual, type))]));

    for (const type of SHOWN)
      for (const [path, page] of of(hostile, type)) {
        const strange = [...tagsOf([[path, page]])].filter((tag) => tags.get(type)?.has(tag) !== true);
        expect([path, strange, wrongIn(shown(page))]).toEqual([path, [], []]);
      }
  });

  test('has no text that turns around, and nothing that Jekyll would carry out', () => {
    for (const [path, { body }] of of(hostile, ...SHOWN, 'text/csv'))
      expect([path, TURNS_TEXT.test(body)]).toEqual([path, false]);
    for (const [path, { body }] of of(hostile, 'text/markdown'))
      expect([path, /\{\{|\{%|^\{[:.]/m.test(body)]).toEqual([path, false]);
  });

  test('has no cell that a spreadsheet would take for a formula', () => {
    const files = of(hostile, 'text/csv');
    for (const [path, { body }] of files) expect([path, formulasIn(body)]).toEqual([path, []]);
    expect(files.length).toBeGreaterThan(HOSTILE.length);
  });

  test('gives programs what they can read', () => {
    const answers = of(hostile, 'application/json');
    for (const [, { body }] of answers) expect(() => JSON.parse(body) as unknown).not.toThrow();
    expect(answers.length).toBeGreaterThan(HOSTILE.length);
  });
});

/** Cells that a spreadsheet would take for a formula, however they are quoted. */
function formulasIn(csv: string): readonly string[] {
  const cells = [...csv.matchAll(/("(?:[^"]|"")*"|[^;\r\n]*)(?:;|\r\n|$)/g)].map(([, cell = '']) => cell);
  return cells.filter((cell) => /^"?[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell));
}

function tagsOf(pages: readonly (readonly [string, Fetched])[]): Set<string> {
  const tags = new Set<string>();
  for (const [, page] of pages)
    for (const [, tag = ''] of shown(page).matchAll(/<(\/?[a-z!][\w-]*)/gi)) tags.add(tag.toLowerCase());
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
