import { describe, expect, test } from '@jest/globals';
import type { Model } from '../../src/governance/index.js';
import type { FakeRepository } from '../support/facts.js';
import { HOSTILE } from '../support/hostile.js';
import { shippedModel } from '../support/templateAssessment.js';
import { codeFiles, unreadRepository, words } from '../probes/support.js';
import {
  answer,
  assessed,
  declarationFile,
  explanation,
  PUBLIC_LINK,
  requirementIn,
  type Given,
} from './support.js';

const model: Model = { ...shippedModel(), organisations: ['OS2eksempel'] };
const MPL = `Mozilla Public License Version 2.0\n\n${words(50)}\n`;

function basis(id: string, files: FakeRepository['files'], given: Partial<Given> = {}) {
  const assessment = assessed({ repositories: [{ files: { ...codeFiles(), ...files } }], model, ...given });
  const { rating, basis: said } = requirementIn(assessment, id);
  return { rating, ...said };
}

/** What a coordinator reads, word for word. */
describe('assessment/basis', () => {
  test('a document found: what, where and since when', () => {
    expect(basis('F2', { LICENSE: MPL })).toEqual({
      rating: 'green',
      da: 'LICENSE er MPL-2.0.',
      en: 'LICENSE is MPL-2.0.',
    });
  });

  test('some of it found: what is there and what is missing', () => {
    expect(basis('F16', { '.editorconfig': 'root = true' })).toEqual({
      rating: 'yellow',
      da: 'Vi fandt .editorconfig. Kodestandarden er ikke beskrevet. Automatikken kontrollerer den ikke.',
      en: 'Found .editorconfig. The code standard is not described. The pipeline does not check it.',
    });
  });

  test('several found: two are named and the rest is counted', () => {
    const files = {
      'docs/drift.md': { text: `# Drift\n\n${words(60)}`, date: '2026-05-02' },
      'docs/hosting.md': { text: `# Hosting\n\n${words(50)}`, date: '2026-05-03' },
      'docs/backup.md': { text: `# Backup\n\n${words(40)}`, date: '2026-05-04' },
    };

    expect(basis('F17', files).da).toContain(
      'Vi fandt docs/drift.md (ændret 2. maj 2026), docs/hosting.md (ændret 3. maj 2026) og 1 til.',
    );
  });

  test('nothing found: what is missing', () => {
    expect(basis('S4', {})).toEqual({
      rating: 'red',
      da: 'Ingen vision for produktet fundet. Ingen strategi for produktet fundet.',
      en: 'No vision for the product was found. No strategy for the product was found.',
    });
  });

  test('an unfilled template: why it does not count', () => {
    const text = `# Sikkerhed\n\nKontakt insert-mail@os2.eu, så melder vi tilbage.\n\n${words(30)}\n`;

    expect(basis('F4', { 'SECURITY.md': text })).toEqual({
      rating: 'red',
      da: 'Ingen SECURITY.md siger, hvem man kontakter om sikkerhedshuller. Sikkerheden er ikke beskrevet i et åbent dokument fra de seneste to år. SECURITY.md er en skabelon, som ikke er udfyldt: der står stadig »insert-mail@os2.eu«.',
      en: 'No SECURITY.md says whom to contact about vulnerabilities. Security is not described in an open document from the last two years. SECURITY.md is a template nobody has filled in: it still says “insert-mail@os2.eu”.',
    });
  });

  test('something unwanted is told before what is missing', () => {
    const commits = ['2026-05-01', '2026-02-01', '2025-11-01'].map((date) => ({
      date,
      subject: '2026r1',
      files: 300,
    }));
    const repositories = [{ files: codeFiles(), commits }];

    expect(basis('F1', {}, { repositories })).toMatchObject({
      rating: 'yellow',
      da: '3 ændringer på 3 dage de seneste 12 måneder i OS2eksempel/eksempel, senest 1. maj 2026; 0 % gennem pull requests, 0 % nævner en opgave. OS2eksempel/eksempel ligger i OS2eksempel, som er under OS2. Koden kommer overvejende i samlede udgivelser, så man kan ikke følge udviklingen. Koden er ikke ændret løbende det seneste år.',
    });
  });

  test('what could not be read is said to be so', () => {
    const repositories = [unreadRepository('OS2eksempel/lukket')];

    expect(basis('F2', {}, { repositories })).toEqual({
      rating: 'unknown',
      da: 'Vi kunne ikke afgøre det hele: OS2eksempel/lukket kunne ikke læses.',
      en: 'Not all of it could be settled: OS2eksempel/lukket could not be read.',
    });
  });

  test('what could not be read is said also when it would have made no more than yellow', () => {
    expect(basis('F13', { 'README.md': {} })).toEqual({
      rating: 'unknown',
      da: 'Ingen præsentation fra de seneste to år fundet. Vi kunne ikke afgøre det hele: README.md kunne ikke læses. Der er ingen selvevaluering at læse svaret i.',
      en: 'No presentation from the last two years was found. Not all of it could be settled: README.md could not be read. There is no self-evaluation to read the answer in.',
    });
  });

  test('a self-evaluation that could not be read is not said to be missing', () => {
    const unreadTexts = new Map([['selvevaluering.md', { kind: 'too-large' as const, detail: '300 KiB' }]]);
    const repositories = [{ files: { 'selvevaluering.md': {} }, unreadTexts }];

    expect(basis('G2', {}, { repositories })).toMatchObject({
      rating: 'unknown',
      da: 'Det kan ikke læses i repositorierne. Vi har ikke kunnet læse en selvevaluering.',
    });
  });

  test('only people know, and nobody has told', () => {
    expect(basis('G2', {})).toEqual({
      rating: 'unknown',
      da: 'Det kan ikke læses i repositorierne. Der er ingen selvevaluering at læse svaret i.',
      en: 'This cannot be read in the repositories. There is no self-evaluation to read the answer in.',
    });
  });

  test('only people know, and the self-evaluation is silent', () => {
    expect(basis('G2', {}, { declaration: declarationFile([]) })).toEqual({
      rating: 'unknown',
      da: 'Det kan ikke læses i repositorierne. Selvevalueringen svarer ikke på kravet.',
      en: 'This cannot be read in the repositories. The self-evaluation does not answer the requirement.',
    });
  });

  const answers = [
    [
      'R1',
      answer({ text: 'Borgerne finder et lokale på to minutter.' }),
      'green',
      'Selvevalueringen siger »Ja«: »Borgerne finder et lokale på to minutter.«',
      'The self-evaluation says “Ja”: “Borgerne finder et lokale på to minutter.”',
    ],
    [
      'F3',
      answer({ text: 'Indkøbt via SKI.', links: [PUBLIC_LINK] }),
      'green',
      'Selvevalueringen siger »Ja« og henviser til github.com (linket er ikke efterprøvet).',
      'The self-evaluation says “Ja” and refers to github.com (the link has not been tried).',
    ],
    [
      'S1',
      answer(),
      'yellow',
      'Selvevalueringen siger »Ja«, men henviser ikke til noget, alle kan åbne.',
      'The self-evaluation says “Ja” but refers to nothing that everybody can open.',
    ],
    [
      'G4',
      answer({ quality: 'none', text: '' }),
      'yellow',
      'Selvevalueringen siger »Ja«, men uddyber det ikke.',
      'The self-evaluation says “Ja” but does not elaborate.',
    ],
    [
      'G2',
      answer({ status: 'dont-know', raw: 'Ved ikke', quality: 'none', text: '' }),
      'unknown',
      'Det kan ikke læses i repositorierne. Selvevalueringen siger »Ved ikke«.',
      'This cannot be read in the repositories. The self-evaluation says “Ved ikke”.',
    ],
    [
      'S3',
      answer({ status: 'planned', raw: 'Planlagt', text: 'Kommer til efteråret.', quality: 'thin' }),
      'yellow',
      'Selvevalueringen siger »Planlagt«.',
      'The self-evaluation says “Planlagt”.',
    ],
    [
      'G12',
      answer({ status: 'not-relevant', raw: 'Ikke relevant', quality: 'none', text: '' }),
      'red',
      'Selvevalueringen siger »Ikke relevant« uden at forklare hvorfor.',
      'The self-evaluation says “Ikke relevant” without explaining why.',
    ],
    [
      'G12',
      answer({ status: 'not-relevant', raw: 'Ikke relevant', text: 'Styregruppen er nedlagt.' }),
      'grey',
      'Selvevalueringen siger »Ikke relevant« og forklarer hvorfor; det skal et menneske tage stilling til.',
      'The self-evaluation says “Ikke relevant” and explains why; a person must decide on that.',
    ],
  ] as const;

  test.each(answers)('the answer to %s, %j, rated %s', (id, given, rating, da, en) => {
    const declaration = declarationFile([{ ...given, requirement: id }]);

    expect(basis(id, {}, { declaration })).toEqual({ rating, da, en });
  });

  test('what an answer lacks is beside the point where the repositories have shown it', () => {
    const repositories = [
      { files: { 'README.md': `# Eksempel\n\n${words(40)} https://os2.eu/os2eksempel` } },
    ];
    const declaration = declarationFile([answer({ requirement: 'G1', text: '', quality: 'none' })]);

    expect(basis('G1', {}, { repositories, declaration })).toMatchObject({
      rating: 'green',
      da: 'README.md henviser til os2.eu/os2eksempel. Selvevalueringen siger »Ja«.',
    });
  });

  test('says what an answer does not name', () => {
    const text = 'Løsningen er relevant i alle kommuner, og det er besluttet.';
    const declaration = declarationFile([answer({ requirement: 'R3', text })]);

    expect(basis('R3', {}, { declaration })).toMatchObject({
      rating: 'yellow',
      da: 'Ingen publiccode.yml nævner, hvem der bruger løsningen. Selvevalueringen siger »Ja«, men den nævner hverken antal eller navne på de myndigheder, der bruger løsningen.',
    });
  });

  test.each([
    'Løsningen bruges i dag af 12 kommuner i landet.',
    'Den bruges af to kommuner og en fælles forening.',
    'Kommunerne Ahus, Behus og Cehus bruger løsningen.',
    'Den er i brug i Ahus, Behus og Cehus Kommune hver dag.',
    'Ahus Kommune og Behus Kommune bruger den til daglig.',
  ])('authorities are counted or named in "%s"', (text) => {
    const declaration = declarationFile([answer({ requirement: 'R3', text })]);

    expect(basis('R3', {}, { declaration })).toMatchObject({ rating: 'green' });
  });

  test('a file that was found is not told of again for its age', () => {
    const repositories = [
      {
        files: {
          ...codeFiles(),
          'doc/Deploy.md': { text: `# Deploy\n\n${words(60)}`, date: '2021-05-31' },
        },
      },
    ];

    const { da } = basis('F17', {}, { repositories });

    expect(da.match(/Deploy\.md/g)).toHaveLength(1);
  });

  test('an old answer is told with its day', () => {
    const declaration = declarationFile([answer({ requirement: 'R1' })], { date: '2023-01-15' });

    expect(basis('R1', {}, { declaration })).toMatchObject({
      rating: 'yellow',
      da: 'README fortæller ikke om værdien. Selvevalueringen siger »Ja«, men den er fra 15. januar 2023 og mere end tre år gammel.',
    });
  });

  test.each([{ accepted: true }, {}, { until: '2026-06-22' }])(
    'an explanation stands beside what the rating rests on, not in it: %j',
    (given) => {
      const product = { explanations: [explanation({ requirement: 'S4', ...given })] };

      expect(basis('S4', {}, { product }).da).toBe(
        'Ingen vision for produktet fundet. Ingen strategi for produktet fundet.',
      );
    },
  );

  test.each([...HOSTILE])('what people have written is quoted as plain text on one line: %j', (text) => {
    const declaration = declarationFile([answer({ requirement: 'R1', text, raw: text })]);

    const { da, en } = basis('R1', {}, { declaration });

    for (const said of [da, en]) expect(said).not.toMatch(/[\n\r\u0000-\u001f\u202a-\u202e\u2066-\u2069]/u);
  });

  test('a long answer is cut', () => {
    const declaration = declarationFile([answer({ requirement: 'R1', text: 'ord '.repeat(500) })]);

    expect(basis('R1', {}, { declaration }).da.length).toBeLessThan(250);
  });
});
