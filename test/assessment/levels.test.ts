import { describe, expect, test } from '@jest/globals';
import type { ExplanationState, Rating, RequirementAssessment } from '../../src/assessment/index.js';
import { assessLevels } from '../../src/assessment/levels.js';
import type { Level, Model, Reach } from '../../src/governance/index.js';
import { modelFixture } from '../support/model.js';
import { shippedModel } from '../support/templateAssessment.js';
import { rated } from './support.js';

const PUBLISHED = { publishedDeclaration: true };
const NO_REACH: Reach = {
  overall: null,
  everyTheme: null,
  themes: {},
  publishedDeclaration: false,
  unknownAtMost: null,
};

function modelWith(...reaches: readonly Partial<Reach>[]): Model {
  const levels = reaches.map((reach, index): Level => {
    const id = String(index);
    return { id, name: { da: `Niveau ${id}`, en: `Level ${id}` }, reach: { ...NO_REACH, ...reach } };
  });
  return modelFixture({ levels });
}

/** Requirements of one level, `F` and so on by theme: `{ relevans: 'gyr' }`. */
function ratings(level: string, byTheme: Record<string, string>): RequirementAssessment[] {
  const letters: Record<string, Rating> = { g: 'green', y: 'yellow', r: 'red', '-': 'grey', '?': 'unknown' };
  return Object.entries(byTheme).flatMap(([theme, row]) =>
    Array.from(row).map((letter, index) =>
      rated({ id: `${theme}${level}${index}`, theme, level, rating: letters[letter] ?? 'unknown' }),
    ),
  );
}

function stateOf(requirements: readonly RequirementAssessment[], reach: Partial<Reach>, published = true) {
  const [state] = assessLevels(requirements, modelWith(reach), { publishedDeclaration: published });
  if (state === undefined) throw new Error('no level');
  return state;
}

describe('assessment/levels', () => {
  test.each([
    ['ggyr', 0.63, true],
    ['gyyr', 0.5, true],
    ['yyyr', 0.38, false],
    ['gr--??', 0.5, true],
  ])('%s scores %s, enough for half: %s', (row, score, reached) => {
    const state = stateOf(ratings('0', { relevans: row }), { overall: 0.5 });

    expect(state).toMatchObject({ score, reached, themes: { relevans: score } });
  });

  test('a recommendation does not score, and holds nothing back', () => {
    const requirements = [
      ...ratings('0', { relevans: 'g' }),
      rated({ id: 'G7', level: '0', theme: 'governance', rating: 'red', recommendation: true }),
    ];

    expect(stateOf(requirements, { overall: 1, everyTheme: 1 })).toMatchObject({
      score: 1,
      reached: true,
      blocking: [],
      state: 'met',
    });
  });

  test('nothing scored is no score and no level, whatever the threshold', () => {
    expect(stateOf(ratings('0', { relevans: '??--' }), {})).toMatchObject({ score: null, reached: false });
  });

  test('the threshold is met by the exact score, not by the rounded one', () => {
    // 199 of 400 is 0.4975, which rounds to 0.5.
    const requirements = ratings('0', { relevans: `${'g'.repeat(199)}${'r'.repeat(201)}` });

    expect(stateOf(requirements, { overall: 0.5 })).toMatchObject({ score: 0.5, reached: false });
  });

  describe('themes', () => {
    const requirements = ratings('0', { relevans: 'gg', governance: 'gyr', strategi: '??' });

    test.each([
      [{ everyTheme: 0.5 }, true],
      [{ everyTheme: 0.51 }, false],
      [{ themes: { governance: 0.5 } }, true],
      [{ themes: { governance: 0.8 } }, false],
      [{ everyTheme: 0.2, themes: { governance: 0.8 } }, false],
      [{ everyTheme: 0.8, themes: { governance: 0.2 } }, false],
    ])('%j is reached: %s', (reach, reached) => {
      expect(stateOf(requirements, reach).reached).toBe(reached);
    });

    test('a theme of which nothing is known fails no score', () => {
      expect(stateOf(requirements, { everyTheme: 0.5 }).themes['strategi']).toBeNull();
    });

    test.each([
      ['gg??', true],
      ['g??', false],
      ['gg-?', true],
    ])('%s may be half unknown at most: %s', (row, reached) => {
      expect(stateOf(ratings('0', { strategi: row }), { unknownAtMost: 0.5 }).reached).toBe(reached);
    });
  });

  test.each([
    [true, true],
    [false, false],
  ])('a level that asks for a published declaration, published %s: %s', (published, reached) => {
    const requirements = ratings('0', { relevans: 'g' });

    expect(stateOf(requirements, { publishedDeclaration: true }, published).reached).toBe(reached);
    expect(stateOf(requirements, {}, published).reached).toBe(true);
  });

  describe('several levels', () => {
    const model = modelWith({ overall: 0.5 }, { overall: 0.6 }, { overall: 0.4 });

    test('inherit the requirements below', () => {
      const requirements = [...ratings('0', { relevans: 'gg' }), ...ratings('1', { relevans: 'rr' })];

      const states = assessLevels(requirements, model, PUBLISHED);

      expect(states.map(({ score }) => score)).toEqual([1, 0.5, 0.5]);
      expect(states.map(({ level }) => level)).toEqual(['0', '1', '2']);
    });

    test('one that is not reached keeps from those above, and tells why', () => {
      const requirements = [...ratings('0', { relevans: 'gg' }), ...ratings('1', { relevans: 'rr' })];

      const states = assessLevels(requirements, model, PUBLISHED);

      expect(states.map(({ reached }) => reached)).toEqual([true, false, false]);
      expect(states[2]?.blocking).toEqual(states[1]?.blocking);
    });
  });

  describe('what holds back', () => {
    test('is red before yellow, and lower levels first', () => {
      const requirements = [...ratings('1', { relevans: 'ry' }), ...ratings('0', { relevans: 'ygr' })];

      const states = assessLevels(requirements, modelWith({}, { overall: 1 }), PUBLISHED);

      expect(states[1]?.blocking).toEqual(['relevans02', 'relevans10', 'relevans00', 'relevans11']);
    });

    test('is the whole model when the score over all is too low', () => {
      const requirements = ratings('0', { relevans: 'g', formkrav: 'ry' });

      expect(stateOf(requirements, { overall: 0.9, everyTheme: 0 }).blocking).toEqual([
        'formkrav00',
        'formkrav01',
      ]);
    });

    test('is only the failing themes when only they fail', () => {
      const requirements = ratings('0', { relevans: 'ggy', formkrav: 'yr' });

      expect(stateOf(requirements, { overall: 0.5, everyTheme: 0.5 }).blocking).toEqual([
        'formkrav01',
        'formkrav00',
      ]);
    });

    test('is nothing once the level is reached', () => {
      expect(stateOf(ratings('0', { relevans: 'gy' }), { overall: 0.5 }).blocking).toEqual([]);
    });

    test('is never what is unknown; that is open', () => {
      const state = stateOf(ratings('0', { relevans: 'r?' }), { overall: 0.5 });

      expect(state.blocking).toEqual(['relevans00']);
      expect(state.open).toEqual(['relevans01']);
    });
  });

  describe('follow or explain', () => {
    const explained = (state: ExplanationState['state']): ExplanationState => ({
      reason: 'x',
      until: null,
      by: null,
      link: null,
      state,
    });

    test.each<[Rating, ExplanationState['state'] | null, string]>([
      ['green', null, 'met'],
      ['unknown', null, 'met'],
      ['grey', null, 'met'],
      ['grey', 'accepted', 'met'],
      ['grey', 'pending', 'met-with-explanations'],
      ['yellow', null, 'not-met'],
      ['red', null, 'not-met'],
      ['yellow', 'accepted', 'met-with-explanations'],
      ['red', 'pending', 'met-with-explanations'],
      ['red', 'expired', 'not-met'],
      ['yellow', 'expired', 'not-met'],
    ])('%s with an explanation %s is %s', (rating, state, expected) => {
      const explanation = state === null ? null : explained(state);

      expect(stateOf([rated({ level: '0', rating, explanation })], {}).state).toBe(expected);
    });

    test('one that is neither followed nor explained is enough', () => {
      const requirements = [
        rated({ id: 'A1', level: '0', rating: 'red', explanation: explained('accepted') }),
        rated({ id: 'A2', level: '0', rating: 'yellow' }),
      ];

      expect(stateOf(requirements, {}).state).toBe('not-met');
      expect(stateOf(requirements.slice(0, 1), {}).state).toBe('met-with-explanations');
    });

    test("is judged by each level's own requirements", () => {
      const requirements = [...ratings('0', { relevans: 'r' }), ...ratings('1', { relevans: 'g' })];

      const states = assessLevels(requirements, modelWith({}, {}), PUBLISHED);

      expect(states.map(({ state }) => state)).toEqual(['not-met', 'met']);
    });
  });

  describe('the shipped thresholds', () => {
    const model = shippedModel();

    /** Every requirement of the shipped model, rated by theme and level. */
    function placed(rate: (theme: string, level: string, index: number) => Rating): RequirementAssessment[] {
      const seen = new Map<string, number>();
      return model.requirements.map(({ id, theme, level, recommendation }) => {
        const index = seen.get(theme) ?? 0;
        seen.set(theme, index + 1);
        return rated({ id, theme, level, recommendation, rating: rate(theme, level, index) });
      });
    }
    const reachedBy = (requirements: readonly RequirementAssessment[], published = true) =>
      assessLevels(requirements, model, { publishedDeclaration: published })
        .filter(({ reached }) => reached)
        .at(-1)?.level ?? null;

    test('a product that people rated half yellow, half green, with loose governance, is at level 1', () => {
      const evaluated = placed((theme, level, index) => {
        if (theme === 'governance') return level === '1' ? 'green' : index % 2 === 0 ? 'yellow' : 'red';
        return index % 2 === 0 ? 'green' : 'yellow';
      });

      expect(reachedBy(evaluated)).toBe('1');
    });

    test('the same with governance in place is at level 2, when its declaration is published', () => {
      const evaluated = placed((theme, level, index) => {
        if (level === '3') return 'red';
        return theme === 'governance' ? 'green' : index % 3 === 0 ? 'yellow' : 'green';
      });

      expect(reachedBy(evaluated)).toBe('2');
      expect(reachedBy(evaluated, false)).toBe('1');
    });

    test('nothing but green is level 3, nothing but red no level at all', () => {
      expect(reachedBy(placed(() => 'green'))).toBe('3');
      expect(reachedBy(placed(() => 'red'))).toBeNull();
      expect(reachedBy(placed(() => 'unknown'))).toBeNull();
      expect(reachedBy(placed(() => 'yellow'))).toBe('sandbox');
    });
  });
});
