/** What is remembered of proposals. A record is never dropped once GitHub has been asked for one: nothing is proposed twice. */
import {
  dropEffect,
  intendEffect,
  listEffects,
  saveEffect,
  type Database,
  type Intent,
} from '../store/index.js';
import type { Proposal, ProposalRecord, ProposalState } from './types.js';

export interface ProposalRecords {
  readonly list: (product: string) => Promise<readonly ProposalRecord[]>;
  readonly intend: (product: string, proposal: Proposal) => Promise<Intent>;
  /** GitHub certainly made nothing. */
  readonly drop: (key: string) => Promise<void>;
  readonly save: (
    key: string,
    state: ProposalState,
    pull?: { readonly number: number; readonly nodeId: string },
  ) => Promise<void>;
}

const KIND = 'proposal';

export function storeProposalRecords(database: Database, now: () => Date): ProposalRecords {
  return {
    list: async (product) => {
      const effects = await listEffects<{ readonly path?: string; readonly branch?: string }>(
        database,
        KIND,
        {
          product,
        },
      );
      return effects.map(({ key, state, repository, number, details }) => ({
        key,
        state: state as ProposalState,
        repositoryId: repository ?? '',
        path: details.path ?? '',
        branch: details.branch ?? '',
        number,
      }));
    },
    intend: async (product, { key, repositoryId, path, branch }) => {
      const effect = { kind: KIND, key, product, repository: repositoryId };
      const intent = await intendEffect(database, effect, now());
      if (intent === 'make') {
        await saveEffect(database, KIND, key, { state: 'pending', details: { path, branch } }, now());
      }
      return intent;
    },
    drop: (key) => dropEffect(database, KIND, key),
    save: (key, state, pull) =>
      saveEffect(
        database,
        KIND,
        key,
        { state, ...(pull === undefined ? {} : { number: pull.number, nodeId: pull.nodeId }) },
        now(),
      ),
  };
}
