import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { halfYearOf, portfolioReport, renderPortfolioReport } from '../../src/reports/index.js';
import { HOSTILE } from '../support/hostile.js';
import { modelFixture } from '../support/model.js';

const model = modelFixture();
const GIVEN = { from: '2026-01-01', to: '2026-06-30', model };

type Product = Parameters<typeof portfolioReport>[0][number];

function product(name: string, overrides: Partial<Product> = {}): Product {
  return {
    slug: name.toLowerCase(),
    name,
    level: '1',
    target: null,
    ratings: { F2: 'green', F4: 'red' },
    before: { F2: 'green', F4: 'red' },
    declaration: '2026-05-01',
    overdueMilestones: 0,
    ...overrides,
  };
}

describe('reports/portfolio-report', () => {
  test('says what has improved and worsened, most improved first', () => {
    const report = portfolioReport(
      [
        product('OS2ned', { ratings: { F2: 'yellow', F4: 'red' } }),
        product('OS2op', { ratings: { F2: 'green', F4: 'yellow' } }),
        product('OS2ens'),
        product('OS2ny', { before: null }),
      ],
      GIVEN,
    );

    expect(
      report.changes.map(({ product: { name }, improved, worsened }) => [name, improved, worsened]),
    ).toEqual([
      ['OS2op', ['F4'], []],
      ['OS2ned', [], ['F2']],
    ]);
    expect([report.products, report.compared]).toEqual([4, 3]);
    expect(report.counts).toEqual({ green: 3, yellow: 2, red: 3, grey: 0, unknown: 0 });
    expect(report.countsBefore).toEqual({ green: 3, yellow: 0, red: 3, grey: 0, unknown: 0 });
  });

  test('names what most products lack, half for what is partly there', () => {
    const ratings = { F2: 'yellow', F4: 'red', F5: 'unknown', G1: 'green' } as const;

    const report = portfolioReport([product('OS2a', { ratings }), product('OS2b', { ratings })], GIVEN);

    expect(report.common).toEqual([
      { requirement: 'F4', met: 0, partly: 0, missing: 2 },
      { requirement: 'F2', met: 0, partly: 2, missing: 0 },
    ]);
  });

  test.each<[string, Partial<Product>, readonly string[]]>([
    ['nothing', {}, []],
    ['more worse than better', { ratings: { F2: 'red', F4: 'red' } }, ['worsened']],
    ['as much better as worse', { ratings: { F2: 'yellow', F4: 'yellow' } }, []],
    ['a level below its target', { level: '1', target: '2' }, ['below-target']],
    ['no level at all', { level: null, target: 'sandbox' }, ['below-target']],
    ['a level above its target', { level: '3', target: '2' }, []],
    ['no self-evaluation', { declaration: null }, ['no-declaration']],
    ['an old self-evaluation', { declaration: '2025-12-28' }, ['old-declaration']],
    ['one just new enough', { declaration: '2025-12-29' }, []],
    ['a milestone overdue', { overdueMilestones: 1 }, ['overdue']],
  ])('asks for support with %s', (_, overrides, reasons) => {
    const { support } = portfolioReport([product('OS2a', overrides)], GIVEN);

    expect(support.flatMap((one) => one.reasons)).toEqual(reasons);
  });

  test.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-06-30', '2026-01-01'],
    ['2026-07-01', '2026-07-01'],
    ['2026-12-31', '2026-07-01'],
  ])('%s lies in the half year from %s', (day, first) => {
    expect(halfYearOf(day)).toBe(first);
  });

  test.each(['da', 'en'] as const)('can stand in a Jekyll site with any name, in %s', (language) => {
    const products = HOSTILE.map((name, index) =>
      product(name, { slug: `p${index}`, ratings: { F2: 'red', F4: 'red' }, declaration: null }),
    );

    const text = renderPortfolioReport(portfolioReport(products, GIVEN), model, { language });

    const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
    expect(Object.keys(parse(head) as object)).toEqual(['title', 'layout']);
    const html = new MarkdownIt({ html: true, linkify: true }).render(body);
    expect(html).not.toMatch(/<(script|img|svg|a|h1>taken)\b/i);
    // Liquid is read before Markdown.
    expect(text).not.toMatch(/\{\{|\{%/);
    expect(html.match(/<table>/g)).toHaveLength(3);
  });

  test('says so where there is nothing to tell', () => {
    const text = renderPortfolioReport(portfolioReport([], GIVEN), model, { language: 'da' });

    for (const sentence of [
      'Ingen vurdering er blevet',
      'Intet krav mangler',
      'Ingen produkter skiller sig ud',
    ])
      expect(text).toContain(sentence);
  });
});
