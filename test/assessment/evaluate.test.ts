import { describe, expect, test } from '@jest/globals';
import { evaluate, shortfallOf, wantedNames, weigh, type Truth } from '../../src/assessment/evaluate.js';
import type { Condition, EvidenceRule } from '../../src/governance/index.js';
import type { ProbeFinding } from '../../src/probes/index.js';
import { contextOf, unread } from '../probes/support.js';
import { requirementFixture } from '../support/model.js';
import { RULE, weighed } from './support.js';

const TRUTHS: readonly Truth[] = ['yes', 'no', 'unknown'];
const A: Condition = { kind: 'evidence', name: 'a' };
const B: Condition = { kind: 'evidence', name: 'b' };
const known = <T>(value: T) => ({ state: 'known' as const, value });

describe('assessment/evaluate', () => {
  describe("Kleene's logic", () => {
    const all: Record<string, Truth> = {
      'yes yes': 'yes',
      'yes no': 'no',
      'yes unknown': 'unknown',
      'no yes': 'no',
      'no no': 'no',
      'no unknown': 'no',
      'unknown yes': 'unknown',
      'unknown no': 'no',
      'unknown unknown': 'unknown',
    };
    const any: Record<string, Truth> = {
      'yes yes': 'yes',
      'yes no': 'yes',
      'yes unknown': 'yes',
      'no yes': 'yes',
      'no no': 'no',
      'no unknown': 'unknown',
      'unknown yes': 'yes',
      'unknown no': 'unknown',
      'unknown unknown': 'unknown',
    };
    const pairs = TRUTHS.flatMap((a) => TRUTHS.map((b): [Truth, Truth] => [a, b]));

    test.each(pairs)('all and any of %s and %s', (a, b) => {
      const evidence = weighed({ a, b });

      expect(evaluate({ kind: 'all', of: [A, B] }, evidence)).toBe(all[`${a} ${b}`]);
      expect(evaluate({ kind: 'any', of: [A, B] }, evidence)).toBe(any[`${a} ${b}`]);
    });

    test.each([
      ['yes', 'no'],
      ['no', 'yes'],
      ['unknown', 'unknown'],
    ] as const)('not %s is %s', (a, expected) => {
      expect(evaluate({ kind: 'not', of: A }, weighed({ a }))).toBe(expected);
    });

    test('evidence that nobody named is unknown', () => {
      expect(evaluate(A, new Map())).toBe('unknown');
    });

    test('conditions nest', () => {
      const condition: Condition = {
        kind: 'all',
        of: [
          { kind: 'any', of: [A, B] },
          { kind: 'not', of: B },
        ],
      };

      expect(evaluate(condition, weighed({ a: 'yes', b: 'no' }))).toBe('yes');
      expect(evaluate(condition, weighed({ a: 'yes', b: 'yes' }))).toBe('no');
      expect(evaluate(condition, weighed({ a: 'yes', b: 'unknown' }))).toBe('unknown');
    });
  });

  describe('weighing what a probe found', () => {
    const ISSUES = known({ open: 4, closed: 0, openedLast12Months: 3, closedLast12Months: 0 });

    function truth(rule: Partial<EvidenceRule>, given: object = { issues: ISSUES }): Truth | undefined {
      const requirement = requirementFixture({ evidence: { a: { ...RULE, probe: 'issues', ...rule } } });
      return weigh(requirement, contextOf([given]), new Map()).get('a')?.holds;
    }

    test.each([
      [{ min: 3, max: null }, 'yes'],
      [{ min: 4, max: null }, 'no'],
      [{ min: null, max: 3 }, 'yes'],
      [{ min: null, max: 2 }, 'no'],
      [{ min: 3, max: 3 }, 'yes'],
      [{ min: null, max: null }, 'yes'],
    ] as const)('the limits %j of three are inclusive: %s', (opened, expected) => {
      expect(truth({ where: { opened } })).toBe(expected);
    });

    test('all limits must hold', () => {
      const where = { opened: { min: 1, max: null }, closed: { min: 1, max: null } };

      expect(truth({ where })).toBe('no');
    });

    test('a figure that could not be taken is within no limit', () => {
      expect(truth({ where: { other: { min: null, max: null } } })).toBe('no');
    });

    test('what is not there does not hold', () => {
      expect(truth({}, {})).toBe('no');
    });

    test('what could not be seen is unknown, unless the rule says that it is then absent', () => {
      expect(truth({}, { issues: unread() })).toBe('unknown');
      expect(truth({ unknownIsAbsent: true }, { issues: unread() })).toBe('no');
    });

    test('a limit missed by what was seen may be met by what was not', () => {
      const requirement = (rule: Partial<EvidenceRule>) =>
        requirementFixture({ evidence: { a: { ...RULE, probe: 'issues', ...rule } } });
      const context = contextOf([
        { name: 'OS2eksempel/a', issues: ISSUES },
        { name: 'OS2eksempel/b', issues: unread() },
      ]);
      const holds = (rule: Partial<EvidenceRule>) =>
        weigh(requirement(rule), context, new Map()).get('a')?.holds;

      expect(holds({ where: { opened: { min: 3, max: null } } })).toBe('yes');
      expect(holds({ where: { opened: { min: 4, max: null } } })).toBe('unknown');
      expect(holds({ where: { opened: { min: 4, max: null } }, unknownIsAbsent: true })).toBe('no');
    });

    test('a probe is asked once for all requirements that ask the same', () => {
      const asked = new Map<string, ProbeFinding>();
      const context = contextOf([{ issues: ISSUES }]);
      const one = requirementFixture({ evidence: { a: { ...RULE, probe: 'issues' } } });
      const other = requirementFixture({
        evidence: { b: { ...RULE, probe: 'issues', where: { opened: { min: 9, max: null } } } },
      });

      const first = weigh(one, context, asked).get('a');
      const second = weigh(other, context, asked).get('b');

      expect(asked.size).toBe(1);
      expect(second?.finding).toBe(first?.finding);
      expect([first?.holds, second?.holds]).toEqual(['yes', 'no']);
    });

    test('and again where it asks something else', () => {
      const asked = new Map<string, ProbeFinding>();
      const rules = {
        a: { ...RULE, probe: 'development', with: { months: 12 } },
        b: { ...RULE, probe: 'development', with: {} },
      };

      weigh(requirementFixture({ evidence: rules }), contextOf([{}]), asked);

      expect(asked.size).toBe(2);
    });
  });

  describe('what stands between a requirement and green', () => {
    const names = (of: readonly { rule: EvidenceRule }[]) => of.map(({ rule }) => rule.probe);
    const parts = (truths: Record<string, Truth>) =>
      weighed(
        Object.fromEntries(
          Object.entries(truths).map(([name, holds]) => [name, { holds, rule: { ...RULE, probe: name } }]),
        ),
      );

    test('is nothing where it holds, or where there is no condition', () => {
      const nothing = { missing: [], concerns: [], unseen: [] };

      expect(shortfallOf(A, parts({ a: 'yes' }))).toEqual(nothing);
      expect(shortfallOf(null, parts({ a: 'no' }))).toEqual(nothing);
    });

    test('tells missing, unwanted and unseen apart', () => {
      const condition: Condition = {
        kind: 'all',
        of: [A, { kind: 'not', of: B }, { kind: 'evidence', name: 'c' }, { kind: 'evidence', name: 'd' }],
      };

      const short = shortfallOf(condition, parts({ a: 'no', b: 'yes', c: 'unknown', d: 'yes' }));

      expect(names(short.missing)).toEqual(['a']);
      expect(names(short.concerns)).toEqual(['b']);
      expect(names(short.unseen)).toEqual(['c']);
    });

    test('one of several is enough, so none of them is missing', () => {
      expect(shortfallOf({ kind: 'any', of: [A, B] }, parts({ a: 'no', b: 'yes' })).missing).toEqual([]);
      expect(names(shortfallOf({ kind: 'any', of: [A, B] }, parts({ a: 'no', b: 'no' })).missing)).toEqual([
        'a',
        'b',
      ]);
    });

    test('twice not is wanted again', () => {
      const condition: Condition = { kind: 'not', of: { kind: 'not', of: A } };

      expect(names(shortfallOf(condition, parts({ a: 'no' })).missing)).toEqual(['a']);
    });
  });

  test('knows the names that a condition wants to be there', () => {
    const condition: Condition = {
      kind: 'any',
      of: [
        A,
        { kind: 'not', of: B },
        { kind: 'not', of: { kind: 'not', of: { kind: 'evidence', name: 'c' } } },
      ],
    };

    expect([...wantedNames(condition)]).toEqual(['a', 'c']);
    expect([...wantedNames(null)]).toEqual([]);
  });
});
