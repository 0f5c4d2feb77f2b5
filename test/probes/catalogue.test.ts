import { describe, expect, test } from '@jest/globals';
import { ask, PROBES } from '../../src/probes/catalogue.js';
import { contextOf } from './support.js';

describe('probes/catalogue', () => {
  test.each(Object.entries(PROBES))('%s is called by its own name', (name, probe) => {
    expect(probe.name).toBe(name);
  });

  test('asks a probe by name', () => {
    const context = contextOf([{ hasIssues: { state: 'known', value: true } }]);

    expect(ask('setting', context, { name: 'issues' }).outcome).toBe('found');
  });

  test.each(['nothing', 'constructor', '__proto__', 'toString'])(
    'a probe that does not exist is a fault of the model: %s',
    (name) => {
      expect(() => ask(name, contextOf([]), {})).toThrow('os2modning model check');
    },
  );
});
