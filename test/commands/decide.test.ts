import { describe, expect, test } from '@jest/globals';
import { decide, decideMistake, refuse, type Situation } from '../../src/commands/decide.js';
import type { Command } from '../../src/commands/parse.js';
import type { StoredExplanation } from '../../src/store/index.js';
import { requirementFixture } from '../support/assessment.js';

const GAP = { template: 'SECURITY.md', effort: 'small', role: 'maintainer' } as const;
const SAID = new Date('2026-06-23T10:00:00Z');

function command(given: Partial<Command> & Pick<Command, 'name'>): Command {
  return { requirement: 'F4', reason: null, until: null, link: null, ...given };
}

function standing(given: Partial<StoredExplanation> = {}): StoredExplanation {
  return {
    id: 1,
    product: 'p-1',
    requirement: 'F4',
    status: 'deviation',
    state: 'pending',
    source: 'command',
    sourceId: 'IC_1',
    reason: 'Fordi',
    until: null,
    link: null,
    byLogin: 'anna',
    byId: 1,
    acceptedBy: null,
    acceptedAt: null,
    remindedAt: null,
    createdAt: SAID,
    endedAt: null,
    endedBecause: null,
    ...given,
  };
}

function situation(given: Partial<Situation> = {}): Situation {
  return {
    productKey: 'p-1',
    product: { language: 'da', issues: 'auto' },
    rated: () => requirementFixture({ id: 'F4', rating: 'red', gap: GAP }),
    countsAtOnce: () => false,
    standing: () => null,
    by: { login: 'anna', id: 1, isBot: false },
    comment: 'IC_2',
    saidAt: SAID,
    onMaturity: true,
    ...given,
  };
}

describe('commands/decide', () => {
  test('keeps who said what, why, until when and where it is written', () => {
    const given = command({
      name: 'explain',
      reason: 'Vi venter',
      until: '2027-06-30',
      link: 'https://os2.eu/x',
    });

    expect(decide(given, situation()).change).toEqual({
      kind: 'save',
      explanation: {
        product: 'p-1',
        requirement: 'F4',
        status: 'deviation',
        state: 'pending',
        source: 'command',
        sourceId: 'IC_2',
        reason: 'Vi venter',
        until: '2027-06-30',
        link: 'https://os2.eu/x',
        byLogin: 'anna',
        byId: 1,
      },
    });
  });

  test.each([
    ['not-relevant', 'not-relevant', 'Vi venter'],
    ['postpone', 'planned', 'Vi venter'],
    ['postpone', 'planned', null],
  ] as const)('%s is noted as %s', (name, status, reason) => {
    const { change } = decide(command({ name, reason, until: '2027-06-30' }), situation());

    expect(change).toMatchObject({ explanation: { status, reason: reason ?? 'Udsat.' } });
  });

  test('accepts what stood there when it was written, and nothing newer', () => {
    const accept = command({ name: 'accept' });
    const newer = standing({ createdAt: new Date('2026-06-23T10:00:01Z') });

    const now = decide(accept, situation({ standing: () => standing() }));
    const late = decide(accept, situation({ standing: () => newer }));

    expect(now).toMatchObject({ change: { kind: 'accept', requirement: 'F4' }, reaction: '+1' });
    expect(late).toMatchObject({ change: null, reaction: 'confused' });
    expect(late.reply).toContain('ændret, efter at du skrev');
  });

  test.each([
    [true, 'Den gælder med det samme.'],
    [false, 'Den venter på, at sekretariatet accepterer den.'],
  ])('an explanation that counts at once (%s) is told so', (isAtOnce, said) => {
    const given = command({ name: 'explain', reason: 'Fordi' });

    const { reply, change } = decide(given, situation({ countsAtOnce: () => isAtOnce }));

    expect(reply).toContain(said);
    expect(change).toMatchObject({ kind: 'save', explanation: { state: 'pending' } });
  });

  test.each<[string, Command, Partial<Situation>, string]>([
    ['nothing to accept', command({ name: 'accept' }), {}, 'ingen forklaring af **F4**, der venter'],
    [
      'accepted before',
      command({ name: 'accept' }),
      { standing: () => standing({ state: 'accepted' }) },
      'allerede accepteret',
    ],
    ['nothing to take back', command({ name: 'withdraw' }), {}, 'ingen forklaring af **F4** at tage tilbage'],
    [
      'an explanation in a file',
      command({ name: 'withdraw' }),
      { standing: () => standing({ source: 'declaration' }) },
      'står i en fil',
    ],
    [
      'a requirement that is met',
      command({ name: 'explain', reason: 'Fordi' }),
      { rated: () => requirementFixture({ rating: 'green' }) },
      'allerede opfyldt',
    ],
    [
      'no document missing',
      command({ name: 'create' }),
      { rated: () => requirementFixture({ rating: 'red', gap: null }) },
      'mangler ikke noget dokument',
    ],
    [
      'a document that is explained away',
      command({ name: 'create' }),
      {
        rated: () =>
          requirementFixture({
            rating: 'red',
            gap: GAP,
            explanation: { reason: 'x', until: null, by: null, link: null, state: 'pending' },
          }),
      },
      '`/modning fortryd F4`',
    ],
    [
      'issues turned off',
      command({ name: 'create' }),
      { product: { language: 'da', issues: 'off' } },
      'valgt ikke at få issues',
    ],
  ])('tells of %s and changes nothing', (_case, given, more, reply) => {
    const decision = decide(given, situation(more));

    expect(decision).toMatchObject({ change: null, order: null, reaction: 'confused' });
    expect(decision.reply).toContain(reply);
  });

  test('takes back what was said by command', () => {
    const { change } = decide(command({ name: 'withdraw' }), situation({ standing: () => standing() }));

    expect(change).toEqual({ kind: 'withdraw', requirement: 'F4' });
  });

  test('asks for the issue, or for the overview', () => {
    const orders = [
      decide(command({ name: 'create' }), situation()),
      decide(command({ name: 'create' }), situation({ rated: () => null })),
      decide(command({ name: 'open' }), situation({ onMaturity: false })),
      decide(command({ name: 'assess' }), situation()),
      decide(command({ name: 'assess' }), situation({ onMaturity: false })),
    ].map(({ order }) => order);

    expect(orders).toEqual(['F4', 'F4', 'maturity', 'maturity', null]);
  });

  test('text from outside cannot notify or format', () => {
    const { reply } = decideMistake(
      { kind: 'noSuchRequirement', name: 'accept', requirement: '@alle`' },
      situation(),
    );

    expect(reply).not.toContain('@alle');
    expect(reply).toContain('@&#8203;alle&#96;');
  });

  test('says in either language who may', () => {
    expect(refuse(command({ name: 'accept' }), 'en').reply).toContain('Only the secretariat');
    expect(refuse({ kind: 'unknown', word: 'x' }, 'da').reply).toContain('skriveadgang');
  });
});
