/** Which documents may get an issue of their own, and in which order. */
import type { Assessment, RequirementAssessment } from '../assessment/index.js';
import type { Product } from '../products/index.js';
import { documentIssueOf, type BodyMaker } from './body-maker.js';
import { nextLevel } from './level-answer.js';
import type { ModelTexts } from './types.js';

/** Whether people may order an issue for it: a document is missing, nobody has explained why, and no issue was ever made. */
export function isOrderable(maker: BodyMaker, id: string): boolean {
  if (maker.product.issues === 'off' || documentIssueOf(maker, id) !== undefined) return false;
  const requirement = maker.assessment.requirements.find((one) => one.id === id);
  return requirement !== undefined && isMissing(requirement);
}

/** A document that can be written is certainly missing, and nobody has said that it is meant to be. */
export function isMissing(requirement: RequirementAssessment): boolean {
  const { gap, rating, explanation } = requirement;
  if (gap === null || (rating !== 'red' && rating !== 'yellow')) return false;
  return explanation === null || explanation.state === 'expired';
}

/**
 * The missing documents up to the level that the product aims at, most valuable first: the lowest level, required before
 * recommended, red before yellow, the least work. Requirements that people have asked for come before all others,
 * whatever their level. Without a target the level above the indicative one is aimed at.
 */
export function wantedDocuments(
  assessment: Assessment,
  model: ModelTexts,
  product: Product,
  requested: ReadonlySet<string>,
): readonly RequirementAssessment[] {
  if (product.issues === 'off') return [];
  const levels = model.levels.map((level) => level.id);
  const aim = levels.indexOf(targetLevel(assessment, model, product) ?? '');
  const wanted = assessment.requirements.filter((requirement) => {
    if (!isMissing(requirement)) return false;
    if (requested.has(requirement.id)) return true;
    return product.issues === 'auto' && levels.indexOf(requirement.level) <= aim;
  });
  const value = (requirement: RequirementAssessment) => [
    requested.has(requirement.id) ? 0 : 1,
    requirement.recommendation ? 1 : 0,
    levels.indexOf(requirement.level),
    requirement.rating === 'red' ? 0 : 1,
    EFFORTS.indexOf(requirement.gap?.effort ?? 'large'),
  ];
  return wanted
    .map((requirement) => ({ requirement, value: value(requirement) }))
    .sort((one, other) => compare(one.value, other.value))
    .map((one) => one.requirement);
}

const EFFORTS: readonly string[] = ['small', 'medium', 'large'];

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function targetLevel(assessment: Assessment, model: ModelTexts, product: Product): string | null {
  const known = (level: string | null) => model.levels.some((one) => one.id === level);
  if (known(product.targetLevel)) return product.targetLevel;
  if (known(assessment.level.target)) return assessment.level.target;
  return nextLevel(assessment, model)?.id ?? model.levels.at(-1)?.id ?? null;
}
