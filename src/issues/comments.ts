/** What is said on an issue, once. Repositories that may not be named are not named. */
import {
  discloseIn,
  type Disclosure,
  type Assessment,
  type RequirementAssessment,
} from '../assessment/index.js';
import { escapeMarkdown, formatDay, markdownLink, sayIn, type MessageParameters } from '../messages/index.js';
import type { Product } from '../products/index.js';
import type { Note } from './actions.js';
import type { OwnIssue } from './own-issues.js';
import type { IssueMaterial } from './types.js';

export interface NoteContext {
  readonly product: Product;
  readonly assessment: Assessment;
  readonly material: IssueMaterial;
}

export function mendedNote(
  requirement: RequirementAssessment,
  reopened: number,
  context: NoteContext,
): { note: Note; commit: string | null } {
  const { place, commit } = whereMended(requirement, context);
  const text = say(context, 'mended', { id: escapeMarkdown(requirement.id), where: place });
  return { note: { key: `mended-${reopened}`, text }, commit };
}

function whereMended(
  requirement: RequirementAssessment,
  context: NoteContext,
): { place: string; commit: string | null } {
  const disclosure = disclosureOf(context);
  const evidence = disclosure
    .evidence(requirement)
    .find((one) => one.supports !== 'red' && one.path !== null && one.commit !== null);
  const mending = context.material.mendedBy.get(requirement.id);
  const isShown = mending !== undefined && disclosure.shows(mending.repository);
  const repository = isShown ? mending.repository : evidence?.repository;
  const commit = isShown ? mending.commit : (evidence?.commit ?? null);
  if (repository === undefined || commit === null)
    return { place: say(context, 'mendedElsewhere'), commit: null };
  const view = context.material.repositories.find((one) => one.nameWithOwner === repository);
  const link = markdownLink(commit.slice(0, 7), view === undefined ? null : `${view.url}/commit/${commit}`);
  if (evidence === undefined) return { place: say(context, 'mendedCommit', { commit: link }), commit };
  const path = markdownLink(evidence.path ?? '', evidence.url, { maxLength: 120 });
  return { place: say(context, 'mendedAt', { path, commit: link }), commit };
}

/** Why an issue is closed although nothing was mended. */
export type Withdrawal = 'explained' | 'explainedAtOnce' | 'irrelevant' | 'dropped';

export function withdrawnNote(id: string, cause: Withdrawal, reopened: number, context: NoteContext): Note {
  return { key: `withdrawn-${reopened}`, text: say(context, cause, { id: escapeMarkdown(id) }) };
}

export function reopenedNote(requirement: RequirementAssessment, context: NoteContext): Note {
  const parameters = { id: escapeMarkdown(requirement.id), basis: basisOf(requirement, context) };
  const key = requirement.explanation?.state === 'expired' ? 'reopenedExpired' : 'reopened';
  return { key: 'reopened', text: say(context, key, parameters) };
}

export function stillMissingNote(requirement: RequirementAssessment, context: NoteContext): Note {
  const day = formatDay(context.assessment.assessedAt.slice(0, 10), context.product.language);
  const parameters = { id: escapeMarkdown(requirement.id), day, basis: basisOf(requirement, context) };
  return { key: 'still-missing', text: say(context, 'stillMissing', parameters) };
}

export function duplicateNote(original: OwnIssue, context: NoteContext): Note {
  return { key: 'duplicate', text: say(context, 'duplicate', { issue: `#${original.issue.number}` }) };
}

/** The new home is named only where everybody may read it. */
export function movedNote(context: NoteContext): Note {
  const { product, material } = context;
  const home = material.repositories.find((one) => one.nameWithOwner === product.home);
  const isPublic = home?.visibility === 'public';
  const place = isPublic ? markdownLink(home.nameWithOwner, `${home.url}/issues`) : say(context, 'elsewhere');
  return { key: 'moved', text: say(context, 'moved', { place }) };
}

function basisOf(requirement: RequirementAssessment, context: NoteContext): string {
  if (!disclosureOf(context).isWhole(requirement)) return '';
  return escapeMarkdown(requirement.basis[context.product.language]);
}

function disclosureOf({ product, assessment, material }: NoteContext): Disclosure {
  const mentioned = [...assessment.repositories.map((one) => one.name), ...product.repositories];
  return discloseIn(product.home, material.repositories, mentioned);
}

function say(context: NoteContext, key: string, parameters: MessageParameters = {}): string {
  return sayIn(context.product.language, `issues.comment.${key}`, parameters);
}
