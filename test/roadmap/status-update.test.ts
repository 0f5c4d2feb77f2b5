import { describe, expect, test } from '@jest/globals';
import { AmbiguousWrite, GitHubError } from '../../src/github/index.js';
import {
  desiredItems,
  postStatusUpdate,
  statusUpdateOf,
  storeStatusUpdateRecords,
  type MilestoneFacts,
  type Standing,
} from '../../src/roadmap/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { milestone, OPTIONS } from './fixtures.js';

const COUNTS = { 'on-track': 2, 'at-risk': 1, overdue: 0, done: 3, undated: 1 };

function updateOf(milestones: readonly MilestoneFacts[], before: Standing | null, counts = COUNTS) {
  const items = desiredItems(milestones, OPTIONS);
  return statusUpdateOf({ items, counts, before, today: '2026-06-15', every: 'weekly', language: 'da' });
}

describe('roadmap/status-update', () => {
  test('counts in a sentence that can be read aloud', () => {
    const { body, status, period } = updateOf([milestone()], null);

    expect(body).toBe(
      '**Status 15. juni 2026:** 2 milepæle følger planen, én er i risiko, ingen er overskredet, og 3 er færdige. Én har ingen frist.',
    );
    expect({ status, period }).toEqual({ status: 'AT_RISK', period: '2026-W25' });
  });

  test('tells what has changed, by title; of what has gone only how many', () => {
    const milestones = [
      milestone({ id: 'MI_done', title: 'Færdig [x](y)', state: 'closed' }),
      milestone({ id: 'MI_late', title: 'Sen', dueOn: '2026-06-01T07:00:00Z' }),
      milestone({ id: 'MI_same', title: 'Uændret' }),
      milestone({ id: 'MI_new', title: 'Ny' }),
    ];
    const before = {
      MI_done: 'on-track',
      MI_late: 'at-risk',
      MI_same: 'on-track',
      MI_gone: 'on-track',
    } as const;

    const { body } = updateOf(milestones, before);

    expect(body.split('\n\n').slice(1)).toEqual([
      '**Færdig siden sidst:**\n- Alfa: Færdig \\[x\\](y)',
      '**Fristen er overskredet:**\n- Alfa: Sen',
      '**Nye i roadmappet:**\n- Alfa: Ny',
      'Én milepæl er gået ud af roadmappet.',
    ]);
    expect(body).not.toContain('Uændret');
  });

  test('says that nothing has changed', () => {
    const { body } = updateOf([milestone()], { MI_1: 'on-track' });

    expect(body).toContain('Intet har ændret sig siden sidst.');
  });

  test.each([
    [{ ...COUNTS, overdue: 1 }, 'OFF_TRACK'],
    [{ ...COUNTS, 'at-risk': 0 }, 'ON_TRACK'],
    [{ 'on-track': 0, 'at-risk': 0, overdue: 0, done: 2, undated: 0 }, 'COMPLETE'],
    [{ 'on-track': 0, 'at-risk': 0, overdue: 0, done: 0, undated: 0 }, 'INACTIVE'],
  ])('the worst that stands decides: %j is %s', (counts, expected) => {
    expect(updateOf([], null, counts).status).toBe(expected);
  });
});

describeOnEveryDatabase('roadmap/status-update in the store', (database) => {
  const PLACE = { project: 'PVT_1', today: '2026-06-15' };

  test('one update a week, and the next tells from where it left', async () => {
    const records = storeStatusUpdateRecords(database());
    const sent: string[] = [];
    const writer = {
      createStatusUpdate: (_project: string, update: { readonly body: string }) => {
        sent.push(update.body);
        return Promise.resolve({ id: `SU_${sent.length}` });
      },
    };
    const update = updateOf([milestone()], await records.standing('PVT_1'));

    const made = [
      await postStatusUpdate(update, { writer, records }, PLACE),
      await postStatusUpdate(update, { writer, records }, PLACE),
    ];

    expect(made).toEqual([true, false]);
    expect(sent).toHaveLength(1);
    expect(await records.standing('PVT_1')).toEqual({ MI_1: 'on-track' });
  });

  test.each([
    ['refused for certain: made the next time', new GitHubError('validation', { request: 'x' }), true],
    ['an unclear answer: never sent twice', new AmbiguousWrite('x', new Error('502')), false],
  ])('%s', async (_case, failure, again) => {
    const records = storeStatusUpdateRecords(database());
    const failing = { createStatusUpdate: () => Promise.reject(failure) };
    const working = { createStatusUpdate: () => Promise.resolve({ id: 'SU_1' }) };
    const update = updateOf([milestone()], null);

    await postStatusUpdate(update, { writer: failing, records }, PLACE).catch((error: unknown) =>
      expect(error).toBe(failure),
    );
    const made = await postStatusUpdate(update, { writer: working, records }, PLACE);

    expect(made).toBe(again);
  });
});
