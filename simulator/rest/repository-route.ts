/** Routes below a repository: found by name, answered with a redirect after a move, checked for access. */
import { requireAccess, type Wanted } from '../http/access.js';
import type { Reply, RepositoryHandler, Request, Route } from '../http/context.js';
import { notFound, Problem } from '../state/problem.js';
import type { Issue, Milestone, Repository } from '../state/types.js';

export function onRepository(permission: Wanted, handler: RepositoryHandler): Route {
  return {
    permission,
    handle: (request) => {
      const found = request.world.find(request.params['owner'] ?? '', request.params['repo'] ?? '');
      if (found === null) throw notFound();
      requireAccess(request.auth, found.repository, permission);
      return found.moved ? moved(request, found.repository) : handler(request, found.repository);
    },
  };
}

/** `GET` is told 301, everything else 307, with the address by id. */
function moved(request: Request, repository: Repository): Reply {
  const rest = request.path.split('/').slice(4).join('/');
  const query = new URLSearchParams(request.query).toString();
  const path = `/repositories/${repository.id}${rest === '' ? '' : `/${rest}`}`;
  const url = `${request.world.apiUrl}${path}${query === '' ? '' : `?${query}`}`;
  const isRead = request.method === 'GET';
  const body = {
    message: isRead ? 'Moved Permanently' : 'Temporary Redirect',
    url,
    documentation_url:
      'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
  };
  return { status: isRead ? 301 : 307, body, headers: { location: url } };
}

export function issueOf(request: Request, repository: Repository): Issue {
  const number = Number(request.params['issue_number'] ?? request.params['pull_number']);
  const issue = repository.issues.get(number);
  if (issue !== undefined) return issue;
  if (repository.formerIssues.get(number) === null) throw new Problem(410, 'This issue was deleted');
  throw notFound();
}

export function milestoneOf(request: Request, repository: Repository): Milestone {
  const milestone = repository.milestones.get(Number(request.params['milestone_number']));
  if (milestone === undefined) throw notFound();
  return milestone;
}

/** Body properties as GitHub's schema has already checked them. */
export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function textOrNull(value: unknown): string | null | undefined {
  return value === null ? null : text(value);
}

export function texts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((item: unknown) => text(item) ?? '');
}
