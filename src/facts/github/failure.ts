import type { GitHubError } from '../../github/index.js';
import type { UnknownReason } from '../types.js';

/** Whether an error would meet the next read too: then nothing is gained by calling this one unknown. */
export function stopsReading({ kind }: GitHubError): boolean {
  return kind === 'unauthorised' || kind === 'unreachable' || kind === 'rate-limited';
}

/** Why a fact is unknown; null: GitHub gave no reason. */
export function reasonOf(error: GitHubError | null): UnknownReason {
  if (error === null) return { kind: 'failed', detail: 'GitHub left it out of its answer' };
  const isForbidden = error.kind === 'forbidden' || error.kind === 'unauthorised' || error.kind === 'gone';
  const needs = error.permission === null ? '' : ` (needs ${error.permission})`;
  return { kind: isForbidden ? 'forbidden' : 'failed', detail: `${error.message}${needs}` };
}
