import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { FactsError } from '../errors.js';
import { gitText, type GitRepository } from './run.js';

/**
 * The git repository at a path: the folder that holds `.git`, or a bare repository. Folders above are not searched,
 * so that a folder that merely lies in some repository is not taken for it.
 */
export async function openRepository(path: string): Promise<GitRepository> {
  const real = await realFolder(path);
  const repository = { path: real };
  try {
    await gitText(repository, ['rev-parse', '--git-dir']);
  } catch (error) {
    if (error instanceof FactsError && error.kind === 'git-failed') {
      throw new FactsError('not-git', { path }, { cause: error });
    }
    throw error;
  }
  return repository;
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if (!(await stat(real)).isDirectory()) throw new FactsError('not-git', { path });
    return real;
  } catch (cause) {
    if (cause instanceof FactsError) throw cause;
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new FactsError('not-found', { path }, { cause });
    throw new FactsError('not-readable', { path, problem: code }, { cause });
  }
}

export interface RepositoryIdentity {
  /** Empty where the repository has no remote on GitHub. */
  readonly owner: string;
  readonly name: string;
  readonly url: string | null;
}

const GITHUB_REMOTE =
  /^(?:https?:\/\/(?:[^@/\s]+@)?|ssh:\/\/git@|git:\/\/|git@)(?:www\.)?github\.com[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i;

/** Owner and name from the remote `origin` where it is GitHub's, else the folder's name. */
export async function identify(repository: GitRepository): Promise<RepositoryIdentity> {
  const remote = GITHUB_REMOTE.exec(await originUrl(repository));
  if (remote === null) return { owner: '', name: folderName(repository.path), url: null };
  const [, owner = '', name = ''] = remote;
  return { owner, name, url: `https://github.com/${owner}/${name}` };
}

async function originUrl(repository: GitRepository): Promise<string> {
  return gitText(repository, ['config', '--default', '', '--get', 'remote.origin.url']);
}

function folderName(path: string): string {
  const name = basename(path);
  return name === '.git' ? basename(dirname(path)) : name.replace(/\.git$/, '');
}
