import { describe, expect, test } from '@jest/globals';
import { whoTicked } from '../../src/commands/ticks.js';
import type { Actor, TextEdit } from '../../src/github/index.js';

const OWN = { login: 'os2modning[bot]', appId: 1 };
const US: Actor = { login: 'os2modning[bot]', id: 1, isBot: true };
const ANNA: Actor = { login: 'anna', id: 2, isBot: false };
const BO: Actor = { login: 'bo', id: 3, isBot: false };
const OTHER: Actor = { login: 'anden[bot]', id: 4, isBot: true };

/** Newest first. */
function edits(...given: readonly [Actor | null, boolean | null][]): readonly TextEdit[] {
  return given.map(([editor, ticked], index) => ({
    editor,
    editedAt: `2026-06-${String(28 - index)}T10:00:00Z`,
    text: ticked === null ? null : `- [${ticked ? 'x' : ' '}] F4 <!-- os2modning:order requirement=F4 -->`,
  }));
}

describe('commands/ticks', () => {
  test('whoever ticked the box, whoever wrote after', () => {
    expect(whoTicked('F4', edits([ANNA, true], [US, false]), OWN)).toBe(ANNA);
    expect(whoTicked('F4', edits([BO, true], [ANNA, true], [US, false]), OWN)).toBe(ANNA);
    expect(whoTicked('F4', edits([US, true], [ANNA, true], [US, false]), OWN)).toBe(ANNA);
    expect(whoTicked('F4', edits([BO, true], [ANNA, false], [ANNA, true], [US, false]), OWN)).toBe(BO);
  });

  test.each<[string, readonly TextEdit[]]>([
    ['there is no history', []],
    ['the history does not reach back', edits([ANNA, true])],
    ['an edit is not shown', edits([BO, true], [ANNA, null], [US, false])],
    ['the account is gone', edits([null, true], [US, false])],
    ['it is a bot', edits([OTHER, true], [US, false])],
    ['it came with an edit of ours', edits([BO, true], [US, true], [US, false])],
    ['the box is not ticked', edits([ANNA, false], [US, false])],
  ])('nobody, where %s', (_why, history) => {
    expect(whoTicked('F4', history, OWN)).toBeNull();
  });
});
