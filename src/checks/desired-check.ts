/** The check run as it should be: conclusion, texts, annotations and buttons. Pure. */
import { escapeMarkdown, sayIn, type Language } from '../messages/index.js';
import type { RequirementChange } from './difference.js';
import { annotationsOf } from './annotations.js';
import { differenceText } from './difference-text.js';
import type { DesiredCheck, ModelTexts, ProductResult } from './types.js';

export interface DesiredInput {
  /** One or more, the first one's language is that of title and buttons. */
  readonly results: readonly ProductResult[];
  readonly model: ModelTexts;
  /** Whether a configuration file is among what is changed. */
  readonly changesConfiguration: boolean;
  /** Whether issues for missing documents may be ordered. */
  readonly offersIssues: boolean;
}

/** Buttons, by the names that come back with who pressed them. */
export const BUTTONS = { assess: 'assess', openIssues: 'open-issues' } as const;

/** GitHub takes 65,535 of each. */
const LONGEST = 65_000;

/** Never asks for action: `neutral` where something worsens, `failure` only where the product has chosen it. */
export function desiredCheck(input: DesiredInput): DesiredCheck {
  const { results, model } = input;
  const language = results[0]?.language ?? 'da';
  const texts = results.map((result) => headed(result, differenceText(result, model), results.length > 1));
  return {
    conclusion: conclusionOf(results),
    title: titleOf(results, language),
    summary: cut(summaryOf(input, language)),
    text: cut(texts.filter((text) => text !== '').join('\n\n')),
    annotations: results.flatMap((result) => annotationsOf(result, model)).slice(0, MOST_ANNOTATIONS),
    actions: buttons(language, input.offersIssues),
  };
}

const MOST_ANNOTATIONS = 50;

function changesOf(result: ProductResult, kind: RequirementChange['kind']): readonly RequirementChange[] {
  return (result.difference?.changes ?? []).filter((change) => change.kind === kind);
}

function conclusionOf(results: readonly ProductResult[]): DesiredCheck['conclusion'] {
  const worse = results.filter((result) => changesOf(result, 'worsened').length > 0);
  if (worse.length === 0) return 'success';
  return worse.some(({ blocks }) => blocks) ? 'failure' : 'neutral';
}

function titleOf(results: readonly ProductResult[], language: Language): string {
  const count = (kind: RequirementChange['kind']): number =>
    results.reduce((sum, result) => sum + changesOf(result, kind).length, 0);
  const [improved, worsened, other] = [count('improved'), count('worsened'), count('other')];
  if (improved > 0 && worsened > 0) return sayIn(language, 'checks.title.both', { improved, worsened });
  if (improved > 0) return sayIn(language, 'checks.title.improved', { count: improved });
  if (worsened > 0) return sayIn(language, 'checks.title.worsened', { count: worsened });
  return sayIn(language, other > 0 ? 'checks.title.other' : 'checks.title.same');
}

function summaryOf({ results, model, changesConfiguration }: DesiredInput, language: Language): string {
  const isUntouched = results.every(({ difference }) => difference === null);
  const own = isUntouched
    ? [sayIn(language, 'checks.summary.untouched')]
    : results.map((result) => headed(result, productSummary(result, model), results.length > 1));
  if (changesConfiguration) own.push(sayIn(language, 'checks.summary.configuration'));
  return own.join('\n\n');
}

function productSummary(result: ProductResult, model: ModelTexts): string {
  const { difference, language, blocks } = result;
  if (difference === null) return sayIn(language, 'checks.summary.untouched');
  const hasChanges = difference.changes.length > 0 || difference.level !== null;
  const sentences = [sayIn(language, hasChanges ? 'checks.summary.changed' : 'checks.summary.same')];
  if (difference.level !== null) {
    const name = (id: string | null): string => levelName(id, model, language);
    const { from, to } = difference.level;
    sentences.push(sayIn(language, 'checks.summary.level', { from: name(from), to: name(to) }));
  }
  if (changesOf(result, 'worsened').length > 0) {
    sentences.push(sayIn(language, blocks ? 'checks.summary.blocks' : 'checks.summary.advises'));
  }
  return sentences.join(' ');
}

function levelName(id: string | null, model: ModelTexts, language: Language): string {
  const level = model.levels.find((one) => one.id === id);
  return level === undefined
    ? sayIn(language, 'checks.summary.noLevel')
    : escapeMarkdown(level.name[language]);
}

/** Only where a repository belongs to several products it takes a name to tell them apart. */
function headed({ name, language }: ProductResult, text: string, isOneOfMany: boolean): string {
  if (!isOneOfMany || text === '') return text;
  return `## ${name === null ? sayIn(language, 'checks.summary.hiddenProduct') : escapeMarkdown(name)}\n\n${text}`;
}

function buttons(language: Language, offersIssues: boolean): DesiredCheck['actions'] {
  const wanted = offersIssues ? [BUTTONS.assess, BUTTONS.openIssues] : [BUTTONS.assess];
  return wanted.map((identifier) => ({
    identifier,
    label: sayIn(language, `checks.button.${identifier}.label`),
    description: sayIn(language, `checks.button.${identifier}.description`),
  }));
}

/** At the end of a line, so that no escape or link is cut in two. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const short = text.slice(0, LONGEST);
  return `${short.slice(0, short.lastIndexOf('\n'))}\n\n…`;
}
