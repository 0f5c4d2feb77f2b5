/** Who may do what, and who wrote what: asked of GitHub each time, never taken from a payload. */
import type { ReadClient } from './createReadClient.js';
import { GitHubError } from './errors.js';
import { ownerAndName } from './issue-reader.js';
import type { Actor } from './issues.js';

export type RepositoryRole = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

/** A comment as it stands on GitHub now. */
export interface WrittenComment {
  /** For REST. */
  readonly id: number;
  readonly body: string;
  readonly url: string;
  readonly createdAt: string;
  readonly isEdited: boolean;
  /** Null when the account is gone. */
  readonly author: Actor | null;
  readonly issue: {
    readonly nodeId: string;
    readonly number: number;
    readonly author: Actor | null;
    /** Node id and `owner/name` of the repository, as they are now. */
    readonly repositoryId: string;
    readonly repository: string;
  };
}

/** One edit of a text, newest first where several are listed. */
export interface TextEdit {
  /** Null when the account is gone, or GitHub does not say. */
  readonly editor: Actor | null;
  readonly editedAt: string;
  /** The text after the edit; null where GitHub does not show it. */
  readonly text: string | null;
}

/** Errors that say that GitHub could not answer now; every other error is an answer. */
const LATER: readonly string[] = ['temporary', 'unreachable', 'rate-limited'];

export function isForLater(error: unknown): boolean {
  return error instanceof GitHubError && LATER.includes(error.kind);
}

/** As `isForLater`, or GitHub would not let us ask, which says nothing of what we asked about. */
function isNoAnswer(error: unknown): boolean {
  return isForLater(error) || isForbidden(error);
}

export function isForbidden(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'forbidden';
}

/**
 * What somebody may do in a repository; `none` where GitHub does not say so for certain, for that very account. Throws a
 * GitHubError where GitHub gives no answer: for now, or since it does not let us ask (`forbidden`). The role's name counts,
 * since `permission` calls triage read.
 */
export async function roleOf(client: ReadClient, repository: string, person: Actor): Promise<RepositoryRole> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  try {
    const answer = await client.get<{
      readonly role_name?: string;
      readonly user?: { readonly id?: number } | null;
    }>(route, { ...ownerAndName(repository), username: person.login });
    if (answer.user?.id !== person.id) return 'none';
    return ROLES.find((role) => role === answer.role_name) ?? 'none';
  } catch (error) {
    if (isNoAnswer(error) || !(error instanceof GitHubError)) throw error;
    return 'none';
  }
}

const ROLES: readonly RepositoryRole[] = ['admin', 'maintain', 'write', 'triage', 'read'];

export function mayWrite(role: RepositoryRole): boolean {
  return role === 'admin' || role === 'maintain' || role === 'write';
}

/** Whether somebody is an active member of `organisation/team`. As `roleOf`; needs `members: read` in the organisation. */
export async function isTeamMember(client: ReadClient, team: string, person: Actor): Promise<boolean> {
  const [org, slug] = team.split('/');
  try {
    const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    const answer = await client.get<{ readonly state?: string }>(route, {
      org,
      team_slug: slug,
      username: person.login,
    });
    return answer.state === 'active';
  } catch (error) {
    if (isNoAnswer(error) || !(error instanceof GitHubError)) throw error;
    return false;
  }
}

interface RawActor {
  readonly __typename: string;
  readonly login: string;
  readonly databaseId?: number | null;
}

const ACTOR = '__typename login ... on User { databaseId } ... on Bot { databaseId }';
const COMMENT = `query Comment($id: ID!) {
  node(id: $id) {
    ... on IssueComment {
      fullDatabaseId body url createdAt lastEditedAt includesCreatedEdit
      author { ${ACTOR} }
      issue { id number author { ${ACTOR} } repository { id nameWithOwner } }
    }
  }
}`;

interface RawComment {
  readonly fullDatabaseId?: string | null;
  readonly body: string;
  readonly url: string;
  readonly createdAt: string;
  readonly lastEditedAt: string | null;
  readonly includesCreatedEdit: boolean;
  readonly author: RawActor | null;
  readonly issue: {
    readonly id: string;
    readonly number: number;
    readonly author: RawActor | null;
    readonly repository: { readonly id: string; readonly nameWithOwner: string };
  };
}

/** A comment by its node id; null when it is not there. Throws a GitHubError, `forbidden` where we may not see it. */
export async function readComment(client: ReadClient, nodeId: string): Promise<WrittenComment | null> {
  const { data, problems } = await client.graphql<{ readonly node: RawComment | null }>(COMMENT, {
    id: nodeId,
  });
  const { node } = data;
  const id = node?.fullDatabaseId ?? null;
  if (node === null || id === null) {
    const [problem] = problems.filter(({ type }) => type !== 'NOT_FOUND');
    if (problem === undefined) return null;
    const kind = problem.type === 'FORBIDDEN' ? 'forbidden' : 'temporary';
    throw new GitHubError(kind, { request: `comment ${nodeId}`, said: problem.message });
  }
  const { issue } = node;
  return {
    id: Number(id),
    body: node.body,
    url: node.url,
    createdAt: node.createdAt,
    isEdited: node.lastEditedAt !== null || node.includesCreatedEdit,
    author: actorOf(node.author),
    issue: {
      nodeId: issue.id,
      number: issue.number,
      author: actorOf(issue.author),
      repositoryId: issue.repository.id,
      repository: issue.repository.nameWithOwner,
    },
  };
}

const MOST_EDITS = 50;
const EDITS = `query Edits($id: ID!) {
  node(id: $id) {
    ... on Issue { userContentEdits(first: ${MOST_EDITS}) { nodes { editedAt diff editor { ${ACTOR} } } } }
  }
}`;

interface RawEdit {
  readonly editedAt: string;
  readonly diff: string | null;
  readonly editor: RawActor | null;
}

/**
 * Who has edited an issue's text, newest first: at most the last fifty. Empty where GitHub does not tell. Throws a
 * GitHubError as `roleOf`.
 */
export async function readTextEdits(client: ReadClient, issueNodeId: string): Promise<readonly TextEdit[]> {
  try {
    const { data } = await client.graphql<{
      readonly node: {
        readonly userContentEdits?: { readonly nodes: readonly (RawEdit | null)[] } | null;
      } | null;
    }>(EDITS, { id: issueNodeId });
    const edits = (data.node?.userContentEdits?.nodes ?? []).flatMap((edit) => edit ?? []);
    return edits
      .map(({ editedAt, diff, editor }) => ({ editor: actorOf(editor), editedAt, text: diff }))
      .sort((one, other) => other.editedAt.localeCompare(one.editedAt));
  } catch (error) {
    if (isNoAnswer(error) || !(error instanceof GitHubError)) throw error;
    return [];
  }
}

/** GraphQL leaves out the `[bot]` that REST writes. */
function actorOf(actor: RawActor | null): Actor | null {
  if (actor === null) return null;
  const isBot = actor.__typename === 'Bot';
  const login = isBot && !actor.login.endsWith('[bot]') ? `${actor.login}[bot]` : actor.login;
  return { login, id: actor.databaseId ?? 0, isBot: isBot || actor.__typename !== 'User' };
}
