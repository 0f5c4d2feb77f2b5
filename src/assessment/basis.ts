/** Why a rating is what it is, in sentences for a coordinator who does not know the program. */
import type { Answer } from '../declarations/index.js';
import type { Requirement } from '../governance/index.js';
import { dayText, formatList, say, type Bilingual } from '../messages/index.js';
import type { Sighting } from '../probes/index.js';
import type { DeclaredRating } from './declared.js';
import { shortfallOf, wantedNames, type Weighed, type WeighedEvidence } from './evaluate.js';
import { sayingText } from './evidence.js';
import type { RepositoryRating } from './rate.js';
import type { ExplanationState, Rating } from './types.js';

/** A reader takes in so many of each and no more; the rest is counted. */
const MOST_THINGS = 2;
const MOST_CLAUSES = 2;
const MOST_MISSING = 3;

export interface BasisGrounds {
  readonly requirement: Requirement;
  readonly rating: Rating;
  readonly repositories: RepositoryRating;
  readonly evidence: WeighedEvidence;
  readonly answer: Answer | null;
  readonly declared: DeclaredRating;
  readonly declaredOn: string | null;
  readonly hasDeclaration: boolean;
  readonly explanation: ExplanationState | null;
}

export function basisFor(grounds: BasisGrounds): Bilingual {
  const sentences = [
    ...foundSentences(grounds),
    ...lackingSentences(grounds),
    ...declaredSentences(grounds),
    ...explanationSentences(grounds),
  ];
  return { da: sentences.map(({ da }) => da).join(' '), en: sentences.map(({ en }) => en).join(' ') };
}

function foundSentences({ requirement, evidence, rating }: BasisGrounds): Bilingual[] {
  const names = wantedNames(rating === 'green' ? requirement.green : requirement.yellow);
  const fallback = wantedNames(requirement.green);
  const sightings: Sighting[] = [];
  for (const [name, one] of evidence) {
    if (one.holds === 'yes' && (names.has(name) || fallback.has(name)))
      sightings.push(...one.finding.sightings);
  }
  const things: Bilingual[] = [];
  const clauses: Bilingual[] = [];
  const seen = new Set<string>();
  for (const sighting of sightings) {
    const place = `${sighting.repository.nameWithOwner} ${sighting.path ?? sighting.says.key}`;
    if (seen.has(place)) continue;
    seen.add(place);
    (sighting.says.key.startsWith('things.') ? things : clauses).push(sayingText(sighting.says));
  }
  const sentences = clauses.slice(0, MOST_CLAUSES).map(asSentence);
  if (things.length === 0) return sentences;
  const shown = things.slice(0, MOST_THINGS);
  const list = { da: listIn(shown, 'da', things.length), en: listIn(shown, 'en', things.length) };
  return [
    ...sentences,
    say('assessment.basis.things', { first: 'yes', list, more: things.length - shown.length }),
  ];
}

function listIn(things: readonly Bilingual[], language: 'da' | 'en', all: number): string {
  const texts = things.map((thing) => thing[language]);
  return all > texts.length ? texts.join(', ') : formatList(texts, language);
}

function lackingSentences({
  requirement,
  evidence,
  rating,
  repositories,
  answer,
}: BasisGrounds): Bilingual[] {
  if (rating === 'green' || rating === 'grey') return [];
  const short = shortfallOf(requirement.green, evidence);
  const sentences: Bilingual[] = [];
  for (const text of texts(short.concerns, 'concern')) sentences.push(asSentence(text));
  for (const text of texts(short.missing, 'missing').slice(0, MOST_MISSING)) sentences.push(asSentence(text));
  sentences.push(...rejectedSentences(evidence));
  const [unseen] = short.unseen;
  if (unseen?.finding.unknown)
    sentences.push(say('assessment.basis.unseen', { reason: sayingText(unseen.finding.unknown) }));
  if (sentences.length > 0) return sentences;
  if (repositories === 'none' && requirement.decidedBy !== 'people')
    return [say('assessment.basis.notFound')];
  return answer === null || rating === 'unknown'
    ? [say(`assessment.basis.${repositories === 'none' ? 'notFound' : 'peopleOnly'}`)]
    : [];
}

function texts(weighed: readonly Weighed[], which: 'missing' | 'concern'): Bilingual[] {
  const unique = new Map<string, Bilingual>();
  for (const { rule } of weighed) {
    const text = rule[which];
    if (text !== null) unique.set(text.da, text);
  }
  return [...unique.values()];
}

/** What was looked at and does not count: people would otherwise point to it. */
function rejectedSentences(evidence: WeighedEvidence): Bilingual[] {
  const unique = new Map<string, Bilingual>();
  for (const one of evidence.values()) {
    if (one.finding.outcome !== 'absent' || one.rule.missing === null) continue;
    for (const sighting of one.finding.sightings) {
      if (sighting.path === null) continue;
      if (!unique.has(sighting.path)) unique.set(sighting.path, asSentence(sayingText(sighting.says)));
    }
  }
  return [...unique.values()].slice(0, MOST_CLAUSES);
}

function declaredSentences({
  requirement,
  answer,
  declared,
  declaredOn,
  hasDeclaration,
  rating,
}: BasisGrounds): Bilingual[] {
  if (answer === null || answer.status === 'unanswered') {
    if (requirement.decidedBy === 'repository' || rating === 'green') return [];
    return [say(hasDeclaration ? 'assessment.declared.unanswered' : 'assessment.basis.noDeclaration')];
  }
  const { raw } = answer;
  if (answer.status === 'dont-know') return [say('assessment.declared.dontKnow', { raw })];
  if (declared.because !== null) {
    return [
      say(`assessment.declared.${declared.because}`, {
        raw,
        day: declaredOn === null ? '' : dayText(declaredOn),
      }),
    ];
  }
  const link = answer.links.find((one) => one.public);
  if (declared.rating === null)
    return requirement.decidedBy === 'repository' && rating === 'green'
      ? []
      : [say('assessment.declared.shown', { raw })];
  return [
    link === undefined
      ? say('assessment.declared.yes', { raw })
      : say('assessment.declared.yesLink', { raw, host: hostOf(link.url) }),
  ];
}

function explanationSentences({ explanation }: BasisGrounds): Bilingual[] {
  if (explanation === null) return [];
  const { state, reason, until } = explanation;
  return [
    say(`assessment.explanation.${state}`, {
      reason: reason.slice(0, 300),
      day: until === null ? '' : dayText(until),
    }),
  ];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url.slice(0, 60);
}

/** A clause as a sentence of its own; a path keeps its letters. */
function asSentence(clause: Bilingual): Bilingual {
  return { da: finish(clause.da), en: finish(clause.en) };
}

function finish(clause: string): string {
  const [word = ''] = clause.split(' ');
  const start = /[./_]|\d/.test(word) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
