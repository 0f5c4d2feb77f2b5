import { plainText, say, type MessageParameters } from '../messages/index.js';
import type { EvaluationFinding } from './types.js';

/** More would be read by nobody, and a hostile file could hold thousands. */
const MOST = 100;

/** A finding whose sentence is `evaluations.findings.<kind>`. */
export function finding(
  kind: string,
  line: number | null,
  parameters: MessageParameters = {},
  requirement: string | null = null,
): EvaluationFinding {
  return { kind, requirement, line, says: say(`evaluations.findings.${kind}`, parameters) };
}

/** A conflict whose sentence is `evaluations.conflicts.<kind>`. */
export function conflict(
  kind: string,
  line: number | null,
  parameters: MessageParameters = {},
  requirement: string | null = null,
): EvaluationFinding {
  return { kind, requirement, line, says: say(`evaluations.conflicts.${kind}`, parameters) };
}

/** By line, at most a hundred. */
export function inOrder(findings: readonly EvaluationFinding[]): readonly EvaluationFinding[] {
  return [...findings].sort((one, other) => (one.line ?? 0) - (other.line ?? 0)).slice(0, MOST);
}

/** A piece of somebody's text for a sentence of ours. */
export function quote(text: string): string {
  return plainText(text.slice(0, 400), { maxLength: 80 });
}
