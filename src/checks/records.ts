/** What is remembered of check runs: which there is for a commit, and what it says. */
import {
  dropEffect,
  findEffect,
  intendEffect,
  saveEffect,
  type Database,
  type Intent,
} from '../store/index.js';

export interface CheckRecord {
  /** Null: about to be made. */
  readonly run: number | null;
  /** Of what it says. */
  readonly hash: string | null;
  /** Annotations that it has, since GitHub takes none away. */
  readonly annotated: readonly string[];
}

interface Place {
  readonly repositoryId: string;
  readonly commit: string;
}

export interface CheckRecords {
  readonly find: (place: Place) => Promise<CheckRecord | null>;
  readonly intend: (place: Place) => Promise<Intent>;
  readonly drop: (place: Place) => Promise<void>;
  readonly save: (place: Place, run: CheckRecord & { readonly nodeId: string | null }) => Promise<void>;
}

const KIND = 'check';

export function storeCheckRecords(database: Database, now: () => Date): CheckRecords {
  return {
    find: async (place) => {
      const effect = await findEffect<Partial<CheckRecord>>(database, KIND, keyOf(place));
      if (effect === null) return null;
      const { run = null, annotated = [] } = effect.details;
      return { run, hash: effect.contentHash, annotated };
    },
    intend: (place) =>
      intendEffect(database, { kind: KIND, key: keyOf(place), repository: place.repositoryId }, now()),
    drop: (place) => dropEffect(database, KIND, keyOf(place)),
    save: (place, { run, nodeId, hash, annotated }) =>
      saveEffect(
        database,
        KIND,
        keyOf(place),
        {
          state: 'made',
          repository: place.repositoryId,
          ...(nodeId === null ? {} : { nodeId }),
          contentHash: hash,
          details: { run, annotated },
          createdAt: now(),
        },
        now(),
      ),
  };
}

/** The same after a rename. */
function keyOf({ repositoryId, commit }: Place): string {
  return `${repositoryId}@${commit}`;
}
