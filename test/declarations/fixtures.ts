import { forms } from '../../src/declarations/forms.js';
import { readDeclaration } from '../../src/declarations/index.js';
import type { Answer, Declaration, DeclarationReading } from '../../src/declarations/index.js';
import { modelFixture } from '../support/model.js';

/** Invented declarations of every generation, in the shapes that real ones have. */

export const model = modelFixture();
const REQUIREMENTS = model.requirements;

export function read(text: string, path = 'docs/GOVERNANCE_REPORT.md'): DeclarationReading {
  return readDeclaration(text, { path, model });
}

export function declarationIn(text: string, path?: string): Declaration {
  const { declaration } = read(text, path);
  if (declaration === null) throw new Error('The fixture is no declaration.');
  return declaration;
}

export function answerIn(text: string, requirement: string): Answer {
  const answer = declarationIn(text).answers.get(requirement);
  if (answer === undefined) throw new Error(`The fixture has no answer to ${requirement}.`);
  return answer;
}

export function kindsIn(text: string, path?: string): readonly string[] {
  return read(text, path).findings.map(({ kind }) => kind);
}

/** What a requirement has been called, oldest first. */
export function titlesOf(id: string): readonly string[] {
  return forms.titles[id] ?? [];
}

function newestTitle(id: string): string {
  return titlesOf(id).at(-1) ?? id;
}

/** Generation C: rows of `number | status | text`; the rest of the form around them. */
export function formC(rows: readonly string[]): string {
  return `# Governancerapport for OS2eksempel

> **📄 Dokumentinformation**<br/>
> **Version for anvendt governancerapport:** 1.1.0<br/>
> **Dato for udfyldelse:** 2026-06-23<br/>
> **Udfyldt af:** Eksempel Kommune<br/>
> **Link til Git organisation:** https://github.com/os2eksempel<br/>

## RELEVANS

${tableC(rows)}
`;
}

/** The table of generation C alone. */
export function tableC(rows: readonly string[]): string {
  return `| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |
| --- | ----- | ------- | ------ | ----- | ------ |
${rows.join('\n')}`;
}

/** One whole row of generation C. */
export function rowC(id: string, status: string, text: string): string {
  return `| ${id} | ${newestTitle(id)} | 2 | Beskriv det. | ${status} | ${text} |`;
}

/** A table of generation A; each row is `mark | number | title | text | level`. */
export function formA(rows: readonly string[]): string {
  return `# OS2eksempel - Governancerapport

**RELEVANS**

|     |  #  | Krav | Henvisning | Niveau |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

const MARKS = ['✅', '❌', '➖', '❓', ''];
const WORDS = ['Ja', 'Nej', 'Ikke relevant', 'Ved ikke', 'Planlagt', '[Udfyldes i selvevaluering]'];
const MARKED_WORDS = ['🟢 Ja', '🔴 Nej', '⚪ Ikke relevant', '🔴 Ved ikke', '🟡 Planlagt'];
const TEXT =
  'Vi har beskrevet det meste, men ikke alt, i vores åbne dokumentation: https://github.com/os2eksempel/docs';

/** A whole declaration of each generation, every requirement answered in one way or another. */
export const WHOLE: Readonly<Record<string, string>> = {
  A: formA([
    `<ul><li> [x] </li> | R1 | ${titlesOf('R1')[0] ?? ''} | ${TEXT} | 0`,
    '<ul><li> [ ] </li> | R2 | Løsningen skaber potentielt værdi for andre | Hvordan? | 1',
    ...REQUIREMENTS.filter(({ id }) => id !== 'R1').map(({ id }, index) => {
      const box = index % 3 === 0 ? '[ ]' : '[x]';
      return `<ul><li> ${box} </li> | ${id} | _${titlesOf(id)[0] ?? ''}_ | <a href="https://os2.eu/p">Se her</a></p> ${index} | 2`;
    }),
  ]),
  A2: `# OS2eksempel

| 🔽 | # | Krav | Henvisning | Niveau |
| -- | - | ---- | ---------- | ------ |
${REQUIREMENTS.map(({ id }, index) => `| ${MARKS[index % MARKS.length] ?? ''} | ${id} | ${newestTitle(id)} | ${TEXT} | sandkasse |`).join('\n')}
`,
  B: `# GUIDE til Governance Report

> ✅ - Kriteriet er opfyldt

# OS2eksempel

| 🔽 | # | Krav | Beskrivelse / Dokumentation | Produktniveau | Retningslinjer |
| -- | - | ---- | --------------------------- | ------------- | -------------- |
${REQUIREMENTS.map(({ id }, index) => `| ${MARKS[index % MARKS.length] ?? ''} | ${id} | ${newestTitle(id)} | ${TEXT} | 2 | Beskriv det. |`).join('\n')}
`,
  C: formC(REQUIREMENTS.map(({ id }, index) => rowC(id, WORDS[index % WORDS.length] ?? '', TEXT))),
  D: JSON.stringify(
    {
      productName: 'OS2eksempel',
      filledBy: 'styregruppen',
      filledDate: '2026-06-24',
      generatedAt: '2026-06-25T11:45:39.340Z',
      krav: REQUIREMENTS.map(({ id, theme }, index) => ({
        id,
        kategori: theme,
        krav: newestTitle(id),
        produktniveau: '2',
        retningslinjer: 'Beskriv det.',
        efterlevet: WORDS[index % WORDS.length] ?? null,
        dokumentation: TEXT,
      })),
    },
    null,
    2,
  ),
  E: `# OS2eksempel - Selvevaluering

**Udfyldt af:** styregruppen

**Dato:** 2026-06-23

---

${REQUIREMENTS.map(
  ({ id }, index) => `## ${id} - ${newestTitle(id)}

**Status:** ${MARKED_WORDS[index % MARKED_WORDS.length] ?? ''}

**Kategori:** relevans

**Retningslinjer:**

Beskriv det.

**Dokumentation:**

${TEXT}

---
`,
).join('\n')}`,
};
