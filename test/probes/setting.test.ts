import { describe, expect, test } from '@jest/globals';
import { setting } from '../../src/probes/setting.js';
import { codeFiles, contextOf, unread, unreadRepository } from './support.js';

const known = <T>(value: T) => ({ state: 'known' as const, value });

describe('probes/setting', () => {
  test.each([
    ['issues', { hasIssues: known(true) }, { hasIssues: known(false) }],
    ['securityPolicy', { securityPolicyEnabled: known(true) }, { securityPolicyEnabled: known(false) }],
    [
      'privateVulnerabilityReporting',
      { privateVulnerabilityReporting: known(true) },
      { privateVulnerabilityReporting: known(false) },
    ],
  ] as const)('%s is found where any repository has it switched on', (name, on, off) => {
    const context = contextOf([
      { name: 'OS2eksempel/a', ...off },
      { name: 'OS2eksempel/b', ...on },
    ]);

    expect(setting.find(context, { name })).toMatchObject({
      outcome: 'found',
      measures: { count: 1 },
      sightings: [
        { path: null, says: { key: `setting.${name}`, parameters: { repository: 'OS2eksempel/b' } } },
      ],
    });
    expect(setting.find(contextOf([off]), { name }).outcome).toBe('absent');
  });

  test('looks at code repositories only when told so', () => {
    const context = contextOf([
      { name: 'OS2eksempel/kode', files: codeFiles(), hasIssues: known(false) },
      { name: 'OS2eksempel/docs', hasIssues: known(true) },
    ]);

    expect(setting.find(context, { name: 'issues', repositories: 'code' }).outcome).toBe('absent');
    expect(setting.find(context, { name: 'issues' }).outcome).toBe('found');
  });

  test('a setting that nobody may see is unknown, with the repository', () => {
    const context = contextOf([
      { name: 'OS2eksempel/a', hasIssues: known(false) },
      { name: 'OS2eksempel/b', hasIssues: unread() },
    ]);

    expect(setting.find(context, { name: 'issues' })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'setting.unseen', parameters: { repository: 'OS2eksempel/b' } },
    });
  });

  test('code that nobody could list may have it switched on', () => {
    const context = contextOf([
      { files: codeFiles(), hasIssues: known(false) },
      unreadRepository('OS2eksempel/b'),
    ]);

    expect(setting.find(context, { name: 'issues', repositories: 'code' }).outcome).toBe('unknown');
  });

  test('an absent setting is switched off', () => {
    expect(setting.find(contextOf([{ hasIssues: { state: 'absent' } }]), { name: 'issues' }).outcome).toBe(
      'absent',
    );
  });
});
