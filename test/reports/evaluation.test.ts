import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { RATINGS } from '../../src/assessment/index.js';
import { renderEvaluation } from '../../src/reports/index.js';
import {
  assessmentFixture,
  assessmentModel,
  assessmentSaying,
  requirementFixture,
} from '../support/assessment.js';
import { HOSTILE } from '../support/hostile.js';

const markdown = new MarkdownIt({ html: true, linkify: true });
const model = assessmentModel();

function report(overrides = {}, language: 'da' | 'en' = 'da'): string {
  return renderEvaluation(assessmentFixture(overrides), model, { language });
}

/** What follows the front matter. */
function body(text: string): string {
  return text.slice(text.indexOf('\n---\n') + 5);
}

function headings(text: string): string[] {
  const found: string[] = [];
  const tokens = markdown.parse(body(text), {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') found.push(`${token.markup} ${tokens[index + 1]?.content ?? ''}`);
  }
  return found;
}

/** The cells of every table, in order. */
function tables(text: string): string[][][] {
  const found: string[][][] = [];
  const tokens = markdown.parse(body(text), {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'table_open') found.push([]);
    if (token.type === 'tr_open') found.at(-1)?.push([]);
    if (token.type === 'th_open' || token.type === 'td_open') {
      found
        .at(-1)
        ?.at(-1)
        ?.push(tokens[index + 1]?.content ?? '');
    }
  }
  return found;
}

interface Chart {
  readonly title: string;
  readonly colours: Readonly<Record<string, string>>;
  readonly slices: readonly { readonly label: string; readonly value: number }[];
}

function charts(text: string): Chart[] {
  const found: Chart[] = [];
  for (const token of markdown.parse(body(text), {})) {
    if (token.type !== 'fence' || token.info !== 'mermaid') continue;
    const init = /^%%\{init: (\{[^]*\})\}%%$/m.exec(token.content)?.[1] ?? '';
    const slices = [...token.content.matchAll(/^ {2}"([^"]+)" : (\d+)$/gm)];
    found.push({
      title: /^ {2}title (.+)$/m.exec(token.content)?.[1] ?? '',
      colours: (JSON.parse(init) as { themeVariables: Record<string, string> }).themeVariables,
      slices: slices.map(([, label, value]) => ({ label: label!, value: Number(value) })),
    });
  }
  return found;
}

/** As mermaid paints: the largest slice gets pie1, and equal ones keep their order. */
function painted(chart: Chart): Record<string, string | undefined> {
  const sorted = [...chart.slices].sort((a, b) => b.value - a.value);
  return Object.fromEntries(
    sorted.map(({ label }, index) => [label.replace(/ \d+%$/, ''), chart.colours[`pie${index + 1}`]]),
  );
}

/** Everything but the letters. */
function structure(text: string): string[] {
  const types: string[] = [];
  for (const token of markdown.parse(body(text), {})) {
    types.push(token.type);
    for (const child of token.children ?? []) {
      if (['text', 'text_special'].includes(child.type)) continue;
      types.push(child.type === 'html_inline' ? child.content : child.type);
    }
  }
  return types;
}

/** The letters that a reader sees outside the charts. */
function shown(text: string): string {
  const letters: string[] = [];
  for (const token of markdown.parse(body(text), {})) {
    letters.push((token.children ?? []).map((child) => child.content).join(''));
  }
  return letters.join('\n');
}

const COLOUR = {
  Grøn: '#008000',
  Gul: '#FFFF00',
  Rød: '#FF0000',
  'Ikke relevant': '#808080',
  'Ved vi ikke': '#87CEEB',
};

describe('src/reports/evaluation.ts', () => {
  test('has the headings of the form, in its order', () => {
    expect(headings(report())).toEqual([
      '# Evaluering af OS2eksempel',
      '## Resumé',
      '## Overordnet vurdering',
      '## Anbefalinger',
      '### Anbefaling til produktforvaltningen',
      "### Anbefaling til OS2's bestyrelse om produktniveau",
      '# Evalueringen',
      '## Hvad betyder trafiklysene?',
      '## RELEVANS',
      '## FORMKRAV',
      '## STRATEGISK SAMMENHÆNG',
      '## GOVERNANCE',
      '## Optælling af vurderinger pr. niveau og tema',
      '## Fejl og mangler i filerne',
      '## Sådan er vurderingen lavet',
    ]);
  });

  test('opens with the front matter of the form', () => {
    const front = report().split('---\n')[1] ?? '';

    expect(parse(front)).toEqual({
      title: 'OS2eksempel evalueringsrapport',
      layout: 'default',
      parent: 'Evalueringsrapporter',
      nav_exclude: true,
    });
  });

  test('names version, day, organisation, self-evaluation and that it is a draft in the head', () => {
    const text = report();

    expect(text).toContain('> **📄 Dokumentinformation**<br />\n');
    expect(text).toContain('**Version for anvendt governancerapport:** 1.1.0<br />');
    expect(text).toContain('**Dato for udfyldelse:** 2026-06-23<br />');
    expect(text).toContain('**Link til Git organisation:** <https://github.com/os2eksempel><br />');
    expect(text).toContain(
      '[Se governancerapporten](https://github.com/os2eksempel/produktforvaltning/blob/HEAD/governancerapport.md)',
    );
    expect(text).toContain('**Status:** Udkast, som sekretariatet ikke har gennemgået');
  });

  test('has one row of nine columns for each requirement', () => {
    const [relevans, formkrav, strategi, governance] = tables(report());

    expect(relevans?.[0]).toEqual([
      ...['\\#', 'Krav', 'Produktniveau', 'Retningslinjer', 'Efterlevet?', 'Dokumentation'],
      ...['Vurdering', 'Vurderingsgrundlag', 'Anbefaling'],
    ]);
    const rows = [relevans, formkrav, strategi, governance].flatMap((table) => table?.slice(1) ?? []);
    expect(rows.map((cells) => cells[0])).toEqual(['R1', 'R4', 'F2', 'F4', 'F11', 'F14', 'S4', 'G5', 'G8']);
    for (const cells of rows) expect(cells).toHaveLength(9);
    expect(formkrav?.[2]).toEqual([
      ...[
        'F4',
        'Sikkerhed er tænkt ind',
        'sandkasse',
        'Retningslinje for F4',
        'Ja',
        'Det har vi styr på.',
        '🔴',
      ],
      'Ingen SECURITY.md i de to repositorier.',
      'Bliver grønt, når det er beskrevet.<br/>Skabelon: SECURITY.md (lille opgave)',
    ]);
    expect(governance?.[2]?.[1]).toBe('Projektmodel (anbefaling)');
  });

  test('links evidence and public declared documents, and no others', () => {
    const hrefs: string[] = [];
    for (const token of markdown.parse(body(report()), {})) {
      for (const child of token.children ?? []) {
        if (child.type === 'link_open') hrefs.push(String(child.attrGet('href')));
      }
    }

    expect(hrefs).toContain(
      'https://github.com/os2eksempel/kode/blob/0123456789abcdef0123456789abcdef01234567/LICENSE#L1',
    );
    expect(hrefs).toContain('https://os2.eu/metode');
    expect(hrefs.filter((href) => !href.startsWith('https://'))).toEqual([]);
    expect(hrefs.join(' ')).not.toContain('intern.example');
  });

  test.each([
    ['Se https://os2.eu/a.', ['https://os2.eu/a'], 'Se [os2.eu/a](https://os2.eu/a).'],
    ['https://os2.eu/a', ['https://os2.eu/a'], '[os2.eu/a](https://os2.eu/a)'],
    [
      'https://os2.eu/a\nhttps://os2.eu/a/b, https://os2.eu/a',
      ['https://os2.eu/a', 'https://os2.eu/a/b'],
      '[os2.eu/a](https://os2.eu/a)<br/>[os2.eu/a/b](https://os2.eu/a/b), [os2.eu/a](https://os2.eu/a)',
    ],
    ['Bilag', ['https://os2.eu/a'], 'Bilag<br/>[os2.eu/a](https://os2.eu/a)'],
    ['', ['https://os2.eu/a'], '[os2.eu/a](https://os2.eu/a)'],
    ['Se http://os2.eu/a', ['http://os2.eu/a'], 'Se http:&#8203;//os2.eu/a'],
    ['Se notat', ['file://server/x'], 'Se notat<br/>file:&#8203;//server/x'],
    [`${'x'.repeat(2000)} https://os2.eu/a`, [], `${'x'.repeat(1500)}…`],
  ])('the declared %j with links %j becomes %j', (text, links, cell) => {
    const declared = { status: 'yes', raw: 'Ja', text, links } as const;

    const [rows] = tables(report({ requirements: [requirementFixture({ declared })] }));

    expect(rows?.[1]?.[5]).toBe(cell);
  });

  test('counts per level and in total, and they add up', () => {
    const [levels] = tables(report()).slice(4);

    expect(levels?.slice(1)).toEqual([
      ['Sandkasse', '2', '0', '1', '0', '0', '3'],
      ['Niveau 1', '0', '1', '0', '0', '0', '1'],
      ['Niveau 2', '0', '1', '1', '1', '1', '4'],
      ['Niveau 3', '0', '0', '0', '0', '1', '1'],
      ['**Samlet**', '2', '2', '2', '1', '2', '9'],
    ]);
  });

  test('counts themes by level, with percentages in the totals', () => {
    const [, themes] = tables(report()).slice(4);

    expect(themes?.[0]).toEqual([
      'Tema / Niveau',
      ...[
        'Sandkasse<br/>(3 krav)',
        'Niveau 1<br/>(1 krav)',
        'Niveau 2<br/>(4 krav)',
        'Niveau 3<br/>(1 krav)',
      ],
      'Total',
    ]);
    expect(themes?.[2]).toEqual([
      ...['Formkrav', '🟢 1 🔴 1', '🟡 1', '⚪ 1', ''],
      '🟢 1 (25%)<br/>🟡 1 (25%)<br/>🔴 1 (25%)<br/>⚪ 1 (25%)',
    ]);
    expect(themes?.at(-1)?.[1]).toBe('🟢 2 (67%)<br/>🔴 1 (33%)');
  });

  test('has a chart per level and one in total, whose slices say what the table says', () => {
    const found = charts(report());

    expect(found.map((chart) => chart.title)).toEqual([
      ...['Sandkasse (3 krav)', 'Niveau 1 (1 krav)', 'Niveau 2 (4 krav)', 'Niveau 3 (1 krav)'],
      'Samlet (9 krav)',
    ]);
    expect(found[0]?.slices).toEqual([
      { label: 'Grøn 67%', value: 2 },
      { label: 'Rød 33%', value: 1 },
    ]);
  });

  test('leaves out the chart of a level that has no requirements', () => {
    const found = charts(report({ requirements: [requirementFixture()] }));

    expect(found.map((chart) => chart.title)).toEqual(['Sandkasse (1 krav)', 'Samlet (1 krav)']);
  });

  test.each([
    { green: 6, yellow: 10, red: 3, grey: 0, unknown: 0 },
    { green: 8, yellow: 8, red: 3, grey: 0, unknown: 0 },
    { green: 1, yellow: 2, red: 5, grey: 4, unknown: 3 },
    { green: 1, yellow: 1, red: 1, grey: 1, unknown: 1 },
    { green: 0, yellow: 0, red: 0, grey: 0, unknown: 7 },
    { green: 0, yellow: 3, red: 0, grey: 9, unknown: 0 },
  ])('paints %j in the right colours', (counts) => {
    const requirements = RATINGS.flatMap((rating) =>
      Array.from({ length: counts[rating] }, (_, index) => requirementFixture({ id: `F${index}`, rating })),
    );

    const chart = charts(report({ requirements })).at(-1)!;

    const colours = painted(chart);
    expect(Object.keys(colours)).toHaveLength(Object.values(counts).filter((count) => count > 0).length);
    for (const [word, colour] of Object.entries(colours)) expect(colour).toBe(COLOUR[word as 'Grøn']);
    const values = chart.slices.map((slice) => slice.value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  test('advises the board without deciding, and says how the score compares with the decision', () => {
    const text = report();

    expect(text).toContain('Udkastet træffer ingen afgørelse. Scoren peger vejledende på **sandkasse**');
    expect(text).toContain('Det er lavere end det fastlagte niveau, niveau 1.');
    expect(text).toContain('- G5 Har bestyrelsen godkendt produktet?');
  });

  test.each([
    ['3', '1', 'Det er højere end det fastlagte niveau, niveau 1.'],
    ['1', '1', 'Det svarer til det fastlagte niveau.'],
    [null, 'sandbox', 'Det er lavere end det fastlagte niveau, sandkasse.'],
    ['1', null, 'Der er ikke oplyst et fastlagt niveau.'],
  ] as const)('compares the score %s with the decision %s', (indicative, decision, sentence) => {
    const { level } = assessmentFixture();
    const decided =
      decision === null ? null : { level: decision, date: '2025-11-20', by: 'x', reference: null };

    expect(report({ level: { ...level, indicative, decided } })).toContain(sentence);
  });

  test('says so when there is no self-evaluation', () => {
    const text = report({ declaration: null });

    expect(text).toContain('Der blev ikke fundet en selvevaluering. Derfor');
    expect(text).toContain('governanceraport:** Ikke fundet');
  });

  test('is English when asked', () => {
    const text = report({}, 'en');

    expect(headings(text)).toContain("### Recommendation to the board of OS2 on the product's level");
    expect(tables(text)[0]?.[0]).toContain('Product level');
    expect(charts(text).at(-1)?.slices[0]?.label).toBe('Green 22%');
  });

  test.each(HOSTILE)('shows %j as its letters everywhere', (text) => {
    const hostile = assessmentSaying(text);
    const harmless = assessmentSaying('x');

    const rendered = renderEvaluation(hostile.assessment, hostile.model, { language: 'da' });

    // A link in angle brackets is the only other thing that a name can become: the organisation of a well-formed name.
    const expected = structure(renderEvaluation(harmless.assessment, harmless.model, { language: 'da' }));
    const lineBreaks = (types: string[]) => types.filter((type) => type !== '<br/>');
    const links = (types: string[]) => types.filter((type) => !type.startsWith('link_'));
    expect(lineBreaks(links(structure(rendered)))).toEqual(lineBreaks(links(expected)));
    expect(body(rendered)).not.toMatch(/\{\{|\{%|\{:|-->|<!--/);
    expect(shown(rendered)).not.toMatch(/@[a-z]|#\d|\bGH-\d/i);
  });

  test('reads a hostile name as a title, and no HTML or Liquid of it', () => {
    const text = report({ product: '": {{ x }} <script>\n---\nlayout: evil' });

    const front = parse(text.split('\n---\n')[0]!.replace(/^---\n/, '')) as Record<string, unknown>;
    expect(front).toMatchObject({ layout: 'default', nav_exclude: true });
    expect(front['title']).not.toMatch(/[<>{}]/);
  });
});
