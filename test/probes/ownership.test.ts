import { describe, expect, test } from '@jest/globals';
import { ownership } from '../../src/probes/ownership.js';
import { codeFiles, contextOf, unread, unreadRepository } from './support.js';

const known = <T>(value: T) => ({ state: 'known' as const, value });

describe('probes/ownership', () => {
  test('tells code under the network from code elsewhere, whatever the capitals', () => {
    const context = contextOf([
      { name: 'os2EKSEMPEL/kode', files: codeFiles(9) },
      { name: 'leverandoer/modul', files: codeFiles(6) },
    ]);

    expect(ownership.find(context, {})).toMatchObject({
      outcome: 'found',
      measures: { own: 1, elsewhere: 1, private: 0 },
      sightings: [
        { says: { key: 'ownership.own', parameters: { owner: 'os2EKSEMPEL' } } },
        { says: { key: 'ownership.elsewhere', parameters: { owner: 'leverandoer' } } },
      ],
    });
  });

  test('goes by code repositories where there are any', () => {
    const context = contextOf([
      { name: 'OS2eksempel/docs' },
      { name: 'leverandoer/kode', files: codeFiles() },
    ]);

    expect(ownership.find(context, {})).toMatchObject({
      outcome: 'absent',
      measures: { own: 0, elsewhere: 1 },
    });
  });

  test.each([
    ['public', 0],
    ['private', 1],
    ['internal', 1],
  ] as const)('a %s repository counts as %i private', (visibility, expected) => {
    const context = contextOf([{ visibility: known(visibility) }]);

    expect(ownership.find(context, {}).measures['private']).toBe(expected);
  });

  test('a repository whose visibility nobody could see is taken as it is', () => {
    expect(ownership.find(contextOf([{ visibility: unread() }]), {}).measures['private']).toBe(0);
  });

  test('no repository at all is unknown', () => {
    expect(ownership.find(contextOf([]), {})).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'ownership.none' },
    });
  });

  test('a checkout that does not say where it is published may lie anywhere', () => {
    const context = contextOf([{ name: '/kode', files: codeFiles() }]);

    expect(ownership.find(context, {})).toMatchObject({
      outcome: 'unknown',
      measures: { own: 0, elsewhere: 0 },
      unknown: { key: 'ownership.nowhere' },
    });
  });

  test('code elsewhere beside a repository that nobody could list is unknown', () => {
    const context = contextOf([
      { name: 'leverandoer/kode', files: codeFiles() },
      unreadRepository('OS2eksempel/lukket'),
    ]);

    expect(ownership.find(context, {}).outcome).toBe('unknown');
  });
});
