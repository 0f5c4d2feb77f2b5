import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import type { Assessment, RatingCounts, RequirementAssessment } from '../../src/assessment/index.js';
import { weigh } from '../../src/assessment/evaluate.js';
import type { Answer } from '../../src/declarations/index.js';
import type { RepositoryFacts } from '../../src/facts/index.js';
import type { Condition, Model, Requirement } from '../../src/governance/index.js';
import { counts, createProbeContext, type ProbeFinding } from '../../src/probes/index.js';
import type { Explanation } from '../../src/products/index.js';
import { productFacts } from '../support/facts.js';
import { shippedModel } from '../support/templateAssessment.js';
import { arbitraryRepository, withdrawn } from './arbitrary.js';
import { AS_OF, assessed, CLOSED_LINK, declarationFile, PUBLIC_LINK } from './support.js';

const model: Model = { ...shippedModel(), organisations: ['OS2eksempel'] };
const IDS = model.requirements.map(({ id }) => id);
/** Each run rates a whole product; a longer run is a matter of this number. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100);
/** In milliseconds: a busy machine needs longer than the usual. */
const PATIENCE = 120_000;

const arbitraryAnswer: fc.Arbitrary<Answer> = fc
  .record({
    requirement: fc.constantFrom(...IDS),
    status: fc.constantFrom('yes', 'no', 'planned', 'not-relevant', 'dont-know', 'unanswered'),
    raw: fc.string(),
    text: fc.constantFrom('', 'Ja.', 'Se S1', 'Fem kommuner bruger løsningen, og budgettet er aftalt.'),
    links: fc.subarray([PUBLIC_LINK, CLOSED_LINK]),
    line: fc.constantFrom(null, 3),
  })
  .map((given) => ({
    ...given,
    quality: given.text === '' ? 'none' : given.text.length < 40 ? 'thin' : 'substantive',
  }));

const arbitraryDeclaration = fc.option(
  fc
    .record({
      answers: fc.uniqueArray(arbitraryAnswer, { selector: ({ requirement }) => requirement, maxLength: 43 }),
      date: fc.constantFrom(null, '2026-06-01', '2020-01-01'),
      isPublic: fc.boolean(),
    })
    .map(({ answers, ...parts }) => declarationFile(answers, parts)),
  { nil: null },
);

const arbitraryExplanation: fc.Arbitrary<Explanation> = fc.record({
  requirement: fc.constantFrom(...IDS),
  status: fc.constantFrom('planned', 'deviation', 'not-relevant'),
  reason: fc.string(),
  until: fc.constantFrom(null, '2026-06-22', '2026-06-23'),
  link: fc.constantFrom(null, 'https://os2.eu'),
  by: fc.constantFrom(null, 'Styregruppen'),
  accepted: fc.boolean(),
});

const arbitraryRepositories = fc.array(arbitraryRepository(), { maxLength: 3 }).map((repositories) =>
  repositories.map((one, index): RepositoryFacts => ({
    ...one,
    nameWithOwner: `${one.nameWithOwner}-${index}`,
  })),
);

const arbitraryInput = fc.record({
  repositories: arbitraryRepositories,
  declaration: arbitraryDeclaration,
  product: fc.record({
    explanations: fc.array(arbitraryExplanation, { maxLength: 4 }),
    targetLevel: fc.constantFrom(null, 'sandbox', '1', '2', '3', 'ukendt'),
    main: fc.constantFrom(null, 'OS2eksempel/kode-0'),
  }),
});

/** Any condition over the evidence of a requirement, nested three deep at most. */
function conditionOver(names: readonly string[], depth = 3): fc.Arbitrary<Condition> {
  const single = fc.constantFrom(...names).map((name): Condition => ({ kind: 'evidence', name }));
  if (depth === 0) return single;
  const inner = conditionOver(names, depth - 1);
  return fc.oneof(
    single,
    inner.map((of): Condition => ({ kind: 'not', of })),
    fc
      .record({ kind: fc.constantFrom('all', 'any'), of: fc.array(inner, { minLength: 1, maxLength: 3 }) })
      .map((condition): Condition => condition),
  );
}

function requirementLike(one: Requirement): fc.Arbitrary<Requirement> {
  const names = Object.keys(one.evidence);
  const condition = names.length === 0 ? fc.constant(null) : fc.option(conditionOver(names));
  return fc
    .record({
      decidedBy: fc.constantFrom('repository', 'declaration', 'repository+declaration', 'people'),
      level: fc.constantFrom('sandbox', '1', '2', '3'),
      recommendation: fc.boolean(),
      green: condition,
      yellow: condition,
      yes: fc.constantFrom('concrete', 'proof', 'link', 'support'),
      best: fc.constantFrom('green', 'yellow'),
    })
    .map(({ yes, best, ...given }) => ({ ...one, ...given, declared: { ...one.declared, yes, best } }));
}

const arbitraryModel: fc.Arbitrary<Model> = fc
  .subarray([...model.requirements], { minLength: 1, maxLength: 12 })
  .chain((some) => fc.tuple(...some.map(requirementLike)))
  .map((requirements) => ({ ...model, requirements }));

function sum(counts: RatingCounts): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

function sums(groups: Readonly<Record<string, RatingCounts>>): number {
  return Object.values(groups).reduce((all, one) => all + sum(one), 0);
}

function byId(assessment: Assessment): ReadonlyMap<string, RequirementAssessment> {
  return new Map(assessment.requirements.map((one) => [one.id, one]));
}

describe('assessment, whatever the facts', () => {
  test(
    'counts add up to the number of requirements',
    () => {
      fc.assert(
        fc.property(arbitraryInput, (input) => {
          const { counts: counted, requirements } = assessed({ ...input, model });

          expect(requirements).toHaveLength(43);
          expect([sum(counted.total), sums(counted.byLevel), sums(counted.byTheme)]).toEqual([43, 43, 43]);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  test(
    'every green or yellow has evidence or an answer behind it, and every sentence is whole',
    () => {
      fc.assert(
        fc.property(arbitraryInput, (input) => {
          const { requirements } = assessed({ ...input, model });

          for (const { rating, evidence, declared, basis, level, theme } of requirements) {
            const answered = declared !== null && !['unanswered', 'dont-know'].includes(declared.status);
            if (rating === 'green' || rating === 'yellow')
              expect(answered || evidence.some(({ supports }) => supports !== 'red')).toBe(true);
            if (rating === 'green') expect(evidence.some(({ supports }) => supports === 'red')).toBe(false);
            for (const said of [basis.da, basis.en]) {
              if (rating !== 'grey') expect(said).not.toBe('');
              expect(said).not.toMatch(/undefined|\[object|\{[a-z]+\}|\n/);
            }
            expect(model.levels.map(({ id }) => id)).toContain(level);
            expect(model.themes.map(({ id }) => id)).toContain(theme);
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  test(
    'levels follow one another, and what is open blocks nothing',
    () => {
      fc.assert(
        fc.property(arbitraryInput, (input) => {
          const { level, requirements, nextSteps } = assessed({ ...input, model });
          const ratings = new Map(requirements.map(({ id, rating }) => [id, rating]));

          const reached = level.perLevel.map((one) => one.reached);
          expect(reached).toEqual(reached.toSorted((a, b) => Number(b) - Number(a)));
          for (const { blocking, open, score } of level.perLevel) {
            expect(blocking.filter((id) => !['red', 'yellow'].includes(ratings.get(id) ?? ''))).toEqual([]);
            expect(open.filter((id) => ratings.get(id) !== 'unknown')).toEqual([]);
            expect(score === null || (score >= 0 && score <= 1)).toBe(true);
          }
          expect(nextSteps.length).toBeLessThanOrEqual(5);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );
});

describe('assessment, whatever the model', () => {
  test(
    'rates every requirement once, by any conditions, and counts them all',
    () => {
      fc.assert(
        fc.property(arbitraryModel, arbitraryInput, (other, input) => {
          const { counts: counted, requirements, level } = assessed({ ...input, model: other });

          expect(requirements.map(({ id }) => id)).toEqual(other.requirements.map(({ id }) => id));
          expect([sum(counted.total), sums(counted.byLevel), sums(counted.byTheme)]).toEqual(
            Array.from({ length: 3 }, () => other.requirements.length),
          );
          expect(level.perLevel).toHaveLength(other.levels.length);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );
});

describe('assessment, when facts are withdrawn', () => {
  /** Without the exception that a rule may make: that what cannot be seen counts as absent. */
  const strict: Model = {
    ...model,
    requirements: model.requirements.map((one) => ({
      ...one,
      evidence: Object.fromEntries(
        Object.entries(one.evidence).map(([name, rule]) => [name, { ...rule, unknownIsAbsent: false }]),
      ),
    })),
  };
  const arbitraryLoss = arbitraryInput.chain((input) =>
    fc.tuple(...input.repositories.map((one) => withdrawn(one))).map((left) => ({ input, left })),
  );

  test(
    'evidence that was there is never certainly missing',
    () => {
      const contextFor = (repositories: readonly RepositoryFacts[]) =>
        createProbeContext(productFacts(repositories, AS_OF), {
          product: 'OS2eksempel',
          main: null,
          organisations: model.organisations,
          templatePathWords: model.placeholders.pathWords,
          templateSigns: model.placeholders,
        });

      fc.assert(
        fc.property(arbitraryLoss, ({ input, left }) => {
          const [before, after] = [contextFor(input.repositories), contextFor(left)];
          const asked = [new Map<string, ProbeFinding>(), new Map<string, ProbeFinding>()] as const;
          for (const requirement of strict.requirements) {
            const was = weigh(requirement, before, asked[0]);
            const is = weigh(requirement, after, asked[1]);
            const lost = [...was].filter(
              ([name, { holds }]) => holds === 'yes' && is.get(name)?.holds === 'no',
            );
            expect(lost.map(([name]) => `${requirement.id} ${name}`)).toEqual([]);
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  test(
    "nothing turns red, unless by the product's own answer, and nothing fulfilled calls for a document",
    () => {
      fc.assert(
        fc.property(arbitraryLoss, ({ input, left }) => {
          const before = byId(assessed({ ...input, model: strict }));
          const after = assessed({ ...input, repositories: left, model: strict });

          for (const { id, rating, declared, gap } of after.requirements) {
            const was = before.get(id)?.rating;
            const ownWord = declared?.status === 'no' || declared?.status === 'not-relevant';
            if (rating === 'red' && was !== 'red') expect([id, ownWord]).toEqual([id, true]);
            if (gap !== null) expect([id, was]).not.toEqual([id, 'green']);
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  test(
    'a product of which nothing can be read has no red and no gap but what it says itself',
    () => {
      const arbitraryNothing = arbitraryInput.chain((input) =>
        fc.tuple(...input.repositories.map((one) => withdrawn(one, 'all'))).map((left) => ({ input, left })),
      );

      fc.assert(
        fc.property(arbitraryNothing, ({ input, left }) => {
          fc.pre(left.some(counts));

          const { requirements } = assessed({ ...input, repositories: left, model: strict });

          for (const { rating, declared } of requirements) {
            if (rating === 'red') expect(['no', 'not-relevant']).toContain(declared?.status);
          }
        }),
        { numRuns: 50 },
      );
    },
    PATIENCE,
  );
});
