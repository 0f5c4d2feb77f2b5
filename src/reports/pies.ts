/** Mermaid pie charts as in OS2's evaluation form. */
import { RATINGS, type Rating, type RatingCounts } from '../assessment/index.js';
import { plainText, sayIn, type Language } from '../messages/index.js';
import { sum } from './view.js';

/** The form's own three, and two that differ from them and from each other. */
const COLOURS = {
  green: '#008000',
  yellow: '#FFFF00',
  red: '#FF0000',
  grey: '#808080',
  unknown: '#87CEEB',
} as const satisfies Readonly<Record<Rating, string>>;

/**
 * One chart; empty when nothing is counted.
 * Mermaid gives `pie1` to the largest slice, `pie2` to the next and so on, whatever order they are written in, and
 * equal slices keep their order. They are written largest first, so that the colours fit even where it does not sort.
 */
export function pie(title: string, counts: RatingCounts, language: Language): string {
  const total = sum(counts);
  if (total === 0) return '';
  const slices = RATINGS.filter((rating) => counts[rating] > 0).sort((a, b) => counts[b] - counts[a]);
  const colours = slices.map((rating, index) => `"pie${index + 1}": "${COLOURS[rating]}"`);
  const lines = slices.map((rating) => {
    const word = sayIn(language, `reports.evaluation.colour.${rating}`);
    return `  "${chartText(word)} ${percent(counts[rating], total)}" : ${counts[rating]}`;
  });
  return [
    '```mermaid',
    '%%{init: {"themeVariables": {',
    `  ${colours.join(', ')}`,
    '}}}%%',
    'pie showData',
    `  title ${chartText(title)}`,
    ...lines,
    '```',
  ].join('\n');
}

/** Whole per cent, written as in the form: `33%`. */
export function percent(part: number, total: number): string {
  return `${total === 0 ? 0 : Math.round((100 * part) / total)}%`;
}

/** A chart knows no escapes: only letters, digits and harmless signs stay. */
function chartText(text: string): string {
  return plainText(text.replace(/[^\p{L}\p{N} .,()/+-]/gu, ' '), { maxLength: 80 });
}
