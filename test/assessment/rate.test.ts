import { describe, expect, test } from '@jest/globals';
import type { DeclaredRating } from '../../src/assessment/declared.js';
import { rate, rateRepositories, type Grounds, type RepositoryRating } from '../../src/assessment/rate.js';
import type { Truth } from '../../src/assessment/evaluate.js';
import type { ExplanationState, Rating } from '../../src/assessment/index.js';
import type { Condition, DecidedBy } from '../../src/governance/index.js';
import { requirementFixture } from '../support/model.js';
import { weighed } from './support.js';

const DECLARED: Record<string, DeclaredRating> = {
  green: { rating: 'green', because: null },
  thin: { rating: 'yellow', because: 'thin' },
  planned: { rating: 'yellow', because: 'planned' },
  noExplained: { rating: 'yellow', because: 'noExplained' },
  no: { rating: 'red', because: 'no' },
  unexplained: { rating: 'red', because: 'notRelevantUnexplained' },
  grey: { rating: 'grey', because: 'notRelevant' },
  open: { rating: null, because: null },
};
const ANSWERS = Object.keys(DECLARED);

/** Rows: what the repositories show. Columns: the answer, in the order of `DECLARED`. g, y, r, -, ? for unknown. */
const TABLE: Record<DecidedBy, Record<RepositoryRating, string>> = {
  //                       green thin planned noExplained no unexplained grey open
  repository: {
    green: 'g g g g g g g g',
    yellow: 'y y y y y y - y',
    none: 'y y r r r r - r',
    unknown: 'y y ? ? ? ? - ?',
    silent: 'y y ? ? ? ? - ?',
  },
  'repository+declaration': {
    green: 'g g g g g g g g',
    yellow: 'g y y y y y - y',
    none: 'g y y y r r - r',
    unknown: 'g y y y r r - ?',
    silent: 'g y y y r r - ?',
  },
  declaration: {
    green: 'g g g y y r g g',
    yellow: 'g y y y r r - y',
    none: 'g y y y r r - ?',
    unknown: 'g y y y r r - ?',
    silent: 'g y y y r r - ?',
  },
  people: {
    green: 'g g g y y r g g',
    yellow: 'g y y y r r - y',
    none: 'g y y y r r - ?',
    unknown: 'g y y y r r - ?',
    silent: 'g y y y r r - ?',
  },
};
const LETTERS: Record<string, Rating> = { g: 'green', y: 'yellow', r: 'red', '-': 'grey', '?': 'unknown' };

function rateWith(decidedBy: DecidedBy, grounds: Partial<Grounds>): Rating {
  return rate(requirementFixture({ decidedBy }), {
    repositories: 'none',
    declared: { rating: null, because: null },
    explanation: null,
    explainedAway: false,
    ...grounds,
  });
}

describe('assessment/rate', () => {
  const cases = Object.entries(TABLE).flatMap(([decidedBy, rows]) =>
    Object.entries(rows).flatMap(([repositories, row]) =>
      row
        .split(' ')
        .map((letter, index): [string, string, string, string] => [
          decidedBy,
          repositories,
          ANSWERS[index] ?? '',
          LETTERS[letter] ?? '',
        ]),
    ),
  );

  test.each(cases)(
    'decided by %s: repositories %s and the answer %s give %s',
    (by, repositories, given, expected) => {
      const rating = rateWith(by as DecidedBy, {
        repositories: repositories as RepositoryRating,
        declared: DECLARED[given] ?? { rating: null, because: null },
      });

      expect(rating).toBe(expected);
    },
  );

  describe('what people have explained away in the configuration', () => {
    const state = (value: ExplanationState['state']): ExplanationState => ({
      reason: 'Findes ikke hos os.',
      until: null,
      by: null,
      link: null,
      state: value,
    });

    test.each([
      ['accepted', 'grey'],
      ['pending', 'grey'],
      ['expired', 'red'],
    ] as const)('is grey while the explanation is %s: %s', (value, expected) => {
      expect(rateWith('repository', { explainedAway: true, explanation: state(value) })).toBe(expected);
    });

    test('but what is fulfilled stays green', () => {
      const grounds = { repositories: 'green', explainedAway: true, explanation: state('accepted') } as const;

      expect(rateWith('repository', grounds)).toBe('green');
    });

    test('an explanation of why it is not followed changes no rating', () => {
      expect(rateWith('repository', { explanation: state('accepted') })).toBe('red');
    });
  });

  describe('the repositories alone', () => {
    const GREEN: Condition = { kind: 'evidence', name: 'green' };
    const YELLOW: Condition = { kind: 'evidence', name: 'yellow' };
    const table: [Truth, Truth, RepositoryRating][] = [
      ['yes', 'yes', 'green'],
      ['yes', 'no', 'green'],
      ['yes', 'unknown', 'green'],
      ['no', 'yes', 'yellow'],
      ['no', 'no', 'none'],
      ['no', 'unknown', 'unknown'],
      ['unknown', 'yes', 'yellow'],
      ['unknown', 'no', 'unknown'],
      ['unknown', 'unknown', 'unknown'],
    ];

    test.each(table)('green %s and yellow %s make them %s', (green, yellow, expected) => {
      const requirement = requirementFixture({ green: GREEN, yellow: YELLOW });

      expect(rateRepositories(requirement, weighed({ green, yellow }))).toBe(expected);
    });

    test.each([
      [null, YELLOW, { yellow: 'no' }, 'none'],
      [null, YELLOW, { yellow: 'unknown' }, 'unknown'],
      [GREEN, null, { green: 'no' }, 'none'],
      [GREEN, null, { green: 'unknown' }, 'unknown'],
      [null, null, {}, 'silent'],
    ] as const)('the rules %j and %j over %j make them %s', (green, yellow, truths, expected) => {
      expect(rateRepositories(requirementFixture({ green, yellow }), weighed(truths))).toBe(expected);
    });
  });
});
