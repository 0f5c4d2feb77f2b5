import type { Tag } from '../types.js';
import { gitLinesOrNone, gitText, type GitRepository } from './run.js';

const MARK = '\u0001';

/** Local branches and those of the remote `origin`, by name. */
export async function readBranches(repository: GitRepository): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const [folder, levels] of [
    ['refs/heads', 2],
    ['refs/remotes/origin', 3],
  ] as const) {
    const output = await gitText(repository, [
      'for-each-ref',
      `--format=%(refname:lstrip=${levels})`,
      folder,
    ]);
    for (const name of output.split('\n')) {
      if (name !== '' && name !== 'HEAD') names.add(name);
    }
  }
  return [...names].sort();
}

/** Newest first, none after the day. */
export async function readTags(repository: GitRepository, asOf: string): Promise<readonly Tag[]> {
  const format = `--format=%(creatordate:short)${MARK}%(refname:lstrip=2)`;
  const output = await gitText(repository, ['for-each-ref', '--sort=-creatordate', format, 'refs/tags']);
  const tags: Tag[] = [];
  for (const line of output.split('\n')) {
    const [date = '', name = ''] = line.split(MARK);
    if (name !== '' && date <= asOf) tags.push({ name, date: date === '' ? null : date });
  }
  return tags;
}

/** What `origin` calls its default branch, else the branch that is checked out. */
export async function defaultBranchOf(repository: GitRepository): Promise<string | null> {
  for (const [reference, prefix] of [
    ['refs/remotes/origin/HEAD', 'refs/remotes/origin/'],
    ['HEAD', 'refs/heads/'],
  ] as const) {
    const [target] = await gitLinesOrNone(repository, ['symbolic-ref', '--quiet', reference]);
    if (target?.startsWith(prefix) === true) return target.slice(prefix.length);
  }
  return null;
}
