/** The app's ways into GitHub: as itself, and as each installation with a token for just what the work needs. */
import {
  GitHubError,
  createCheckReader,
  createCheckWriter,
  createIssueReader,
  createIssueWriter,
  createMilestoneReader,
  createMilestoneWriter,
  createReadClient,
  createWriteClient,
  createWritePacing,
  type CheckReader,
  type CheckWriter,
  type IssueReader,
  type IssueWriter,
  type MilestoneReader,
  type MilestoneWriter,
  type OwnAccount,
  type ReadClient,
  type RequestEvent,
  type TurnBook,
  type Write,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import { createAppTokens, createReadToken, type Permissions } from './app-tokens.js';
import type { ProposalAccess } from '../proposals/index.js';
import { createProposalAccess } from './proposal-access.js';
import { createProjectAccess, type ProjectAccess } from './project-access.js';
import type { Settings } from './settings.js';
import { createTeamAccess, type NoTeams } from './team-access.js';

export interface GitHubAccess {
  /** As the app itself. */
  readonly app: ReadClient;
  /** As an installation, with all it may read; clients are shared, so that they keep GitHub's limits together. */
  readonly installation: (id: number) => ReadClient;
  /** Reads and writes issues and milestones of these repositories (numeric ids) with a token for them alone. */
  readonly issues: (
    installation: number,
    repositories: readonly number[],
  ) => Promise<{
    readonly reader: IssueReader;
    readonly writer: IssueWriter;
    readonly milestones: MilestoneReader & MilestoneWriter;
  }>;
  /** Milestones of whatever the installation may read. */
  readonly milestones: (installation: number) => MilestoneReader;
  /** Projects of an account; null where the App is not installed on it. Throws a GitHubError. */
  readonly projects: (owner: string) => Promise<ProjectAccess | null>;
  /** Teams of an organisation; or why they cannot be read. Throws a GitHubError. */
  readonly teams: (organisation: string) => Promise<ReadClient | NoTeams>;
  /** Reads check runs of these repositories (numeric ids), and writes them with a token for that alone. */
  readonly checks: (
    installation: number,
    repositories: readonly number[],
  ) => Promise<{ readonly reader: CheckReader; readonly writer: CheckWriter }>;
  /** The way into a repository (numeric id) for the App that proposes, null where it may not; null without such an App. */
  readonly proposals: ((repository: string, databaseId: number) => Promise<ProposalAccess | null>) | null;
  /** Asks GitHub to send a delivery (its numeric id) again. */
  readonly redeliver: (delivery: number) => Promise<void>;
  /** Uninstalls the App from an account. Harmless where it is gone. Throws a GitHubError, an AmbiguousWrite. */
  readonly uninstall: (installation: number) => Promise<void>;
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
  readonly onWrite?: (event: { readonly request: string; readonly status: number | null }) => void;
}

const WRITE_ISSUES: Permissions = { metadata: 'read', issues: 'write' };
const WRITE_CHECKS: Permissions = { metadata: 'read', checks: 'write' };
const TOKEN_ROUTE = 'POST /app/installations/{installation_id}/access_tokens';
/** Installations that have not been read for long give their place to others. */
const MOST_CLIENTS = 500;

export function createGitHubAccess({
  settings,
  log,
  turns,
  onRequest,
  onWrite,
}: AccessSettings): GitHubAccess {
  const { appId, privateKey, portfolioApp, proposalsApp, apiUrl, pacing } = settings;
  const onRefused = ({ status }: GitHubError): void =>
    onRequest?.({ request: TOKEN_ROUTE, status, ms: 0, cost: null, date: null, installation: null });
  const tokens = createAppTokens({ appId, privateKey, apiUrl, onRefused });
  // Its own registration, where there is one, so that product organisations need not grant access to projects and teams.
  const central = portfolioApp === null ? tokens : createAppTokens({ ...portfolioApp, apiUrl });
  const writePacing = createWritePacing({ book: turns, scale: pacing });
  const readPacing = { scale: pacing };
  const clients = new Map<number, ReadClient>();
  let account: Promise<OwnAccount> | null = null;
  let botLogin: string | null = null;

  const app = createReadClient({
    baseUrl: apiUrl,
    token: tokens.app,
    pacing: readPacing,
    onRequest: (event) => onRequest?.({ ...event, installation: null }),
  });

  function installation(id: number): ReadClient {
    const known = clients.get(id);
    if (known !== undefined) return known;
    const client = createReadClient({
      baseUrl: apiUrl,
      token: createReadToken(tokens, id),
      pacing: readPacing,
      onRequest: (event) => onRequest?.({ ...event, installation: id }),
    });
    if (clients.size >= MOST_CLIENTS) clients.delete(clients.keys().next().value ?? id);
    clients.set(id, client);
    return client;
  }

  function writeWith(id: number, token: () => Promise<string>): Write {
    return createWriteClient({
      baseUrl: apiUrl,
      token,
      pacing: writePacing,
      bucket: `installation:${id}`,
      onWrite: ({ request, status }) => {
        onWrite?.({ request, status });
        log.debug({ installation: id, request, status }, 'written');
      },
    });
  }

  const writeAsApp = createWriteClient({
    baseUrl: apiUrl,
    token: tokens.app,
    pacing: writePacing,
    bucket: 'app',
    onWrite: (event) => onWrite?.(event),
  });

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
      await writeAsApp('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: delivery });
    },
    uninstall: async (id) => {
      try {
        await writeAsApp('DELETE /app/installations/{installation_id}', { installation_id: id });
      } catch (error) {
        if (!(error instanceof GitHubError) || error.kind !== 'gone') throw error;
      }
    },
    checks: async (id, repositories) => {
      const own = await (account ??= readAccount());
      const scoped = (): Promise<string> =>
        tokens.installation(id, { repositoryIds: [...repositories], permissions: WRITE_CHECKS });
      return {
        reader: createCheckReader(installation(id), own),
        writer: createCheckWriter(writeWith(id, scoped)),
      };
    },
    issues: async (id, repositories) => {
      const own = await (account ??= readAccount());
      const scoped = (): Promise<string> =>
        tokens.installation(id, { repositoryIds: [...repositories], permissions: WRITE_ISSUES });
      const client = createReadClient({
        baseUrl: apiUrl,
        token: scoped,
        pacing: readPacing,
        onRequest: (event) => onRequest?.({ ...event, installation: id }),
      });
      const write = writeWith(id, scoped);
      return {
        reader: createIssueReader(client, own),
        writer: createIssueWriter(write),
        milestones: { ...createMilestoneReader(client), ...createMilestoneWriter(write) },
      };
    },
    proposals:
      proposalsApp === null
        ? null
        : createProposalAccess({
            apiUrl,
            tokens: createAppTokens({ ...proposalsApp, apiUrl }),
            readPacing,
            writePacing,
            log,
            onRequest: (event) => onRequest?.({ ...event, installation: null }),
            onWrite: (event) => {
              onWrite?.(event);
              log.debug(event, 'written');
            },
          }),
    milestones: (id) => createMilestoneReader(installation(id)),
    projects: createProjectAccess({
      apiUrl,
      tokens: central,
      readPacing,
      writePacing,
      onRequest: (event) => onRequest?.({ ...event, installation: null }),
      onWrite: (event) => {
        onWrite?.(event);
        log.debug(event, 'written');
      },
    }),
    teams: createTeamAccess({
      apiUrl,
      tokens: central,
      readPacing,
      onRequest: (event) => onRequest?.({ ...event, installation: null }),
    }),
  };
}
