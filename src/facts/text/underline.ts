/** What reStructuredText takes as the line under a title. */
export const UNDERLINES = '=-~^"\'#*+.:_`!$%&,';

/** The character when the line is nothing but one of them repeated (at least two); null otherwise. */
export function ruleOf(line: string): string | null {
  const rule = line.trim();
  const first = rule.charAt(0);
  if (rule.length < 2 || !UNDERLINES.includes(first)) return null;
  for (let index = 1; index < rule.length; index += 1) {
    if (rule.charAt(index) !== first) return null;
  }
  return first;
}
