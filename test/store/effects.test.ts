import { expect, test } from '@jest/globals';
import {
  countIssuesMade,
  dropEffect,
  dropIssueIntent,
  dropRoadmapIntent,
  findEffect,
  findEffectByNode,
  findIssue,
  findIssueByNode,
  intendEffect,
  intendIssue,
  intendRoadmapItem,
  listEffects,
  listIssues,
  listMilestones,
  roadmapItems,
  saveEffect,
  saveIssue,
  saveMilestones,
  saveRoadmapItem,
} from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { NOW, later } from './support.js';

const ISSUE = { product: 'p-1', kind: 'F4', repository: 'R_kode', installation: 7 };
const ITEM = {
  project: 'PVT_1',
  subject: 'MI_1',
  kind: 'milestone',
  product: 'p-1',
  repository: 'R_kode',
} as const;

describeOnEveryDatabase('store/issues', (database) => {
  test('are intended before they are made, so that a run after a crash looks first', async () => {
    const first = await intendIssue(database(), ISSUE, NOW);
    const afterCrash = await intendIssue(database(), ISSUE, later(1));
    await saveIssue(
      database(),
      'p-1',
      'F4',
      3,
      { repository: 'R_kode', state: 'open', number: 12, nodeId: 'I_12', createdAt: NOW },
      NOW,
    );
    const made = await intendIssue(database(), ISSUE, later(2));

    expect([first, afterCrash, made]).toEqual(['make', 'look-first', 'known']);
    expect(await findIssueByNode(database(), 'I_12')).toMatchObject({
      kind: 'F4',
      number: 12,
      generation: 3,
      intendedAt: NOW,
    });
  });

  test('that GitHub refused to make may be tried afresh', async () => {
    await intendIssue(database(), ISSUE, NOW);

    await dropIssueIntent(database(), 'p-1', 'F4');

    expect(await intendIssue(database(), ISSUE, NOW)).toBe('make');
  });

  test('that people deleted are made anew only when asked for', async () => {
    const gone = { repository: 'R_kode', state: 'gone', number: 12, nodeId: 'I_12' } as const;
    await saveIssue(database(), 'p-1', 'F4', 1, gone, NOW);

    const quiet = await intendIssue(database(), ISSUE, NOW);
    const anew = await intendIssue(database(), { ...ISSUE, anew: true }, NOW);

    expect([quiet, anew]).toEqual(['known', 'make']);
    expect(await findIssue(database(), 'p-1', 'F4')).toMatchObject({ state: 'pending', number: null });
  });

  test('are not overwritten by an older run', async () => {
    const newer = {
      repository: 'R_kode',
      state: 'open',
      contentHash: 'new',
      notes: { told: 'yes' },
    } as const;
    await saveIssue(database(), 'p-1', 'maturity', 9, newer, NOW);

    const saved = await saveIssue(
      database(),
      'p-1',
      'maturity',
      8,
      { repository: 'R_kode', contentHash: 'old' },
      NOW,
    );

    expect(saved).toBe(false);
    expect(await listIssues(database(), { product: 'p-1', state: 'open' })).toMatchObject([
      { contentHash: 'new', notes: { told: 'yes' } },
    ]);
  });

  test('count for the brake, those about to be made too', async () => {
    await intendIssue(database(), ISSUE, NOW);
    await intendIssue(database(), { ...ISSUE, kind: 'F5' }, later(-2));
    await intendIssue(database(), { ...ISSUE, kind: 'F6', installation: 8 }, NOW);

    expect(await countIssuesMade(database(), 7, later(-1))).toBe(1);
  });
});

describeOnEveryDatabase('store/roadmapItems', (database) => {
  test('are intended before they are made, and made again when they are gone', async () => {
    const first = await intendRoadmapItem(database(), ITEM, NOW);
    const afterCrash = await intendRoadmapItem(database(), ITEM, NOW);
    await saveRoadmapItem(database(), 'PVT_1', 'MI_1', { state: 'present', item: 'PVTI_1' }, NOW);
    const made = await intendRoadmapItem(database(), ITEM, NOW);
    const items = await roadmapItems(database(), 'PVT_1');
    await saveRoadmapItem(database(), 'PVT_1', 'MI_1', { state: 'gone' }, NOW);
    const again = await intendRoadmapItem(database(), ITEM, NOW);

    expect([first, afterCrash, made, again]).toEqual(['make', 'look-first', 'known', 'make']);
    expect(items.get('MI_1')).toMatchObject({ state: 'present', item: 'PVTI_1' });
  });

  test('that were refused leave nothing, and one never intended is a fault of ours', async () => {
    await intendRoadmapItem(database(), ITEM, NOW);
    await dropRoadmapIntent(database(), 'PVT_1', 'MI_1');

    expect((await roadmapItems(database(), 'PVT_1')).size).toBe(0);
    await expect(saveRoadmapItem(database(), 'PVT_1', 'MI_1', {}, NOW)).rejects.toThrow('MI_1');
  });
});

describeOnEveryDatabase('store/milestones', (database) => {
  test('are what the repository holds now', async () => {
    const milestone = {
      nodeId: 'MI_1',
      number: 1,
      title: 'Pilot',
      description: null,
      state: 'open',
      dueOn: later(30),
      createdAt: NOW,
      closedAt: null,
      openIssues: 2,
      closedIssues: 1,
    } as const;
    await saveMilestones(database(), 'R_kode', [milestone, { ...milestone, nodeId: 'MI_2' }], NOW);

    await saveMilestones(database(), 'R_kode', [{ ...milestone, closedIssues: 3 }], later(1));
    const held = await listMilestones(database(), 'R_kode');
    await saveMilestones(database(), 'R_kode', [], later(2));

    expect(held).toMatchObject([{ nodeId: 'MI_1', closedIssues: 3, dueOn: later(30) }]);
    expect(await listMilestones(database())).toEqual([]);
  });
});

describeOnEveryDatabase('store/effects', (database) => {
  test('are made once by their key and found again', async () => {
    const effect = { kind: 'plan', key: 'p-1/tu2/pilot', product: 'p-1' };

    const first = await intendEffect(database(), effect, NOW);
    const afterCrash = await intendEffect(database(), effect, NOW);
    await saveEffect(
      database(),
      'plan',
      effect.key,
      { state: 'made', nodeId: 'MI_9', details: { due: '2026-10-01' } },
      NOW,
    );

    expect([first, afterCrash, await intendEffect(database(), effect, NOW)]).toEqual([
      'make',
      'look-first',
      'known',
    ]);
    expect(await findEffectByNode(database(), 'MI_9')).toMatchObject({ details: { due: '2026-10-01' } });
    expect(await listEffects(database(), 'plan', { prefix: 'p-1/' })).toHaveLength(1);
    expect(await listEffects(database(), 'plan', { product: 'p-2' })).toEqual([]);
    await dropEffect(database(), 'plan', effect.key);
    expect(await findEffect(database(), 'plan', effect.key)).toBeNull();
  });
});
