/** Invented evaluations in both forms, with what a test wants otherwise. */
import type { Rating } from '../../src/assessment/index.js';
import { readEvaluation, type Evaluation, type EvaluationReading } from '../../src/evaluations/index.js';
import { RATING_SYMBOLS } from '../../src/messages/index.js';
import { modelFixture } from '../support/model.js';

export const model = modelFixture();

export interface FormParts {
  readonly title?: string;
  readonly heading?: string;
  readonly head?: readonly string[];
  readonly text?: string;
  /** By requirement; the others are green. */
  readonly ratings?: Readonly<Record<string, Rating>>;
  /** Instead of the rows. */
  readonly rows?: readonly string[];
  readonly after?: string;
}

const HEADER_09 = [
  '| #   | Niveau    | Krav | Vurderingskriterie | Vurdering | Vurderingsgrundlag |',
  '|-----|-----------|------|--------------------|-----------|--------------------|',
];

/** As the forms of 2025 (0.9, 0.9.1, 0.9.2). */
export function form09(parts: FormParts = {}): string {
  const { title = 'OS2prøve', heading = '# Vurdering af OS2-produkt: OS2prøve', ratings = {} } = parts;
  const head = parts.head ?? ['**Evalueringsskabelon version:** 0.9.2', '**Dato for release:** [05-09-2025]'];
  const rows =
    parts.rows ??
    model.requirements.map(({ id, level }) => {
      const name = level === 'sandbox' ? 'Sandkasse' : level;
      return `| ${id}  | ${name} | Et krav | Standard: noget. | ${RATING_SYMBOLS[ratings[id] ?? 'green']} | Grund til ${id}. |`;
    });
  return [
    `---\ntitle: ${title}\nlayout: default\n---\n\n${heading}`,
    `## 📄 Dokumentinformation  \n${head.map((line) => `> ${line}  `).join('\n')}`,
    `## 📝 Resumé\n\n${parts.text ?? 'Et kort resumé.'}`,
    `### 🌍 RELEVANS\n\n${[...HEADER_09, ...rows].join('\n')}`,
    parts.after ?? '',
  ].join('\n\n');
}

/** As the form of September 2026: answer and rating in one row. */
export function formMerged(parts: FormParts = {}): string {
  const { ratings = {} } = parts;
  const head = parts.head ?? ['**Dato for udfyldelse:** 2026-09-29', '**Status:** Godkendt'];
  const rows = model.requirements.map(({ id, level }) => {
    const name = level === 'sandbox' ? 'sandkasse' : level;
    return `| ${id} | Et krav | ${name} | Vejledning | Ja | Se https://os2.eu | ${RATING_SYMBOLS[ratings[id] ?? 'green']} | Grund til ${id}. | Gør mere. |`;
  });
  return [
    '---\ntitle: OS2prøve evalueringsrapport\n---\n\n# Evaluering af OS2prøve',
    `> **📄 Dokumentinformation**<br />\n${head.map((line) => `${line}<br />`).join('\n')}`,
    `## Resumé\n\n${parts.text ?? 'Et kort resumé.'}`,
    '# Evalueringen',
    '## RELEVANS\n',
    '| \\# | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation | Vurdering | Vurderingsgrundlag | Anbefaling |',
    '|----|------|----|----|----|----|----|----|----|',
    ...rows,
  ].join('\n');
}

export function read(text: string, path = ''): EvaluationReading {
  return readEvaluation(text, { path, model });
}

/** Throws when the text is no evaluation. */
export function evaluationIn(text: string, path = ''): Evaluation {
  const { evaluation } = read(text, path);
  if (evaluation === null) throw new Error('no evaluation was read');
  return evaluation;
}

export function ratingOf({ ratings }: Evaluation, id: string): Rating | undefined {
  return ratings.find(({ requirement }) => requirement === id)?.rating;
}
