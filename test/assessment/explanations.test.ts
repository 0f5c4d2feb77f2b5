import { describe, expect, test } from '@jest/globals';
import { explanationFor, isExplainedAway } from '../../src/assessment/explanations.js';
import { answer, AS_OF, explanation, PUBLIC_LINK } from './support.js';

describe('assessment/explanations', () => {
  test.each([
    [null, false, 'pending'],
    [null, true, 'accepted'],
    ['2026-06-24', false, 'pending'],
    ['2026-06-24', true, 'accepted'],
    ['2026-06-23', false, 'pending'],
    ['2026-06-23', true, 'accepted'],
    ['2026-06-22', false, 'expired'],
    ['2026-06-22', true, 'expired'],
  ])('until %s, accepted %s, judged on 23 June: %s', (until, accepted, state) => {
    const given = explanation({ until, accepted, by: 'Styregruppen', link: 'https://os2.eu/x' });

    expect(explanationFor({ id: 'F14' }, [given], null, AS_OF)).toEqual({
      reason: 'Vi venter på budgettet.',
      until,
      by: 'Styregruppen',
      link: 'https://os2.eu/x',
      state,
    });
  });

  test.each([
    [false, null, 'at-once'],
    [true, null, 'accepted'],
    [false, '2026-06-22', 'expired'],
  ])('where the model waits for nobody, accepted %s, until %s: %s', (accepted, until, state) => {
    const requirement = { id: 'F14', explanations: 'at-once' } as const;

    expect(explanationFor(requirement, [explanation({ until, accepted })], null, AS_OF)?.state).toBe(state);
    expect(explanationFor(requirement, [], answer({ status: 'no', text: 'Fordi.' }), AS_OF)?.state).toBe(
      'at-once',
    );
  });

  test('one of another requirement is none', () => {
    expect(explanationFor({ id: 'F15' }, [explanation()], null, AS_OF)).toBeNull();
  });

  test('the last of several counts', () => {
    const first = explanation({ reason: 'Før.', status: 'not-relevant' });
    const last = explanation({ reason: 'Nu.', status: 'planned' });

    expect(explanationFor({ id: 'F14' }, [first, last], null, AS_OF)?.reason).toBe('Nu.');
    expect(isExplainedAway('F14', [first, last])).toBe(false);
    expect(isExplainedAway('F14', [last, first])).toBe(true);
    expect(isExplainedAway('F15', [first])).toBe(false);
  });

  test.each(['no', 'planned', 'not-relevant'] as const)(
    'an answer of %s with a text explains, and is pending',
    (status) => {
      const given = answer({ status, text: 'Det sker til efteråret.', links: [PUBLIC_LINK] });

      expect(explanationFor({ id: 'F3' }, [], given, AS_OF)).toEqual({
        reason: 'Det sker til efteråret.',
        until: null,
        by: null,
        link: PUBLIC_LINK.url,
        state: 'pending',
      });
    },
  );

  test.each(['yes', 'dont-know', 'unanswered'] as const)('an answer of %s explains nothing', (status) => {
    expect(explanationFor({ id: 'F3' }, [], answer({ status }), AS_OF)).toBeNull();
  });

  test('an answer without a text explains nothing', () => {
    expect(
      explanationFor({ id: 'F3' }, [], answer({ status: 'no', quality: 'none', text: '' }), AS_OF),
    ).toBeNull();
  });

  test('the configuration wins over the declaration, also when it has run out', () => {
    const configured = explanation({ requirement: 'F3', until: '2026-06-22' });

    expect(explanationFor({ id: 'F3' }, [configured], answer({ status: 'no' }), AS_OF)?.state).toBe(
      'expired',
    );
  });
});
