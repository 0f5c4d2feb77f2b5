import {
  dropEffect,
  intendEffect,
  listEffects,
  saveEffect,
  type Database,
  type Intent,
} from '../../store/index.js';

/** What was made for a plan in one repository. Milestones and issues are found again on GitHub by their hidden lines. */
export interface PlanRecord {
  readonly kind: PlanRecordKind;
  /** Of the milestone, `selvevaluering-foraar/2027`; of a task with the task behind `#`. */
  readonly key: string;
  readonly state: 'pending' | 'made';
  readonly nodeId: string | null;
  readonly number: number | null;
  /** The days we wrote last; null for tasks, and before it is made. */
  readonly days: { readonly start: string | null; readonly due: string } | null;
}

export type PlanRecordKind = 'milestone' | 'task';

/** Of one plan in one repository. */
export interface PlanRecords {
  readonly list: () => Promise<readonly PlanRecord[]>;
  /** Before the request that makes the thing. */
  readonly intend: (kind: PlanRecordKind, key: string) => Promise<Intent>;
  /** GitHub certainly made nothing. */
  readonly drop: (kind: PlanRecordKind, key: string) => Promise<void>;
  readonly save: (made: Omit<PlanRecord, 'state'>) => Promise<void>;
}

const KINDS = { milestone: 'plan-milestone', task: 'plan-task' } as const;

interface Details {
  readonly start?: string | null;
  readonly due?: string;
}

/** The records in the app's database; `repository` by its node id. */
export function storePlanRecords(
  database: Database,
  place: { readonly product: string | null; readonly repository: string; readonly plan: string },
  now: () => Date = () => new Date(),
): PlanRecords {
  const { product, repository, plan } = place;
  const prefix = `${repository}/${plan}/`;
  const of = async (kind: PlanRecordKind) => {
    const effects = await listEffects<Details>(database, KINDS[kind], { prefix });
    return effects.map(({ key, state, nodeId, number, details }): PlanRecord => {
      const { start = null, due } = details;
      const days = due === undefined ? null : { start, due };
      const own = { key: key.slice(prefix.length), nodeId, number, days };
      return { kind, ...own, state: state === 'pending' ? 'pending' : 'made' };
    });
  };
  return {
    list: async () => [...(await of('milestone')), ...(await of('task'))],
    intend: (kind, key) =>
      intendEffect(
        database,
        { kind: KINDS[kind], key: prefix + key, repository, ...(product === null ? {} : { product }) },
        now(),
      ),
    drop: (kind, key) => dropEffect(database, KINDS[kind], prefix + key),
    save: async ({ kind, key, nodeId, number, days }) => {
      const patch = { state: 'made', product, repository, nodeId, number, details: { ...days } };
      await saveEffect(database, KINDS[kind], prefix + key, patch, now());
    },
  };
}

/** The records without a database: what is on GitHub is found by its hidden lines alone. */
export function memoryPlanRecords(): PlanRecords {
  const records = new Map<string, PlanRecord>();
  return {
    list: () => Promise.resolve([...records.values()]),
    intend: (kind, key) => {
      const known = records.get(`${kind} ${key}`);
      if (known !== undefined) return Promise.resolve(known.state === 'pending' ? 'look-first' : 'known');
      records.set(`${kind} ${key}`, { kind, key, state: 'pending', nodeId: null, number: null, days: null });
      return Promise.resolve('make');
    },
    drop: (kind, key) => {
      records.delete(`${kind} ${key}`);
      return Promise.resolve();
    },
    save: (made) => {
      records.set(`${made.kind} ${made.key}`, { ...made, state: 'made' });
      return Promise.resolve();
    },
  };
}
