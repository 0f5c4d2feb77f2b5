import { say, type MessageParameters } from '../messages/index.js';
import type { DeclarationFinding } from './types.js';

/** More would be read by nobody, and a hostile file could hold thousands. */
const MOST_FINDINGS = 100;

/** A finding whose sentence is `declarations.findings.<kind>`. */
export function finding(
  kind: string,
  line: number | null,
  parameters: MessageParameters = {},
): DeclarationFinding {
  return { kind, line, says: say(`declarations.findings.${kind}`, parameters) };
}

/** By line, those about the whole file first; at most 100, the last of which says how many there were. */
export function orderFindings(findings: readonly DeclarationFinding[]): readonly DeclarationFinding[] {
  const ordered = [...findings].sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
  if (ordered.length <= MOST_FINDINGS) return ordered;
  const shown = ordered.slice(0, MOST_FINDINGS - 1);
  return [...shown, finding('more-findings', null, { count: ordered.length - shown.length })];
}

/** `R1, R2, R3`; of a long list the first ten. */
export function listOf(ids: readonly string[]): string {
  return ids.length <= 12 ? ids.join(', ') : `${ids.slice(0, 10).join(', ')}, …`;
}
