/** When a product must be looked at again although nothing in its repositories has changed: evidence ages. */
import type { ProductFacts } from '../facts/index.js';
import { assess, type AssessmentInput } from './assess.js';
import type { DeclarationFile } from './declaration.js';
import type { Assessment } from './types.js';

/**
 * No product is left longer, in days: a reading counts some things itself, such as the issues of the last twelve months, and they
 * cannot be counted again from its facts.
 */
const LONGEST_DAYS = 91;
const DAY_MS = 86_400_000;

/**
 * The first day on which the same facts would be rated otherwise, or say another thing of the product (a self-evaluation that has
 * grown old), `YYYY-MM-DD`; at the latest 91 days after them. `find`: the declaration that counts for facts of another day.
 */
export function lookAgainOn(
  input: AssessmentInput,
  assessment: Assessment,
  find: (facts: ProductFacts) => DeclarationFile | null,
): string {
  const { asOf } = input.facts;
  const before = saying(assessment);
  const isOther = (days: number): boolean => {
    const facts = { ...input.facts, asOf: daysAfter(asOf, days) };
    return saying(assess({ ...input, facts, declaration: find(facts) })) !== before;
  };
  if (!isOther(LONGEST_DAYS)) return daysAfter(asOf, LONGEST_DAYS);
  // What has aged stays old: so the first day is found by halving.
  let same = 0;
  let other = LONGEST_DAYS;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (isOther(middle)) other = middle;
    else same = middle;
  }
  return daysAfter(asOf, other);
}

/** What people would notice: not how many months a thing is old. */
function saying({ level, requirements, findings }: Assessment): string {
  return JSON.stringify([
    level.indicative,
    requirements.map(({ rating, explanation }) => [rating, explanation?.state]),
    findings.map(({ kind, repository, path }) => [kind, repository, path]),
  ]);
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
