import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { renderHtml } from '../../src/reports/index.js';
import { assessmentFixture, assessmentModel, assessmentSaying } from '../support/assessment.js';
import { contrast } from '../support/contrast.js';
import { HOSTILE } from '../support/hostile.js';

function page(overrides = {}, language: 'da' | 'en' = 'da'): string {
  return renderHtml(assessmentFixture(overrides), assessmentModel(), { language });
}

function words(html: string): string {
  return html
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** Every tag with its attributes' names; the style sheet left out. */
function tags(html: string): string[] {
  const found: string[] = [];
  for (const [tag] of html.replace(/<style>[^]*?<\/style>/, '').matchAll(/<[^>]*>/g)) {
    found.push(tag.replace(/="[^"]*"/g, ''));
  }
  return found;
}

describe('src/reports/html.tsx', () => {
  test('has the sections in the order of the maturity issue', () => {
    const headings = [...page().matchAll(/<h[12][^>]*>([^<]+)</g)].map(([, heading]) => heading);

    expect(headings).toEqual([
      'Modenhedsvurdering af OS2eksempel',
      'Siden 3. juni 2026',
      'De næste skridt',
      'Overblik',
      'Indhold',
      'Relevans',
      'Formkrav',
      'Strategisk sammenhæng',
      'Governance',
      'Det kan kun mennesker svare på',
      'Det bør rettes',
      'Sådan er vurderingen lavet',
    ]);
  });

  test('shows each requirement with symbol, word, basis, evidence and the declared answer', () => {
    const html = page();
    const article = /<article class="requirement green" id="F2">[^]*?<\/article>/.exec(html)?.[0] ?? '';

    expect(html.match(/<article /g)).toHaveLength(9);
    expect(article).toContain('<span aria-hidden="true">🟢</span> Opfyldt');
    expect(article).toContain('Licensen er MPL-2.0.');
    expect(article).toContain(
      '<a href="https://github.com/os2eksempel/kode/blob/0123456789abcdef0123456789abcdef01234567/LICENSE#L1" rel="noopener noreferrer nofollow">os2eksempel/kode LICENSE:1</a>, 1. februar 2024',
    );
    expect(words(html)).toContain('Selvevalueringen Ja Tre kommuner sparer 40 timer om året. Se casen.');
    expect(words(html)).toContain('Bruges kun af skoler. (afventer accept, gælder til 30. juni 2027');
    expect(html).toContain(
      '<p class="answer">Scrum, se <a href="https://os2.eu/metode" rel="noopener noreferrer nofollow">os2.eu/metode</a>\nhttp://intern.example/scrum</p>',
    );
    expect(html).not.toContain('href="http://');
  });

  test('counts by level in a table whose heads say what they are heads of', () => {
    const html = page();
    const rows = [...html.matchAll(/<tr><th scope="row">([^<]+)<\/th>((?:<td>\d+<\/td>)+)/g)];

    expect(html.match(/<th scope="col">/g)).toHaveLength(7);
    expect(rows.map(([, name, cells]) => [name, ...cells!.match(/\d+/g)!])).toEqual([
      ['Sandkasse', '2', '0', '1', '0', '0', '3'],
      ['Niveau 1', '0', '1', '0', '0', '0', '1'],
      ['Niveau 2', '0', '1', '1', '1', '1', '4'],
      ['Niveau 3', '0', '0', '0', '0', '1', '1'],
      ['Samlet', '2', '2', '2', '1', '2', '9'],
    ]);
  });

  test('is one page that runs nothing and fetches nothing', () => {
    const html = page();
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');

    expect(html).toMatch(/^<!doctype html>\n<html lang="da"><head><meta charset="utf-8"\/>/);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<form| on[a-z]+=| style="|url\(|@import/i);
    expect(html.replaceAll('&#39;', "'")).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1"/>');
  });

  test('every link inside the page leads to a part of it, and no id stands twice', () => {
    const html = page();
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const targets = [...html.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].map(([, id]) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(targets).toContain('F4');
  });

  test('says so when there is nothing to say', () => {
    const requirements = assessmentFixture().requirements.filter((one) => one.question === null);
    const html = page({ requirements, findings: [], nextSteps: [], change: null, declaration: null });

    expect(words(html)).toContain('Der er ikke noget, der haster.');
    expect(words(html)).toContain('Alle spørgsmål er besvaret.');
    expect(words(html)).toContain('Vi fandt ikke fejl i filerne.');
    expect(words(html)).toContain('Der blev ikke fundet en selvevaluering.');
    expect(html).not.toContain('Siden ');
  });

  test('is English when asked', () => {
    const html = page({}, 'en');

    expect(html).toContain('<html lang="en">');
    expect(words(html)).toContain('The way to level 1: the overall score must rise from 0.55 to 0.60');
  });

  test.each(HOSTILE)('shows %j as its letters everywhere', (text) => {
    const hostile = assessmentSaying(text);
    const harmless = assessmentSaying('x');

    const html = renderHtml(hostile.assessment, hostile.model, { language: 'da' });

    const links = (all: string[]) => all.filter((tag) => !/^<\/?a\b/.test(tag));
    expect(links(tags(html))).toEqual(
      links(tags(renderHtml(harmless.assessment, harmless.model, { language: 'da' }))),
    );
    for (const [, href] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) expect(href).toMatch(/^(https:\/\/|#)/);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  describe.each([
    ['light', /:root \{ color-scheme: light dark;([^}]*)\}/],
    ['dark', /prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/],
  ])('in %s colours', (_, pattern) => {
    const style = pattern.exec(page())?.[1] ?? '';
    const colours = Object.fromEntries(
      [...style.matchAll(/--([a-z]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
    );

    test.each(['ink', 'quiet', 'link'])('text in %s can be read on paper and panel (4.5:1)', (name) => {
      expect(contrast(colours[name]!, colours['paper']!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours[name]!, colours['panel']!)).toBeGreaterThanOrEqual(4.5);
    });

    test.each(['green', 'yellow', 'red', 'grey', 'unknown'])('the edge in %s can be seen (3:1)', (name) => {
      expect(contrast(colours[name]!, colours['panel']!)).toBeGreaterThanOrEqual(3);
      expect(contrast(colours[name]!, colours['paper']!)).toBeGreaterThanOrEqual(3);
    });
  });
});
