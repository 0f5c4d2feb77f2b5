/** Tokens of one App: as itself, and as each of its installations. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { GitHubError } from '../github/index.js';

export type Permissions = Record<string, 'read' | 'write'>;

export interface AppTokens {
  readonly app: () => Promise<string>;
  /** A fresh token is made when the last one of its kind is about to run out. Throws a GitHubError. */
  readonly installation: (
    id: number,
    scope?: { readonly repositoryIds?: number[]; readonly permissions?: Permissions },
  ) => Promise<string>;
}

export interface AppRegistration {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
}

export function createAppTokens({
  appId,
  privateKey,
  apiUrl,
}: AppRegistration & { readonly apiUrl: string }): AppTokens {
  const octokit = new Octokit({ authStrategy: createAppAuth, auth: { appId, privateKey }, baseUrl: apiUrl });
  const auth = octokit.auth as ReturnType<typeof createAppAuth>;
  return {
    app: async () => (await auth({ type: 'app' })).token,
    installation: async (id, scope = {}) => {
      try {
        return (await auth({ type: 'installation', installationId: id, ...scope })).token;
      } catch (error) {
        throw tokenError(error);
      }
    },
  };
}

/** Octokit's error for a token that cannot be had, as one of ours. */
function tokenError(error: unknown): GitHubError {
  if (error instanceof GitHubError) return error;
  const request = 'POST /app/installations/{installation_id}/access_tokens';
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : null;
  const said = error instanceof Error ? error.message : String(error);
  if (status === 404) return new GitHubError('gone', { request, status, said }, { cause: error });
  if (status === 403) return new GitHubError('forbidden', { request, status, said }, { cause: error });
  if (status === 401) return new GitHubError('unauthorised', { request, status, said }, { cause: error });
  if (status === 422) return new GitHubError('validation', { request, status, said }, { cause: error });
  if (status !== null && status < 500)
    return new GitHubError('temporary', { request, status, said }, { cause: error });
  return new GitHubError(
    status === null ? 'unreachable' : 'temporary',
    { request, status, said },
    { cause: error },
  );
}
