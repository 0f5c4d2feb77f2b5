import { describe, expect, test } from '@jest/globals';
import { RATING_SYMBOLS } from '../../src/messages/index.js';
import { evaluationIn, form09, formMerged, model, ratingOf, read } from './fixtures.js';

function kinds(found: readonly { readonly kind: string }[]): readonly string[] {
  return found.map(({ kind }) => kind);
}

const KEPT = 'Produktet fastholdes på niveau 1.';

describe('evaluations/read', () => {
  test('reads the forms of 2025 whole', () => {
    const text = form09({ ratings: { F1: 'yellow', F4: 'red', F19: 'grey' } });

    const { evaluation, findings } = read(text, '2025-09-05-OS2proeve.md');

    expect(findings).toEqual([]);
    expect(evaluation).toMatchObject({
      form: '0.9',
      product: 'OS2prøve',
      date: '2025-09-05',
      formVersion: '0.9.2',
      draft: false,
      counts: { green: 40, yellow: 1, red: 1, grey: 1, unknown: 0 },
      conflicts: [],
    });
    expect(evaluation?.ratings).toHaveLength(model.requirements.length);
    const row = evaluation?.ratings.find(({ requirement }) => requirement === 'F4');
    expect(row).toMatchObject({ rating: 'red', basis: 'Grund til F4.', advice: null });
    expect(text.split('\n')[(row?.line ?? 0) - 1]).toContain('| F4 ');
  });

  test('reads the form of September 2026, in which answers and ratings stand side by side', () => {
    const { evaluation, findings } = read(formMerged({ ratings: { S3: 'yellow' } }));

    expect(findings).toEqual([]);
    expect(evaluation).toMatchObject({
      form: 'merged',
      product: 'OS2prøve',
      date: '2026-09-29',
      conflicts: [],
    });
    expect(evaluation?.ratings.find(({ requirement }) => requirement === 'S3')).toMatchObject({
      rating: 'yellow',
      basis: 'Grund til S3.',
      advice: 'Gør mere.',
    });
  });

  test.each([
    ['an empty padding row', '| | | | | | |\n| F2 | Sandkasse | K | S | 🟡 | Grund |', 'yellow'],
    ['a row that begins with a space', ' | F2 | Sandkasse | K | S | 🟡 | Grund |', 'yellow'],
    [
      'a link inside the title',
      '| F2 | Sandkasse | [OS2.eu](http://OS2.eu) bruges | S | 🔴 | Grund |',
      'red',
    ],
    ['a row without its last pipe', '| F2 | Sandkasse | K | S | ⚪ | Grund', 'grey'],
    ['a rating in words', '| F2 | Sandkasse | K | S | **Gul** | Grund |', 'yellow'],
    ['a rating with its word', '| F2 | Sandkasse | K | S | 🔴 Rød | Grund |', 'red'],
    ['a number with decoration', '| **F2** | Sandkasse | K | S | 🟢 | Grund |', 'green'],
    ['a missing cell before the rating', '| F2 | Sandkasse | K | 🟡 | Grund |', 'yellow'],
    ['a pipe that was not escaped', '| F2 | Sandkasse | K | S | fx a | 🔴 | Grund |', 'red'],
  ])('reads %s', (_, row, rating) => {
    const evaluation = evaluationIn(form09({ rows: row.split('\n') }));

    expect(ratingOf(evaluation, 'F2')).toBe(rating);
    expect(evaluation.ratings[0]?.basis).toBe('Grund');
  });

  test.each([
    ['no-rating', '| F2 | Sandkasse | K | S | | Grund |'],
    ['unknown-requirement', '| F9 | 1 | K | S | 🟢 | Grund |'],
    ['moved-cells', '| F2 | Sandkasse | K | 🟡 | Grund |'],
    ['row-twice', '| F1 | Sandkasse | K | S | 🟢 | Igen |'],
  ])('tells of %s with its line, and keeps the other rows', (kind, row) => {
    const text = form09({ rows: ['| F1 | Sandkasse | K | S | 🟢 | Grund |', row] });

    const { evaluation, findings } = read(text);

    const told = findings.find((one) => one.kind === kind);
    expect(text.split('\n')[(told?.line ?? 0) - 1]).toBe(row);
    expect(evaluation === null ? null : ratingOf(evaluation, 'F1')).toBe('green');
  });

  test.each([
    [
      'a self-evaluation',
      '| # | Krav | Efterlevet? | Dokumentation |\n|--|--|--|--|\n| F2 | K | Ja | Se her |',
    ],
    ['a page of text', '# Evalueringer\n\nHer ligger evalueringerne.'],
    ['nothing', ''],
    ['a table in a fenced example', '```\n' + form09().replaceAll('---\n', '') + '\n```'],
  ])('does not take %s for an evaluation', (_, text) => {
    const { evaluation, findings } = read(text);

    expect(evaluation).toBeNull();
    expect(kinds(findings)).toEqual(['not-an-evaluation']);
  });

  test('never repeats who wrote a report', () => {
    const text = form09({
      head: ['**Audit made by:** Navn Navnesen, navn@example.org', '**Dato:** 2025-09-05'],
    });

    expect(JSON.stringify(read(text))).not.toContain('Navnesen');
  });

  test.each([
    [
      'the status',
      formMerged({
        text: KEPT,
        head: ['**Dato for udfyldelse:** 2026-09-29', '**Status:** Udkast til høring'],
      }),
    ],
    ['the heading', form09({ text: KEPT, heading: '# [KLADDE] Vurdering af OS2-produkt: OS2prøve' })],
  ])('knows a draft by %s', (_, text) => {
    expect(evaluationIn(text)).toMatchObject({ draft: true, product: 'OS2prøve', decided: null });
  });

  test('shows conflicts instead of choosing', () => {
    const rows = [
      '| F1 | Sandkasse | K | S | 🟢 | Grund |',
      '| F1 | Sandkasse | K | S | 🔴 | Noget andet |',
      '| F2 | 2 | K | S | 🟢 | Grund |',
      '| F3 | Sandkasse | K | S | 🟢 🔴 | Grund |',
    ];

    const evaluation = evaluationIn(form09({ rows, title: 'OS2andet' }), '2025-09-07-OS2tredje.md');

    expect([...kinds(evaluation.conflicts)].sort()).toEqual([
      'dates-differ',
      'level-differs',
      'product-differs-file',
      'product-differs-title',
      'rated-twice',
      'two-ratings',
    ]);
    expect(['F1', 'F2', 'F3'].map((id) => ratingOf(evaluation, id))).toEqual(['unknown', 'green', 'unknown']);
    expect(evaluation.date).toBe('2025-09-05');
    expect(evaluation.names).toEqual(['OS2prøve', 'OS2andet', 'OS2tredje']);
  });

  test('tells other spellings of one name apart from other products', () => {
    const evaluation = evaluationIn(form09({ title: 'OS2-Proeve' }), '2025-09-05-OS2prove.md');

    expect(kinds(evaluation.conflicts)).toEqual(['spelling-differs']);
  });
});

describe('evaluations/read counts', () => {
  const levels = '| Niveau | 🟢 Grøn | 🟡 Gul | 🔴 Rød | I alt |\n|--|--|--|--|--|';
  const themes = '| Tema / Niveau | Sandkasse<br/>(6 krav) | Niveau 1 | Total |\n|--|--|--|--|';
  const ratings = { F1: 'yellow', F4: 'red' } as const;

  test.each([
    ['a table of levels', `${levels}\n| Sandkasse | 4 | 1 | 1 | 6 |\n| **Samlet** | 41 | 1 | 1 | 43 |`],
    [
      'a table of themes',
      `${themes}\n| Formkrav | 🟢 3 🟡 1 🔴 1 | 🟢 4 | 🟢 18 🟡 1 🔴 1 |\n| **Samlet** | 🟢 4 (67%) <br/> 🟡 1 (17%) <br/> 🔴 1 (16%) | 🟢 10 | |`,
    ],
    [
      'a chart',
      '```mermaid\npie showData\n  title Sandkasse (6 krav)\n  "Grøn 67%" : 4\n  "Gul 17%" : 1\n  "Rød 17%"  : 1\n```',
    ],
    ['a sentence', 'Af kravene er 41 grønne, 1 gul og 1 rød.'],
    ['a sentence about one level', 'I sandkassen er 4 krav grønne, 1 gul og 1 rød.'],
  ])('finds nothing wrong where %s agrees with the rows', (_, after) => {
    const evaluation = evaluationIn(
      form09({ ratings, after: after.replace(' | |', ' | 🟢 41 🟡 1 🔴 1 |') }),
    );

    expect(evaluation.conflicts).toEqual([]);
  });

  test.each([
    [
      'a table of levels',
      `${levels}\n| Sandkasse | 5 | 1 | 1 | 6 |`,
      'counts-differ',
      'opfyldt står som 5, men rækkerne giver 4',
    ],
    [
      'its sum',
      `${levels}\n| Sandkasse | 4 | 1 | 1 | 7 |`,
      'counts-differ',
      'i alt står som 7, men rækkerne giver 6',
    ],
    [
      'a table of themes',
      `${themes}\n| Formkrav | 🟢 3 🟡 1 | 🟢 4 | 🟢 18 🟡 1 🔴 1 |`,
      'counts-differ',
      'Formkrav, Sandkasse',
    ],
    [
      'a chart',
      '```mermaid\npie showData\n  title Samlet (43 krav)\n  "Grøn" : 42\n  "Rød"  : 1\n```',
      'counts-differ',
      'diagrammet (alle krav)',
    ],
    [
      'a share',
      `${themes}\n| Samlet | 🟢 4 (50%) 🟡 1 🔴 1 | 🟢 10 | 🟢 41 🟡 1 🔴 1 |`,
      'shares-differ',
      '50 %, men rækkerne giver 67 %',
    ],
    ['a sentence', 'Af kravene er 30 grønne, 12 gule og 1 rød.', 'text-differs', '30 grønne'],
  ])('shows where %s disagrees with the rows', (_, after, kind, says) => {
    const evaluation = evaluationIn(form09({ ratings, after }));

    expect(kinds(evaluation.conflicts)).toEqual([kind]);
    expect(evaluation.conflicts[0]?.says.da).toContain(says);
    expect(evaluation.counts).toMatchObject({ green: 41, yellow: 1, red: 1 });
  });

  test('takes a table that nobody has filled in for no count', () => {
    const after = `${themes}\n| Formkrav | | | |\n| Governance | | | |`;

    expect(evaluationIn(form09({ after })).conflicts).toEqual([]);
  });
});

describe('evaluations/read levels', () => {
  const byText = { level: '1', date: '2025-09-05', by: 'secretariat', reference: null };

  test.each([
    [
      'Det anbefales at fastholde produktet på **niveau 1** med henblik på et muligt løft til niveau 2.',
      byText,
    ],
    ['På den baggrund vurderes OS2prøve at være placeret på **niveau 1 i OS2’s governancemodel**.', byText],
    ['Produktet placeres\ni sandkassen.', { ...byText, level: 'sandbox' }],
    ['Produktet står endnu ikke stærkt på niveau 1.', null],
    ['Det kan ikke anbefales at fastholde produktet på niveau 1.', null],
    ['Hvis manglerne rettes, kan produktet placeres på niveau 1.', null],
    ['Mange 🟡 på niveau 2 peger på modenhedsproblemer.', null],
    // The board decides this one.
    ['Produktet fastholdes på niveau 2.', null],
  ])('reads »%s«', (text, decided) => {
    const evaluation = evaluationIn(form09({ text }));

    expect(evaluation.conflicts).toEqual([]);
    if (decided === null) expect(evaluation.decided).toBeNull();
    else expect(evaluation.decided).toMatchObject(decided);
  });

  test('tells a recommended move from a placement', () => {
    const moved = evaluationIn(
      form09({ text: 'Det anbefales, at produktet løftes fra niveau 1 til niveau 2.' }),
    );
    const perhaps = evaluationIn(form09({ text: 'Produktet kan på sigt løftes til niveau 2.' }));

    expect(moved.placement).toMatchObject({ level: '2', kind: 'raised' });
    expect(moved.decided).toBeNull();
    expect(perhaps.placement).toBeNull();
  });

  test.each([
    ['2', { level: '2', date: '2026-09-29', by: 'board', reference: null }],
    ['Niveau 2 (bestyrelsen, 08-10-2026)', { level: '2', date: '2026-10-08', by: 'board' }],
    ['1 (sekretariatet)', { level: '1', by: 'secretariat' }],
    [
      '3, [referat](https://www.os2.eu/2026-10-08/referat)',
      { level: '3', by: 'board', reference: 'https://www.os2.eu/2026-10-08/referat' },
    ],
    ['sandkasse', { level: 'sandbox', by: 'secretariat' }],
  ])('reads the decided level »%s« of the head', (line, decided) => {
    const head = ['**Dato for udfyldelse:** 2026-09-29', `**Fastlagt niveau:** ${line}`];

    expect(evaluationIn(formMerged({ head })).decided).toMatchObject(decided);
  });

  test('says so when text and head place the product differently', () => {
    const head = ['**Dato for udfyldelse:** 2026-09-29', '**Fastlagt niveau:** 2'];

    const evaluation = evaluationIn(formMerged({ head, text: 'Produktet fastholdes på niveau 1.' }));

    expect(kinds(evaluation.conflicts)).toEqual(['decision-differs']);
    expect(evaluation.decided?.level).toBe('2');
  });

  test('reads no level from a text that places the product twice', () => {
    const text = 'Produktet fastholdes på niveau 1.\n\nSamlet er produktet placeret i sandkassen.';

    const evaluation = evaluationIn(form09({ text }));

    expect(kinds(evaluation.conflicts)).toEqual(['placements-differ']);
    expect([evaluation.placement, evaluation.decided]).toEqual([null, null]);
  });

  test.each([
    ['unreadable-decision', { head: ['**Dato:** 2026-09-29', '**Fastlagt niveau:** snart'] }],
    ['decision-not-named', { text: 'Produktet er placeret på niveau 3.' }],
    ['no-date', { head: ['**Status:** Godkendt'], text: 'Produktet fastholdes på niveau 1.' }],
    ['unreadable-date', { head: ['**Dato:** i efteråret'] }],
  ])('tells of %s', (kind, parts) => {
    const { evaluation, findings } = read(formMerged(parts));

    expect(kinds(findings)).toContain(kind);
    expect(evaluation?.decided ?? null).toBeNull();
  });

  test('reads every symbol that the app itself writes', () => {
    for (const [rating, symbol] of Object.entries(RATING_SYMBOLS)) {
      const evaluation = evaluationIn(form09({ rows: [`| F2 | Sandkasse | K | S | ${symbol} | Grund |`] }));
      expect(ratingOf(evaluation, 'F2')).toBe(rating);
    }
  });
});
