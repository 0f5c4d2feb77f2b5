import { absent } from '../../absent.js';
import type { Account, App, Team } from '../../state/types.js';
import { canSee } from '../../http/access.js';
import { fullName } from '../../state/world.js';
import { connection, ordered, type Order, type PageArguments } from '../connections.js';
import { mayReadProject, type GraphqlContext } from '../context.js';
import type { Project } from '../../state/project-types.js';
import type { Repository } from '../../state/types.js';
import type { Resolvers } from '../schema.js';

interface RepositoryArguments extends PageArguments {
  readonly isArchived?: boolean | null;
  readonly isFork?: boolean | null;
  readonly hasIssuesEnabled?: boolean | null;
  readonly privacy?: 'PUBLIC' | 'PRIVATE' | null;
  readonly visibility?: string | null;
  readonly orderBy?: Order | null;
}

function repositories(account: Account, args: RepositoryArguments, { world, auth }: GraphqlContext) {
  const found = world.repositoriesOf(account).filter((repository) => {
    if (!canSee(auth, repository)) return false;
    if (!absent(args.isArchived) && repository.archived !== args.isArchived) return false;
    if (!absent(args.isFork) && repository.isFork !== args.isFork) return false;
    if (!absent(args.hasIssuesEnabled) && repository.hasIssues !== args.hasIssuesEnabled) return false;
    if (!absent(args.visibility) && repository.visibility.toUpperCase() !== args.visibility) return false;
    return absent(args.privacy) || (repository.visibility === 'public') === (args.privacy === 'PUBLIC');
  });
  return connection(ordered(found, args.orderBy, REPOSITORY_KEYS), args);
}

export const REPOSITORY_KEYS = {
  NAME: (repository: Repository) => repository.name.toLowerCase(),
  CREATED_AT: (repository: Repository) => repository.createdAt,
  UPDATED_AT: (repository: Repository) => repository.updatedAt,
  PUSHED_AT: (repository: Repository) => repository.pushedAt,
};

interface ProjectArguments extends PageArguments {
  readonly query?: string | null;
  readonly orderBy?: Order | null;
}

function projects(account: Account, args: ProjectArguments, context: GraphqlContext) {
  const wanted = (args.query ?? '')
    .toLowerCase()
    .replace(/\bis:\w+/g, '')
    .trim();
  const found = [...account.projects.values()].filter(
    (project) => mayReadProject(context, project) && project.title.toLowerCase().includes(wanted),
  );
  return connection(ordered(found, args.orderBy, PROJECT_KEYS), args);
}

const PROJECT_KEYS = {
  NUMBER: (project: Project) => project.number,
  TITLE: (project: Project) => project.title,
  CREATED_AT: (project: Project) => project.createdAt,
  UPDATED_AT: (project: Project) => project.updatedAt,
};

function project(account: Account, { number }: { number: number }, context: GraphqlContext): Project | null {
  const found = account.projects.get(number);
  return found !== undefined && mayReadProject(context, found) ? found : null;
}

const base = {
  id: ({ nodeId }: Account) => nodeId,
  databaseId: ({ id }: Account) => id,
  login: ({ login }: Account) => login,
  avatarUrl: ({ id }: Account) => `https://avatars.githubusercontent.com/u/${id}?v=4`,
  createdAt: ({ createdAt }: Account) => createdAt,
  updatedAt: ({ createdAt }: Account) => createdAt,
  url: ({ login }: Account, _args: unknown, { world }: GraphqlContext) => `${world.htmlUrl}/${login}`,
  resourcePath: ({ login }: Account) => `/${login}`,
};

const owner = {
  ...base,
  name: ({ name }: Account) => name,
  repositories,
  repository: (account: Account, { name }: { name: string }, { world, auth }: GraphqlContext) => {
    const found = world.find(account.login, name);
    return found !== null && canSee(auth, found.repository) ? found.repository : null;
  },
  projectV2: project,
  projectsV2: projects,
};

export const accountResolvers = {
  User: { ...owner, email: () => '', isViewer: () => false },
  Bot: base,
  Organization: {
    ...owner,
    description: () => null,
    isVerified: () => false,
    team: ({ teams }: Account, { slug }: { slug: string }) => teams.get(slug) ?? null,
    teams: ({ teams }: Account, args: PageArguments) => connection([...teams.values()], args),
    viewerCanCreateProjects: () => true,
    viewerIsAMember: () => false,
  },
  Team: {
    id: ({ nodeId }: Team) => nodeId,
    databaseId: ({ id }: Team) => id,
    slug: ({ slug }: Team) => slug,
    name: ({ name }: Team) => name,
    organization: ({ organization }: Team) => organization,
    members: ({ members }: Team, args: PageArguments, { world }: GraphqlContext) =>
      connection(
        [...members.keys()].map((login) => world.account(login)),
        args,
      ),
  },
  App: {
    id: ({ nodeId }: App) => nodeId,
    databaseId: ({ id }: App) => id,
    slug: ({ slug }: App) => slug,
    name: ({ name }: App) => name,
  },
} satisfies Resolvers;

export function pathOf(repository: Repository): string {
  return `/${fullName(repository)}`;
}
