/** Tokens of one App: as itself, and as each of its installations. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { GitHubError } from '../github/index.js';

export type Permissions = Record<string, 'read' | 'write'>;

export interface AppTokens {
  readonly app: () => Promise<string>;
  /** A fresh token is made when the last one of its kind is about to run out. Throws a GitHubError. */
  readonly installation: (id: number, scope?: TokenScope) => Promise<string>;
}

/** What a token may do, of what was granted; by numeric ids of repositories. */
export interface TokenScope {
  readonly repositoryIds?: readonly number[];
  readonly permissions?: Permissions;
}

export interface AppRegistration {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
}

export interface AppTokensSettings extends AppRegistration {
  readonly apiUrl: string;
  /** Told when a token could not be had. */
  readonly onRefused?: (error: GitHubError) => void;
}

export function createAppTokens({ appId, privateKey, apiUrl, onRefused }: AppTokensSettings): AppTokens {
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
    baseUrl: apiUrl,
    // Octokit's own lines would pass our log by.
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const auth = octokit.auth as ReturnType<typeof createAppAuth>;
  return {
    app: async () => (await auth({ type: 'app' })).token,
    installation: async (id, { repositoryIds, permissions } = {}) => {
      const scope = {
        ...(repositoryIds === undefined ? {} : { repositoryIds: [...repositoryIds] }),
        ...(permissions === undefined ? {} : { permissions }),
      };
      try {
        return (await auth({ type: 'installation', installationId: id, ...scope })).token;
      } catch (error) {
        const refused = tokenError(error, permissions ?? {});
        onRefused?.(refused);
        throw refused;
      }
    },
  };
}

/** All that reading ever needs: a token that reads may not be able to write, whoever gets hold of it. */
const READ_ALL: Permissions = {
  metadata: 'read',
  contents: 'read',
  issues: 'read',
  pull_requests: 'read',
  checks: 'read',
};

/**
 * A token that reads and nothing else. An installation that has not granted all of it is asked for what it has granted: GitHub
 * refuses a token that may do more (422).
 */
export function createReadToken(tokens: AppTokens, installation: number): () => Promise<string> {
  let isNarrower = false;
  return async () => {
    if (isNarrower) return tokens.installation(installation);
    try {
      return await tokens.installation(installation, { permissions: READ_ALL });
    } catch (error) {
      if (!(error instanceof GitHubError) || error.status !== NOT_GRANTED) throw error;
      isNarrower = true;
      return tokens.installation(installation);
    }
  };
}

/** What GitHub answers where an installation has not granted all of what a token is to do, or not for all repositories. */
const NOT_GRANTED = 422;

function silent(): void {
  // Nothing is said.
}

/** Octokit's error for a token that cannot be had, as one of ours. */
function tokenError(error: unknown, wanted: Permissions): GitHubError {
  if (error instanceof GitHubError) return error;
  const request = 'POST /app/installations/{installation_id}/access_tokens';
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : null;
  const said = error instanceof Error ? error.message : String(error);
  if (status === 404) return new GitHubError('gone', { request, status, said }, { cause: error });
  if (status === 403) return new GitHubError('forbidden', { request, status, said }, { cause: error });
  if (status === 401) return new GitHubError('unauthorised', { request, status, said }, { cause: error });
  if (status === NOT_GRANTED) {
    const permission = Object.entries(wanted)
      .map(([name, level]) => `${name}=${level}`)
      .join(',');
    const details = { request, status, said, permission: permission === '' ? null : permission };
    return new GitHubError('forbidden', details, { cause: error });
  }
  if (status !== null && status < 500)
    return new GitHubError('temporary', { request, status, said }, { cause: error });
  return new GitHubError(
    status === null ? 'unreachable' : 'temporary',
    { request, status, said },
    { cause: error },
  );
}
