import { describe, expect, test } from '@jest/globals';
import { rateDeclared, type DeclaredCircumstances } from '../../src/assessment/declared.js';
import type { Truth } from '../../src/assessment/evaluate.js';
import type { Answer, AnswerStatus } from '../../src/declarations/index.js';
import type { DeclaredRule } from '../../src/governance/index.js';
import { requirementFixture } from '../support/model.js';
import { answer, CLOSED_LINK, PUBLIC_LINK } from './support.js';

const PLAIN: DeclaredCircumstances = {
  supported: 'no',
  aged: false,
  contradicted: false,
  aboveTarget: false,
};
const RULE: DeclaredRule = { yes: 'concrete', best: 'green', naming: [], supportedBy: null, ownText: false };

function rated(
  given: Partial<Answer>,
  rule: Partial<DeclaredRule> = {},
  circumstances: Partial<DeclaredCircumstances> = {},
  recommendation = false,
): string {
  const requirement = requirementFixture({ recommendation, declared: { ...RULE, ...rule } });
  const { rating, because } = rateDeclared(requirement, answer(given), { ...PLAIN, ...circumstances });
  return because === null ? String(rating) : `${String(rating)} ${because}`;
}

describe('assessment/declared', () => {
  test('no answer leaves it open', () => {
    expect(rateDeclared(requirementFixture(), null, PLAIN)).toEqual({ rating: null, because: null });
  });

  /** What an answer without a link gives, by status and by how much its text says; not a recommendation, at the product's level. */
  test.each<[AnswerStatus, string, string, string]>([
    // status           none                            thin                    substantive
    ['yes', 'yellow thin', 'yellow thin', 'green'],
    ['planned', 'yellow planned', 'yellow planned', 'yellow planned'],
    ['no', 'red no', 'red no', 'red no'],
    ['not-relevant', 'red notRelevantUnexplained', 'grey notRelevant', 'grey notRelevant'],
    ['dont-know', 'null', 'null', 'null'],
    ['unanswered', 'null', 'null', 'null'],
  ])('%s gives %s, %s, %s', (status, none, thin, substantive) => {
    expect(rated({ status, quality: 'none', text: '' })).toBe(none);
    expect(rated({ status, quality: 'thin', text: 'Ja.' })).toBe(thin);
    expect(rated({ status, quality: 'substantive' })).toBe(substantive);
  });

  test.each<[AnswerStatus, string]>([
    ['yes', 'yellow thin'],
    ['planned', 'yellow planned'],
    ['no', 'red no'],
    ['not-relevant', 'grey aboveTarget'],
    ['dont-know', 'null'],
    ['unanswered', 'null'],
  ])('above the level aimed at, %s without a word gives %s', (status, expected) => {
    expect(rated({ status, quality: 'none', text: '' }, {}, { aboveTarget: true })).toBe(expected);
  });

  test.each([
    ['none', 'red no'],
    ['thin', 'yellow noExplained'],
    ['substantive', 'yellow noExplained'],
  ] as const)('no to a recommendation, explained with a text that is %s, gives %s', (quality, expected) => {
    expect(rated({ status: 'no', quality }, {}, {}, true)).toBe(expected);
  });

  describe('a yes', () => {
    const QUALITIES = ['none', 'thin', 'substantive'] as const;
    const LINKS = { none: [], closed: [CLOSED_LINK], public: [PUBLIC_LINK] };
    const SUPPORTED: readonly Truth[] = ['yes', 'no', 'unknown'];
    const table = (['concrete', 'proof', 'link'] as const).flatMap((yes) =>
      QUALITIES.flatMap((quality) =>
        (['none', 'closed', 'public'] as const).flatMap((link) =>
          SUPPORTED.map((supported) => [yes, quality, link, supported] as const),
        ),
      ),
    );

    test.each(table)('by the rule "%s": text %s, link %s, supported %s', (yes, quality, link, supported) => {
      const linked = link === 'public';
      const said = quality === 'substantive' || linked;
      const proved = { concrete: said, proof: linked || supported === 'yes', link: linked }[yes];
      const doubt =
        !said && supported !== 'yes' ? 'thin' : proved ? null : yes === 'concrete' ? 'thin' : 'unproved';

      expect(rated({ quality, links: LINKS[link] }, { yes }, { supported })).toBe(
        doubt === null ? 'green' : `yellow ${doubt}`,
      );
    });

    test.each([
      ['contradicted by its own text', { contradicted: true }, {}, 'yellow contradicted'],
      ['older than three years', { aged: true }, {}, 'yellow aged'],
      ['that can give no more than yellow', {}, { best: 'yellow' }, 'yellow limited'],
      ['that decides nothing', {}, { yes: 'support' }, 'null'],
    ] as const)('%s', (_, circumstances, rule, expected) => {
      expect(rated({ links: [PUBLIC_LINK] }, rule, circumstances)).toBe(expected);
    });

    test('is never green for several reasons; the weightiest is told', () => {
      const all = { contradicted: true, aged: true };

      expect(rated({ quality: 'none' }, { best: 'yellow', yes: 'link' }, all)).toBe('yellow contradicted');
      expect(rated({ quality: 'none' }, { best: 'yellow', yes: 'link' }, { aged: true })).toBe('yellow thin');
      expect(rated({}, { best: 'yellow', yes: 'link' }, { aged: true })).toBe('yellow unproved');
      expect(rated({}, { best: 'yellow' }, { aged: true })).toBe('yellow aged');
    });

    test.each([
      ['Fem kommuner bruger løsningen.', 'green'],
      ['FEM KOMMUNER bruger løsningen.', 'green'],
      ['Mange bruger løsningen hver eneste dag.', 'yellow vague'],
    ])('that must name something: %s', (text, expected) => {
      expect(rated({ text }, { naming: ['[0-9]+ kommuner', 'kommuner'] })).toBe(expected);
    });

    test.each([
      ['Se S1', 'yellow borrowed'],
      ['Jf. svaret under S3.', 'yellow borrowed'],
      ['Det samme som S1 og S3 siger.', 'yellow borrowed'],
      ['See S1', 'yellow borrowed'],
      ['Løsningen følger visionen om fællesskab.', 'green'],
      [`Se S1. ${'Løsningen følger visionen om fællesskab. '.repeat(6)}`, 'green'],
    ])('that must be of its own: "%s"', (text, expected) => {
      expect(rated({ text }, { ownText: true })).toBe(expected);
      expect(rated({ text })).toBe('green');
    });
  });
});
