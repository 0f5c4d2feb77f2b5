/** What a change makes of a product: two assessments compared, and what of the change it comes from. Pure. */
import { changeSince, type Assessment, type Evidence, type Rating } from '../assessment/index.js';
import type { FileChange } from '../facts/index.js';
import type { LevelId, RequirementId } from '../governance/index.js';

export interface RequirementChange {
  readonly requirement: RequirementId;
  readonly from: Rating;
  readonly to: Rating;
  /** `other`: to or from what is not relevant or not known, which is neither. */
  readonly kind: 'improved' | 'worsened' | 'other';
  /** In the changed files of the repository, as they are with the change. */
  readonly evidence: readonly Evidence[];
  /** What the rating rested on without the change, where the change touches it. */
  readonly lost: readonly LostEvidence[];
}

export interface LostEvidence {
  readonly path: string;
  /** Whether the file itself is gone; else only what it said. */
  readonly isGone: boolean;
}

export interface ProductDifference {
  /** In the order of the model. */
  readonly changes: readonly RequirementChange[];
  /** Null where it stays, or is not to be told. */
  readonly level: { readonly from: LevelId | null; readonly to: LevelId | null } | null;
}

export interface DifferenceInput {
  readonly before: Assessment;
  readonly after: Assessment;
  /** `owner/name` of the repository that is changed: evidence of no other is told. */
  readonly repository: string;
  readonly changes: readonly FileChange[];
  /** False where the level rests on repositories that the readers may not know of. */
  readonly tellsLevel: boolean;
}

export function differenceOf(input: DifferenceInput): ProductDifference {
  const { before, after, tellsLevel } = input;
  const { improved, worsened } = changeSince(before, after.requirements);
  const old = new Map(before.requirements.map((requirement) => [requirement.id, requirement]));
  const changes: RequirementChange[] = [];
  for (const { id, rating, evidence } of after.requirements) {
    const was = old.get(id);
    if (was === undefined || was.rating === rating) continue;
    const kind = improved.includes(id) ? 'improved' : worsened.includes(id) ? 'worsened' : 'other';
    changes.push({
      requirement: id,
      from: was.rating,
      to: rating,
      kind,
      evidence: evidence.filter((one) => tells(one, kind) && isIn(one, input)),
      lost: kind === 'improved' ? [] : lostOf(was.evidence, input),
    });
  }
  const from = before.level.indicative;
  const to = after.level.indicative;
  return { changes, level: tellsLevel && from !== to ? { from, to } : null };
}

/** What speaks for the better says nothing of why it got worse. */
function tells({ supports }: Evidence, kind: RequirementChange['kind']): boolean {
  if (kind === 'other') return true;
  return kind === 'improved' ? supports !== 'red' : supports !== 'green';
}

function isIn({ repository, path }: Evidence, { repository: own, changes }: DifferenceInput): boolean {
  if (path === null || repository.toLowerCase() !== own.toLowerCase()) return false;
  return changes.some((change) => change.path === path && change.oid !== null);
}

function lostOf(
  evidence: readonly Evidence[],
  { repository: own, changes }: DifferenceInput,
): LostEvidence[] {
  const lost = new Map<string, LostEvidence>();
  for (const { repository, path, supports } of evidence) {
    if (path === null || supports === 'red' || repository.toLowerCase() !== own.toLowerCase()) continue;
    const change = changes.find(({ before }) => before === path);
    if (change !== undefined) lost.set(path, { path, isGone: change.oid === null || change.path !== path });
  }
  return [...lost.values()];
}
