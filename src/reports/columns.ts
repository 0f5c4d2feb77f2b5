/** Text that fits the columns of a terminal. Everything passes `plainText`, so nothing of it can move the cursor. */
import stringWidth from 'string-width';
import { plainText } from '../messages/index.js';

/** How many columns a text fills; an emoji fills two. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** As `cutTo`, filled up with spaces. */
export function pad(text: string, width: number): string {
  const cut = cutTo(text, width);
  return cut + ' '.repeat(Math.max(0, width - stringWidth(cut)));
}

/** One line of plain text, cut at a whole letter so that it fills at most `width` columns. */
export function cutTo(text: string, width: number): string {
  const plain = plainText(text);
  if (stringWidth(plain) <= width) return plain;
  let cut = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

/** Lines of at most `width` columns, broken between words; a word wider than the line is cut. Later lines start with `indent`. */
export function wrap(text: string, width: number, indent: string): string[] {
  const start = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = start;
  for (const word of plainText(text).split(' ')) {
    const joined = line.trim() === '' ? line + word : `${line} ${word}`;
    if (stringWidth(joined) <= width || line.trim() === '') {
      line = joined;
      continue;
    }
    lines.push(line);
    line = indent + word;
  }
  if (line.trim() !== '') lines.push(line);
  return lines.map((one) => (stringWidth(one) <= width ? one : cutLine(one, width)));
}

function cutLine(line: string, width: number): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + cutTo(line, width - indent.length);
}
