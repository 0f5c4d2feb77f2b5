/** A mistake in a file that people write: which sentence to say, and where the mistake stands. */
export interface Mistake {
  /** Key of the sentence in the message catalogue, such as `governance.unknownProbe`; this room formats nothing. */
  readonly key: string;
  /** What fills the sentence. Text from the file, not escaped: whoever writes it out does that. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The file as the caller named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Dotted, elements of lists by their id where they have one: `requirements.F4.evidence.policy.probe`. Empty: the whole file. */
  readonly path: string;
}

/** In the order a person meets them in the file, each only once. */
export function sortMistakes(mistakes: readonly Mistake[]): readonly Mistake[] {
  const seen = new Set<string>();
  const once: Mistake[] = [];
  for (const mistake of mistakes) {
    const identity = JSON.stringify(mistake);
    if (seen.has(identity)) continue;
    seen.add(identity);
    once.push(mistake);
  }
  return once.sort((a, b) => a.line - b.line);
}

/** Text from a file, short enough and on one line, for use inside a sentence. */
export function quoteValue(value: unknown): string {
  const text = typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? '');
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
