import { readSettings, type Settings } from '../app/index.js';
import { CommandError } from './failure.js';
import type { Io } from './io.js';

/** The app's settings, from the environment. Throws a CommandError with all mistakes. */
export function settingsOf(io: Io): Settings {
  const { settings, mistakes } = readSettings(io.env);
  if (settings !== null) return settings;
  const lines = {
    da: mistakes.map(({ da }) => da).join('\n'),
    en: mistakes.map(({ en }) => en).join('\n'),
  };
  throw new CommandError(lines);
}
