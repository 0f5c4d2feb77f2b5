import { describe, expect, test } from '@jest/globals';
import { milestoneLines } from '../../src/roadmap/milestone-lines.js';

describe('roadmap/milestone-lines', () => {
  test('reads start, track and phase wherever they stand', () => {
    const description = 'Om milepælen\r\n\r\nStart: 2026-02-01\r\nSpor: Mere støtte\r\n**Fase:** Udførelse';

    const lines = milestoneLines(description.replace('**Fase:**', 'fase:'));

    expect(lines).toEqual({ start: '2026-02-01', track: 'Mere støtte', phase: 'Udførelse' });
  });

  test.each([
    ['nothing at all', null],
    ['a day that is not there', 'Start: 2026-02-30'],
    ['a word in the middle of a line', 'Vores Spor: nej'],
    ['an empty line', 'Spor:   \nFase:'],
  ])('%s says nothing', (_case, description) => {
    expect(milestoneLines(description)).toEqual({ start: null, track: null, phase: null });
  });

  test('hostile names become short plain text', () => {
    const { track } = milestoneLines(`Spor: \u202e${'x'.repeat(5000)}\u0000`);

    expect(track).toMatch(/^x+…$/);
    expect(track?.length).toBe(60);
  });
});
