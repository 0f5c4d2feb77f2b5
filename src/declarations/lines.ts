/** A file as lines for reading: what is no part of the declaration (comments, fenced examples, over-long lines) is blank. */

/** A real declaration is 10 to 120 KB; more than this is not read. */
export const MOST_CHARACTERS = 1_000_000;
/** The longest real line is 5 KB; a longer line than this is not read. */
const LONGEST_LINE = 200_000;

export interface Lines {
  /** Line n stands at index n - 1. */
  readonly all: readonly string[];
  /** Line numbers that were blanked for their length. */
  readonly tooLong: readonly number[];
}

/** Splits a text into lines; line numbers stay what they are in the file. Linear in the length of the text. */
export function linesOf(text: string): Lines {
  const tooLong: number[] = [];
  const lines = withoutComments(text.replace(/\r\n?/g, '\n')).split('\n');
  const all = withoutFences(lines).map((line, index) => {
    if (line.length <= LONGEST_LINE) return line;
    tooLong.push(index + 1);
    return '';
  });
  return { all, tooLong };
}

/** A comment that is never closed is no comment: a broken file must not lose all that follows. */
export function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return kept + text.slice(from);
    kept += text.slice(from, start) + text.slice(start, end).replace(/[^\n]+/g, '');
    from = end + 3;
  }
}

/** Tables between code fences are examples. A fence that is never closed is none. */
function withoutFences(lines: readonly string[]): readonly string[] {
  const kept = [...lines];
  let open = -1;
  for (const [index, line] of lines.entries()) {
    if (!/^ {0,3}(```|~~~)/.test(line)) continue;
    if (open >= 0) {
      kept.fill('', open, index + 1);
      open = -1;
    } else {
      open = index;
    }
  }
  return kept;
}
