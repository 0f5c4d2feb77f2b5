/** What comes of a command: what is noted, and what is answered. Pure. */
import type { RequirementAssessment } from '../assessment/index.js';
import type { Actor, Reaction } from '../github/index.js';
import { isMissing } from '../issues/index.js';
import {
  escapeMarkdown,
  formatDay,
  sayIn,
  type Language,
  type MessageParameters,
} from '../messages/index.js';
import type { Product } from '../products/index.js';
import type { NewExplanation, StoredExplanation } from '../store/index.js';
import { helpText, nearestCommands } from './help.js';
import { isMistake, type Command, type Mistake } from './parse.js';
import { usageOf, type CommandName } from './vocabulary.js';

/** Everything a decision depends on. */
export interface Situation {
  readonly productKey: string;
  readonly product: Pick<Product, 'language' | 'issues'>;
  /** As last rated; null where it has not been. */
  readonly rated: (requirement: string) => RequirementAssessment | null;
  /** Whether the model asks nobody to accept explanations of a requirement. */
  readonly countsAtOnce: (requirement: string) => boolean;
  /** What stands of a requirement. */
  readonly standing: (requirement: string) => StoredExplanation | null;
  readonly by: Actor;
  /** Node id of the comment, and when it was written. */
  readonly comment: string;
  readonly saidAt: Date;
  /** It stands on the maturity issue. */
  readonly onMaturity: boolean;
}

export type Change =
  | { readonly kind: 'save'; readonly explanation: NewExplanation }
  | { readonly kind: 'accept' | 'withdraw'; readonly requirement: string };

export interface Decision {
  readonly change: Change | null;
  /** `maturity`, or a requirement whose document's issue is wanted. */
  readonly order: string | null;
  readonly reaction: Reaction;
  /** Markdown; null: the reaction is enough. */
  readonly reply: string | null;
}

const DONE: Decision = { change: null, order: null, reaction: '+1', reply: null };

export function decide(command: Command, situation: Situation): Decision {
  const { requirement } = command;
  switch (command.name) {
    case 'assess':
      return { ...DONE, reaction: 'rocket', order: situation.onMaturity ? 'maturity' : null };
    case 'open':
      return { ...DONE, order: 'maturity' };
    case 'help':
      return { ...DONE, reply: helpText(situation.product.language) };
    default:
      return requirement === null ? DONE : aboutRequirement(command, requirement, situation);
  }
}

function aboutRequirement(command: Command, requirement: string, situation: Situation): Decision {
  switch (command.name) {
    case 'create':
      return create(requirement, situation);
    case 'accept':
      return accept(requirement, situation);
    case 'withdraw':
      return withdraw(requirement, situation);
    default:
      return explain(command, requirement, situation);
  }
}

const STATUS: Readonly<Partial<Record<CommandName, NewExplanation['status']>>> = {
  'not-relevant': 'not-relevant',
  postpone: 'planned',
};

function explain(command: Command, requirement: string, situation: Situation): Decision {
  const { language } = situation.product;
  if (situation.rated(requirement)?.rating === 'green') return mistaken(situation, 'met', requirement);
  const explanation: NewExplanation = {
    product: situation.productKey,
    requirement,
    status: STATUS[command.name] ?? 'deviation',
    state: 'pending',
    source: 'command',
    sourceId: situation.comment,
    reason: command.reason ?? sayIn(language, 'commands.postponed'),
    until: command.until,
    link: command.link,
    byLogin: situation.by.login,
    byId: situation.by.id,
  };
  const key = command.name === 'postpone' ? 'answer.postponed' : 'answer.explained';
  const wait = situation.countsAtOnce(requirement) ? 'none' : 'secretariat';
  const until = untilText(command.until, language);
  const reply = sayTo(situation, key, { id: requirement, until, wait });
  return { ...DONE, change: { kind: 'save', explanation }, reply };
}

function accept(requirement: string, situation: Situation): Decision {
  const standing = situation.standing(requirement);
  if (standing === null) return mistaken(situation, 'nothingToAccept', requirement);
  if (standing.state === 'accepted') return mistaken(situation, 'alreadyAccepted', requirement);
  // Whoever accepts has read what stood there when they wrote, and nothing that came after.
  if (standing.createdAt > situation.saidAt) return mistaken(situation, 'changed', requirement);
  const until = untilText(standing.until, situation.product.language);
  const reply = sayTo(situation, 'answer.accepted', { id: requirement, until });
  return { ...DONE, change: { kind: 'accept', requirement }, reply };
}

function withdraw(requirement: string, situation: Situation): Decision {
  const standing = situation.standing(requirement);
  if (standing === null) return mistaken(situation, 'nothingToWithdraw', requirement);
  if (standing.source === 'configuration' || standing.source === 'declaration')
    return mistaken(situation, 'inFile', requirement);
  const reply = sayTo(situation, 'answer.withdrawn', { id: requirement });
  return { ...DONE, change: { kind: 'withdraw', requirement }, reply };
}

function create(requirement: string, situation: Situation): Decision {
  const { product } = situation;
  if (product.issues === 'off') return mistaken(situation, 'off', requirement);
  const rated = situation.rated(requirement);
  if (rated !== null && !isMissing(rated)) {
    const isExplained = rated.gap !== null && rated.explanation !== null;
    const usage = usageOf('withdraw', product.language, requirement);
    return mistaken(situation, isExplained ? 'explained' : 'nothingToCreate', requirement, { usage });
  }
  return { ...DONE, order: requirement };
}

/** What is answered to a command that cannot be read. */
export function decideMistake(mistake: Mistake, situation: Situation): Decision {
  const { language } = situation.product;
  const say = (key: string, parameters: MessageParameters = {}): string =>
    sayIn(language, `commands.mistake.${key}`, parameters);
  const reply = ((): string => {
    switch (mistake.kind) {
      case 'unknown': {
        const nearest = nearestCommands(mistake.word).map((name) => `\`${usageOf(name, language)}\``);
        const hint = nearest.length === 0 ? [] : [say('nearest', { commands: orList(nearest, language) })];
        return [say('unknown'), ...hint, say('more', { command: usageOf('help', language) })].join(' ');
      }
      case 'date':
        return say('date', { date: escapeMarkdown(mistake.date) });
      case 'past':
        return say('past', { day: formatDay(mistake.day, language) });
      case 'noSuchRequirement':
        return say('noSuchRequirement', {
          id: escapeMarkdown(mistake.requirement),
          usage: usageOf(mistake.name, language),
        });
      default:
        return say(mistake.kind, { usage: usageOf(mistake.name, language) });
    }
  })();
  return { ...DONE, reaction: 'confused', reply };
}

/** What is answered to somebody who may not. */
export function refuse(parsed: Command | Mistake, language: Language): Decision {
  const isAccepting = !isMistake(parsed) && parsed.name === 'accept';
  const reply = sayIn(language, `commands.denied.${isAccepting ? 'accept' : 'write'}`);
  return { ...DONE, reaction: '-1', reply };
}

function mistaken(
  situation: Situation,
  key: string,
  requirement: string,
  more: MessageParameters = {},
): Decision {
  const reply = sayTo(situation, `mistake.${key}`, { id: requirement, ...more });
  return { ...DONE, reaction: 'confused', reply };
}

function sayTo({ product }: Situation, key: string, parameters: MessageParameters): string {
  return sayIn(product.language, `commands.${key}`, parameters);
}

/** As the sentences take it: a day, or `none`. */
function untilText(until: string | null, language: Language): string {
  return until === null ? 'none' : formatDay(until, language);
}

function orList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(items);
}
