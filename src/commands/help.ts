/** The help, and the commands nearest to what somebody wrote: from the same data that commands are read with. */
import { distance } from 'fastest-levenshtein';
import { sayIn, type Language } from '../messages/index.js';
import { COMMANDS, fold, knownWords, usageOf, type CommandName } from './vocabulary.js';

const MOST_NEAREST = 2;

/** A table of all commands, in Markdown. */
export function helpText(language: Language): string {
  const say = (key: string, parameters = {}): string => sayIn(language, `commands.${key}`, parameters);
  const rows = COMMANDS.map(({ name }) =>
    say('help.row', { usage: usageOf(name, language), about: say(`about.${name}`) }),
  );
  return [say('help.intro'), [say('help.head'), '| --- | --- |', ...rows].join('\n'), say('help.who')].join(
    '\n\n',
  );
}

/** The commands whose words are nearest to a word, nearest first; none where it is nothing like any. */
export function nearestCommands(word: string): readonly CommandName[] {
  const written = fold(word);
  const nearest = new Map<CommandName, number>();
  for (const { word: known, name } of knownWords()) {
    const away = distance(written, known);
    if (away > Math.max(2, Math.floor(known.length / 3))) continue;
    nearest.set(name, Math.min(away, nearest.get(name) ?? Infinity));
  }
  return [...nearest]
    .sort((a, b) => a[1] - b[1])
    .slice(0, MOST_NEAREST)
    .map(([name]) => name);
}
