import type { ReadClient } from './createReadClient.js';
import { GitHubError } from './errors.js';
import type { Actor, CloseReason, GitHubIssue, IssueComment, IssueReader, OwnAccount } from './issues.js';

const PER_PAGE = 100;
/** A repository with more issues of ours than this has something else wrong with it. */
const MOST_PAGES = 50;

/** Reads issues with the read client of one installation. */
export function createIssueReader(client: ReadClient, account: OwnAccount): IssueReader {
  return {
    listOwnIssues: async (repository) => {
      const all = await listAll<RestIssue>(client, 'GET /repos/{owner}/{repo}/issues', {
        ...ownerAndName(repository),
        state: 'all',
        creator: account.login,
        sort: 'created',
        direction: 'asc',
      });
      return all.filter((one) => one.pull_request === undefined).map(issueOf);
    },
    readIssue: async (repository, number) => {
      try {
        const parameters = { ...ownerAndName(repository), issue_number: number };
        return issueOf(
          await client.get<RestIssue>('GET /repos/{owner}/{repo}/issues/{issue_number}', parameters),
        );
      } catch (error) {
        const absence = absenceIn(error);
        if (absence === null) throw error;
        return absence;
      }
    },
    listOwnComments: async (repository, number) => {
      const all = await listAll<RestComment>(
        client,
        'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
        { ...ownerAndName(repository), issue_number: number },
      );
      return all.filter((one) => one.user?.login === account.login).map(commentOf);
    },
  };
}

async function listAll<T>(
  client: ReadClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const found = await client.get<readonly T[]>(route, { ...parameters, per_page: PER_PAGE, page });
    all.push(...found);
    if (found.length < PER_PAGE) break;
  }
  return all;
}

/** GitHub answers 410 both for a deleted issue and for issues that are turned off; the latter says nothing of the issue. */
function absenceIn(error: unknown): 'deleted' | 'not-found' | null {
  if (!(error instanceof GitHubError)) return null;
  if (error.status === 410 && /deleted/i.test(error.said)) return 'deleted';
  return error.kind === 'gone' ? 'not-found' : null;
}

/** `owner/name` as the parameters of a route. Throws a RangeError on anything else. */
export function ownerAndName(repository: string): { owner: string; repo: string } {
  const [owner, repo, ...rest] = repository.split('/');
  if (owner === undefined || repo === undefined || owner === '' || repo === '' || rest.length > 0) {
    throw new RangeError(`"${repository}" is not owner/name`);
  }
  return { owner, repo };
}

interface RestActor {
  readonly login: string;
  readonly id: number;
  readonly type?: string;
}

/** The part of GitHub's `issue` schema that is used here. */
export interface RestIssue {
  readonly number: number;
  readonly node_id: string;
  readonly html_url: string;
  readonly repository_url: string;
  readonly title: string;
  readonly body?: string | null;
  readonly state: string;
  readonly state_reason?: string | null;
  readonly locked?: boolean;
  readonly labels: readonly (string | { readonly name?: string | null })[];
  readonly assignees?: readonly { readonly login: string }[] | null;
  readonly user: RestActor | null;
  readonly performed_via_github_app?: { readonly id?: number } | null;
  readonly closed_by?: RestActor | null;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly pull_request?: unknown;
}

interface RestComment {
  readonly id: number;
  readonly body?: string | null;
  readonly user: RestActor | null;
}

export function issueOf(issue: RestIssue): GitHubIssue {
  const isOpen = issue.state === 'open';
  return {
    repository: issue.repository_url.split('/').slice(-2).join('/'),
    number: issue.number,
    nodeId: issue.node_id,
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? '',
    state: isOpen ? 'open' : 'closed',
    closeReason: isOpen ? null : reasonOf(issue.state_reason),
    isLocked: issue.locked ?? false,
    labels: issue.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    ...(issue.assignees === undefined || issue.assignees === null
      ? {}
      : { assignees: issue.assignees.map(({ login }) => login) }),
    author: actorOf(issue.user),
    appId: issue.performed_via_github_app?.id ?? null,
    closedBy: isOpen ? null : actorOf(issue.closed_by),
    createdAt: issue.created_at,
    closedAt: issue.closed_at,
  };
}

function reasonOf(reason: string | null | undefined): CloseReason | null {
  return reason === 'completed' || reason === 'not_planned' || reason === 'duplicate' ? reason : null;
}

function actorOf(actor: RestActor | null | undefined): Actor | null {
  if (actor === null || actor === undefined) return null;
  return { login: actor.login, id: actor.id, isBot: actor.type === 'Bot' };
}

export function commentOf(comment: RestComment): IssueComment {
  return { id: comment.id, body: comment.body ?? '' };
}
