/** Names of repositories: as people write them, and as they are compared. */
import type { RepositoryName } from './types.js';

/** GitHub's names are the same whatever their case. */
export function sameName(name: string): string {
  return name.toLowerCase();
}

export function ownerOf(name: RepositoryName): string {
  return name.slice(0, name.indexOf('/'));
}

/** The name without its owner. */
export function baseName(name: RepositoryName): string {
  return name.slice(name.indexOf('/') + 1);
}

/** With its owner, who is the given one where the name says none. */
export function withOwner(name: string, owner: string): RepositoryName {
  return name.includes('/') ? name : `${owner}/${name}`;
}
