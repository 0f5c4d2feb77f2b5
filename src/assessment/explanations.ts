import type { Answer } from '../declarations/index.js';
import type { Requirement } from '../governance/index.js';
import type { Explanation } from '../products/index.js';
import type { ExplanationState, RequirementAssessment } from './types.js';

/**
 * Why a requirement is not followed: what stands in the configuration wins over what the declaration says.
 * An explanation holds through the day it names; `asOf` is the day it is judged on.
 */
export function explanationFor(
  requirement: Pick<Requirement, 'id' | 'explanations'>,
  configured: readonly Explanation[],
  answer: Answer | null,
  asOf: string,
): ExplanationState | null {
  const own = configuredFor(requirement.id, configured);
  const given = unacceptedState(requirement);
  if (own !== undefined) {
    const { reason, until, by, link, accepted } = own;
    const state = until !== null && until < asOf ? 'expired' : accepted ? 'accepted' : given;
    return { reason, until, by, link, state };
  }
  if (answer === null || answer.quality === 'none') return null;
  if (answer.status !== 'no' && answer.status !== 'planned' && answer.status !== 'not-relevant') return null;
  return { reason: answer.text, until: null, by: null, link: answer.links[0]?.url ?? null, state: given };
}

/** How an explanation stands that no person has accepted: whether it counts all the same, the model says. */
export function unacceptedState(
  requirement: Pick<Requirement, 'explanations'> | undefined,
): 'at-once' | 'pending' {
  return requirement?.explanations === 'at-once' ? 'at-once' : 'pending';
}

/** Whether people have said in the configuration that the requirement does not apply to the product. */
export function isExplainedAway(requirement: string, configured: readonly Explanation[]): boolean {
  return configuredFor(requirement, configured)?.status === 'not-relevant';
}

/** The last word counts, where there are several. */
function configuredFor(requirement: string, configured: readonly Explanation[]): Explanation | undefined {
  return configured.filter((one) => one.requirement === requirement).at(-1);
}

/** Whether an explanation answers for the requirement: nobody is asked for anything more while it does. */
export function isExplained({ explanation }: Pick<RequirementAssessment, 'explanation'>): boolean {
  return explanation?.state === 'accepted' || explanation?.state === 'at-once';
}
