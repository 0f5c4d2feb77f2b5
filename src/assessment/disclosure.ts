import type { Evidence, RequirementAssessment } from './types.js';

/** A repository, and whether everybody may read it; anything but a certain `public` is treated as not. */
export interface RepositoryVisibility {
  readonly nameWithOwner: string;
  readonly visibility: 'public' | 'private' | 'internal' | 'unknown';
}

/** What may be said where everybody can read it: in an issue, on a page. */
export interface Disclosure {
  /** Whether a repository may be named and linked. */
  readonly shows: (repository: string) => boolean;
  /** Whether a sentence names none of the repositories that may not be named. */
  readonly allows: (text: string) => boolean;
  readonly evidence: (requirement: RequirementAssessment) => readonly Evidence[];
  /** Whether everything that a rating rests on may be shown. */
  readonly isWhole: (requirement: RequirementAssessment) => boolean;
}

/** A shorter name alone is more likely a word (`docs`, `app`) than a leak. */
const TELLING_LENGTH = 5;

/**
 * In a home that everybody can read, only what certainly is public is shown: a repository whose visibility was not seen
 * counts as private, and so does the home itself as public. In a private home everything of the product is shown.
 */
export function discloseIn(
  home: string,
  repositories: readonly RepositoryVisibility[],
  mentioned: readonly string[],
): Disclosure {
  const views = new Map(repositories.map((view) => [view.nameWithOwner.toLowerCase(), view]));
  const homeVisibility = views.get(home.toLowerCase())?.visibility ?? 'unknown';
  const isPrivateHome = homeVisibility === 'private' || homeVisibility === 'internal';
  const shows = (repository: string) =>
    isPrivateHome ||
    repository.toLowerCase() === home.toLowerCase() ||
    views.get(repository.toLowerCase())?.visibility === 'public';
  const hidden = [...new Set([...mentioned, ...repositories.map((view) => view.nameWithOwner)])].filter(
    (repository) => !shows(repository),
  );
  const patterns = hidden.flatMap(namePatterns);
  const allows = (text: string) => !patterns.some((pattern) => pattern.test(text));
  return {
    shows,
    allows,
    evidence: (requirement) => requirement.evidence.filter((one) => shows(one.repository)),
    isWhole: (requirement) =>
      requirement.evidence.every((one) => shows(one.repository)) &&
      allows(requirement.basis.da) &&
      allows(requirement.basis.en),
  };
}

function namePatterns(repository: string): RegExp[] {
  const name = repository.split('/')[1] ?? repository;
  const names = name.length < TELLING_LENGTH ? [repository] : [repository, name];
  return names.map(
    (one) => new RegExp(`(?<![\\w-])${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i'),
  );
}
