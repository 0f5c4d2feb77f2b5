/** One App registration's ways into GitHub: as itself, and as its installations with a token for just what the work needs. */
import {
  createGraphqlWrite,
  createReadClient,
  createWriteClient,
  nullWhenGone,
  type GraphqlWrite,
  type ReadClient,
  type RequestEvent,
  type Write,
  type WritePacing,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { AppTokens, TokenScope } from './app-tokens.js';

export interface Installation {
  readonly id: number;
  /** As granted just now. */
  readonly permissions: Readonly<Record<string, string>>;
}

export interface Access {
  readonly client: ReadClient;
  readonly write: Write;
  readonly graphql: GraphqlWrite;
}

export interface Registration {
  /** As the App itself. */
  readonly self: Pick<Access, 'client' | 'write'>;
  /** On an organisation, or else a person. Null: it is not installed there, or is suspended. Throws a GitHubError. */
  readonly installedOn: (owner: string) => Promise<Installation | null>;
  /** On a repository (`owner/name`). Null: as above. Throws a GitHubError. */
  readonly installedIn: (repository: string) => Promise<Installation | null>;
  /** Reads as an installation with a token of the caller's choice. */
  readonly reading: (installation: number, token: () => Promise<string>) => ReadClient;
  /** Reads and writes as an installation with no more than this. GitHub refuses more than was granted. */
  readonly access: (installation: number, scope: TokenScope) => Access;
}

export interface RegistrationSettings {
  readonly apiUrl: string;
  readonly tokens: AppTokens;
  /** See Settings. */
  readonly pacing: number;
  readonly writePacing: WritePacing;
  readonly log: Logger;
  readonly onRequest: (event: RequestEvent & { readonly installation: number | null }) => void;
  readonly onWrite: (event: { readonly request: string; readonly status: number | null }) => void;
}

export function createRegistration(settings: RegistrationSettings): Registration {
  const { apiUrl: baseUrl, tokens, pacing: scale, writePacing: pacing, log, onRequest, onWrite } = settings;

  function reading(installation: number | null, token: () => Promise<string>): ReadClient {
    const tell = (event: RequestEvent): void => onRequest({ ...event, installation });
    return createReadClient({ baseUrl, token, pacing: { scale }, onRequest: tell });
  }

  /** Installations have limits of their own, and so has the App as itself. */
  function writing(installation: number | null, token: () => Promise<string>): Omit<Access, 'client'> {
    const bucket = installation === null ? 'app' : `installation:${installation}`;
    const write = createWriteClient({
      baseUrl,
      token,
      pacing,
      bucket,
      onWrite: ({ request, status }) => {
        onWrite({ request, status });
        log.debug({ installation, request, status }, 'written');
      },
    });
    return { write, graphql: createGraphqlWrite({ write, pacing, bucket, baseUrl }) };
  }

  const self = { client: reading(null, tokens.app), write: writing(null, tokens.app).write };

  const installed = async (
    route: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<RawInstallation | null> =>
    nullWhenGone(() => self.client.get<RawInstallation>(route, parameters));

  return {
    self,
    reading,
    installedOn: async (owner) =>
      atWork(
        (await installed('GET /orgs/{org}/installation', { org: owner })) ??
          (await installed('GET /users/{username}/installation', { username: owner })),
      ),
    installedIn: async (repository) => {
      const [owner = '', repo = ''] = repository.split('/');
      return atWork(await installed('GET /repos/{owner}/{repo}/installation', { owner, repo }));
    },
    access: (installation, scope) => {
      const token = (): Promise<string> => tokens.installation(installation, scope);
      return { client: reading(installation, token), ...writing(installation, token) };
    },
  };
}

interface RawInstallation extends Installation {
  readonly suspended_at: string | null;
}

function atWork(found: RawInstallation | null): Installation | null {
  return found === null || found.suspended_at !== null ? null : found;
}
