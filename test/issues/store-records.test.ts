import { expect, test } from '@jest/globals';
import { memoryRecords, storeIssueRecords, type IssueRecords } from '../../src/issues/index.js';
import { currentExplanations, saveExplanation } from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';

const NOW = new Date('2026-06-23T08:00:00.000Z');
const ISSUE = { product: 'p', kind: 'F4', repository: 'R_1', installation: 11 };
const OPEN = {
  repository: 'R_1',
  state: 'open',
  number: 41,
  nodeId: 'I_41',
  createdAt: new Date('2026-06-23T08:00:01.000Z'),
} as const;

/** The same life of a record, told to the store and to its stand-in. */
async function lifeOf(records: IssueRecords): Promise<unknown[]> {
  const told: unknown[] = [];
  told.push(await records.intend(ISSUE), await records.intend(ISSUE));
  await records.drop('p', 'F4');
  told.push(await records.list('p'), await records.intend(ISSUE));
  told.push(await records.countMade(11, new Date('2026-06-22T00:00:00Z')));
  told.push(await records.countMade(12, new Date('2026-06-22T00:00:00Z')));
  told.push(await records.save('p', 'F4', 5, OPEN), await records.intend(ISSUE));
  told.push(await records.save('p', 'F4', 4, { ...OPEN, state: 'closed' }));
  told.push(await records.save('p', 'F4', 5, { repository: 'R_1', notes: { remade: '2026-06-23' } }));
  await records.drop('p', 'F4');
  told.push(await records.list('p'));
  told.push(await records.save('p', 'F4', 6, { repository: 'R_1', state: 'gone' }));
  told.push(await records.intend(ISSUE), await records.intend({ ...ISSUE, anew: true }));
  told.push(await records.list('p'), await records.list('another'));
  told.push(await records.save('p', 'maturity', 7, { ...OPEN, installation: 11, closedBy: null }));
  told.push((await records.list('p')).map((record) => [record.kind, record.installation]));
  told.push(await records.countMade(11, new Date('2026-06-24T00:00:00Z')));
  return told;
}

describeOnEveryDatabase('src/issues/store-records.ts', (database) => {
  test('the stand-in answers as the store does', async () => {
    const stored = await lifeOf(storeIssueRecords(database(), () => NOW));

    expect(await lifeOf(memoryRecords({ now: () => NOW.getTime() }))).toEqual(stored);
  });

  test('a declined document leaves an explanation pending, but never in the place of one', async () => {
    const records = storeIssueRecords(database(), () => NOW);
    const declined = {
      product: 'p',
      requirement: 'F4',
      issueNodeId: 'I_41',
      issueUrl: 'https://github.com/os2eksempel/kode/issues/41',
      reason: 'Issue nr. 41 er lukket.',
      byLogin: 'koordinator',
      byId: 7,
    };
    const { issueNodeId: sourceId, issueUrl: link, reason, byLogin, byId } = declined;
    const given = {
      product: 'p',
      requirement: 'F14',
      status: 'planned',
      state: 'accepted',
      source: 'configuration',
      sourceId: null,
      reason: 'Vi venter.',
      until: null,
      link: null,
      byLogin: null,
      byId: null,
    } as const;
    await saveExplanation(database(), given, NOW);

    await records.noteDeclined(declined);
    await records.noteDeclined({ ...declined, requirement: 'F14' });

    expect(await currentExplanations(database(), 'p')).toMatchObject([
      { requirement: 'F14', state: 'accepted', source: 'configuration' },
      { requirement: 'F4', state: 'pending', source: 'closed-issue', sourceId, link, reason, byLogin, byId },
    ]);
  });
});
