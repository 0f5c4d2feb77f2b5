/** Repositories: made, renamed, moved, archived, opened and closed to the public, deleted. */
import { GitStore } from './git.js';
import { addLabel } from './labels.js';
import { Problem } from './problem.js';
import type { Account, Actor, Baseline, Repository, RepositoryRole, Visibility } from './types.js';
import type { World } from './world.js';

export interface RepositoryInput {
  name: string;
  description?: string | null;
  homepage?: string | null;
  topics?: readonly string[];
  languages?: Readonly<Record<string, number>>;
  licenseSpdxId?: string | null;
  visibility?: Visibility;
  archived?: boolean;
  hasIssues?: boolean;
  /** A fork of a repository here shares its objects and branches. */
  forkOf?: Repository;
  /** A fork of something that is not here. */
  isFork?: boolean;
  defaultBranch?: string;
  createdAt?: string;
  lastChanged?: ReadonlyMap<string, string>;
  baseline?: Partial<Baseline>;
  collaborators?: Readonly<Record<string, RepositoryRole>>;
  securityPolicyEnabled?: boolean | null;
  privateVulnerabilityReporting?: boolean;
}

const NO_BASELINE: Omit<Baseline, 'asOf'> = {
  openIssues: 0,
  closedIssues: 0,
  openedLast12Months: 0,
  closedLast12Months: 0,
  mergedPullRequests: 0,
  mergedLast12Months: 0,
  linkedToIssue: null,
  hiddenCommits: 0,
  contributors: null,
};

/** GitHub's own first labels. */
const FIRST_LABELS: readonly (readonly [string, string, string])[] = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['help wanted', '008672', 'Extra attention is needed'],
  ['invalid', 'e4e669', "This doesn't seem right"],
  ['question', 'd876e3', 'Further information is requested'],
  ['wontfix', 'ffffff', 'This will not be worked on'],
];

export function createRepository(
  world: World,
  actor: Actor,
  owner: Account,
  input: RepositoryInput,
): Repository {
  const repository = world.create<Repository>('repository', (ids) => newRepository(world, ids, owner, input));
  world.addRepository(repository);
  for (const [login, role] of Object.entries(input.collaborators ?? {})) {
    world.addAccount('User', login);
    repository.collaborators.set(login.toLowerCase(), role);
  }
  for (const [name, color, description] of FIRST_LABELS) {
    addLabel(world, repository, { name, color, description });
  }
  world.emit({ name: 'repository', action: 'created', actor, repository });
  return repository;
}

function newRepository(
  world: World,
  ids: { id: number; nodeId: string },
  owner: Account,
  input: RepositoryInput,
): Repository {
  const createdAt = input.createdAt ?? world.now();
  const baseline = { ...NO_BASELINE, asOf: createdAt.slice(0, 10), ...input.baseline };
  const origin = input.forkOf ?? null;
  return {
    ...ids,
    kind: 'Repository',
    owner,
    name: input.name,
    description: input.description ?? null,
    homepage: input.homepage ?? null,
    topics: input.topics ?? [],
    languages: input.languages ?? {},
    licenseSpdxId: input.licenseSpdxId ?? null,
    visibility: input.visibility ?? 'public',
    archived: input.archived ?? false,
    disabled: false,
    hasIssues: input.hasIssues ?? origin === null,
    parent: origin,
    isFork: origin !== null || (input.isFork ?? false),
    defaultBranch: input.defaultBranch ?? origin?.defaultBranch ?? 'main',
    createdAt,
    updatedAt: createdAt,
    pushedAt: createdAt,
    archivedAt: input.archived === true ? createdAt : null,
    git: origin?.git ?? new GitStore(),
    branches: new Map(origin?.branches),
    tags: new Map(),
    lastChanged: input.lastChanged ?? new Map(),
    baseline,
    issues: new Map(),
    formerIssues: new Map(),
    labels: new Map(),
    milestones: new Map(),
    releases: [],
    checkSuites: [],
    collaborators: new Map(),
    nextNumber: baseline.openIssues + baseline.closedIssues + baseline.mergedPullRequests + 1,
    nextMilestoneNumber: 1,
    securityPolicyEnabled: input.securityPolicyEnabled ?? null,
    privateVulnerabilityReporting: input.privateVulnerabilityReporting ?? false,
  };
}

export function requireWritable(repository: Repository): void {
  if (repository.archived) throw new Problem(403, 'Repository was archived so is read-only.');
}

export function touch(world: World, repository: Repository): void {
  repository.updatedAt = world.now();
}

export function renameRepository(world: World, actor: Actor, repository: Repository, name: string): void {
  const from = repository.name;
  world.moveRepository(repository, repository.owner, name);
  touch(world, repository);
  const changes = { repository: { name: { from } } };
  world.emit({ name: 'repository', action: 'renamed', actor, repository, changes });
}

/** Moves a repository to another account; `transferred` is sent to the new owner only. */
export function transferRepository(world: World, actor: Actor, repository: Repository, to: Account): void {
  const from = repository.owner;
  for (const installation of world.installations.values()) {
    if (installation.account !== from) continue;
    const gone =
      installation.selection === 'all'
        ? installation.account === from
        : installation.selected.delete(repository.id);
    if (gone) {
      const repositories = { added: [], removed: [repository] };
      const account = from;
      world.emit({
        name: 'installation_repositories',
        action: 'removed',
        actor,
        account,
        installation,
        repositories,
      });
    }
  }
  world.moveRepository(repository, to, repository.name);
  touch(world, repository);
  const owner = from.kind === 'Organization' ? { organization: from } : { user: from };
  const changes = { owner: { from: owner } };
  world.emit({ name: 'repository', action: 'transferred', actor, repository, changes });
}

export function setArchived(world: World, actor: Actor, repository: Repository, archived: boolean): void {
  if (repository.archived === archived) return;
  repository.archived = archived;
  repository.archivedAt = archived ? world.now() : null;
  touch(world, repository);
  world.emit({ name: 'repository', action: archived ? 'archived' : 'unarchived', actor, repository });
}

export function setVisibility(
  world: World,
  actor: Actor,
  repository: Repository,
  visibility: Visibility,
): void {
  if (repository.visibility === visibility) return;
  repository.visibility = visibility;
  touch(world, repository);
  const action = visibility === 'public' ? 'publicized' : 'privatized';
  world.emit({ name: 'repository', action, actor, repository });
  if (visibility === 'public') world.emit({ name: 'public', action: null, actor, repository });
}

export interface RepositoryEdit {
  description?: string | null;
  homepage?: string | null;
  topics?: readonly string[];
  defaultBranch?: string;
  hasIssues?: boolean;
  licenseSpdxId?: string | null;
  securityPolicyEnabled?: boolean | null;
  privateVulnerabilityReporting?: boolean;
}

export function editRepository(
  world: World,
  actor: Actor,
  repository: Repository,
  edit: RepositoryEdit,
): void {
  const changes: Record<string, unknown> = {};
  if (edit.description !== undefined) changes['description'] = { from: repository.description };
  if (edit.homepage !== undefined) changes['homepage'] = { from: repository.homepage };
  if (edit.topics !== undefined) changes['topics'] = { from: repository.topics };
  if (edit.defaultBranch !== undefined) changes['default_branch'] = { from: repository.defaultBranch };
  Object.assign(repository, edit);
  touch(world, repository);
  if (Object.keys(changes).length > 0) {
    world.emit({ name: 'repository', action: 'edited', actor, repository, changes });
  }
}

/** Deletes a repository. GitHub Apps are not told: only the installation's list grows shorter. */
export function deleteRepository(world: World, repository: Repository): void {
  world.removeRepository(repository);
  for (const installation of world.installations.values()) installation.selected.delete(repository.id);
  for (const issue of repository.issues.values()) world.forget(issue);
  for (const milestone of repository.milestones.values()) world.forget(milestone);
}

/** What an account may do in a repository, from ownership, collaboration and organisation membership. */
export function roleOf(repository: Repository, account: Account): RepositoryRole {
  if (repository.owner === account) return 'admin';
  const direct = repository.collaborators.get(account.login.toLowerCase());
  if (direct !== undefined) return direct;
  const membership = repository.owner.members.get(account.login.toLowerCase());
  if (membership === 'admin') return 'admin';
  if (membership === 'member') return 'read';
  return repository.visibility === 'public' ? 'read' : 'none';
}

export function canPush(role: RepositoryRole): boolean {
  return role === 'admin' || role === 'maintain' || role === 'write';
}
