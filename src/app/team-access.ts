/** The way to an organisation's teams, with a token that can read members and nothing else. */
import { createReadClient, type Pacing, type ReadClient, type RequestEvent } from '../github/index.js';
import type { AppTokens } from './app-tokens.js';
import { installationOn } from './project-access.js';

export interface TeamAccessSettings {
  readonly apiUrl: string;
  readonly tokens: AppTokens;
  readonly readPacing: Partial<Pacing>;
  readonly onRequest: (event: RequestEvent) => void;
}

/** Why nobody can be asked: the App is not installed there, or may not read members. */
export type NoTeams = 'not-installed' | 'not-granted';

/** Throws a GitHubError. */
export function createTeamAccess(
  settings: TeamAccessSettings,
): (organisation: string) => Promise<ReadClient | NoTeams> {
  const { apiUrl: baseUrl, tokens, readPacing: pacing, onRequest } = settings;
  const app = createReadClient({ baseUrl, token: tokens.app, pacing, onRequest });
  return async (organisation) => {
    const found = await installationOn(app, organisation);
    if (found === null || found.suspended_at !== null) return 'not-installed';
    if (found.permissions['members'] === undefined) return 'not-granted';
    const permissions = { members: 'read' } as const;
    const token = (): Promise<string> => tokens.installation(found.id, { permissions });
    return createReadClient({ baseUrl, token, pacing, onRequest });
  };
}
