/** Which repositories an installation may see, and the configuration files in them. */
import { GitHubError, type ReadClient } from '../github/index.js';
import type { Repository } from '../store/index.js';

/** As `GET /installation/repositories` gives it. */
interface RawRepository {
  readonly id: number;
  readonly node_id: string;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly fork: boolean;
  readonly archived: boolean;
  readonly private: boolean;
  readonly visibility?: string;
  readonly default_branch: string;
  readonly size: number;
  readonly description: string | null;
}

export interface SeenRepository extends Repository {
  readonly databaseId: number;
  readonly isEmpty: boolean;
  readonly description: string | null;
}

const PER_PAGE = 100;
const MOST_PAGES = 100;

/** Every repository of an installation. Throws a GitHubError. */
export async function listInstallationRepositories(
  client: ReadClient,
  installation: number,
): Promise<readonly SeenRepository[]> {
  const all: SeenRepository[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get<{
      readonly total_count: number;
      readonly repositories: readonly RawRepository[];
    }>('GET /installation/repositories', { per_page: PER_PAGE, page });
    all.push(...answer.repositories.map((one) => seen(one, installation)));
    if (answer.repositories.length < PER_PAGE) break;
  }
  return all;
}

function seen(raw: RawRepository, installation: number): SeenRepository {
  return {
    nodeId: raw.node_id,
    databaseId: raw.id,
    owner: raw.owner.login,
    name: raw.name,
    visibility: visibilityOf(raw),
    archived: raw.archived,
    fork: raw.fork,
    defaultBranch: raw.default_branch,
    headOid: null,
    installation,
    isEmpty: raw.size === 0,
    description: raw.description,
  };
}

function visibilityOf({ visibility, private: isPrivate }: RawRepository): Repository['visibility'] {
  if (visibility === 'public' || visibility === 'private' || visibility === 'internal') return visibility;
  return isPrivate ? 'private' : 'public';
}

export interface ConfigurationText {
  readonly repository: SeenRepository;
  readonly path: string;
  readonly text: string;
  /** Commit of the default branch it was read at. */
  readonly commit: string | null;
}

/** What came of looking for configuration files: those there are, and repositories that could not be asked. */
export interface ConfigurationTexts {
  readonly texts: readonly ConfigurationText[];
  readonly unread: ReadonlySet<string>;
  /** Head commit by node id, of those that were asked. */
  readonly heads: ReadonlyMap<string, string | null>;
}

interface RawTexts {
  readonly nodes: readonly ({
    readonly id: string;
    readonly defaultBranchRef: { readonly target: { readonly oid: string } | null } | null;
    readonly organisation: RawBlob | null;
    readonly own: RawBlob | null;
    readonly portfolio: RawBlob | null;
  } | null)[];
}

interface RawBlob {
  readonly text?: string | null;
  readonly byteSize?: number;
  readonly isTruncated?: boolean;
}

export const ORGANISATION_FILE = 'os2modning.yml';
export const REPOSITORY_FILE = '.github/os2modning.yml';
export const PORTFOLIO_FILE = 'os2modning-portfolio.yml';

/** One request for a hundred repositories, a point each: only plain fields. */
export const CONFIGURATION_QUERY = `query Configurations($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Repository {
    id
    defaultBranchRef { target { oid } }
    organisation: object(expression: "HEAD:${ORGANISATION_FILE}") { ...Text }
    own: object(expression: "HEAD:${REPOSITORY_FILE}") { ...Text }
    portfolio: object(expression: "HEAD:${PORTFOLIO_FILE}") { ...Text }
  } }
}
fragment Text on GitObject { ... on Blob { text byteSize isTruncated } }`;

const TOGETHER = 100;

/** `portfolio` is `owner/name` of the repository whose portfolio file counts; others' is not looked at. */
export async function readConfigurationTexts(
  client: ReadClient,
  repositories: readonly SeenRepository[],
  portfolio: string | null,
): Promise<ConfigurationTexts> {
  const texts: ConfigurationText[] = [];
  const unread = new Set<string>();
  const heads = new Map<string, string | null>();
  const byId = new Map(repositories.map((one) => [one.nodeId, one]));
  for (let start = 0; start < repositories.length; start += TOGETHER) {
    const ids = repositories.slice(start, start + TOGETHER).map(({ nodeId }) => nodeId);
    const data = await askFor(client, ids);
    for (const [index, id] of ids.entries()) {
      const node = data?.nodes[index] ?? null;
      const repository = byId.get(id);
      if (node === null || repository === undefined) {
        unread.add(id);
        continue;
      }
      const commit = node.defaultBranchRef?.target?.oid ?? null;
      heads.set(id, commit);
      const isHome = repository.name.toLowerCase() === '.github';
      const isPortfolio = `${repository.owner}/${repository.name}`.toLowerCase() === portfolio?.toLowerCase();
      const add = (path: string, blob: RawBlob | null): void => {
        if (typeof blob?.text === 'string') texts.push({ repository, path, text: blob.text, commit });
      };
      if (isHome) add(ORGANISATION_FILE, node.organisation);
      else add(REPOSITORY_FILE, node.own);
      if (isPortfolio) add(PORTFOLIO_FILE, node.portfolio);
    }
  }
  return { texts, unread, heads };
}

/** Null when GitHub could not answer this time: then nothing is known, and what was in force stays. */
async function askFor(client: ReadClient, ids: readonly string[]): Promise<RawTexts | null> {
  try {
    return (await client.graphql<RawTexts>(CONFIGURATION_QUERY, { ids })).data;
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'temporary') return null;
    throw error;
  }
}
