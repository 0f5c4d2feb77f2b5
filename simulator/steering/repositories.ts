/** Repositories, commits, releases and pull requests, steered by a test. */
import { absent } from '../absent.js';
import type { FileChange } from '../state/git.js';
import { setState } from '../state/issues.js';
import { createPull, mergePull } from '../state/pulls.js';
import { commitFiles, deleteBranch } from '../state/pushes.js';
import {
  createRepository,
  deleteRepository,
  editRepository,
  renameRepository,
  setArchived,
  setVisibility,
  transferRepository,
  type RepositoryEdit,
  type RepositoryInput,
} from '../state/repositories.js';
import type { Issue, Release, Repository, RepositoryRole, Visibility } from '../state/types.js';
import { fullName, type World } from '../state/world.js';
import { person } from './people.js';

export interface NewRepository extends Omit<RepositoryInput, 'name' | 'forkOf' | 'baseline' | 'lastChanged'> {
  /** `owner/name`; an owner that is new becomes an organisation. */
  name: string;
  /** Text or bytes of the first commit's files. */
  files?: Readonly<Record<string, FileChange>>;
  /** Time of the first commit, ISO 8601. */
  date?: string;
  by?: string;
}

export interface PushInput {
  /** `owner/name`. */
  repository: string;
  /** Default: the default branch. */
  branch?: string;
  by?: string;
  message?: string;
  /** Text or bytes by path; null deletes the file. */
  files: Readonly<Record<string, FileChange>>;
  /** Default: now. */
  date?: string;
}

export interface OpenPullInput {
  repository: string;
  title: string;
  body?: string;
  by?: string;
  /** Branch of the head; made with `files` on top of the base where it is new. */
  branch: string;
  /** `owner/name` of a fork; default: the repository itself. */
  from?: string;
  base?: string;
  files?: Readonly<Record<string, FileChange>>;
  draft?: boolean;
}

export function steerRepositories(world: World) {
  const find = (name: string): Repository => world.needRepository(name);
  return {
    create(input: NewRepository): void {
      const { name: full, files, date, by, ...rest } = input;
      const [ownerLogin = '', name = ''] = full.split('/');
      const owner = world.addAccount('Organization', ownerLogin);
      const actor = person(world, by);
      const isArchived = rest.archived === true;
      const repository = createRepository(world, actor, owner, { ...rest, name, archived: false });
      if (files !== undefined) {
        commitFiles(world, actor, repository, {
          message: 'First commit',
          files,
          ...(date === undefined ? {} : { date }),
        });
      }
      if (isArchived) setArchived(world, actor, repository, true);
    },
    /** Forks a repository to an account; returns the fork's `owner/name`. */
    fork(repository: string, to: string, by?: string): string {
      const origin = find(repository);
      const owner = world.account(to) ?? world.addAccount('User', to);
      const { name, visibility } = origin;
      return fullName(
        createRepository(world, person(world, by ?? to), owner, { name, visibility, forkOf: origin }),
      );
    },
    /** The node id that the API shows. */
    nodeId(repository: string): string {
      return find(repository).nodeId;
    },
    rename(repository: string, to: string, by?: string): void {
      renameRepository(world, person(world, by), find(repository), to);
    },
    transfer(repository: string, to: string, by?: string): void {
      transferRepository(world, person(world, by), find(repository), world.addAccount('Organization', to));
    },
    archive(repository: string, by?: string): void {
      setArchived(world, person(world, by), find(repository), true);
    },
    unarchive(repository: string, by?: string): void {
      setArchived(world, person(world, by), find(repository), false);
    },
    setVisibility(repository: string, visibility: Visibility, by?: string): void {
      setVisibility(world, person(world, by), find(repository), visibility);
    },
    edit(repository: string, edit: RepositoryEdit, by?: string): void {
      editRepository(world, person(world, by), find(repository), edit);
    },
    /** Deletes it; no App is told. */
    delete(repository: string): void {
      deleteRepository(world, find(repository));
    },
    collaborator(repository: string, login: string, role: RepositoryRole): void {
      person(world, login);
      find(repository).collaborators.set(login.toLowerCase(), role);
    },
    release(repository: string, tag: string, by?: string): void {
      publishRelease(world, find(repository), tag, by);
    },
    deleteBranch(repository: string, branch: string, by?: string): void {
      deleteBranch(world, person(world, by), find(repository), branch);
    },
    /** Text of a file on a branch; null where there is none. */
    file(repository: string, path: string, branch?: string): string | null {
      const { git, branches, defaultBranch } = find(repository);
      const commit = git.commits.get(branches.get(branch ?? defaultBranch) ?? '');
      const entry = absent(commit?.tree) ? null : git.entryAt(commit.tree, path);
      const content = entry === null ? null : git.blobs.get(entry.oid)?.content;
      return absent(content) ? null : content.toString();
    },
    /** The commit a branch stands on. */
    head(repository: string, branch?: string): string | null {
      const { branches, defaultBranch } = find(repository);
      return branches.get(branch ?? defaultBranch) ?? null;
    },
    /** `owner/name` of every repository. */
    names(): string[] {
      return [...world.repositories.values()].map(fullName);
    },
  };
}

function publishRelease(world: World, repository: Repository, tag: string, by?: string): void {
  const actor = person(world, by);
  const now = world.now();
  const release = world.create<Release>('release', (ids) => ({
    ...ids,
    kind: 'Release',
    tag,
    name: tag,
    draft: false,
    prerelease: false,
    author: actor.account,
    createdAt: now,
    publishedAt: now,
  }));
  repository.releases.push(release);
  const oid = repository.branches.get(repository.defaultBranch) ?? null;
  repository.tags.set(tag, { name: tag, oid, date: now });
  for (const action of ['created', 'published', 'released']) {
    world.emit({ name: 'release', action, actor, repository, release });
  }
}

/** One commit on a branch; returns its object id. */
export function push(world: World, input: PushInput): string {
  const { repository, by, message = 'Change files', files, branch, date } = input;
  const commit = commitFiles(world, person(world, by), world.needRepository(repository), {
    message,
    files,
    ...(branch === undefined ? {} : { branch }),
    ...(date === undefined ? {} : { date }),
  });
  return commit.oid;
}

export function steerPulls(world: World) {
  const find = (repository: string, number: number): Issue => {
    const issue = world.needRepository(repository).issues.get(number);
    if (absent(issue?.pull)) throw new Error(`The simulator has no pull request ${repository}#${number}`);
    return issue;
  };
  return {
    /** Opens a pull request, from a branch or a fork; returns its number. */
    open(input: OpenPullInput): number {
      const repository = world.needRepository(input.repository);
      const head = input.from === undefined ? repository : world.needRepository(input.from);
      const actor = person(world, input.by);
      if (input.files !== undefined) {
        const { branch, files, title: message } = input;
        commitFiles(world, actor, head, { branch, files, message });
      }
      return createPull(world, actor, repository, {
        title: input.title,
        body: input.body ?? null,
        head: { repository: head, ref: input.branch },
        base: input.base ?? repository.defaultBranch,
        draft: input.draft ?? false,
      }).number;
    },
    merge(repository: string, number: number, by?: string): string {
      return mergePull(world, person(world, by), find(repository, number));
    },
    close(repository: string, number: number, by?: string): void {
      setState(world, person(world, by), find(repository, number), 'closed', null);
    },
    reopen(repository: string, number: number, by?: string): void {
      setState(world, person(world, by), find(repository, number), 'open', null);
    },
    /** The commit its head stands on. */
    headSha(repository: string, number: number): string {
      return find(repository, number).pull?.headSha ?? '';
    },
  };
}
