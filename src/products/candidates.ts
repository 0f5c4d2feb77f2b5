/** Which of an organisation's repositories belong to a product although nobody has named them. */
import type { HomeCandidate } from './home.js';
import { baseName, sameName } from './names.js';

/** A repository as GitHub lists it. */
export interface RepositoryListing extends HomeCandidate {
  readonly isFork: boolean;
  readonly isArchived: boolean;
  readonly isPrivate: boolean;
  readonly description: string | null;
}

/** An account with all its repositories that the app may see. */
export interface OwnerListing {
  readonly owner: string;
  readonly repositories: readonly RepositoryListing[];
}

/** More than this many and the organisation is asked what its products are. */
export const MOST_CANDIDATES = 10;

/** Public, neither fork nor archived, and not the organisation's own settings; oldest first. */
export function productCandidates({ repositories }: OwnerListing): readonly RepositoryListing[] {
  return repositories
    .filter(({ isFork, isArchived, isPrivate }) => !isFork && !isArchived && !isPrivate)
    .filter(({ name }) => sameName(baseName(name)) !== '.github')
    .toSorted((a, b) => a.id - b.id);
}
