/** The way to an account's projects, with a token of the installation on that account. */
import {
  createGraphqlWrite,
  createProjectReader,
  createProjectWriter,
  createReadClient,
  createWriteClient,
  GitHubError,
  PROJECT_PERMISSION,
  type Pacing,
  type ProjectReader,
  type ProjectWriter,
  type ReadClient,
  type RequestEvent,
  type WriteClientOptions,
  type WritePacing,
} from '../github/index.js';
import type { AppTokens, Permissions } from './app-tokens.js';

export interface ProjectAccess {
  readonly installation: number;
  /** As granted just now. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly reader: ProjectReader;
  readonly writer: ProjectWriter;
}

export interface ProjectAccessSettings {
  readonly apiUrl: string;
  readonly tokens: AppTokens;
  readonly readPacing: Partial<Pacing>;
  readonly writePacing: WritePacing;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onWrite: NonNullable<WriteClientOptions['onWrite']>;
}

interface RawInstallation {
  readonly id: number;
  readonly permissions: Readonly<Record<string, string>>;
  readonly suspended_at: string | null;
}

/** Issues beside the milestones can only be shown with a token that may read issues. */
const READ_TOO = ['issues', 'pull_requests'];

/** Answers null where the App is not installed on the account, or is suspended there. Throws a GitHubError. */
export function createProjectAccess(
  settings: ProjectAccessSettings,
): (owner: string) => Promise<ProjectAccess | null> {
  const { apiUrl: baseUrl, tokens, readPacing, writePacing, onRequest, onWrite } = settings;
  const app = createReadClient({ baseUrl, token: tokens.app, pacing: readPacing, onRequest });
  return async (owner) => {
    const found = await installationOn(app, owner);
    if (found === null || found.suspended_at !== null) return null;
    const { id, permissions } = found;
    const token = (): Promise<string> => tokens.installation(id, { permissions: neededOf(permissions) });
    const client = createReadClient({ baseUrl, token, pacing: readPacing, onRequest });
    const bucket = `installation:${id}`;
    const write = createWriteClient({ baseUrl, token, pacing: writePacing, bucket, onWrite });
    const graphql = createGraphqlWrite({ write, pacing: writePacing, bucket, baseUrl });
    return {
      installation: id,
      permissions,
      reader: createProjectReader(client),
      writer: createProjectWriter(graphql, write),
    };
  };
}

/** A personal account is asked for as well, so that it can be told that its projects are out of reach. */
export async function installationOn(app: ReadClient, owner: string): Promise<RawInstallation | null> {
  return (
    (await orNull(() => app.get<RawInstallation>('GET /orgs/{org}/installation', { org: owner }))) ??
    (await orNull(() => app.get<RawInstallation>('GET /users/{username}/installation', { username: owner })))
  );
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'gone') return null;
    throw error;
  }
}

/** GitHub refuses a token with more than was granted. */
function neededOf(granted: Readonly<Record<string, string>>): Permissions {
  const needed: Permissions = { metadata: 'read' };
  const projects = granted[PROJECT_PERMISSION];
  if (projects !== undefined) needed[PROJECT_PERMISSION] = projects === 'read' ? 'read' : 'write';
  for (const name of READ_TOO) if (granted[name] !== undefined) needed[name] = 'read';
  return needed;
}
