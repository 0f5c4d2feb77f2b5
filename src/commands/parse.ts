/** From a comment's first line to a command, or to what is wrong with it. Pure. */
import { plainText, safeLink } from '../messages/index.js';
import { afterPrefix, commandIn, fold, formOf, untilWords, type CommandName } from './vocabulary.js';

export interface Command {
  readonly name: CommandName;
  /** As the model spells it. */
  readonly requirement: string | null;
  readonly reason: string | null;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string | null;
  /** The first https address in the reason. */
  readonly link: string | null;
}

export type Mistake =
  | { readonly kind: 'unknown'; readonly word: string }
  | { readonly kind: 'requirement' | 'reason' | 'day'; readonly name: CommandName }
  | { readonly kind: 'noSuchRequirement'; readonly name: CommandName; readonly requirement: string }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'past'; readonly day: string };

export interface ParseContext {
  /** Ids of the model. */
  readonly requirements: readonly string[];
  /** `YYYY-MM-DD` in Denmark. */
  readonly today: string;
}

const LONGEST_REASON = 1000;
const FEWEST_LETTERS = 3;
const DATE = String.raw`\d[\d./-]*`;
const UNTIL = new RegExp(
  String.raw`(?:^|\s)(?:${untilWords()
    .map((words) => words.replaceAll(' ', String.raw`\s+`))
    .join('|')})\s+(${DATE})\s*[.!]?$`,
  'iu',
);

/** Null where the comment is no command: its first line does not begin with the sign. Never throws. */
export function parseCommand(body: string, context: ParseContext): Command | Mistake | null {
  const [line = ''] = body.split(/\r?\n/, 1);
  const text = afterPrefix(line);
  if (text === null) return null;
  if (text === '') return { ...NOTHING, name: 'help' };
  const found = commandIn(text);
  if (found === null)
    return { kind: 'unknown', word: plainText(text.split(/\s/, 1)[0] ?? '', { maxLength: 40 }) };
  return readArguments(found.name, found.rest, context);
}

export function isMistake(parsed: Command | Mistake): parsed is Mistake {
  return 'kind' in parsed;
}

const NOTHING = { requirement: null, reason: null, until: null, link: null } as const;

function readArguments(name: CommandName, rest: string, context: ParseContext): Command | Mistake {
  const takes = new Map(formOf(name).takes.map(({ argument, optional }) => [argument, optional === true]));
  let requirement: string | null = null;
  let until: string | null = null;
  let text = rest;
  if (takes.has('requirement')) {
    const { word, after } = firstWord(text);
    if (word === '') return { kind: 'requirement', name };
    requirement = context.requirements.find((id) => fold(id) === fold(word.replace(/[:,.;]+$/, ''))) ?? null;
    if (requirement === null)
      return { kind: 'noSuchRequirement', name, requirement: plainText(word, { maxLength: 20 }) };
    text = after;
  }
  if (takes.has('day')) {
    const { word, after } = firstWord(withoutUntil(text));
    if (word === '') return { kind: 'day', name };
    const day = readDay(word, context);
    if (typeof day !== 'string') return day;
    [until, text] = [day, after];
  } else if (takes.has('until')) {
    const ending = UNTIL.exec(text);
    if (ending !== null) {
      const day = readDay(ending[1] ?? '', context);
      if (typeof day !== 'string') return day;
      [until, text] = [day, text.slice(0, ending.index)];
    }
  }
  const reason = takes.has('reason') ? plainText(text, { maxLength: LONGEST_REASON }) : '';
  if (takes.get('reason') === false && letters(reason) < FEWEST_LETTERS) return { kind: 'reason', name };
  return { name, requirement, reason: reason === '' ? null : reason, until, link: linkIn(text) };
}

function firstWord(text: string): { readonly word: string; readonly after: string } {
  const [word = ''] = text.trimStart().split(/\s/, 1);
  return { word, after: text.trimStart().slice(word.length).trim() };
}

/** `udsæt F17 til og med 2027-01-31` means the same as without the words. */
function withoutUntil(text: string): string {
  const words = untilWords().find((one) => fold(text.trimStart()).startsWith(`${fold(one)} `));
  return words === undefined ? text : text.trimStart().split(/\s+/).slice(words.split(' ').length).join(' ');
}

/** `2027-06-30`, `30-06-2027`, `30.6.2027`, `30/6/2027`; days that are, and that are still to come. */
function readDay(word: string, { today }: ParseContext): string | Mistake {
  const written = word.replace(/[.,;:!]+$/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written);
  const danish = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(written);
  const [year, month, day] = iso?.slice(1) ?? danish?.slice(1).reverse() ?? [];
  const text = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text)
    return { kind: 'date', date: plainText(written, { maxLength: 20 }) };
  return text < today ? { kind: 'past', day: text } : text;
}

function letters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function linkIn(text: string): string | null {
  const address = /https:\/\/[^\s<>"]+/.exec(text)?.[0].replace(/[.,;:!?)\]]+$/, '');
  return address === undefined ? null : safeLink(address);
}
