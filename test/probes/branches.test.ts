import { describe, expect, test } from '@jest/globals';
import { branches } from '../../src/probes/branches.js';
import { codeFiles, contextOf, unread, unreadRepository } from './support.js';

const EDITIONS = { editions: ['kunde*', 'fork*'] };
const known = <T>(value: T) => ({ state: 'known' as const, value });
const head = (date: string) => known({ commit: 'a'.repeat(40), date });

describe('probes/branches', () => {
  test('one main branch, and how long it has been quiet', () => {
    const context = contextOf([{ files: codeFiles(), head: head('2025-06-23') }]);

    const finding = branches.find(context, EDITIONS);

    expect(finding).toMatchObject({
      outcome: 'found',
      measures: { editions: 0, quietMonths: 365 / 30.4375 },
      unknown: null,
      sightings: [{ date: '2025-06-23', says: { key: 'branches.one', parameters: { branch: 'main' } } }],
    });
  });

  test('counts branches that look like editions, and names three', () => {
    const names = ['main', 'kunde/aarhus', 'feature/rapport', 'fork-b', 'kundeC', 'kunde_d', 'KUNDE-e'];
    const context = contextOf([{ files: codeFiles(), branches: known(names) }]);

    const finding = branches.find(context, EDITIONS);

    expect(finding.measures['editions']).toBe(5);
    expect(finding.sightings[0]?.says).toMatchObject({
      key: 'branches.editions',
      parameters: { names: 'kunde/aarhus, fork-b, kundeC' },
    });
  });

  test('is as quiet as the newest of the code repositories', () => {
    const context = contextOf([
      { name: 'OS2eksempel/a', files: codeFiles(), head: head('2020-01-01') },
      { name: 'OS2eksempel/b', files: codeFiles(), head: head('2026-06-23') },
      { name: 'OS2eksempel/docs', head: head('2026-06-23'), branches: known(['kunde-x']) },
    ]);

    expect(branches.find(context, EDITIONS).measures).toEqual({ editions: 0, quietMonths: 0 });
  });

  test('no code is no branch', () => {
    expect(branches.find(contextOf([{ files: {} }]), EDITIONS).outcome).toBe('absent');
  });

  test('code that nobody could list is unknown', () => {
    expect(branches.find(contextOf([unreadRepository('OS2eksempel/kode')]), EDITIONS)).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'incomplete.unread' },
    });
  });

  test('branches that nobody could see are unknown', () => {
    const context = contextOf([{ files: codeFiles(), branches: unread() }]);

    expect(branches.find(context, EDITIONS).outcome).toBe('unknown');
  });

  test('a head that nobody could see leaves its age open', () => {
    const context = contextOf([{ files: codeFiles(), head: unread() }]);

    const finding = branches.find(context, EDITIONS);

    expect(finding).toMatchObject({ outcome: 'found', unknown: { key: 'branches.unread' } });
    expect(finding.measures).not.toHaveProperty('quietMonths');
  });

  test('an empty repository has no age', () => {
    const context = contextOf([{ files: codeFiles(), head: { state: 'absent' } }]);

    expect(branches.find(context, EDITIONS)).toMatchObject({ measures: { editions: 0 }, unknown: null });
  });
});
