import type { OwnerListing, RepositoryListing } from '../../src/products/index.js';
import { modelFixture } from '../support/model.js';

export const MODEL = modelFixture();

/** An account with repositories, oldest first; a name may carry what is special: `old archived`, `copy fork`, `inner private`, `new empty`. */
export function ownerFixture(owner: string, names: readonly string[]): OwnerListing {
  return {
    owner,
    repositories: names.map((words, index): RepositoryListing => {
      const [name = '', ...marks] = words.split(' ');
      return {
        name: `${owner}/${name}`,
        id: 1000 + index,
        isFork: marks.includes('fork'),
        isArchived: marks.includes('archived'),
        isPrivate: marks.includes('private'),
        isEmpty: marks.includes('empty'),
        description: null,
      };
    }),
  };
}
