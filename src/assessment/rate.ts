/** One rating from what the repositories show, what the declaration says and what people have explained. */
import type { Requirement } from '../governance/index.js';
import type { DeclaredRating } from './declared.js';
import { evaluate, type WeighedEvidence } from './evaluate.js';
import type { ExplanationState, Rating } from './types.js';

/** What the repositories alone say; `none`: everything was read and nothing was found; `silent`: the model has no rule for them. */
export type RepositoryRating = 'green' | 'yellow' | 'none' | 'unknown' | 'silent';

export function rateRepositories(requirement: Requirement, evidence: WeighedEvidence): RepositoryRating {
  const { green, yellow } = requirement;
  if (green === null && yellow === null) return 'silent';
  const isGreen = green === null ? 'no' : evaluate(green, evidence);
  if (isGreen === 'yes') return 'green';
  const isYellow = yellow === null ? 'no' : evaluate(yellow, evidence);
  if (isYellow === 'yes') return 'yellow';
  return isGreen === 'unknown' || isYellow === 'unknown' ? 'unknown' : 'none';
}

export interface Grounds {
  readonly repositories: RepositoryRating;
  readonly declared: DeclaredRating;
  readonly explanation: ExplanationState | null;
  /** People have explained in the configuration that the requirement does not apply. */
  readonly explainedAway: boolean;
}

/** The rules are those of docs/evidence.md, "How a rating comes about". */
export function rate(requirement: Requirement, grounds: Grounds): Rating {
  const rating = fromGrounds(requirement, grounds);
  const applies = rating === 'green' || !grounds.explainedAway || grounds.explanation?.state === 'expired';
  return applies ? rating : 'grey';
}

function fromGrounds(requirement: Requirement, { repositories, declared }: Grounds): Rating {
  switch (requirement.decidedBy) {
    case 'repository':
      return repositoriesDecide(repositories, declared);
    case 'repository+declaration':
      return bothDecide(repositories, declared);
    case 'declaration':
    case 'people':
      return declarationDecides(repositories, declared);
  }
}

function repositoriesDecide(repositories: RepositoryRating, declared: DeclaredRating): Rating {
  if (repositories === 'green') return 'green';
  if (declared.rating === 'grey') return 'grey';
  if (repositories === 'yellow' || isYes(declared)) return 'yellow';
  return repositories === 'none' ? 'red' : 'unknown';
}

function bothDecide(repositories: RepositoryRating, declared: DeclaredRating): Rating {
  if (repositories === 'green') return 'green';
  if (declared.rating === 'green' || declared.rating === 'grey') return declared.rating;
  if (repositories === 'yellow' || declared.rating === 'yellow') return 'yellow';
  if (declared.rating === 'red') return 'red';
  return repositories === 'none' ? 'red' : 'unknown';
}

/** Evidence may raise what the declaration leaves open; against a plain no it only raises doubt. */
function declarationDecides(repositories: RepositoryRating, declared: DeclaredRating): Rating {
  const { rating, because } = declared;
  if (because === 'no' || because === 'noExplained')
    return repositories === 'green' ? 'yellow' : (rating ?? 'red');
  if (rating === 'red') return 'red';
  if (repositories === 'green') return 'green';
  if (rating !== null) return rating;
  return repositories === 'yellow' ? 'yellow' : 'unknown';
}

function isYes({ rating, because }: DeclaredRating): boolean {
  return rating === 'green' || (rating === 'yellow' && because !== 'planned' && because !== 'noExplained');
}
