import stringWidth from 'string-width';

/** Rows in columns, two spaces between; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  }
  const lines = rows.map((row) =>
    row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - stringWidth(cell))).join('  '),
  );
  return lines.map((line) => line.trimEnd()).join('\n');
}
