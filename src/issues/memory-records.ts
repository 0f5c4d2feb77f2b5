import type { Clock } from '../github/index.js';
import type { IssueRecord } from '../store/index.js';
import type { DeclinedDocument, IssueRecords } from './ports.js';

export interface MemoryRecords extends IssueRecords {
  readonly declined: readonly DeclinedDocument[];
}

/** The records without a database: for a dry run without history, and for tests. It answers as the store does. */
export function memoryRecords(clock: Pick<Clock, 'now'>): MemoryRecords {
  const records = new Map<string, IssueRecord>();
  const declined: DeclinedDocument[] = [];
  const keyOf = (product: string, kind: string) => `${product} ${kind}`;
  const now = () => new Date(clock.now());
  return {
    declined,
    list: (product) => Promise.resolve([...records.values()].filter((record) => record.product === product)),
    intend: (issue) => {
      const { product, kind, repository, installation, anew = false } = issue;
      const known = records.get(keyOf(product, kind));
      if (known?.state === 'pending') return Promise.resolve('look-first');
      if (known !== undefined && !(known.state === 'gone' && anew)) return Promise.resolve('known');
      const fresh = { ...emptyRecord(product, kind, repository), installation, intendedAt: now() };
      const { notes = {}, reopened = 0, generation = 0, createdAt = null } = known ?? {};
      records.set(keyOf(product, kind), { ...fresh, notes, reopened, generation, createdAt });
      return Promise.resolve('make');
    },
    drop: (product, kind) => {
      if (records.get(keyOf(product, kind))?.state === 'pending') records.delete(keyOf(product, kind));
      return Promise.resolve();
    },
    save: (product, kind, generation, patch) => {
      const before = records.get(keyOf(product, kind)) ?? {
        ...emptyRecord(product, kind, patch.repository),
        installation: patch.installation ?? null,
      };
      if (before.generation > generation) return Promise.resolve(false);
      const { installation } = before;
      records.set(keyOf(product, kind), { ...before, ...patch, installation, generation });
      return Promise.resolve(true);
    },
    countMade: (installation, since) => {
      const made = [...records.values()].filter((record) => {
        const at = record.createdAt ?? record.intendedAt;
        return record.installation === installation && at !== null && at >= since;
      });
      return Promise.resolve(made.length);
    },
    noteDeclined: (one) => {
      declined.push(one);
      return Promise.resolve();
    },
  };
}

function emptyRecord(product: string, kind: string, repository: string): IssueRecord {
  return {
    product,
    kind,
    repository,
    installation: null,
    state: 'pending',
    number: null,
    nodeId: null,
    closedBy: null,
    closedReason: null,
    closedCommit: null,
    contentHash: null,
    generation: 0,
    reopened: 0,
    notes: {},
    assignees: [],
    intendedAt: null,
    createdAt: null,
  };
}
