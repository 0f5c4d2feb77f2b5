import { describe, expect, test } from '@jest/globals';
import { helpText, nearestCommands } from '../../src/commands/help.js';
import { parseCommand } from '../../src/commands/parse.js';
import { COMMANDS, usageOf } from '../../src/commands/vocabulary.js';
import { LANGUAGES } from '../../src/messages/index.js';

describe('commands/help', () => {
  test.each(LANGUAGES)('every command of the help in %s is understood as it stands there', (language) => {
    const text = helpText(language);

    for (const { name } of COMMANDS) {
      const usage = usageOf(name, language);
      const written = usage.replace(/[[\]]/g, '');
      expect(text).toContain(`\`${usage}\``);
      expect(parseCommand(written, { requirements: ['F14'], today: '2026-11-25' })).toMatchObject({ name });
    }
  });

  test('shows what may be left out', () => {
    expect(usageOf('explain', 'da')).toBe('/modning forklar F14 jeres grund [indtil 2027-06-30]');
    expect(usageOf('explain', 'da', 'F4')).toContain('forklar F4');
    expect(usageOf('postpone', 'en')).toBe('/modning postpone F14 2027-06-30 [your reason]');
  });

  test.each([
    ['vurdre', ['assess']],
    ['forklare', ['explain']],
    ['asess', ['assess']],
    ['hjaelp!', ['help']],
    ['noget-helt-andet', []],
  ])('%s is near to %j', (word, nearest) => {
    expect(nearestCommands(word)).toEqual(nearest);
  });
});
