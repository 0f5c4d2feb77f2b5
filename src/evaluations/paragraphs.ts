export interface Paragraph {
  /** On one line. */
  readonly text: string;
  /** Line of the file where it begins, from 1. */
  readonly line: number;
}

/** The running text of a file: no tables, headings or front matter. A paragraph may be broken over several lines. */
export function paragraphsOf(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: { line: number; parts: string[] } | null = null;
  const close = (): void => {
    if (open !== null) paragraphs.push({ text: open.parts.join(' '), line: open.line });
    open = null;
  };
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const isText = text !== '' && !text.startsWith('|') && !/^(#{1,6} |---|>)/.test(text);
    if (!isText || /^([-*+]|\d{1,3}[.)]) /.test(text)) close();
    if (!isText) continue;
    open ??= { line: index + 1, parts: [] };
    open.parts.push(text);
  }
  close();
  return paragraphs;
}
