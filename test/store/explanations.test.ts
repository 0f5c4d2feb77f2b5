import { expect, test } from '@jest/globals';
import {
  acceptExplanation,
  currentExplanations,
  endExplanation,
  expireExplanations,
  explanationHistory,
  finishCommand,
  saveCommand,
  saveExplanation,
  takeReminders,
  waitingCommands,
  type NewExplanation,
} from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { NOW, later } from './support.js';

function explanation(overrides: Partial<NewExplanation> = {}): NewExplanation {
  return {
    product: 'p-1',
    requirement: 'F14',
    status: 'deviation',
    state: 'pending',
    source: 'command',
    sourceId: 'IC_1',
    reason: 'Leverandøren drifter selv',
    until: '2027-06-30',
    link: null,
    byLogin: 'koordinator',
    byId: 1,
    ...overrides,
  };
}

describeOnEveryDatabase('store/explanations', (database) => {
  test('stand until another replaces them, with everything kept', async () => {
    await saveExplanation(database(), explanation(), NOW);
    await saveExplanation(database(), explanation({ until: '2028-01-31' }), later(1));

    const current = await currentExplanations(database(), 'p-1');
    const history = await explanationHistory(database(), 'p-1');

    expect(current).toMatchObject([{ until: '2028-01-31', createdAt: later(1), endedAt: null }]);
    expect(history).toMatchObject([{ until: '2027-06-30', endedAt: later(1), endedBecause: 'replaced' }, {}]);
  });

  test('are not written where the one before cannot be ended', async () => {
    await saveExplanation(database(), explanation(), NOW);
    const failing = {
      query: database().query,
      script: database().script,
      execute: (sql: string, parameters?: readonly unknown[]) =>
        sql.startsWith('UPDATE') ? Promise.reject(new Error('full')) : database().execute(sql, parameters),
    };

    await expect(saveExplanation(failing, explanation({ until: null }), later(1))).rejects.toThrow('full');
    expect(await explanationHistory(database(), 'p-1')).toHaveLength(1);
  });

  test('said again change nothing, and stay accepted', async () => {
    await saveExplanation(database(), explanation(), NOW);
    const accepted = await acceptExplanation(database(), 'p-1', 'F14', 'sekretariatet', NOW);

    const changed = await saveExplanation(database(), explanation(), later(1));

    expect([accepted, changed]).toEqual([true, false]);
    expect(await currentExplanations(database())).toMatchObject([
      { state: 'accepted', acceptedBy: 'sekretariatet', acceptedAt: NOW },
    ]);
    expect(await acceptExplanation(database(), 'p-1', 'F14', 'x', NOW)).toBe(false);
  });

  test('hold through their last day and run out the day after', async () => {
    await saveExplanation(database(), explanation(), NOW);

    const onTheDay = await expireExplanations(database(), 'p-1', '2027-06-30', NOW);
    const dayAfter = await expireExplanations(database(), 'p-1', '2027-07-01', later(1));

    expect(onTheDay).toEqual([]);
    expect(dayAfter).toMatchObject([{ requirement: 'F14', endedBecause: 'expired' }]);
    expect(await currentExplanations(database())).toEqual([]);
    expect(await endExplanation(database(), 'p-1', 'F14', 'withdrawn', NOW)).toBe(false);
  });

  test('are reminded of once', async () => {
    await saveExplanation(database(), explanation(), NOW);
    await saveExplanation(database(), explanation({ requirement: 'F1', until: null }), NOW);

    const id = (await currentExplanations(database(), 'p-1')).find(({ until }) => until !== null)?.id ?? 0;

    const rounds = [
      await takeReminders(database(), [], NOW),
      await takeReminders(database(), [id], NOW),
      await takeReminders(database(), [id], NOW),
    ];

    expect(rounds.map((taken) => taken.map(({ requirement }) => requirement))).toEqual([[], ['F14'], []]);
  });
});

describeOnEveryDatabase('store/commands', (database) => {
  test('wait in the order they came, each once', async () => {
    const saved = [
      await saveCommand(database(), { id: 'IC_2', product: 'p-1', details: { issue: 'I_1' } }, later(1)),
      await saveCommand(database(), { id: 'IC_1', product: 'p-1', details: { issue: 'I_1' } }, NOW),
      await saveCommand(database(), { id: 'IC_1', product: 'p-1', details: { issue: 'I_1' } }, later(2)),
    ];
    const waiting = await waitingCommands(database(), 'p-1');
    await finishCommand(database(), 'IC_1', 'answered', NOW);
    const again = await saveCommand(database(), { id: 'IC_1', product: 'p-1', details: {} }, later(3));

    expect([...saved, again]).toEqual([true, true, false, false]);
    expect(waiting).toMatchObject([{ id: 'IC_1', details: { issue: 'I_1' } }, { id: 'IC_2' }]);
    expect(await waitingCommands(database(), 'p-1')).toMatchObject([{ id: 'IC_2' }]);
  });
});
