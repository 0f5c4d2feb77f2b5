/** The commands: what each takes, and its words in every language, from the message catalogue. Help and reading are made from the same. */
import { LANGUAGES, sayIn, type Language } from '../messages/index.js';

export type CommandName = (typeof COMMANDS)[number]['name'];
export type Argument = 'requirement' | 'reason' | 'until' | 'day';

interface CommandForm {
  readonly name: string;
  readonly takes: readonly { readonly argument: Argument; readonly optional?: true }[];
  /** `writers`: people who may write to the repository. `secretariat`: those the portfolio configuration names. */
  readonly who: 'writers' | 'secretariat';
}

const REQUIREMENT = { argument: 'requirement' } as const;
const REASON = { argument: 'reason' } as const;
const UNTIL = { argument: 'until', optional: true } as const;
const DAY = { argument: 'day' } as const;

/** In the order of the help. */
export const COMMANDS = [
  { name: 'assess', takes: [], who: 'writers' },
  { name: 'explain', takes: [REQUIREMENT, REASON, UNTIL], who: 'writers' },
  { name: 'not-relevant', takes: [REQUIREMENT, REASON, UNTIL], who: 'writers' },
  { name: 'postpone', takes: [REQUIREMENT, DAY, { ...REASON, optional: true }], who: 'writers' },
  { name: 'withdraw', takes: [REQUIREMENT], who: 'writers' },
  { name: 'create', takes: [REQUIREMENT], who: 'writers' },
  { name: 'open', takes: [], who: 'writers' },
  { name: 'accept', takes: [REQUIREMENT], who: 'secretariat' },
  { name: 'help', takes: [], who: 'writers' },
] as const satisfies readonly CommandForm[];

/** As people write it, folded: what is said, and which command it is. The longest first, since one may begin another. */
const WORDS: readonly { readonly word: string; readonly name: CommandName }[] = COMMANDS.flatMap(({ name }) =>
  LANGUAGES.flatMap((language) =>
    listOf(language, `word.${name}`).map((word) => ({ word: fold(word), name })),
  ),
).sort((a, b) => b.word.length - a.word.length);

const UNTIL_WORDS = [...new Set(LANGUAGES.flatMap((language) => listOf(language, 'until')))];
const PREFIXES = [...new Set(LANGUAGES.map((language) => fold(sayIn(language, 'commands.prefix'))))];

function listOf(language: Language, key: string): readonly string[] {
  return sayIn(language, `commands.${key}`).split(/\s*,\s*/);
}

/** Without capitals and accents, and with æ, ø and å spelt out: `Åbn` and `aabn` are the same word. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
}

/** Whether a line begins with the sign of a command; answers what follows it, or null. */
export function afterPrefix(line: string): string | null {
  const [first = ''] = line.split(/\s/, 1);
  return PREFIXES.includes(fold(first)) ? line.slice(first.length).trim() : null;
}

/** The command that a text begins with, and the rest of the text. Null where it begins with none. */
export function commandIn(text: string): { readonly name: CommandName; readonly rest: string } | null {
  for (const { word, name } of WORDS) {
    const count = word.split(' ').length;
    const parts = text.split(/\s+/);
    if (fold(parts.slice(0, count).join(' ')) !== word) continue;
    return { name, rest: text.replace(new RegExp(`^(?:\\S+\\s*){${count}}`), '') };
  }
  return null;
}

/** Every word that is understood, folded. */
export function knownWords(): readonly { readonly word: string; readonly name: CommandName }[] {
  return WORDS;
}

export function untilWords(): readonly string[] {
  return UNTIL_WORDS;
}

export function formOf(name: CommandName): CommandForm {
  const form: CommandForm | undefined = COMMANDS.find((one) => one.name === name);
  if (form === undefined) throw new Error(`There is no command "${name}".`);
  return form;
}

/** `/modning forklar F14 jeres grund [indtil 2027-06-30]`; `requirement` stands in the place of the example. */
export function usageOf(name: CommandName, language: Language, requirement?: string): string {
  const [word = ''] = listOf(language, `word.${name}`);
  const parts = [sayIn(language, 'commands.prefix'), word];
  for (const { argument, optional } of formOf(name).takes) {
    const example =
      argument === 'requirement' && requirement !== undefined
        ? requirement
        : sayIn(language, `commands.argument.${argument}`);
    parts.push(optional === true ? `[${example}]` : example);
  }
  return parts.join(' ');
}
