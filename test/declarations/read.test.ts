import { describe, expect, test } from '@jest/globals';
import { modelFixture, requirementFixture } from '../support/model.js';
import { readDeclaration } from '../../src/declarations/index.js';
import {
  answerIn,
  declarationIn,
  formA,
  formC,
  kindsIn,
  read,
  rowC,
  tableC,
  titlesOf,
  WHOLE,
} from './fixtures.js';

describe('src/declarations/read.ts', () => {
  test.each(Object.entries(WHOLE))(
    'recognises generation %s and answers every requirement',
    (generation, text) => {
      const declaration = declarationIn(text);

      expect(declaration.generation).toBe(generation);
      expect(declaration.product).toBe('OS2eksempel');
      expect(declaration.answers.size).toBe(43);
      expect(declaration.answers.get('R1')).toMatchObject({ status: 'yes', quality: 'substantive' });
    },
  );

  test('reads the head of the current form', () => {
    const declaration = declarationIn(formC([rowC('R1', 'Ja', 'Sparer tid.')]));

    expect(declaration).toMatchObject({
      product: 'OS2eksempel',
      filledBy: 'Eksempel Kommune',
      date: '2026-06-23',
      formVersion: '1.1.0',
      gitOrganisation: 'https://github.com/os2eksempel',
      targetLevel: null,
    });
  });

  test('reads the head of the JSON export, and tells when it was made', () => {
    const declaration = declarationIn(WHOLE['D'] ?? '');

    expect(declaration).toMatchObject({ date: '2026-06-24', generatedAt: '2026-06-25T11:45:39.340Z' });
    expect(declaration.answers.get('R2')?.line).toBe(16);
  });

  test('has no lines in a file on one line', () => {
    const text = JSON.stringify(JSON.parse(WHOLE['D'] ?? ''));

    expect(declarationIn(`${text}\n`).answers.get('R2')?.line).toBeNull();
  });

  test.each([
    ['', 'empty-file'],
    [' \n\n', 'empty-file'],
    ['# Referat\n\nVi mødtes.', 'not-a-declaration'],
    ['{"name": "en pakke", "version": "1.0.0"}', 'not-a-declaration'],
    ['| # | Krav |\n| - | - |\n| 1 | Skal være hurtig |\n', 'not-a-declaration'],
    [
      '| # | Niveau | Krav | Vurdering | Vurderingsgrundlag |\n|-|-|-|-|-|\n| R1 | 2 | x | 🟢 | y |\n',
      'is-evaluation',
    ],
  ])('says what %j is instead of a declaration', (text, kind) => {
    const { declaration, findings } = read(text);

    expect(declaration).toBeNull();
    expect(findings.map((finding) => finding.kind)).toEqual([kind]);
  });

  test('reads the answers, not the ratings, of the evaluation form that repeats them', () => {
    const text = `# Evaluering af OS2eksempel

> **📄 Dokumentinformation**<br />
**Dato for udfyldelse:** 2026-09-29<br />
**Link til Git organisation:** <https://github.com/os2eksempel><br />

### 🌍 RELEVANS

| \\# | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation | Vurdering | Vurderingsgrundlag | Anbefaling |
|----|------|---------|------|------|------|------|------|------|
| R1 | [Løsningen skaber lokal værdi](http://OS2.eu) | sandkasse | … | Ja | Første linje<br />anden linje | 🟡 | Tynd | Uddyb |
|  |  |  |  |  |  |  |  |  |
`;

    const { declaration, findings } = read(text);

    expect(declaration).toMatchObject({
      generation: 'C',
      date: '2026-09-29',
      gitOrganisation: 'https://github.com/os2eksempel',
    });
    expect(declaration?.answers.get('R1')).toMatchObject({
      status: 'yes',
      text: 'Første linje\nanden linje',
    });
    expect(findings.map(({ kind }) => kind)).toEqual(['evaluation-form', 'missing-requirements']);
  });

  describe('an unfilled template', () => {
    test('is a declaration without answers, though its first row is ticked as an example', () => {
      const text = formA([
        `<ul><li> [x] </li> | R1 | ${titlesOf('R1')[0] ?? ''} | Hvordan?  | 0`,
        `<ul><li> [ ] </li> | F1 | ${titlesOf('F1')[0] ?? ''} | Indsæt link | 0`,
        `<ul><li> [ ] </li> | F3 | ${titlesOf('F3')[0] ?? ''} | Kan udfyldes | 0`,
        `<ul><li> [ ] </li> | F12 | ${titlesOf('F12')[0] ?? ''} | | 2`,
        `<ul><li> [ ] </li> | G4 | ${titlesOf('G4')[0] ?? ''} | fx link til referat | 1`,
        `<ul><li> [ ] </li> | G6 | ${titlesOf('G6')[0] ?? ''} | Link til kommissorium | 2`,
      ]);

      const { declaration, findings } = read(text);

      const statuses = new Set([...(declaration?.answers.values() ?? [])].map(({ status }) => status));
      expect([...statuses]).toEqual(['unanswered']);
      expect(declaration?.answers.get('R1')).toMatchObject({ raw: '[x]', text: '', quality: 'none' });
      expect(findings.map(({ kind }) => kind)).toContain('unfilled-declaration');
    });

    test.each([
      [
        'the current template',
        '| # | Krav | Produktniveau | Retningslinjer |\n|-|-|-|-|\n| R1 | x | sandkasse | y |\n',
      ],
      [
        'generation B',
        '| 🔽 | # | Krav | Beskrivelse / Dokumentation |\n|-|-|-|-|\n| | R1 | x | |\n| | R2 | y | |\n',
      ],
      ['the generator', formC([rowC('R1', '[Udfyldes i selvevaluering]', '[Ikke udfyldt]')])],
      [
        'the JSON export',
        '{"productName":"OS2eksempel","krav":[{"id":"R1","efterlevet":null,"dokumentation":""}]}',
      ],
    ])('of %s is told apart from one that says no', (_, text) => {
      expect(kindsIn(text)).toContain('unfilled-declaration');
    });

    test('is not one where somebody has begun', () => {
      const text = formC([
        rowC('R1', 'Nej', '[Ikke udfyldt]'),
        rowC('R2', '[Udfyldes i selvevaluering]', ''),
      ]);

      expect(kindsIn(text)).not.toContain('unfilled-declaration');
      expect(answerIn(text, 'R1').status).toBe('no');
    });
  });

  describe('rows that are broken', () => {
    test('may begin with a space, as every file from the generator does', () => {
      const text = formC([` ${rowC('G1', 'Ja', 'Findes på hjemmesiden')}`]);

      expect(answerIn(text, 'G1')).toMatchObject({ status: 'yes', line: 13 });
      expect(kindsIn(text)).toEqual(['missing-requirements']);
    });

    test('may lack the pipe at their end', () => {
      const text = formC([
        '| F2 | x | 2 | g | Delvist | Licensen afventer kode',
        rowC('F3', 'Ja', 'Se notatet'),
      ]);

      expect(answerIn(text, 'F2')).toMatchObject({
        status: 'planned',
        raw: 'Delvist',
        text: 'Licensen afventer kode',
      });
      expect(answerIn(text, 'F3').text).toBe('Se notatet');
      expect(read(text).findings).toContainEqual(expect.objectContaining({ kind: 'open-row', line: 13 }));
    });

    test('may lack the cell with the text', () => {
      const text = formC(['| R2 | x | 2 | g | ? |', '| S3 | y | 2 | g | Ja |']);

      expect(answerIn(text, 'R2')).toMatchObject({ status: 'dont-know', raw: '?', text: '' });
      expect(answerIn(text, 'S3')).toMatchObject({ status: 'yes', quality: 'none' });
      expect(kindsIn(text).filter((kind) => kind === 'missing-cells')).toHaveLength(2);
    });

    test('may lack a cell in the middle', () => {
      const text = formC(['| R2 | x | 2 | Ja | Vedtaget af direktionen |']);

      expect(answerIn(text, 'R2')).toMatchObject({ status: 'yes', text: 'Vedtaget af direktionen' });
    });

    test('may have cells too many', () => {
      const text = formC([
        '| F5 | x | 2 | g | Ja |https://github.com/os2eksempel/x| Ja ||',
        '| F6 | x | 2 | g | Ja | enten | eller |',
        '| F7 | x | 2 | g | mere g | Nej | mangler | endnu |',
      ]);

      expect(answerIn(text, 'F5').text).toBe('https://github.com/os2eksempel/x');
      expect(answerIn(text, 'F6').text).toBe('enten | eller');
      expect(answerIn(text, 'F7')).toMatchObject({ status: 'no', text: 'mangler | endnu' });
      expect(read(text).findings).toContainEqual(expect.objectContaining({ kind: 'extra-cells', line: 13 }));
    });

    test('may be written without space', () => {
      const text = formC(['|F14|x|2|g|Nej ||', '|F15|x|2|g|Ja| tekst']);

      expect(answerIn(text, 'F14')).toMatchObject({ status: 'no', text: '' });
      expect(answerIn(text, 'F15')).toMatchObject({ status: 'yes', text: 'tekst' });
    });

    test('may run over several lines', () => {
      const text = formC([
        '| R1 | x | 2 | g | Ja | Første linje',
        'anden linje',
        'tredje |',
        rowC('R2', 'Nej', ''),
      ]);

      expect(answerIn(text, 'R1').text).toBe('Første linje\nanden linje\ntredje');
      expect(answerIn(text, 'R2').status).toBe('no');
      expect(kindsIn(text)).toContain('broken-row');
    });

    test('may stand under a header of other widths, or under two different headers', () => {
      const text = `# OS2eksempel

| 🔽 | # | Krav | Beskrivelse / Dokumentation | Produktniveau | Retningslinjer |
| - | - | - | - | - | - |
| ✅ | R1 | x | Sparer tid | sandkasse | g |

| 🔽 | #   | Krav | Beskrivelse / Dokumentation | Produktniveau |
| -- | --- | ---- |
| ❌ | F1  | y | Kode ligger hos os selv | sandkasse |
`;

      expect(declarationIn(text).generation).toBe('B');
      expect(answerIn(text, 'R1')).toMatchObject({ status: 'yes', text: 'Sparer tid' });
      expect(answerIn(text, 'F1')).toMatchObject({
        status: 'no',
        raw: '❌',
        text: 'Kode ligger hos os selv',
      });
      expect(kindsIn(text)).toContain('headers-differ');
    });

    test('may have lost the header of one column', () => {
      const text = `# OS2eksempel

| 🔽 | # | Krav | Henvisning |
| - | - | - | - |
| ✅ | F1 | ${titlesOf('F1').at(-1) ?? ''} | https://github.com/os2eksempel | sandkasse |
`;

      expect(declarationIn(text).generation).toBe('A2');
      expect(answerIn(text, 'F1').text).toBe('https://github.com/os2eksempel');
    });

    test('are left out without a header, and in comments, fences and other tables', () => {
      const text = `${rowC('R1', 'Ja', 'uden overskrift')}

${tableC([rowC('R2', 'Ja', 'rigtig')])}

<!-- ${rowC('R3', 'Ja', 'kommentar')} -->

\`\`\`
${tableC([rowC('R4', 'Ja', 'eksempel')])}
\`\`\`

| Dato | Handling |
| --- | --- |
| F1 | Ja |
`;

      const answered = [...declarationIn(text).answers.values()].filter(
        ({ status }) => status !== 'unanswered',
      );

      expect(answered.map(({ requirement }) => requirement)).toEqual(['R2']);
      expect(kindsIn(text)).toContain('row-without-header');
    });

    test('count once when they stand twice, the weaker of two answers winning', () => {
      const text = formC([
        rowC('G5', 'Ja', 'Godkendt'),
        rowC('G5', 'Nej', 'Ikke endnu'),
        rowC('G6', 'Ja', 'x'),
        rowC('G6', '', ''),
      ]);

      expect(answerIn(text, 'G5')).toMatchObject({
        status: 'no',
        raw: 'Ja · Nej',
        text: 'Godkendt\nIkke endnu',
      });
      expect(answerIn(text, 'G6')).toMatchObject({ status: 'yes', text: 'x' });
      expect(read(text).findings).toContainEqual(
        expect.objectContaining({ kind: 'repeated-rows', line: 14 }),
      );
    });

    test('with a number that the model does not have are left out and named', () => {
      const text = formC([rowC('R1', 'Ja', 'x'), '| X9 | Noget helt andet | 2 | g | Ja | y |']);

      expect(read(text).findings).toContainEqual(
        expect.objectContaining({
          kind: 'unknown-requirement',
          line: 14,
          says: {
            da: 'X9 (»Noget helt andet«) findes ikke i modellen, så svaret er ladt ude. Ret nummeret, eller fjern rækken.',
            en: 'X9 (“Noget helt andet”) is not in the model, so its answer was left out. Correct the number, or remove the row.',
          },
        }),
      );
    });
  });

  describe('the head', () => {
    test('may stand in brackets, or still hold the template', () => {
      const text = `# Governancerapport for [KLADDE] OS2eksempel

> **📄 Dokumentinformation**  
> **Dato for udfyldelse:** [14-08-2026]  
> **Udfyldt af:** [Navn]  
> **Link til Git organisation:** [indsæt link til git organisation/repo]  

${tableC([rowC('R1', 'Ja', 'x')])}

<!-- END REPORT TEMPLATE -->
`;

      const { declaration, findings } = read(text);

      expect(declaration).toMatchObject({
        product: 'OS2eksempel',
        date: '2026-08-14',
        filledBy: null,
        gitOrganisation: null,
      });
      expect(findings.map(({ kind, line }) => [kind, line])).toEqual([
        ['missing-requirements', null],
        ['draft', 1],
        ['brackets-left', 4],
        ['placeholder-in-head', 5],
        ['placeholder-in-head', 6],
      ]);
    });

    test.each([
      ['# OS2eksempel - Governancerapport', 'OS2eksempel'],
      ["# OS2eksempel's Governance Report", 'OS2eksempel'],
      ["# OS2eksempels' Governance Report", 'OS2eksempel'],
      ['# OS2eksempel - Selvevaluering', 'OS2eksempel'],
      ['## Governancerapport OS2eksempel', 'OS2eksempel'],
      ['# GUIDE til Governance Report\n\n# OS2eksempel', 'OS2eksempel'],
      ['---\ntitle: OS2-Eksempel governancerapport\n---', 'OS2-Eksempel'],
      ['OS2eksempel', 'OS2eksempel'],
      ['# Governancerapport for [produktnavn]', null],
      ['# INDSÆT NAVNET PÅ PRODUKTET', null],
    ])('names the product in %j', (heading, product) => {
      expect(declarationIn(`${heading}\n\n${tableC([rowC('R1', 'Ja', 'x')])}`).product).toBe(product);
    });

    test('may say which level the product aims at', () => {
      const aim = 'OS2eksempel har en målsætning om at efterleve: **Niveau 2.** Niveau 3 er ikke målet.';

      expect(declarationIn(`${aim}\n\n${tableC([rowC('R1', 'Ja', 'x')])}`).targetLevel).toBe('2');
    });

    test('takes the newest day of the log where it has no date itself', () => {
      const log =
        '## LOG\n\n| Dato | Handling |\n| --- | --- |\n| 2021-12-07 | Oprettet |\n| 2023-01-26 | Flyttet |';

      expect(declarationIn(`${tableC([rowC('R1', 'Ja', 'x')])}\n\n${log}`).date).toBe('2023-01-26');
    });

    test.each([
      ['2026-07-02-OS2eksempel-governancerapport.md', 'dates-differ'],
      ['rapporter/2026-06-23-OS2andet-governancerapport.md', 'products-differ'],
    ])('may disagree with the file name %s', (path, kind) => {
      expect(kindsIn(formC([rowC('R1', 'Ja', 'x')]), path)).toContain(kind);
    });

    test('agrees with a file named after the day the JSON was made', () => {
      const kinds = kindsIn(WHOLE['D'] ?? '', 'dokumenter/os2eksempel-selvevaluering-25062026.json');

      expect(kinds).not.toContain('dates-differ');
      expect(kinds).not.toContain('products-differ');
    });
  });

  describe('broken JSON', () => {
    test('still gives the answers that are whole', () => {
      const whole = WHOLE['D'] ?? '';
      const text = whole.slice(0, whole.indexOf('"F2"'));

      const { declaration, findings } = read(text, 'a.json');

      expect(declaration).toMatchObject({ generation: 'D', product: 'OS2eksempel', date: '2026-06-24' });
      expect(declaration?.answers.get('F1')?.status).toBe('planned');
      expect(declaration?.answers.get('F2')?.status).toBe('unanswered');
      expect(findings.map(({ kind }) => kind)).toEqual(['missing-requirements', 'broken-json']);
    });

    test('with answers by number in place of a list is read too', () => {
      const text =
        '{"productName":"OS2eksempel","krav":{"R1":{"efterlevet":"Nej","dokumentation":"Ikke endnu"}}}';

      expect(answerIn(text, 'R1')).toMatchObject({ status: 'no', text: 'Ikke endnu' });
    });
  });

  test('reads by another model, with its own numbers and levels', () => {
    const other = modelFixture({
      requirements: [requirementFixture({ id: 'AB-1' }), requirementFixture({ id: 'K2' })],
      levels: [],
    });

    const { declaration, findings } = readDeclaration(
      tableC(['| ab-1 | x | 1 | g | Ja | y |', '| R1 | x | 1 | g | Ja | y |']),
      {
        path: '',
        model: other,
      },
    );

    expect([...(declaration?.answers.keys() ?? [])]).toEqual(['AB-1', 'K2']);
    expect(declaration?.answers.get('AB-1')?.status).toBe('yes');
    expect(findings.map(({ kind }) => kind)).toContain('unknown-requirement');
  });
});
