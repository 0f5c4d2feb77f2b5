import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeDeclaration, type Declaration } from '../../src/declarations/index.js';
import { HOSTILE } from '../support/hostile.js';
import { modelFixture, requirementFixture } from '../support/model.js';
import { declarationIn, formC, model, read, rowC, WHOLE } from './fixtures.js';

/** What must survive being written and read: everything but the words of the file and its lines. */
function substance(declaration: Declaration): unknown {
  const { product, filledBy, date, gitOrganisation, targetLevel, answers } = declaration;
  const said = [...answers.values()].map(({ requirement, status, text, quality, links }) => {
    return { requirement, status, text, quality, links };
  });
  return { product, filledBy, date, gitOrganisation, targetLevel, said };
}

const PIECES = [
  ...[
    '|',
    '\\',
    '\\|',
    '\\\\',
    '<br/>',
    '<br>',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '&',
    '&amp;',
    '&#124;',
    '&lt;',
    '<',
    '>',
  ],
  ...[
    '<a href="https://os2.eu">',
    '</a>',
    '<!--',
    '-->',
    '[',
    ']',
    '](',
    ')',
    '(',
    '[x](https://os2.eu)',
    '![',
    '`',
    '```',
  ],
  ...[
    '**',
    '_',
    '#',
    '# ',
    '---',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '\u202E',
    '\u2066',
    '😀',
    'e\u0301',
    '\u0000',
    '\uFEFF',
    '\u2028',
  ],
  ...[
    'Ja',
    'Nej',
    '?',
    'æøå',
    'tekst',
    '[Ikke udfyldt]',
    '[Udfyldes i selvevaluering]',
    'https://github.com/os2eksempel',
  ],
  ...[
    '[KLADDE]',
    'Governancerapport for ',
    'Dato:',
    '</p>',
    '<li>',
    '<b>',
    '<5 dage>',
    '&oslash;',
    '&#xD800;',
    '\\<',
    '\\[',
  ],
];

const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...HOSTILE),
);
const anyStatus = fc.constantFrom('Ja', 'Nej', 'Planlagt', 'Ikke relevant', 'Ved ikke', null);
const anyDeclaration = fc.record({
  productName: anyText,
  filledBy: anyText,
  filledDate: fc.constantFrom('2026-06-23', '06-05-2026', '', 'snart'),
  gitOrganisation: anyText,
  targetLevel: fc.constantFrom('sandbox', '1', '3', null),
  answers: fc.array(fc.record({ status: anyStatus, text: anyText }), { minLength: 43, maxLength: 43 }),
});

function declarationOf(value: typeof anyDeclaration extends fc.Arbitrary<infer T> ? T : never): Declaration {
  const { answers, ...head } = value;
  const krav = model.requirements.map(({ id }, index) => {
    const answer = answers[index];
    return { id, efterlevet: answer?.status, dokumentation: answer?.text };
  });
  return declarationIn(
    JSON.stringify({ ...head, krav: [...krav, { id: 'R1', efterlevet: 'Nej', dokumentation: 'x' }] }),
  );
}

describe('src/declarations/write.ts', () => {
  test('writes the current form as the generator does', () => {
    const small = modelFixture({
      requirements: [
        requirementFixture({ id: 'R1' }),
        requirementFixture({ id: 'R2', level: '2' }),
        requirementFixture({ id: 'G7', theme: 'governance', level: '2', recommendation: true }),
      ],
    });
    const text = formC([rowC('R1', 'Ja', 'Sparer \\| tid<br/>hver dag'), rowC('G7', '', 'Ikke valgt endnu')]);

    const written = writeDeclaration(declarationIn(text), { model: small, format: 'markdown' });

    expect(written).toBe(`# Governancerapport for OS2eksempel

> **📄 Dokumentinformation**<br/>
> **Version for anvendt governancerapport:** 1.1.0<br/>
> **Dato for udfyldelse:** 2026-06-23<br/>
> **Udfyldt af:** Eksempel Kommune<br/>
> **Link til Git organisation:** https://github.com/os2eksempel<br/>

## RELEVANS

| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |
| --- | --------------------------------------------- | ------------- | -------------- | ----------- | ------------- |
| R1 | Krav R1 | sandkasse | Vejledning til R1. | Ja | Sparer \\| tid<br/>hver dag |
| R2 | Krav R2 | 2 | Vejledning til R2. | [Udfyldes i selvevaluering] | [Ikke udfyldt] |

## GOVERNANCE

| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |
| --- | --------------------------------------------- | ------------- | -------------- | ----------- | ------------- |
| G7 | Krav G7 (anbefaling) | 2 | Vejledning til G7. | [Udfyldes i selvevaluering] | Ikke valgt endnu |
`);
  });

  test("leaves the form's own places open where nothing is known", () => {
    const empty = declarationIn('{"krav":[{"id":"R1","efterlevet":"Ja"}]}');

    const written = writeDeclaration(empty, { model, format: 'markdown' });

    expect(written).toContain('# Governancerapport for [produktnavn]\n');
    expect(written).toContain('> **Dato for udfyldelse:** [dd-mm-yyyy]<br/>');
    expect(written).toContain('> **Udfyldt af:** [Navn]<br/>');
    expect(written).toContain(
      '> **Link til Git organisation:** [indsæt link til git organisation/repo]<br/>',
    );
  });

  test('writes the JSON that the form exports and imports', () => {
    const written = writeDeclaration(declarationIn(WHOLE['D'] ?? ''), { model, format: 'json' });

    const document = JSON.parse(written) as { krav: unknown[] };
    expect(document).toMatchObject({
      productName: 'OS2eksempel',
      filledBy: 'styregruppen',
      filledDate: '2026-06-24',
      generatedAt: '2026-06-25T11:45:39.340Z',
    });
    expect(Object.keys(document)).toEqual(['productName', 'filledBy', 'filledDate', 'generatedAt', 'krav']);
    expect(document.krav).toHaveLength(43);
    expect(document.krav[0]).toEqual({
      id: 'R1',
      kategori: 'relevans',
      krav: 'Krav R1',
      produktniveau: 'sandkasse',
      retningslinjer: 'Vejledning til R1.',
      efterlevet: 'Ja',
      dokumentation: declarationIn(WHOLE['D'] ?? '').answers.get('R1')?.text,
    });
    expect(document.krav[24]).toMatchObject({ id: 'S1', kategori: 'strategisk' });
    expect(document.krav[5]).toMatchObject({ id: 'F2', efterlevet: null });
  });

  test("may say titles and guidance in English; the form's own words stay", () => {
    const written = writeDeclaration(declarationIn(WHOLE['C'] ?? ''), {
      model,
      format: 'markdown',
      language: 'en',
    });

    expect(written).toContain(
      '| F19 | Requirement F19 (recommendation) | 2 | Guidance for F19. | Ikke relevant |',
    );
  });

  test.each(Object.entries(WHOLE))(
    'what was read from generation %s is read the same from what was written',
    (_, text) => {
      const first = declarationIn(text);

      for (const format of ['markdown', 'json'] as const) {
        const second = read(writeDeclaration(first, { model, format }), '').declaration;

        expect(second?.generation).toBe(format === 'json' ? 'D' : 'C');
        expect(second === null ? null : substance(second)).toEqual(substance(first));
      }
    },
  );

  test('keeps the level the product aims at', () => {
    const aim = 'OS2eksempel har en målsætning om at efterleve: **Niveau 2.**';
    const first = declarationIn(`${aim}\n\n${formC([rowC('R1', 'Ja', 'x')])}`);

    const written = writeDeclaration(first, { model, format: 'markdown' });

    expect(declarationIn(written).targetLevel).toBe('2');
  });

  test('any declaration is read the same from what was written, whatever stands in it', () => {
    fc.assert(
      fc.property(anyDeclaration, (value) => {
        const first = declarationOf(value);

        const markdown = declarationIn(writeDeclaration(first, { model, format: 'markdown' }));
        const json = declarationIn(writeDeclaration(first, { model, format: 'json' }));

        expect(substance(markdown)).toEqual(substance(first));
        expect(substance(json)).toEqual(substance(first));
      }),
      { numRuns: 200 },
    );
  });

  test('holds no HTML of the author', () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const first = declarationIn(
      JSON.stringify({
        productName: hostile,
        krav: [{ id: 'R1', efterlevet: 'Ja', dokumentation: hostile }],
      }),
    );

    const written = writeDeclaration(first, { model, format: 'markdown' });

    expect(written).not.toMatch(/<(?!br\/>)/);
  });
});
