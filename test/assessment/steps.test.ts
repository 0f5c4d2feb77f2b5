import { describe, expect, test } from '@jest/globals';
import type { LevelState, RequirementAssessment } from '../../src/assessment/index.js';
import { nextSteps } from '../../src/assessment/steps.js';
import type { Mend, Requirement } from '../../src/governance/index.js';
import { modelFixture, requirementFixture } from '../support/model.js';
import { shippedModel } from '../support/templateAssessment.js';
import { codeFiles, words } from '../probes/support.js';
import { assessed, rated, requirementIn } from './support.js';

type Given = Parameters<typeof rated>[0] & { readonly effort?: Mend['effort'] };

function mend(effort: Mend['effort']): Mend {
  return {
    template: 'x.md',
    path: 'x.md',
    repository: 'docs',
    effort,
    role: 'maintainer',
    when: null,
    selfEvaluation: false,
    habit: false,
  };
}

function steps(
  given: readonly Given[],
  target: string | null = null,
  { reached = [] as readonly string[], blocking = [] as readonly string[] } = {},
) {
  const requirements: RequirementAssessment[] = given.map((one) => rated(one));
  const definitions: Requirement[] = given.map(({ id = 'R1', effort }) =>
    requirementFixture({ id, mend: effort === undefined ? null : mend(effort) }),
  );
  const model = modelFixture({ requirements: definitions });
  const states = model.levels.map(({ id }): LevelState => ({
    level: id,
    reached: reached.includes(id),
    score: null,
    themes: {},
    state: 'not-met',
    blocking: reached.includes(id) ? [] : blocking,
    open: [],
  }));
  return nextSteps(requirements, states, model, target);
}

const ids = (of: readonly { requirement: string }[]) => of.map(({ requirement }) => requirement);

describe('assessment/steps', () => {
  test('says what to do, why, how much it takes and with which template', () => {
    const given = {
      id: 'F4',
      rating: 'red',
      effort: 'small',
      gap: { template: 'SECURITY.md', effort: 'small', role: 'maintainer' },
    } as const;

    expect(steps([given], null, { blocking: ['F4'] })).toEqual([
      {
        requirement: 'F4',
        what: { da: 'Sørg for, at F4 er opfyldt.', en: 'See to it that F4 is met.' },
        why: {
          da: 'Sandkasse: ikke opfyldt, og det holder produktet fra sandkasse',
          en: 'Sandbox: not met, and it keeps the product from sandbox',
        },
        effort: 'small',
        template: 'SECURITY.md',
      },
    ]);
  });

  test('says so when nothing is held back, and when it is only recommended', () => {
    const [first, second] = steps([
      { id: 'F4', rating: 'yellow' },
      { id: 'F19', rating: 'red', recommendation: true },
    ]);

    expect(first?.why.da).toBe('Sandkasse: delvist opfyldt');
    expect(second?.why.da).toBe('Anbefaling, sandkasse: ikke opfyldt');
    expect(second).toMatchObject({ effort: null, template: null });
  });

  test('takes red and yellow only, and leaves what has an accepted explanation in peace', () => {
    const explanation = { reason: 'x', until: null, by: null, link: null };

    const given: Given[] = [
      { id: 'A1', rating: 'green' },
      { id: 'A2', rating: 'grey' },
      { id: 'A3', rating: 'unknown' },
      { id: 'A4', rating: 'red', explanation: { ...explanation, state: 'accepted' } },
      { id: 'A7', rating: 'red', explanation: { ...explanation, state: 'at-once' } },
      { id: 'A5', rating: 'red', explanation: { ...explanation, state: 'pending' } },
      { id: 'A6', rating: 'red', explanation: { ...explanation, state: 'expired' } },
    ];

    expect(ids(steps(given))).toEqual(['A5', 'A6']);
  });

  test('what keeps from the next level first, then the lowest level, red before yellow, the smallest first', () => {
    const given: Given[] = [
      { id: 'recommended', rating: 'red', recommendation: true },
      { id: 'large', rating: 'red', effort: 'large' },
      { id: 'yellow', rating: 'yellow', effort: 'small' },
      { id: 'small', rating: 'red', effort: 'small' },
      { id: 'blocking', rating: 'yellow', level: '1' },
    ];

    expect(ids(steps(given, '1', { reached: ['sandbox'], blocking: ['blocking'] }))).toEqual([
      'blocking',
      'small',
      'large',
      'yellow',
      'recommended',
    ]);
  });

  test('one without a remedy counts as a large task', () => {
    expect(
      ids(
        steps([
          { id: 'none', rating: 'red' },
          { id: 'medium', rating: 'red', effort: 'medium' },
        ]),
      ),
    ).toEqual(['medium', 'none']);
  });

  test('five at most', () => {
    const given = Array.from({ length: 9 }, (_, index): Given => ({ id: `A${index}`, rating: 'red' }));

    expect(steps(given)).toHaveLength(5);
  });

  test.each([
    [null, [], ['A0']],
    ['1', [], ['A0', 'A1']],
    [null, ['sandbox'], ['A0', 'A1']],
    ['sandbox', ['sandbox', '1'], ['A0', 'A1', 'A2']],
    ['3', [], ['A0', 'A1', 'A2', 'A3']],
    [null, ['sandbox', '1', '2', '3'], ['A0', 'A1', 'A2', 'A3']],
    ['1', ['sandbox', '1', '2', '3'], ['A0', 'A1']],
    ['unheard-of', [], ['A0', 'A1', 'A2', 'A3']],
  ])('aiming at %s with %j reached: %j', (target, reached, expected) => {
    const given = ['sandbox', '1', '2', '3'].map((level, index): Given => ({
      id: `A${index}`,
      level,
      rating: 'red',
    }));

    expect(ids(steps(given, target, { reached }))).toEqual(expected);
  });

  describe('what to do', () => {
    const shipped = new Map(shippedModel().requirements.map((one) => [one.id, one]));

    test.each([...shipped.values()].map((one) => [one.id, one] as const))(
      '%s: the model has a request of its own, which does not end like a sentence',
      (_id, { step, evidence }) => {
        const requests = [step, ...Object.values(evidence).map((one) => one.step)].filter(
          (one) => one !== null && one !== undefined,
        );

        expect(step).toBeTruthy();
        for (const { da, en } of requests)
          expect([da, en].filter((text) => /[.!:;]$/.test(text))).toEqual([]);
      },
    );

    test('the request follows what is missing', () => {
      const policy = { 'SECURITY.md': `# Sikkerhed\n\nMeld sårbarheder til os. ${words(40)}` };
      const stepOf = (files: Record<string, string>) =>
        requirementIn(
          assessed({ repositories: [{ files: { ...codeFiles(), ...files } }], model: shippedModel() }),
          'F4',
        ).step;

      expect(stepOf({})?.da).toMatch(/^Skriv en SECURITY\.md/);
      expect(stepOf(policy)?.da).toMatch(/^Slå Dependabot/);
    });

    test('nothing is asked for where all is well or nothing is known', () => {
      const { requirements } = assessed({ repositories: [{ files: codeFiles() }], model: shippedModel() });

      for (const { rating, step } of requirements)
        expect(step === null).toBe(rating !== 'red' && rating !== 'yellow');
    });
  });
});
