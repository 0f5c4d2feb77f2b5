/** The way into a repository for the App that proposes: its own registration, with a token for that repository alone. */
import {
  createProposalReader,
  createProposalWriter,
  createReadClient,
  createWriteClient,
  GitHubError,
  type Pacing,
  type RequestEvent,
  type WriteClientOptions,
  type WritePacing,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { ProposalAccess } from '../proposals/index.js';
import type { AppTokens, Permissions } from './app-tokens.js';

export interface ProposalAccessSettings {
  readonly apiUrl: string;
  readonly tokens: AppTokens;
  readonly readPacing: Partial<Pacing>;
  readonly writePacing: WritePacing;
  readonly log: Logger;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onWrite: NonNullable<WriteClientOptions['onWrite']>;
}

interface RawInstallation {
  readonly id: number;
  readonly permissions: Readonly<Record<string, string>>;
  readonly suspended_at: string | null;
}

const NEEDED: Permissions = { metadata: 'read', contents: 'write', pull_requests: 'write' };

/** By `owner/name` and numeric id. Answers null where the App is not installed, or lacks a permission. Throws a GitHubError. */
export function createProposalAccess(
  settings: ProposalAccessSettings,
): (repository: string, databaseId: number) => Promise<ProposalAccess | null> {
  const { apiUrl: baseUrl, tokens, readPacing, writePacing, log, onRequest, onWrite } = settings;
  const app = createReadClient({ baseUrl, token: tokens.app, pacing: readPacing, onRequest });
  let account: Promise<{ readonly login: string }> | null = null;
  const told = new Set<number>();

  async function readAccount(): Promise<{ readonly login: string }> {
    const { slug } = await app.get<{ readonly slug: string }>('GET /app', {});
    return { login: `${slug}[bot]` };
  }

  function mayPropose({ id, permissions }: RawInstallation): boolean {
    const missing = Object.keys(NEEDED).filter((name) => permissions[name] !== NEEDED[name]);
    if (missing.length === 0) return true;
    if (!told.has(id))
      log.warn({ installation: id, missing }, 'nothing is proposed: permissions are missing');
    told.add(id);
    return false;
  }

  return async (repository, databaseId) => {
    const [owner = '', repo = ''] = repository.split('/');
    const found = await installationOf(() =>
      app.get<RawInstallation>('GET /repos/{owner}/{repo}/installation', { owner, repo }),
    );
    if (found === null || found.suspended_at !== null || !mayPropose(found)) return null;
    account ??= readAccount().catch((error: unknown) => {
      account = null;
      throw error;
    });
    const own = await account;
    const scope = { repositoryIds: [databaseId], permissions: NEEDED };
    const token = (): Promise<string> => tokens.installation(found.id, scope);
    const client = createReadClient({ baseUrl, token, pacing: readPacing, onRequest });
    const bucket = `installation:${found.id}`;
    const write = createWriteClient({ baseUrl, token, pacing: writePacing, bucket, onWrite });
    return { reader: createProposalReader(client, own), writer: createProposalWriter(write, own) };
  };
}

async function installationOf(ask: () => Promise<RawInstallation>): Promise<RawInstallation | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'gone') return null;
    throw error;
  }
}
