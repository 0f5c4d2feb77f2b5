/** Lines such as `**Dato:** 1. april 2026 <br> Udfyldt af: …`, as self-evaluations and evaluations begin. */

/** Longer lines are cut off. */
const LONGEST_LINE = 8_000;
const LONGEST_LABEL = 60;

export interface LabelledText<Field> {
  readonly field: Field;
  /** As written behind the colon. */
  readonly text: string;
}

/** What a line says of the fields that are asked for, by their names in lower case. */
export function labelledIn<Field>(
  line: string,
  labels: readonly (readonly [Field, readonly string[]])[],
): readonly LabelledText<Field>[] {
  return line
    .slice(0, LONGEST_LINE)
    .split(/<br\s{0,2}\/?>/i)
    .flatMap((part) => {
      const bare = part.replace(/^[\s>]{1,10}/, '').replaceAll('**', '');
      const colon = bare.indexOf(':');
      if (colon < 2 || colon > LONGEST_LABEL) return [];
      const label = bare
        .slice(0, colon)
        .replace(/^[-*_ ]{0,4}/, '')
        .trim()
        .toLowerCase();
      const field = labels.find(([, names]) => names.includes(label))?.[0];
      return field === undefined ? [] : [{ field, text: bare.slice(colon + 1) }];
    });
}
