import { expect, jest, test } from '@jest/globals';
import { exclusively } from '../../src/app/exclusive.js';
import { describeOnEveryDatabase } from '../support/database.js';

jest.setTimeout(60_000);

describeOnEveryDatabase('src/app/exclusive.ts', (database) => {
  test('one at a time by name; free again when it is done, however it ended', async () => {
    const during: unknown[] = [];

    const first = await exclusively(database(), 'roadmap', async (check) => {
      check();
      during.push(await exclusively(database(), 'roadmap', () => Promise.resolve('second')));
      during.push(await exclusively(database(), 'plan', () => Promise.resolve('another')));
      return 'first';
    });
    const failed = exclusively(database(), 'roadmap', () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    const later = await exclusively(database(), 'roadmap', () => Promise.resolve('later'));

    expect({ first, during, later }).toEqual({
      first: 'first',
      during: ['busy', 'another'],
      later: 'later',
    });
  });

  test('who has lost the right, as a process that slept, writes no more', async () => {
    if (database().kind === 'embedded') return;
    const clock = jest.spyOn(Date, 'now');

    const slept = exclusively(database(), 'roadmap', (check) => {
      clock.mockReturnValue(Date.parse('2099-01-01'));
      check();
      return Promise.resolve('written');
    });

    await expect(slept).rejects.toThrow('lost to another process');
    clock.mockRestore();
  });
});
