import { BatchSize, inBatches } from './batches.js';
import type { ReadClient } from './createReadClient.js';
import { errorOfProblem, GitHubError } from './errors.js';
import { ownerAndName } from './issue-reader.js';
import type { GitHubMilestone, MilestoneReader, RepositoryMilestones } from './milestones.js';
import { MILESTONES_PAGE_QUERY, MILESTONES_QUERY } from './project-queries.js';

/** Repositories in one request; fewer when GitHub has no time for so many. */
const TOGETHER = 30;
const PER_PAGE = 100;

/** Reads milestones with the read client of one installation. */
export function createMilestoneReader(client: ReadClient): MilestoneReader {
  return {
    readMilestones: async (repositories) => {
      const read = new Map<string, RepositoryMilestones | null | GitHubError>();
      const batch = new BatchSize(TOGETHER);
      const ask = async (asked: readonly string[], alone: boolean) => {
        await readBatch(client, asked, alone, read);
        return [];
      };
      await inBatches([...new Set(repositories)], batch, ask, (id, error) => {
        if (concernsAll(error)) throw error;
        read.set(id, error);
      });
      return read;
    },
    listMilestones: async (repository) => {
      const all: GitHubMilestone[] = [];
      for (let page = 1; ; page += 1) {
        const found = await client.get<readonly RestMilestone[]>('GET /repos/{owner}/{repo}/milestones', {
          ...ownerAndName(repository),
          state: 'all',
          per_page: PER_PAGE,
          page,
        });
        all.push(...found.map(milestoneOfRest));
        if (found.length < PER_PAGE) return all;
      }
    },
  };
}

function concernsAll({ kind }: GitHubError): boolean {
  return kind === 'unauthorised' || kind === 'unreachable' || kind === 'rate-limited';
}

async function readBatch(
  client: ReadClient,
  asked: readonly string[],
  alone: boolean,
  read: Map<string, RepositoryMilestones | null | GitHubError>,
): Promise<void> {
  const { data, problems } = await client.graphql<{ nodes: readonly (RawRepository | null)[] }>(
    MILESTONES_QUERY,
    { ids: asked },
    { retry: alone },
  );
  for (const [index, id] of asked.entries()) {
    const problem = problems.find(({ path }) => path[0] === 'nodes' && path[1] === String(index));
    const raw = data.nodes[index] ?? null;
    if (problem === undefined && raw !== null) {
      read.set(id, await withAllPages(client, raw));
      continue;
    }
    const error = problem === undefined ? null : errorOfProblem(`repository ${id}`, problem);
    // Half a list would be taken for the whole, and the rest for deleted.
    read.set(id, error === null || (error.kind === 'gone' && raw === null) ? null : error);
  }
}

async function withAllPages(
  client: ReadClient,
  raw: RawRepository,
): Promise<RepositoryMilestones | GitHubError> {
  const { id, nameWithOwner, url, isArchived } = raw;
  const milestones = raw.milestones.nodes.map(milestoneOf);
  let page = raw.milestones.pageInfo;
  while (page.hasNextPage) {
    const variables = { repository: id, after: page.endCursor };
    const next = await nextPage(client, variables, nameWithOwner);
    if (next instanceof GitHubError) return next;
    milestones.push(...next.nodes.map(milestoneOf));
    page = next.pageInfo;
  }
  const visibility =
    raw.visibility === 'PUBLIC' ? 'public' : raw.visibility === 'INTERNAL' ? 'internal' : 'private';
  return { id, nameWithOwner, url, visibility, isArchived, milestones };
}

async function nextPage(
  client: ReadClient,
  variables: Readonly<Record<string, unknown>>,
  nameWithOwner: string,
): Promise<RawMilestones | GitHubError> {
  const request = `milestones of ${nameWithOwner}`;
  try {
    const { data, problems } = await client.graphql<{ node: { milestones: RawMilestones } | null }>(
      MILESTONES_PAGE_QUERY,
      variables,
    );
    const [problem] = problems;
    if (problem !== undefined) return errorOfProblem(request, problem);
    return data.node?.milestones ?? new GitHubError('temporary', { request, said: 'it went away meanwhile' });
  } catch (error) {
    if (!(error instanceof GitHubError) || concernsAll(error)) throw error;
    return error;
  }
}

interface RawMilestones {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly RawMilestone[];
}

interface RawRepository {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly url: string;
  readonly visibility: string;
  readonly isArchived: boolean;
  readonly milestones: RawMilestones;
}

interface Count {
  readonly totalCount: number;
}

interface RawMilestone {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: string;
  readonly dueOn: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly url: string;
  readonly openIssues: Count;
  readonly closedIssues: Count;
  readonly openPulls: Count;
  readonly closedPulls: Count;
}

function milestoneOf(raw: RawMilestone): GitHubMilestone {
  const { id, number, url, title, description, dueOn, createdAt, closedAt } = raw;
  return {
    id,
    number,
    url,
    title,
    description,
    state: raw.state === 'CLOSED' ? 'closed' : 'open',
    dueOn,
    createdAt,
    closedAt,
    openIssues: raw.openIssues.totalCount + raw.openPulls.totalCount,
    closedIssues: raw.closedIssues.totalCount + raw.closedPulls.totalCount,
  };
}

/** The part of GitHub's `milestone` schema that is used here. */
export interface RestMilestone {
  readonly node_id: string;
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly description: string | null;
  readonly state: string;
  readonly due_on: string | null;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly open_issues: number;
  readonly closed_issues: number;
}

export function milestoneOfRest(raw: RestMilestone): GitHubMilestone {
  return {
    id: raw.node_id,
    number: raw.number,
    url: raw.html_url,
    title: raw.title,
    description: raw.description,
    state: raw.state === 'closed' ? 'closed' : 'open',
    dueOn: raw.due_on,
    createdAt: raw.created_at,
    closedAt: raw.closed_at,
    openIssues: raw.open_issues,
    closedIssues: raw.closed_issues,
  };
}
