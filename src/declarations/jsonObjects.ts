/** Finds the innermost objects of a JSON text by scanning, so that a broken file still gives what is whole in it. */

export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
}

/** Every object that holds no other object and can be parsed, in order. Linear; never throws. */
export function innermostObjects(text: string): readonly FoundObject[] {
  const found: FoundObject[] = [];
  let start = -1;
  let startLine = 1;
  let line = 1;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\n') {
      line += 1;
      // No string of JSON runs over a line end: a lost quotation mark costs one line, not the rest of the file.
      inString = false;
    } else if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '{') {
      start = index;
      startLine = line;
    } else if (character === '}' && start >= 0) {
      const value = parseObject(text.slice(start, index + 1));
      if (value !== null) found.push({ value, line: startLine });
      start = -1;
    }
  }
  return found;
}

/** A JSON object, or null when the text is none. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    // What cannot be parsed is told as a finding by the caller, which knows what was expected here.
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
