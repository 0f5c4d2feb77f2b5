import { describe, expect, test } from '@jest/globals';
import { parseCommand, type Command } from '../../src/commands/parse.js';

const CONTEXT = { requirements: ['F4', 'F14', 'F17', 'G5'], today: '2026-11-25' };

function parse(body: string) {
  return parseCommand(body, CONTEXT);
}

function command(given: Partial<Command> & Pick<Command, 'name'>): Command {
  return { requirement: null, reason: null, until: null, link: null, ...given };
}

describe('commands/parse', () => {
  test.each<[string, Command]>([
    ['/modning vurder', command({ name: 'assess' })],
    ['/modning assess', command({ name: 'assess' })],
    ['/MODNING Vurdér\r\nTak!', command({ name: 'assess' })],
    ['/modning hjælp', command({ name: 'help' })],
    ['/modning', command({ name: 'help' })],
    ['/modning åbn', command({ name: 'open' })],
    ['/modning aabn', command({ name: 'open' })],
    ['/modning opret f4', command({ name: 'create', requirement: 'F4' })],
    ['/modning accepter F14.', command({ name: 'accept', requirement: 'F14' })],
    ['/modning fortryd F14', command({ name: 'withdraw', requirement: 'F14' })],
    [
      '/modning forklar F14 Vi bruger fælles materiale indtil 2027-06-30',
      command({
        name: 'explain',
        requirement: 'F14',
        reason: 'Vi bruger fælles materiale',
        until: '2027-06-30',
      }),
    ],
    [
      '/modning explain F14: We use shared material until 30.6.2027.',
      command({ name: 'explain', requirement: 'F14', reason: 'We use shared material', until: '2027-06-30' }),
    ],
    [
      '/modning forklar F14 Vi venter indtil budgettet er klar',
      command({ name: 'explain', requirement: 'F14', reason: 'Vi venter indtil budgettet er klar' }),
    ],
    [
      '/modning forklar F14 Se https://os2.eu/referat). til og med 30-06-2027',
      command({
        name: 'explain',
        requirement: 'F14',
        reason: 'Se https://os2.eu/referat).',
        until: '2027-06-30',
        link: 'https://os2.eu/referat',
      }),
    ],
    [
      '/modning ikke relevant G5 Produktet har ingen bestyrelse',
      command({ name: 'not-relevant', requirement: 'G5', reason: 'Produktet har ingen bestyrelse' }),
    ],
    ['/modning udsæt F17 2027-01-31', command({ name: 'postpone', requirement: 'F17', until: '2027-01-31' })],
    [
      '/modning udsæt F17 til og med 31/1/2027 Driften skifter',
      command({ name: 'postpone', requirement: 'F17', until: '2027-01-31', reason: 'Driften skifter' }),
    ],
    ['/modning udsæt F17 2026-11-25', command({ name: 'postpone', requirement: 'F17', until: '2026-11-25' })],
  ])('%j', (body, expected) => {
    expect(parse(body)).toEqual(expected);
  });

  test.each([
    ['/modning vurdre', { kind: 'unknown', word: 'vurdre' }],
    ['/modning forklar', { kind: 'requirement', name: 'explain' }],
    ['/modning forklar F99 Fordi', { kind: 'noSuchRequirement', name: 'explain', requirement: 'F99' }],
    ['/modning forklar F14', { kind: 'reason', name: 'explain' }],
    ['/modning forklar F14 - indtil 2027-06-30', { kind: 'reason', name: 'explain' }],
    ['/modning forklar F14 Fordi indtil 2027-02-30', { kind: 'date', date: '2027-02-30' }],
    ['/modning forklar F14 Fordi indtil 2026-11-24', { kind: 'past', day: '2026-11-24' }],
    ['/modning udsæt F17', { kind: 'day', name: 'postpone' }],
    ['/modning udsæt F17 snart', { kind: 'date', date: 'snart' }],
  ])('%j is told what is wrong', (body, expected) => {
    expect(parse(body)).toEqual(expected);
  });

  test.each([
    '',
    'Hej',
    'Prøv /modning vurder',
    ' /modning vurder',
    '> /modning vurder',
    'Hej\n/modning vurder',
    '/modningen vurder',
    '<!-- x -->\n/modning vurder',
  ])('%j is no command', (body) => {
    expect(parse(body)).toBeNull();
  });

  test('what is hidden in the text or goes on forever is taken out', () => {
    const parsed = parse(`/modning forklar F14 \u202eVi \u0007venter ${'x'.repeat(5000)}`) as Command;

    expect(parsed.reason).toMatch(/^Vi venter x/);
    expect(parsed.reason).toHaveLength(1000);
  });
});
