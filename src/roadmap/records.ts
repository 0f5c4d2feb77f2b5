import type { RepositoryMilestones } from '../github/index.js';
import {
  dropRoadmapIntent,
  intendRoadmapItem,
  roadmapItems,
  saveMilestones,
  saveRoadmapItem,
  type Database,
  type Intent,
  type RoadmapItem,
  type RoadmapItemPatch,
} from '../store/index.js';

/**
 * What the roadmap remembers of its items. All of it but intents, and who archived what, can be found again in the
 * project.
 */
export interface RoadmapRecords {
  /** Of one project (node id), by subject. */
  readonly list: (project: string) => Promise<ReadonlyMap<string, RoadmapItem>>;
  /** Before the request that adds the item, so that a process that dies in between never adds a second one. */
  readonly intend: (
    item: Pick<RoadmapItem, 'project' | 'subject' | 'kind' | 'product' | 'repository'>,
  ) => Promise<Intent>;
  /** GitHub certainly added nothing. */
  readonly drop: (project: string, subject: string) => Promise<void>;
  readonly save: (project: string, subject: string, patch: RoadmapItemPatch) => Promise<void>;
}

/** The records in the app's database. `now` gives the time that is noted. */
export function storeRoadmapRecords(database: Database, now: () => Date = () => new Date()): RoadmapRecords {
  return {
    list: (project) => roadmapItems(database, project),
    intend: (item) => intendRoadmapItem(database, item, now()),
    drop: (project, subject) => dropRoadmapIntent(database, project, subject),
    save: (project, subject, patch) => saveRoadmapItem(database, project, subject, patch, now()),
  };
}

/** The records without a database: for the command line on its own, and for tests. It answers as the store does. */
export function memoryRoadmapRecords(now: () => Date = () => new Date()): RoadmapRecords {
  const records = new Map<string, RoadmapItem>();
  const keyOf = (project: string, subject: string) => `${project} ${subject}`;
  return {
    list: (project) => {
      const own = [...records.values()].filter((record) => record.project === project);
      return Promise.resolve(new Map(own.map((record) => [record.subject, record])));
    },
    intend: (item) => {
      const key = keyOf(item.project, item.subject);
      const known = records.get(key);
      if (known?.state === 'pending') return Promise.resolve('look-first');
      if (known !== undefined && known.state !== 'gone') return Promise.resolve('known');
      const empty = { item: null, draft: null, contentHash: null, intendedAt: now() };
      records.set(key, { ...item, ...empty, state: 'pending' });
      return Promise.resolve('make');
    },
    drop: (project, subject) => {
      const key = keyOf(project, subject);
      if (records.get(key)?.state === 'pending') records.delete(key);
      return Promise.resolve();
    },
    save: (project, subject, patch) => {
      const key = keyOf(project, subject);
      const known = records.get(key);
      if (known === undefined)
        return Promise.reject(new Error(`no roadmap item for ${subject} in ${project}`));
      records.set(key, { ...known, ...patch });
      return Promise.resolve();
    },
  };
}

/** Keeps what a run has read, for pages and for the next comparison: all milestones of each repository, in one go. */
export async function storeMilestones(
  database: Database,
  repositories: readonly RepositoryMilestones[],
  now: Date = new Date(),
): Promise<void> {
  for (const { id, milestones } of repositories) {
    const rows = milestones.map(({ id: nodeId, dueOn, createdAt, closedAt, ...same }) => ({
      ...same,
      nodeId,
      dueOn: dueOn === null ? null : new Date(dueOn),
      createdAt: new Date(createdAt),
      closedAt: closedAt === null ? null : new Date(closedAt),
    }));
    await database.transaction((connection) => saveMilestones(connection, id, rows, now));
  }
}
