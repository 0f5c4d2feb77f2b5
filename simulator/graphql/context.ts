import { canSee, forbidden, mayUseOrganization, requireAccess, type Wanted } from '../http/access.js';
import { actorOf, type Auth } from '../http/context.js';
import { Problem } from '../state/problem.js';
import type { Project } from '../state/project-types.js';
import type { Actor, Repository } from '../state/types.js';
import type { Node, World } from '../state/world.js';
import type { RateState } from '../limits.js';
import type { Cost } from './cost.js';

export interface GraphqlContext {
  readonly world: World;
  readonly auth: Auth;
  readonly cost: Cost;
  readonly rate: RateState;
}

export function noSuchNode(id: string): Problem {
  return new Problem(404, `Could not resolve to a node with the global id of '${id}'`);
}

/** The node of an id, of the kind that is needed; what may not be seen is not there. */
export function needNode<T extends Node>(
  context: GraphqlContext,
  id: string,
  kinds: readonly T['kind'][],
): T {
  const node = context.world.node(id);
  if (node === null || !kinds.includes(node.kind) || !mayRead(context, node)) throw noSuchNode(id);
  return node as T;
}

export function mayRead(context: GraphqlContext, node: Node): boolean {
  const { auth } = context;
  const repository = repositoryOf(node);
  if (repository !== null) return context.world.repositories.has(repository.id) && canSee(auth, repository);
  const project = projectOf(node);
  return project === null || mayReadProject(context, project);
}

/** A person's project is out of reach for an installation, even a public one: GitHub says nothing, not "forbidden". */
export function mayReadProject({ auth }: GraphqlContext, project: Project): boolean {
  if (project.owner.kind !== 'Organization') {
    return auth.kind === 'user' && (project.public || auth.account === project.owner);
  }
  return project.public || mayUseOrganization(auth, project.owner, { organization_projects: 'read' });
}

export function requireProject({ auth }: GraphqlContext, project: Project): void {
  const wanted: Wanted = { organization_projects: 'write' };
  if (auth.kind === 'user' && auth.account === project.owner) return;
  if (!mayUseOrganization(auth, project.owner, wanted)) throw forbidden(wanted);
}

export function requireRepository({ auth }: GraphqlContext, repository: Repository, wanted: Wanted): void {
  requireAccess(auth, repository, wanted);
}

export function actor({ auth }: GraphqlContext): Actor {
  return actorOf(auth);
}

function repositoryOf(node: Node): Repository | null {
  if (node.kind === 'Repository') return node as Repository;
  if ('repository' in node) return node.repository as Repository;
  if ('issue' in node) return (node.issue as { repository: Repository }).repository;
  if ('suite' in node) return (node.suite as { repository: Repository }).repository;
  return null;
}

function projectOf(node: Node): Project | null {
  if (node.kind === 'ProjectV2') return node as Project;
  if ('project' in node) return node.project as Project;
  if (node.kind === 'DraftIssue') return (node as { item?: { project: Project } }).item?.project ?? null;
  return null;
}
