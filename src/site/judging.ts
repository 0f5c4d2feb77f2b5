/** How a requirement is judged, in sentences made of the model's data. Not escaped. */
import type { EvidenceRule, Requirement } from '../governance/index.js';
import { formatList, hasMessage, sayIn, type Language } from '../messages/index.js';

/** Parameters of probes that hold words to look for, in the order they are told. */
const WORDS = [
  'names',
  'headings',
  'paths',
  'folders',
  'kept',
  'hosts',
  'group',
  'text',
  'template',
] as const;
const MOST_WORDS = 8;

export function howItIsJudged(requirement: Requirement, language: Language): readonly string[] {
  const { decidedBy, declared, evidence, question, greenByPeople } = requirement;
  const say = (key: string, parameters = {}): string => sayIn(language, `site.judged.${key}`, parameters);
  const lines = [say(`by.${decidedBy}`)];
  for (const rule of Object.values(evidence)) lines.push(evidenceLine(rule, language));
  if (declared.yes === 'support') lines.push(say('declared.support'));
  else lines.push(say(`declared.${declared.yes}`, { best: declared.best }));
  if (greenByPeople === true) lines.push(say('people'));
  if (question !== null) lines.push(say(`asked.${question.to}`, { question: question[language] }));
  return [...new Set(lines)];
}

function evidenceLine({ probe, with: given, where }: EvidenceRule, language: Language): string {
  const say = (key: string, parameters = {}): string => sayIn(language, `site.judged.${key}`, parameters);
  const key = hasMessage(`site.judged.probe.${probe}`) ? `probe.${probe}` : 'probe.other';
  const parts = [say(key, { probe })];
  for (const name of WORDS) {
    const words = wordsOf(given[name]);
    if (words.length === 0) continue;
    const shown = words.slice(0, MOST_WORDS);
    const list = words.length > shown.length ? [...shown, '…'] : shown;
    parts.push(say('words', { words: formatList(list, language) }));
    break;
  }
  if (Object.keys(where).length > 0) parts.push(say('figures'));
  return parts.join(' ');
}

/** As a person would write them: without the marks that say where a word may begin and end. */
function wordsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const words = list
    .filter((one) => typeof one === 'string')
    .map((word) =>
      word
        .replace(/^=/, '')
        .replaceAll('**/', '')
        .replace(/^\*+|\*+$/g, ''),
    );
  return [...new Set(words.filter((word) => word !== ''))];
}
