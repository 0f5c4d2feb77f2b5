import { describe, expect, test } from '@jest/globals';
import { countRatings } from '../../src/assessment/counts.js';
import { RATINGS } from '../../src/assessment/index.js';
import { modelFixture } from '../support/model.js';
import { rated } from './support.js';

describe('assessment/counts', () => {
  test('counts by level, by theme and in all', () => {
    const requirements = [
      rated({ id: 'R1', rating: 'green' }),
      rated({ id: 'F1', theme: 'formkrav', rating: 'red' }),
      rated({ id: 'F6', theme: 'formkrav', level: '1', rating: 'unknown' }),
      rated({ id: 'G7', theme: 'governance', level: '2', rating: 'grey', recommendation: true }),
    ];

    const counts = countRatings(requirements, modelFixture());

    expect(counts.total).toEqual({ green: 1, yellow: 0, red: 1, grey: 1, unknown: 1 });
    expect(counts.byLevel['sandbox']).toEqual({ green: 1, yellow: 0, red: 1, grey: 0, unknown: 0 });
    expect(counts.byTheme['formkrav']).toEqual({ green: 0, yellow: 0, red: 1, grey: 0, unknown: 1 });
  });

  test('has every level, theme and rating, also where nothing is counted', () => {
    const counts = countRatings([], modelFixture());

    expect(Object.keys(counts.byLevel)).toHaveLength(4);
    expect(Object.keys(counts.byTheme)).toEqual(['relevans', 'formkrav', 'strategi', 'governance']);
    expect(Object.keys(counts.total)).toEqual([...RATINGS]);
  });
});
