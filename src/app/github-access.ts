/** The app's ways into GitHub: as itself, and as each installation with a token for just what the work needs. */
import {
  nullWhenGone,
  createCheckReader,
  createCheckWriter,
  createMilestoneReader,
  createRepositoryAccess,
  createWritePacing,
  type CheckReader,
  type CheckWriter,
  type GitHubError,
  type MilestoneReader,
  type OwnAccount,
  type ReadClient,
  type RepositoryAccess,
  type TurnBook,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import { createAppTokens, createReadToken, type AppTokens, type Permissions } from './app-tokens.js';
import type { ProposalAccess } from '../proposals/index.js';
import { createProposalAccess } from './proposal-access.js';
import { createProjectAccess, type ProjectAccess } from './project-access.js';
import { createRegistration, type Registration, type RegistrationSettings } from './registration.js';
import type { Settings } from './settings.js';
import { createTeamAccess, type NoTeams } from './team-access.js';

export interface GitHubAccess {
  /** As the app itself. */
  readonly app: ReadClient;
  /** As an installation, with all it may read; clients are shared, so that they keep GitHub's limits together. */
  readonly installation: (id: number) => ReadClient;
  /** Reads and writes issues and milestones of these repositories (numeric ids) with a token for them alone. */
  readonly issues: (installation: number, repositories: readonly number[]) => Promise<RepositoryAccess>;
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
  readonly onRequest?: RegistrationSettings['onRequest'];
  readonly onWrite?: RegistrationSettings['onWrite'];
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
  onRequest = () => undefined,
  onWrite = () => undefined,
}: AccessSettings): GitHubAccess {
  const { appId, privateKey, portfolioApp, proposalsApp, apiUrl, pacing } = settings;
  const shared = { apiUrl, pacing, writePacing: createWritePacing({ book: turns, scale: pacing }), log };
  const registered = (tokens: AppTokens): Registration =>
    createRegistration({ ...shared, tokens, onRequest, onWrite });
  const onRefused = ({ status }: GitHubError): void =>
    onRequest({ request: TOKEN_ROUTE, status, ms: 0, cost: null, date: null, installation: null });
  const tokens = createAppTokens({ appId, privateKey, apiUrl, onRefused });
  const { self, reading, access } = registered(tokens);
  // Its own registration, where there is one, so that product organisations need not grant access to projects and teams.
  const central = registered(portfolioApp === null ? tokens : createAppTokens({ ...portfolioApp, apiUrl }));
  const clients = new Map<number, ReadClient>();
  let account: Promise<OwnAccount> | null = null;
  let botLogin: string | null = null;

  function installation(id: number): ReadClient {
    const known = clients.get(id);
    if (known !== undefined) return known;
    const client = reading(id, createReadToken(tokens, id));
    if (clients.size >= MOST_CLIENTS) clients.delete(clients.keys().next().value ?? id);
    clients.set(id, client);
    return client;
  }

  async function readAccount(): Promise<OwnAccount> {
    const app = await self.client.get<{ readonly id: number; readonly slug: string }>('GET /app', {});
    botLogin = `${app.slug}[bot]`;
    return { login: botLogin, appId: app.id };
  }

  /** Asked once; again when the answer was an error. */
  function ownAccount(): Promise<OwnAccount> {
    account ??= readAccount().catch((error: unknown) => {
      account = null;
      throw error;
    });
    return account;
  }

  return {
    app: self.client,
    installation,
    account: ownAccount,
    botLogin: () => botLogin,
    redeliver: async (delivery) => {
      await self.write('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: delivery });
    },
    uninstall: async (id) => {
      await nullWhenGone(() =>
        self.write('DELETE /app/installations/{installation_id}', { installation_id: id }),
      );
    },
    checks: async (id, repositoryIds) => {
      const own = await ownAccount();
      const { write } = access(id, { repositoryIds, permissions: WRITE_CHECKS });
      return { reader: createCheckReader(installation(id), own), writer: createCheckWriter(write) };
    },
    issues: async (id, repositoryIds) => {
      const own = await ownAccount();
      const { client, write } = access(id, { repositoryIds, permissions: WRITE_ISSUES });
      return createRepositoryAccess(client, write, own);
    },
    proposals:
      proposalsApp === null
        ? null
        : createProposalAccess(registered(createAppTokens({ ...proposalsApp, apiUrl })), log),
    milestones: (id) => createMilestoneReader(installation(id)),
    projects: createProjectAccess(central),
    teams: createTeamAccess(central),
  };
}
