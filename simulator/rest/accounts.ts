/** People, organisations, teams, who may do what. */
import type { Request, Route } from '../http/context.js';
import { json } from '../http/context.js';
import { canSee, requireOrganizationAccess } from '../http/access.js';
import { page } from '../http/pagination.js';
import { notFound, Problem } from '../state/problem.js';
import { roleOf } from '../state/repositories.js';
import type { Account, Repository } from '../state/types.js';
import { presentFullOrganization, presentFullUser, presentUser } from './present/accounts.js';
import { presentMinimal } from './present/repositories.js';
import { onRepository } from './repository-route.js';

function accountOf({ world, params }: Request): Account {
  const account = world.account(params['org'] ?? params['username'] ?? '');
  if (account === null) throw notFound();
  return account;
}

function organizationOf(request: Request): Account {
  const account = accountOf(request);
  if (account.kind !== 'Organization') throw notFound();
  return account;
}

function listRepositories(request: Request): Repository[] {
  const { type = 'all', sort = 'created' } = request.query;
  const repositories = request.world
    .repositoriesOf(accountOf(request))
    .filter((repository) => canSee(request.auth, repository) && FILTERS[type]?.(repository) !== false);
  if (sort === 'full_name')
    repositories.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  else if (sort === 'pushed') repositories.sort((a, b) => b.pushedAt.localeCompare(a.pushedAt));
  else repositories.sort((a, b) => b.id - a.id);
  return repositories;
}

const FILTERS: Readonly<Record<string, (repository: Repository) => boolean>> = {
  public: (repository) => repository.visibility === 'public',
  private: (repository) => repository.visibility !== 'public',
  forks: (repository) => repository.isFork,
  sources: (repository) => !repository.isFork,
};

export const accountRoutes = {
  'GET /user': {
    handle: ({ auth, world }) => {
      if (auth.kind === 'user') return json(presentFullUser(world, auth.account));
      if (auth.kind === 'anonymous') throw new Problem(401, 'Requires authentication');
      throw new Problem(403, 'Resource not accessible by integration');
    },
  },
  'GET /users/{username}': {
    handle: (request) => json(presentFullUser(request.world, accountOf(request))),
  },
  'GET /users/{username}/repos': {
    handle: (request) =>
      page(request, listRepositories(request), (one) => presentMinimal(request.world, one)),
  },
  'GET /orgs/{org}': {
    handle: (request) => json(presentFullOrganization(request.world, organizationOf(request))),
  },
  'GET /orgs/{org}/repos': {
    handle: (request) => {
      organizationOf(request);
      return page(request, listRepositories(request), (one) => presentMinimal(request.world, one));
    },
  },
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': {
    permission: { members: 'read' },
    handle: (request) => {
      const { world, params, auth } = request;
      const organization = organizationOf(request);
      requireOrganizationAccess(auth, organization, { members: 'read' });
      const team = organization.teams.get(params['team_slug'] ?? '');
      const role = team?.members.get((params['username'] ?? '').toLowerCase());
      if (team === undefined || role === undefined) throw notFound();
      const url = `${world.apiUrl}/organizations/${organization.id}/team/${team.id}/memberships/${params['username'] ?? ''}`;
      return json({ role, state: 'active', url });
    },
  },
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': onRepository(
    { metadata: 'read' },
    ({ world, params, auth }, repository) => {
      if (auth.kind === 'anonymous') throw new Problem(401, 'Requires authentication');
      const account = world.account(params['username'] ?? '');
      if (account === null) throw notFound();
      const role = roleOf(repository, account);
      const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
      const permissions = {
        admin: role === 'admin',
        maintain: role === 'admin' || role === 'maintain',
        push: permission === 'admin' || permission === 'write',
        triage: role !== 'read' && role !== 'none',
        pull: role !== 'none',
      };
      const user = { ...presentUser(world, account), permissions, role_name: role };
      return json({ permission, role_name: role, user });
    },
  ),
} satisfies Record<string, Route>;
