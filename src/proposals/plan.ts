/** The difference between what is proposed and what should be. Pure. */
import type { ProposedPull } from '../github/index.js';
import type { Proposal, ProposalRecord, ProposalState } from './types.js';

export type ProposalStep =
  | { readonly kind: 'make'; readonly proposal: Proposal }
  /** It is there by now, or not wanted any more. */
  | { readonly kind: 'withdraw'; readonly record: ProposalRecord; readonly pull: ProposedPull }
  | { readonly kind: 'note'; readonly record: ProposalRecord; readonly state: ProposalState };

export interface PlanInput {
  readonly desired: readonly Proposal[];
  readonly records: readonly ProposalRecord[];
  /** Pull requests of the open records, as they stand now, by key; those that could not be seen are left out. */
  readonly pulls: ReadonlyMap<string, ProposedPull>;
  /** Whether the file is certainly there now. */
  readonly isThere: (record: ProposalRecord) => boolean;
}

/** More would only be looked past. */
export const MOST_OPEN = 3;

export function planProposals({ desired, records, pulls, isThere }: PlanInput): readonly ProposalStep[] {
  const steps: ProposalStep[] = [];
  let open = 0;
  for (const record of records) {
    if (record.state !== 'open') continue;
    const pull = pulls.get(record.key);
    if (pull?.isOpen === false) {
      steps.push({ kind: 'note', record, state: pull.isMerged ? 'merged' : 'declined' });
    } else if (pull !== undefined && isThere(record)) steps.push({ kind: 'withdraw', record, pull });
    else open += 1;
  }
  const known = new Map(records.map((record) => [record.key, record.state]));
  // Begun before new ones: they may stand already.
  const begun = desired.filter(({ key }) => known.get(key) === 'pending');
  const fresh = desired.filter(({ key }) => !known.has(key));
  for (const proposal of [...begun, ...fresh].slice(0, Math.max(0, MOST_OPEN - open))) {
    steps.push({ kind: 'make', proposal });
  }
  return steps;
}
