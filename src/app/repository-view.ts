import type { RepositoryFacts } from '../facts/index.js';
import type { RepositoryView } from '../issues/index.js';

/** What issues need to know of a repository. */
export function viewOf(facts: RepositoryFacts): RepositoryView {
  return {
    id: facts.id ?? '',
    nameWithOwner: facts.nameWithOwner,
    url: facts.url ?? '',
    visibility: facts.visibility.state === 'known' ? facts.visibility.value : 'unknown',
    defaultBranch: facts.defaultBranch.state === 'known' ? facts.defaultBranch.value : null,
    paths: facts.files.state === 'known' ? new Set(facts.files.value.byPath.keys()) : null,
  };
}
