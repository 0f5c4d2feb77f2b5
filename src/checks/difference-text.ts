/** What a change does to a product, as Markdown. Everything from a repository is escaped. */
import type { Evidence } from '../assessment/index.js';
import { escapeMarkdown, markdownLink, ratingLabel, sayIn, type Language } from '../messages/index.js';
import type { LostEvidence, RequirementChange } from './difference.js';
import type { ModelTexts, ProductResult } from './types.js';

const KINDS = ['worsened', 'improved', 'other'] as const;
/** Of each kind for one requirement. */
const MOST_PLACES = 3;

/** Empty where nothing changes. */
export function differenceText({ difference, language }: ProductResult, model: ModelTexts): string {
  const sections: string[] = [];
  for (const kind of KINDS) {
    const changes = (difference?.changes ?? []).filter((change) => change.kind === kind);
    if (changes.length === 0) continue;
    const items = changes.map((change) => itemOf(change, model, language));
    sections.push(`### ${sayIn(language, `checks.section.${kind}`)}\n\n${items.join('\n')}`);
  }
  return sections.join('\n\n');
}

function itemOf(change: RequirementChange, model: ModelTexts, language: Language): string {
  const texts = model.requirements.find(({ id }) => id === change.requirement);
  const name =
    `**${escapeMarkdown(change.requirement)}** ${escapeMarkdown(texts?.title[language] ?? '')}`.trim();
  const lines = [
    sayIn(language, 'checks.change', {
      name,
      from: ratingLabel(change.from, language),
      to: ratingLabel(change.to, language),
    }),
  ];
  const { evidence, lost } = change;
  const says = change.kind === 'worsened' ? reasonOf : placeOf;
  const below = [
    ...shortened(
      lost.map((one) => lossOf(one, language)),
      language,
    ),
    ...shortened(distinct(evidence.map((one) => says(one, language))), language),
  ];
  // Half a step: what it takes to go the rest of the way.
  if (change.kind !== 'other' && change.to !== 'green' && texts !== undefined) {
    const green = escapeMarkdown(texts.greenWhen[language]).replace(/[.:;,\s]+$/, '');
    below.push(sayIn(language, 'checks.needed', { green }));
  }
  return [`- ${lines.join(' ')}`, ...below.map((line) => `  - ${line}`)].join('\n');
}

function placeOf({ path, line, url }: Evidence, language: Language): string {
  const link = markdownLink(path ?? '', url, { maxLength: 200 });
  return line === null
    ? sayIn(language, 'checks.evidenceFile', { link })
    : sayIn(language, 'checks.evidence', { link, line: String(line) });
}

function reasonOf({ says, url }: Evidence, language: Language): string {
  return sayIn(language, 'checks.because', { says: markdownLink(says[language], url, { maxLength: 400 }) });
}

function lossOf({ path, isGone }: LostEvidence, language: Language): string {
  const file = escapeMarkdown(path, { maxLength: 200 });
  return sayIn(language, isGone ? 'checks.lost.gone' : 'checks.lost.changed', { file });
}

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}

function shortened(lines: readonly string[], language: Language): readonly string[] {
  if (lines.length <= MOST_PLACES) return lines;
  const count = lines.length - MOST_PLACES;
  return [...lines.slice(0, MOST_PLACES), sayIn(language, 'checks.more', { count })];
}
