import { describe, expect, test } from '@jest/globals';
import type { Rating } from '../../src/assessment/index.js';
import { besideApp } from '../../src/evaluations/index.js';
import { evaluationIn, form09 } from './fixtures.js';

function besideOne(people: Rating, then: Rating | null, now: Rating | null) {
  const evaluation = evaluationIn(form09({ ratings: { F4: people } }));
  const mapOf = (rating: Rating | null) => new Map<string, Rating>(rating === null ? [] : [['F4', rating]]);
  return besideApp(evaluation, mapOf(now), mapOf(then)).find(({ requirement }) => requirement === 'F4');
}

describe('evaluations/beside', () => {
  test.each<[Rating, Rating | null, Rating | null, string, string]>([
    ['red', 'red', 'green', 'better', 'better'],
    ['green', 'green', 'yellow', 'worse', 'worse'],
    ['yellow', 'red', 'yellow', 'same', 'better'],
    ['red', null, 'green', 'better', 'unknown'],
    ['red', 'red', 'unknown', 'other', 'other'],
    ['grey', 'red', 'red', 'other', 'same'],
    ['red', 'red', null, 'other', 'unknown'],
  ])('people %s, the app %s then and %s now', (people, then, now, difference, since) => {
    expect(besideOne(people, then, now)).toMatchObject({ people, app: now, then, difference, since });
  });
});
