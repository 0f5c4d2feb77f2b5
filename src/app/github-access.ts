/** The app's ways into GitHub: as itself, and as each installation with a token for just what the work needs. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import {
  createIssueReader,
  createIssueWriter,
  createReadClient,
  createWriteClient,
  createWritePacing,
  GitHubError,
  type IssueReader,
  type IssueWriter,
  type OwnAccount,
  type ReadClient,
  type RequestEvent,
  type TurnBook,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { Settings } from './settings.js';

export interface GitHubAccess {
  /** As the app itself. */
  readonly app: ReadClient;
  /** As an installation, with all it may read; clients are shared, so that they keep GitHub's limits together. */
  readonly installation: (id: number) => ReadClient;
  /** Reads and writes issues of these repositories (numeric ids) with a token for them alone. */
  readonly issues: (
    installation: number,
    repositories: readonly number[],
  ) => Promise<{ readonly reader: IssueReader; readonly writer: IssueWriter }>;
  /** Asks GitHub to send a delivery (its numeric id) again. */
  readonly redeliver: (delivery: number) => Promise<void>;
  /** Who the app's bot is; asked once. */
  readonly account: () => Promise<OwnAccount>;
  /** The bot's login where it is known already, for telling our own events. */
  readonly botLogin: () => string | null;
}

export interface AccessSettings {
  readonly settings: Settings;
  readonly log: Logger;
  /** Where turns to write are given out, over all processes. */
  readonly turns: TurnBook;
  readonly onRequest?: (event: RequestEvent & { readonly installation: number | null }) => void;
}

type Permissions = Record<string, 'read' | 'write'>;
const WRITE_ISSUES: Permissions = { metadata: 'read', issues: 'write' };
/** Installations that have not been read for long give their place to others. */
const MOST_CLIENTS = 500;

export function createGitHubAccess({ settings, log, turns, onRequest }: AccessSettings): GitHubAccess {
  const { appId, privateKey, apiUrl, pacing } = settings;
  const octokit = new Octokit({ authStrategy: createAppAuth, auth: { appId, privateKey }, baseUrl: apiUrl });
  const auth = octokit.auth as ReturnType<typeof createAppAuth>;
  const writePacing = createWritePacing({ book: turns, scale: pacing });
  const readPacing = { scale: pacing };
  const clients = new Map<number, ReadClient>();
  let account: Promise<OwnAccount> | null = null;
  let botLogin: string | null = null;

  async function appToken(): Promise<string> {
    return (await auth({ type: 'app' })).token;
  }

  /** A fresh token is made when the last one of its kind is about to run out. */
  async function installationToken(
    id: number,
    scope: { repositoryIds?: number[]; permissions?: Permissions } = {},
  ): Promise<string> {
    try {
      return (await auth({ type: 'installation', installationId: id, ...scope })).token;
    } catch (error) {
      throw tokenError(error);
    }
  }

  const app = createReadClient({
    baseUrl: apiUrl,
    token: appToken,
    pacing: readPacing,
    onRequest: (event) => onRequest?.({ ...event, installation: null }),
  });

  function installation(id: number): ReadClient {
    const known = clients.get(id);
    if (known !== undefined) return known;
    const client = createReadClient({
      baseUrl: apiUrl,
      token: () => installationToken(id),
      pacing: readPacing,
      onRequest: (event) => onRequest?.({ ...event, installation: id }),
    });
    if (clients.size >= MOST_CLIENTS) clients.delete(clients.keys().next().value ?? id);
    clients.set(id, client);
    return client;
  }

  async function readAccount(): Promise<OwnAccount> {
    const self = await app.get<{ readonly id: number; readonly slug: string }>('GET /app', {});
    botLogin = `${self.slug}[bot]`;
    return { login: botLogin, appId: self.id };
  }

  return {
    app,
    installation,
    account: () => {
      account ??= readAccount().catch((error: unknown) => {
        account = null;
        throw error;
      });
      return account;
    },
    botLogin: () => botLogin,
    redeliver: async (delivery) => {
      const write = createWriteClient({
        baseUrl: apiUrl,
        token: appToken,
        pacing: writePacing,
        bucket: 'app',
      });
      await write('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: delivery });
    },
    issues: async (id, repositories) => {
      const own = await (account ??= readAccount());
      const scoped = (): Promise<string> =>
        installationToken(id, { repositoryIds: [...repositories], permissions: WRITE_ISSUES });
      const client = createReadClient({
        baseUrl: apiUrl,
        token: scoped,
        pacing: readPacing,
        onRequest: (event) => onRequest?.({ ...event, installation: id }),
      });
      const write = createWriteClient({
        baseUrl: apiUrl,
        token: scoped,
        pacing: writePacing,
        bucket: `installation:${id}`,
        onWrite: ({ request, status }) => log.debug({ installation: id, request, status }, 'written'),
      });
      return { reader: createIssueReader(client, own), writer: createIssueWriter(write) };
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
