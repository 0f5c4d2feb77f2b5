/** `compare`: what one commit has that another lacks. */
import type { Reply, Request } from '../http/context.js';
import { json } from '../http/context.js';
import type { GitCommit } from '../state/git.js';
import { diffTrees, log, mergeBase, resolveCommit } from '../state/history.js';
import { notFound, Problem } from '../state/problem.js';
import type { Repository } from '../state/types.js';
import { presentCommit, presentDiff } from './present/git.js';
import { repositoryHtml, repositoryUrl } from './present/repositories.js';

export function compare(request: Request, repository: Repository): Reply {
  const { params, world } = request;
  const { git } = repository;
  const [baseName = '', headName = ''] = (params['basehead'] ?? '').split('...');
  const base = resolveCommit(repository, withoutOwner(baseName));
  const head =
    resolveCommit(repository, withoutOwner(headName)) ?? resolveForeign(request, repository, headName);
  if (base === null || head === null) throw notFound();
  const common = mergeBase(git, base, head);
  if (common === null) throw new Problem(404, `No common ancestor between ${baseName} and ${headName}.`);
  const inBase = new Set(log(git, base).map((commit) => commit.oid));
  const inHead = new Set(log(git, head).map((commit) => commit.oid));
  const ahead = log(git, head)
    .filter((commit) => !inBase.has(commit.oid))
    .reverse();
  const behind = [...inBase].filter((oid) => !inHead.has(oid)).length;
  const files = diffTrees(git, common.tree, head.tree).slice(0, 300);
  const url = `${repositoryUrl(world, repository)}/compare/${base.oid}...${head.oid}`;
  const html = `${repositoryHtml(world, repository)}/compare/${base.oid}...${head.oid}`;
  const one = (commit: GitCommit): unknown => presentCommit(world, repository, commit);
  return json({
    url,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: one(base),
    merge_base_commit: one(common),
    status:
      ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.slice(0, 250).map(one),
    files: files.map((file) => presentDiff(world, repository, file, head.oid)),
  });
}

function withoutOwner(name: string): string {
  return name.split(':').at(-1) ?? name;
}

/** `owner:branch` of a fork in the same network. */
function resolveForeign({ world }: Request, repository: Repository, name: string): GitCommit | null {
  const [owner, branch] = name.split(':');
  for (const other of world.networkOf(repository)) {
    if (other.owner.login === owner) return resolveCommit(other, branch ?? '');
  }
  return null;
}
