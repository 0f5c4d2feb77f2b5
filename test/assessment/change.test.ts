import { describe, expect, test } from '@jest/globals';
import { changeSince } from '../../src/assessment/change.js';
import { RATINGS, type Rating } from '../../src/assessment/index.js';
import { assessmentFixture } from '../support/assessment.js';
import { rated } from './support.js';

const RANK: Partial<Record<Rating, number>> = { red: 0, yellow: 1, green: 2 };

describe('assessment/change', () => {
  const pairs = RATINGS.flatMap((was) => RATINGS.map((is): [Rating, Rating] => [was, is]));

  test.each(pairs)('from %s to %s', (was, is) => {
    const earlier = assessmentFixture({ requirements: [rated({ id: 'F4', rating: was })] });
    const [before, now] = [RANK[was], RANK[is]];
    const comparable = before !== undefined && now !== undefined;

    const change = changeSince(earlier, [rated({ id: 'F4', rating: is })]);

    expect(change.since).toBe('2026-06-23T08:12:00.000Z');
    expect(change.improved).toEqual(comparable && now > before ? ['F4'] : []);
    expect(change.worsened).toEqual(comparable && now < before ? ['F4'] : []);
  });

  test('a requirement that the earlier model did not have is no change', () => {
    const earlier = assessmentFixture({ requirements: [rated({ id: 'F4', rating: 'red' })] });

    expect(changeSince(earlier, [rated({ id: 'F99', rating: 'green' })])).toMatchObject({
      improved: [],
      worsened: [],
    });
  });
});
