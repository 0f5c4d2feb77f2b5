/** The way to an organisation's teams, with a token that can read members and nothing else. */
import type { ReadClient } from '../github/index.js';
import type { Registration } from './registration.js';

/** Why nobody can be asked: the App is not installed there, or may not read members. */
export type NoTeams = 'not-installed' | 'not-granted';

/** Throws a GitHubError. */
export function createTeamAccess({
  installedOn,
  access,
}: Registration): (organisation: string) => Promise<ReadClient | NoTeams> {
  return async (organisation) => {
    const found = await installedOn(organisation);
    if (found === null) return 'not-installed';
    if (found.permissions['members'] === undefined) return 'not-granted';
    return access(found.id, { permissions: { members: 'read' } }).client;
  };
}
