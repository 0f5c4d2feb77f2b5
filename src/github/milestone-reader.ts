import { BatchSize, inBatches } from './batches.js';
import type { GraphqlAnswer, ReadClient } from './createReadClient.js';
import { errorOfProblem, GitHubError } from './errors.js';
import { ownerAndName } from './issue-reader.js';
import type { GitHubMilestone, IssuePlace, MilestoneReader, RepositoryMilestones } from './milestones.js';
import { ISSUES_QUERY, MILESTONES_PAGE_QUERY, MILESTONES_QUERY } from './project-queries.js';

/** Repositories in one request; fewer when GitHub has no time for so many. */
const TOGETHER = 30;
const PER_PAGE = 100;

/** Reads milestones with the read client of one installation. */
export function createMilestoneReader(client: ReadClient): MilestoneReader {
  return {
    readMilestones: (repositories) =>
      readAll<RawRepository, RepositoryMilestones>(repositories, TOGETHER, async (ids, retry) => {
        const answer = await client.graphql<Nodes<RawRepository>>(MILESTONES_QUERY, { ids }, { retry });
        return { ...answer, of: (raw) => withAllPages(client, raw) };
      }),
    readIssues: (issues) =>
      readAll<RawIssue, IssuePlace>(issues, PER_PAGE, async (ids, retry) => {
        const answer = await client.graphql<Nodes<RawIssue>>(ISSUES_QUERY, { ids }, { retry });
        return { ...answer, of: (raw) => Promise.resolve(placeOf(raw)) };
      }),
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

interface Nodes<Raw> {
  readonly nodes: readonly (Raw | null)[];
}

interface Batch<Raw, T> extends GraphqlAnswer<Nodes<Raw>> {
  readonly of: (raw: Raw) => Promise<T | GitHubError>;
}

/** Things by their node ids, in batches that shrink; what concerns one of them keeps none of the others back. */
async function readAll<Raw, T>(
  ids: readonly string[],
  together: number,
  ask: (ids: readonly string[], retry: boolean) => Promise<Batch<Raw, T>>,
): Promise<ReadonlyMap<string, T | null | GitHubError>> {
  const read = new Map<string, T | null | GitHubError>();
  await inBatches(
    [...new Set(ids)],
    new BatchSize(together),
    async (asked, alone) => {
      const { data, problems, of } = await ask(asked, alone);
      for (const [index, id] of asked.entries()) {
        const problem = problems.find(({ path }) => path[0] === 'nodes' && path[1] === String(index));
        const error = problem === undefined ? null : errorOfProblem(`node ${id}`, problem);
        const raw = data.nodes[index];
        // Gone is null; what the answer leaves out altogether nobody knows.
        if (raw === undefined) read.set(id, error ?? leftOut(id));
        else if (error === null) read.set(id, raw === null ? null : await of(raw));
        // Half a list would be taken for the whole, and the rest for deleted.
        else read.set(id, error.kind === 'gone' && raw === null ? null : error);
      }
      return [];
    },
    (id, error) => {
      if (concernsAll(error)) throw error;
      read.set(id, error);
    },
  );
  return read;
}

function leftOut(id: string): GitHubError {
  return new GitHubError('temporary', { request: `node ${id}`, said: 'the answer leaves it out' });
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
  return { id, nameWithOwner, url, visibility: visibilityOf(raw.visibility), isArchived, milestones };
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

/** What is not known to be public is taken for private. */
function visibilityOf(visibility: string): RepositoryMilestones['visibility'] {
  if (visibility === 'PUBLIC') return 'public';
  return visibility === 'INTERNAL' ? 'internal' : 'private';
}

function placeOf({ id, title, url, milestone, repository }: RawIssue): IssuePlace {
  return {
    id,
    title,
    url,
    milestone: milestone?.id ?? null,
    repository: repository.id,
    nameWithOwner: repository.nameWithOwner,
    visibility: visibilityOf(repository.visibility),
  };
}

interface RawIssue {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly milestone: { readonly id: string } | null;
  readonly repository: { readonly id: string; readonly nameWithOwner: string; readonly visibility: string };
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
