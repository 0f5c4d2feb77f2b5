import { describe, expect, test } from '@jest/globals';
import { assess, lookAgainOn, type AssessmentInput } from '../../src/assessment/index.js';
import { codeFiles, words } from '../probes/support.js';
import { productFacts } from '../support/facts.js';
import { shippedModel } from '../support/templateAssessment.js';
import { answer, AS_OF, declarationFile } from './support.js';

const model = shippedModel();
const MINUTE = 'referater/2025-07-10-styregruppe.md';

function inputOf(given: Partial<AssessmentInput> = {}): AssessmentInput {
  return {
    product: { name: 'OS2eksempel', main: null, targetLevel: null, explanations: [] },
    facts: productFacts([{ files: codeFiles() }], AS_OF),
    model,
    declaration: null,
    decided: null,
    earlier: null,
    assessedAt: `${AS_OF}T08:00:00.000Z`,
    ...given,
  };
}

function dayOf(input: AssessmentInput): string {
  return lookAgainOn(input, assess(input), () => input.declaration);
}

/** Ratings and findings on another day, from the same facts. */
function on(input: AssessmentInput, asOf: string): unknown {
  const { requirements, findings } = assess({ ...input, facts: { ...input.facts, asOf } });
  return [requirements.map(({ id, rating }) => [id, rating]), findings.map(({ kind }) => kind)];
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

describe('assessment/look-again', () => {
  test('a product that nothing ages of is looked at again after a quarter', () => {
    expect(dayOf(inputOf())).toBe('2026-09-22');
  });

  test.each([
    [
      'minutes that leave the year',
      inputOf({
        facts: productFacts([{ files: { ...codeFiles(), [MINUTE]: { text: words(200) } } }], AS_OF),
      }),
    ],
    [
      'a self-evaluation that grows old',
      inputOf({ declaration: declarationFile([answer()], { date: '2026-01-05' }) }),
    ],
  ])('%s: the very day, not the one before', (_, input) => {
    const day = dayOf(input);

    expect(day < '2026-09-22').toBe(true);
    expect(on(input, day)).not.toEqual(on(input, AS_OF));
    expect(on(input, dayBefore(day))).toEqual(on(input, AS_OF));
  });

  test('an explanation that runs out: the day after the one it names', () => {
    const explanations = [
      {
        requirement: 'F4',
        status: 'deviation' as const,
        reason: 'Det gør kommunen selv.',
        until: '2026-07-31',
        link: null,
        by: null,
        accepted: true,
      },
    ];

    const day = dayOf(inputOf({ product: { ...inputOf().product, explanations } }));

    expect(day).toBe('2026-08-01');
  });
});
