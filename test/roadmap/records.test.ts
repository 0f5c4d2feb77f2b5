import { describe, expect, test } from '@jest/globals';
import {
  memoryPlanRecords,
  memoryRoadmapRecords,
  storeMilestones,
  storePlanRecords,
  storeRoadmapRecords,
  type PlanRecords,
  type RoadmapRecords,
} from '../../src/roadmap/index.js';
import { listMilestones } from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { milestone } from './fixtures.js';

const NOW = new Date('2026-06-15T10:00:00Z');
const ITEM = {
  project: 'PVT_1',
  subject: 'MI_1',
  kind: 'milestone',
  product: 'alfa',
  repository: 'R_1',
} as const;

/** The store and its stand-in answer alike. */
function roadmapRecordsTests(open: () => RoadmapRecords): void {
  test('an intent is made once, looked for after a death, and known when done', async () => {
    const records = open();

    const intents = [await records.intend(ITEM), await records.intend(ITEM)];
    await records.save('PVT_1', 'MI_1', { state: 'present', item: 'PVTI_1', draft: 'DI_1' });
    intents.push(await records.intend(ITEM));

    expect(intents).toEqual(['make', 'look-first', 'known']);
    expect((await records.list('PVT_1')).get('MI_1')).toMatchObject({ item: 'PVTI_1', intendedAt: NOW });
    expect(await records.list('PVT_2')).toEqual(new Map());
  });

  test('one that was refused or is gone may be made again', async () => {
    const records = open();
    await records.intend(ITEM);
    await records.drop('PVT_1', 'MI_1');

    const afterRefusal = await records.intend(ITEM);
    await records.save('PVT_1', 'MI_1', { state: 'gone', item: null, draft: null });
    const afterLoss = await records.intend(ITEM);

    expect([afterRefusal, afterLoss]).toEqual(['make', 'make']);
  });

  test('what was never intended cannot be saved', async () => {
    await expect(open().save('PVT_1', 'MI_9', { state: 'present' })).rejects.toThrow('MI_9');
  });
}

function planRecordsTests(open: () => PlanRecords): void {
  test('what was made is told with the days that were written', async () => {
    const records = open();
    const days = { start: '2026-01-15', due: '2026-02-15' };
    const made = { kind: 'milestone', key: 'a/2026', nodeId: 'MI_1', number: 4, days } as const;

    const intents = [
      await records.intend('milestone', 'a/2026'),
      await records.intend('milestone', 'a/2026'),
    ];
    await records.intend('task', 'a/2026#opdater');
    await records.save(made);
    intents.push(await records.intend('milestone', 'a/2026'));

    expect(intents).toEqual(['make', 'look-first', 'known']);
    expect(await records.list()).toEqual([
      { ...made, state: 'made' },
      { kind: 'task', key: 'a/2026#opdater', state: 'pending', nodeId: null, number: null, days: null },
    ]);
  });

  test('one that was refused may be made again', async () => {
    const records = open();
    await records.intend('task', 'a#b');
    await records.drop('task', 'a#b');

    expect(await records.intend('task', 'a#b')).toBe('make');
  });
}

describe('roadmap/records in memory', () => {
  roadmapRecordsTests(() => memoryRoadmapRecords(() => NOW));
  planRecordsTests(memoryPlanRecords);
});

describeOnEveryDatabase('roadmap/records in the store', (database) => {
  roadmapRecordsTests(() => storeRoadmapRecords(database(), () => NOW));
  planRecordsTests(() =>
    storePlanRecords(database(), { product: 'alfa', repository: 'R_1', plan: 'aarshjul' }, () => NOW),
  );

  test('milestones are kept as they were read; those that have gone are told from the others', async () => {
    const read = {
      id: 'R_1',
      nameWithOwner: 'Eksempel/kode',
      url: '',
      visibility: 'public',
      isArchived: false,
    } as const;
    const [one, two] = [milestone(), milestone({ id: 'MI_2', number: 2, dueOn: null })];

    await storeMilestones(database(), [{ ...read, milestones: [one, two] }], NOW);
    await storeMilestones(database(), [{ ...read, milestones: [one] }], NOW);

    const kept = await listMilestones(database(), 'R_1');
    expect(kept).toMatchObject([
      { nodeId: 'MI_1', title: 'Version 2', openIssues: 3, dueOn: new Date('2026-09-01T07:00:00Z') },
    ]);
  });
});
