import { expect, test } from '@jest/globals';
import type { Assessment } from '../../src/assessment/index.js';
import {
  assessmentHistory,
  earlierPeriod,
  latestAssessment,
  latestPeriods,
  lookAgainDue,
  lookAgainFrom,
  periodAt,
  saveAssessment,
  saveProducts,
} from '../../src/store/index.js';
import { assessmentFixture, requirementFixture } from '../support/assessment.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { NOW, later, productFixture } from './support.js';

function assessment(
  day: number,
  rating: 'green' | 'red' | 'unknown' = 'red',
  product = 'OS2eksempel',
): Assessment {
  return assessmentFixture({
    product,
    assessedAt: later(day).toISOString(),
    requirements: [requirementFixture({ id: 'F4', rating })],
  });
}

describeOnEveryDatabase('store/assessments', (database) => {
  test('are read back whole', async () => {
    const given = assessment(0);

    const saved = await saveAssessment(database(), 'p-1', 1, given);

    expect(saved).toEqual({ outcome: 'changed', previous: null });
    expect(await latestAssessment(database(), 'p-1')).toMatchObject({
      assessment: given,
      generation: 1,
      level: 'sandbox',
      ratings: { F4: 'red' },
    });
    expect(await latestAssessment(database(), 'p-2')).toBeNull();
  });

  test('hold text that a database cannot, without failing', async () => {
    const odd = 'a\0b \uD83D c \\u0000 🚲';
    const given = assessmentFixture({
      product: 'OS2eksempel',
      assessedAt: NOW.toISOString(),
      requirements: [requirementFixture({ id: 'F4', basis: { da: odd, en: odd } })],
    });

    await saveAssessment(database(), 'p-1', 1, given);
    const [plain] = await database().query<{ said: string }>('SELECT $1::text AS said', [odd]);

    const said = 'ab \uFFFD c \\u0000 🚲';
    const stored = await latestAssessment(database(), 'p-1');
    expect(stored?.assessment.requirements[0]?.basis).toEqual({ da: said, en: said });
    expect(plain?.said).toBe(said);
  });

  test('make history only when a rating or the level changes', async () => {
    const outcomes = [];
    for (const [index, rating] of (['red', 'red', 'green'] as const).entries()) {
      outcomes.push((await saveAssessment(database(), 'p-1', index + 1, assessment(index, rating))).outcome);
    }

    const history = await assessmentHistory(database(), 'p-1');

    expect(outcomes).toEqual(['changed', 'same', 'changed']);
    expect(history.map((period) => [period.ratings['F4'], period.assessedAt, period.confirmedAt])).toEqual([
      ['red', later(0), later(1)],
      ['green', later(2), later(2)],
    ]);
    expect(await periodAt(database(), 'p-1', later(1.5))).toMatchObject({ ratings: { F4: 'red' } });
    expect(await periodAt(database(), 'p-1', later(-1))).toBeNull();
  });

  test('are compared with what was known before nobody could see it', async () => {
    for (const [index, rating] of (['green', 'unknown'] as const).entries())
      await saveAssessment(database(), 'p-1', index + 1, assessment(index, rating));

    const earlier = await earlierPeriod(database(), 'p-1', assessment(2, 'red'));
    const unseen = await earlierPeriod(database(), 'p-1', assessment(2, 'unknown'));

    expect(earlier).toMatchObject({ ratings: { F4: 'green' }, confirmedAt: later(1) });
    expect(unseen).toMatchObject({ ratings: { F4: 'green' }, confirmedAt: later(0) });
  });

  test('are to be looked at again from a day on, until they are confirmed', async () => {
    await saveProducts(database(), 'a', [productFixture()], NOW);
    await saveAssessment(database(), 'p-1', 1, assessment(0), '2027-01-01');
    await lookAgainFrom(database(), 'p-1', '2026-06-25');

    const before = await lookAgainDue(database(), '2026-06-24');
    const due = await lookAgainDue(database(), '2026-06-25');
    await saveAssessment(database(), 'p-1', 2, assessment(1), '2027-01-01');

    expect([before, due, await lookAgainDue(database(), '2026-06-25')]).toEqual([[], ['p-1'], []]);
  });

  test('of an older run never replace those of a newer', async () => {
    await saveAssessment(database(), 'p-1', 5, assessment(1, 'green'));

    const outdated = await saveAssessment(database(), 'p-1', 4, assessment(0, 'red'));
    await saveAssessment(database(), 'p-1', 7, assessment(2, 'green'));
    const behindConfirmed = await saveAssessment(database(), 'p-1', 6, assessment(1, 'red'));

    expect([outdated.outcome, behindConfirmed.outcome]).toEqual(['outdated', 'outdated']);
    expect(await latestAssessment(database(), 'p-1')).toMatchObject({
      generation: 5,
      confirmedGeneration: 7,
    });
  });

  test('keep one text per product, however many pushes there were', async () => {
    for (let run = 1; run <= 4; run += 1) {
      await saveAssessment(database(), 'p-1', run, assessment(run, run % 2 === 0 ? 'green' : 'red'));
    }

    const texts = await database().query('SELECT 1 FROM assessments WHERE assessment IS NOT NULL');

    expect(texts).toHaveLength(1);
    expect(await assessmentHistory(database(), 'p-1')).toHaveLength(4);
  });

  test('are summed up for the portfolio, products no longer configured left out', async () => {
    await saveProducts(database(), 'a', [productFixture()], NOW);
    await saveAssessment(database(), 'p-1', 1, assessment(0));
    await saveAssessment(database(), 'p-gone', 1, assessment(0));

    const periods = await latestPeriods(database());

    expect([...periods.keys()]).toEqual(['p-1']);
  });
});
