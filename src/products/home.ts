/** Where a product's maturity issue lives when nobody has said so. */
import { baseName, sameName } from './names.js';
import type { RepositoryName } from './types.js';

/** Repositories where OS2 products keep their governance, best first. */
const GOVERNANCE_NAMES = [
  /[-_.]produktforvaltning$/,
  /^produktforvaltning$/,
  /[-_.](governance|styring|forvaltning)$/,
];
/** Repositories people do not go to for the product itself. */
const SIDE_NAMES =
  /(^\.github$|\.github\.io$|(^|[-_.])(docs?|documentation|dokumentation|website|demo|infrastructure)$)/;

export interface HomeCandidate {
  readonly name: RepositoryName;
  /** GitHub's numeric id, which grows with time. */
  readonly id: number;
  readonly isEmpty: boolean;
}

/**
 * The repository for product management (`…-produktforvaltning`); else the one called as the product; else the oldest one
 * with code; else the oldest. Never by size or activity: those change, and the issue would move with them.
 */
export function sensibleHome(product: string, candidates: readonly HomeCandidate[]): RepositoryName | null {
  const byAge = candidates.toSorted((a, b) => a.id - b.id);
  const filled = byAge.filter(({ isEmpty }) => !isEmpty);
  const eligible = filled.length > 0 ? filled : byAge;
  for (const pattern of GOVERNANCE_NAMES) {
    const found = eligible.find(({ name }) => pattern.test(sameName(baseName(name))));
    if (found !== undefined) return found.name;
  }
  const same = eligible.find(({ name }) => sameName(baseName(name)) === sameName(product));
  const code = eligible.find(({ name }) => !SIDE_NAMES.test(sameName(baseName(name))));
  return (same ?? code ?? eligible[0])?.name ?? null;
}
