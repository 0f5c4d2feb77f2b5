/** A self-evaluation that is ready to be filled in, and what has changed since the last one. Pure. */
import { writeDeclaration, type Answer } from '../declarations/index.js';
import type { Model, RequirementId } from '../governance/index.js';
import { dayText, plainLines, say, type Bilingual, type Language } from '../messages/index.js';
import type { Assessment, Evidence, RequirementAssessment } from './types.js';

export interface DraftOptions {
  /** Of titles and guidance; the form's own words stay Danish. */
  readonly language: Language;
  /** At most this many links for a requirement. */
  readonly links: number;
  /** Characters of the last answer's own text that are carried over. */
  readonly text: number;
  /** Repositories that may be named to those who read it. */
  readonly shows: (repository: string) => boolean;
  /** Whether a text names nothing that may not be named. */
  readonly allows: (text: string) => boolean;
}

/**
 * The current form, with what the app found beside each requirement: links to the very files, and the text of the last answer.
 * Whether a requirement is followed is left open, since only people can judge it.
 */
export function draftDeclaration(assessment: Assessment, model: Model, options: DraftOptions): string {
  const answers = new Map<RequirementId, Answer>();
  for (const requirement of assessment.requirements) {
    const text = answerText(requirement, assessment, options);
    answers.set(requirement.id, {
      requirement: requirement.id,
      status: 'unanswered',
      raw: '',
      text,
      quality: text === '' ? 'none' : 'thin',
      links: [],
      line: null,
    });
  }
  return writeDeclaration(
    {
      generation: 'C',
      product: assessment.product,
      filledBy: null,
      date: null,
      formVersion: model.version,
      gitOrganisation: ownerLink(assessment, options),
      targetLevel: null,
      answers,
    },
    { model, format: 'markdown', language: options.language },
  );
}

function ownerLink({ repositories }: Assessment, { shows }: DraftOptions): string | null {
  const shown = repositories.find(({ name }) => shows(name));
  return shown === undefined ? null : `https://github.com/${shown.name.split('/')[0] ?? ''}`;
}

function answerText(
  requirement: RequirementAssessment,
  { declaration }: Assessment,
  { language, links, text, shows, allows }: DraftOptions,
): string {
  const { declared, evidence } = requirement;
  const lines: string[] = [];
  const isOpen = declaration?.repository === null || (declaration !== null && shows(declaration.repository));
  if (declared !== null && text > 0 && isOpen && declared.text !== '' && allows(declared.text))
    lines.push(withoutMentions(cut(plainLines(declared.text), text)));
  const kept = lines.length;
  if (links === 0) return lines.join('\n');
  for (const { path, url, says } of proofs(evidence, shows)) {
    // A figure changes with every push, and can be read again by anyone: the repository is enough.
    const found = path === null ? (url ?? '') : `${says[language]}: ${url ?? ''}`;
    if (allows(found) && !lines.includes(found)) lines.push(found);
    if (lines.length >= links + kept) break;
  }
  return lines.join('\n');
}

/** Files first: a figure can be read again by anyone. */
function proofs(evidence: readonly Evidence[], shows: (repository: string) => boolean): readonly Evidence[] {
  const shown = evidence.filter(
    ({ supports, url, repository }) => supports !== 'red' && url !== null && shows(repository),
  );
  return [...shown.filter(({ path }) => path !== null), ...shown.filter(({ path }) => path === null)];
}

function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The draft is shown in an issue, from which mails are made. */
function withoutMentions(text: string): string {
  return text.replace(/@(?=\w)/g, '@\u200b');
}

/** What differs between what the self-evaluation says and what was found. */
export interface DeclarationChange extends Bilingual {
  readonly requirement: RequirementId;
  /** Where it was found; null where it was not. */
  readonly evidence: Evidence | null;
}

/**
 * Answers that no longer fit: a no or an open answer where something is found now, a yes that nothing shows, and proofs that are
 * newer than the self-evaluation. Empty where there is none.
 */
export function declarationChanges(assessment: Assessment): readonly DeclarationChange[] {
  if (assessment.declaration === null) return [];
  const { date } = assessment.declaration;
  return assessment.requirements.flatMap((requirement) => changeOf(requirement, date) ?? []);
}

function changeOf(
  { id, declared, evidence, rating }: RequirementAssessment,
  date: string | null,
): DeclarationChange | null {
  if (declared === null) return null;
  const proof = evidence.find(({ path, supports }) => path !== null && supports === 'green') ?? null;
  const raw = { da: declared.raw, en: declared.raw };
  if (declared.status === 'yes') {
    if (rating === 'red')
      return { requirement: id, evidence: null, ...say('assessment.since.missing', { id, raw }) };
    const isNewer = proof !== null && date !== null && (proof.date ?? '') > date;
    if (!isNewer) return null;
    const day = dayText(proof.date ?? '');
    return {
      requirement: id,
      evidence: proof,
      ...say('assessment.since.newer', { id, path: proof.path ?? '', day }),
    };
  }
  if (rating !== 'green' || proof === null || declared.status === 'not-relevant') return null;
  const path = proof.path ?? '';
  return declared.status === 'unanswered'
    ? { requirement: id, evidence: proof, ...say('assessment.since.answered', { id, path }) }
    : { requirement: id, evidence: proof, ...say('assessment.since.found', { id, raw, path }) };
}

/** Whether a new self-evaluation is due: there is none, or the newest is older than the half-year wheel allows. */
export function isDeclarationDue({ findings }: Assessment): 'none' | 'old' | null {
  const kinds = new Set(findings.map(({ kind }) => kind));
  if (kinds.has('no-declaration')) return 'none';
  return kinds.has('old-declaration') ? 'old' : null;
}

/** `selvevaluering-2026-2.md`: a file for the half year of a day, so that the last one stays. */
export function declarationFileName(day: string): string {
  return `selvevaluering-${day.slice(0, 4)}-${Number(day.slice(5, 7)) <= 6 ? 1 : 2}.md`;
}
