import { FactsError } from '../errors.js';
import type { Head } from '../types.js';
import { gitLinesOrNone, gitText, type GitRepository } from './run.js';

/** The checked out commit, or the last one before it on the same line of development that is not after the day. */
export async function headOn(repository: GitRepository, path: string, asOf: string): Promise<Head> {
  const commit = (await commitAt(repository, 'HEAD')) ?? (await commitOfBranch(repository));
  if (commit === null) throw new FactsError('empty-repository', { path });
  const newest = await gitText(repository, ['log', '-1', '--format=%H %cs', commit]);
  let head = headOf(newest);
  if (head.date <= asOf) return head;
  const line = await gitText(repository, ['log', '--first-parent', '--format=%H %cs', commit]);
  for (const each of line.split('\n')) {
    head = headOf(each);
    if (head.date <= asOf) return head;
  }
  throw new FactsError('before-first-commit', { path, day: asOf });
}

function headOf(line: string): Head {
  const [commit = '', date = ''] = line.split(' ');
  return { commit, date };
}

async function commitAt(repository: GitRepository, revision: string): Promise<string | null> {
  const [commit] = await gitLinesOrNone(repository, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${revision}^{commit}`,
  ]);
  return commit ?? null;
}

/** Where HEAD names a branch that is not there, as in some bare repositories: the usual one, else the latest. */
async function commitOfBranch(repository: GitRepository): Promise<string | null> {
  const latest = await gitText(repository, ['for-each-ref', '--sort=-committerdate', '--format=%(refname)']);
  for (const name of ['refs/heads/main', 'refs/heads/master', ...latest.split('\n').slice(0, 1)]) {
    const commit = name === '' ? null : await commitAt(repository, name);
    if (commit !== null) return commit;
  }
  return null;
}
