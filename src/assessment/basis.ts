/** Why a rating is what it is, in sentences for a coordinator who does not know the program. */
import type { Answer } from '../declarations/index.js';
import type { Requirement } from '../governance/index.js';
import { dayText, formatList, plainText, say, type Bilingual } from '../messages/index.js';
import type { Sighting } from '../probes/index.js';
import type { DeclarationSight } from './declaration.js';
import type { DeclaredRating } from './declared.js';
import { shortfallOf, wantedNames, type Weighed, type WeighedEvidence } from './evaluate.js';
import { sayingText } from './evidence.js';
import type { RepositoryRating } from './rate.js';
import type { Rating } from './types.js';

/** A reader takes in so many of each and no more; the rest is counted. */
const MOST_THINGS = 2;
const MOST_CLAUSES = 2;
const MOST_LACKING = 2;
/** In characters. */
const MOST_OF_ANSWER = 160;

/** Why there is no answer of the product's. */
const NO_ANSWER = {
  read: 'assessment.declared.unanswered',
  unread: 'assessment.basis.unreadDeclaration',
  none: 'assessment.basis.noDeclaration',
} as const satisfies Record<DeclarationSight, string>;

export interface BasisGrounds {
  readonly requirement: Requirement;
  readonly rating: Rating;
  readonly repositories: RepositoryRating;
  readonly evidence: WeighedEvidence;
  readonly answer: Answer | null;
  readonly declared: DeclaredRating;
  readonly declaredOn: string | null;
  readonly declarationSight: DeclarationSight;
}

export function basisFor(grounds: BasisGrounds): Bilingual {
  const sentences = [...foundSentences(grounds), ...lackingSentences(grounds), ...declaredSentences(grounds)];
  return { da: sentences.map(({ da }) => da).join(' '), en: sentences.map(({ en }) => en).join(' ') };
}

/** What was found and points to the rating; where nothing does, what would count for green. */
function sightingsFound({ requirement, evidence, rating }: BasisGrounds): Sighting[] {
  const names = wantedNames(rating === 'green' ? requirement.green : requirement.yellow);
  const fallback = wantedNames(requirement.green);
  const sightings: Sighting[] = [];
  for (const [name, one] of evidence) {
    if (one.holds === 'yes' && (names.has(name) || fallback.has(name)))
      sightings.push(...one.finding.sightings);
  }
  return sightings;
}

function pathsFound(grounds: BasisGrounds): ReadonlySet<string | null> {
  return new Set(sightingsFound(grounds).map(({ path }) => path));
}

function foundSentences(grounds: BasisGrounds): Bilingual[] {
  const things: Sighting[] = [];
  const clauses: Sighting[] = [];
  const seen = new Set<string>();
  for (const sighting of sightingsFound(grounds)) {
    const place = sighting.path ?? `${sighting.repository.nameWithOwner} ${sighting.says.key}`;
    if (seen.has(place)) continue;
    seen.add(place);
    (sighting.says.key.startsWith('things.') ? things : clauses).push(sighting);
  }
  const said = (of: readonly Sighting[], most: number): Bilingual[] =>
    of.slice(0, most).map(({ says }) => sayingText(says));
  const sentences = said(clauses, MOST_CLAUSES).map(asSentence);
  if (things.length === 0) return sentences;
  const shown = said(things, MOST_THINGS);
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

function lackingSentences(grounds: BasisGrounds): Bilingual[] {
  const { requirement, evidence, rating, repositories, answer } = grounds;
  if (rating === 'green' || rating === 'grey') return [];
  const short = shortfallOf(requirement.green ?? requirement.yellow, evidence);
  const sentences: Bilingual[] = [];
  const lacking = [...texts(short.concerns, 'concern'), ...texts(short.missing, 'missing')];
  for (const text of lacking.slice(0, MOST_LACKING)) sentences.push(asSentence(text));
  sentences.push(...rejectedSentences(evidence, pathsFound(grounds)));
  const [unseen] =
    rating === 'unknown'
      ? [...short.unseen, ...shortfallOf(requirement.yellow, evidence).unseen]
      : short.unseen;
  if (unseen?.finding.unknown)
    sentences.push(say('assessment.basis.unseen', { reason: sayingText(unseen.finding.unknown) }));
  if (sentences.length > 0) return sentences;
  if (repositories === 'none' && requirement.decidedBy !== 'people')
    return [say('assessment.basis.notFound')];
  if (rating === 'yellow') return [];
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
function rejectedSentences(evidence: WeighedEvidence, said: ReadonlySet<string | null>): Bilingual[] {
  const unique = new Map<string, Bilingual>();
  for (const one of evidence.values()) {
    if (one.finding.outcome !== 'absent' || one.rule.missing === null) continue;
    for (const sighting of one.finding.sightings) {
      if (sighting.path === null || said.has(sighting.path)) continue;
      if (!unique.has(sighting.path)) unique.set(sighting.path, asSentence(sayingText(sighting.says)));
    }
  }
  return [...unique.values()].slice(0, MOST_CLAUSES);
}

function declaredSentences(grounds: BasisGrounds): Bilingual[] {
  const {
    requirement,
    answer,
    declared,
    declaredOn,
    declarationSight: sight,
    rating,
    repositories,
  } = grounds;
  if (answer === null || answer.status === 'unanswered') {
    if (rating !== 'unknown' || requirement.decidedBy === 'repository') return [];
    return [say(NO_ANSWER[sight])];
  }
  const raw = plainText(answer.raw, { maxLength: 40 });
  if (answer.status === 'dont-know') return [say('assessment.declared.dontKnow', { raw })];
  if (rating === 'green' && repositories === 'green') {
    // The repositories have shown it, so what the answer lacks is beside the point.
    return requirement.decidedBy === 'repository' ? [] : [say('assessment.declared.yes', { raw })];
  }
  if (declared.because !== null) {
    const day = declaredOn === null ? '' : dayText(declaredOn);
    const lacks = requirement.declared.lacking ?? say('assessment.declared.lacksNamed');
    return [say(`assessment.declared.${said(declared.because, requirement)}`, { raw, day, lacks })];
  }
  return [saidSentence(raw, answer)];
}

/** Where the model asks nobody to accept explanations, nothing is left for a person to decide. */
function said(because: string, { explanations }: Requirement): string {
  return because === 'notRelevant' && explanations === 'at-once' ? 'noExplained' : because;
}

function saidSentence(raw: string, answer: Answer): Bilingual {
  const link = answer.links.find((one) => one.public);
  if (link !== undefined) return say('assessment.declared.yesLink', { raw, host: hostOf(link.url) });
  const text = plainText(answer.text, { maxLength: MOST_OF_ANSWER });
  return text === ''
    ? say('assessment.declared.yes', { raw })
    : say('assessment.declared.yesText', { raw, text });
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
