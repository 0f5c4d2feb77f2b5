import { absent } from '../absent.js';
import { addCommit, moveBranch, requestSuites } from './pushes.js';
import { blankIssue } from './blank-issue.js';
import { diffTrees, mergeBase, resolveCommit, type TreeDifference } from './history.js';
import { checkText, setState } from './issues.js';
import { invalid, Problem } from './problem.js';
import { requireWritable, touch } from './repositories.js';
import type { Actor, Issue, Repository } from './types.js';
import type { World } from './world.js';

export interface PullInput {
  title: string;
  body?: string | null;
  head: { repository: Repository; ref: string };
  base: string;
  draft?: boolean;
}

export function createPull(world: World, actor: Actor, repository: Repository, input: PullInput): Issue {
  requireWritable(repository);
  checkText(input.title, input.body ?? null);
  const { head } = input;
  const headSha = head.repository.branches.get(head.ref);
  if (headSha === undefined || head.repository.git !== repository.git) {
    throw invalid('PullRequest', 'head', 'invalid');
  }
  const baseSha = repository.branches.get(input.base);
  if (baseSha === undefined) throw invalid('PullRequest', 'base', 'invalid');
  requireNew(repository, input, headSha, baseSha);
  const now = world.now();
  const { id: pullId, nodeId } = world.ids.take('pull');
  const issue = world.create<Issue>('issue', ({ id }) =>
    blankIssue(
      {
        id,
        nodeId,
        kind: 'PullRequest',
        repository,
        number: repository.nextNumber,
        title: input.title,
        body: input.body ?? null,
        author: actor.account,
        app: actor.app,
        pull: {
          id: pullId,
          headRepository: head.repository,
          headRef: head.ref,
          headSha,
          baseRef: input.base,
          baseSha,
          draft: input.draft ?? false,
          mergedAt: null,
          mergedBy: null,
          mergeSha: null,
        },
      },
      now,
    ),
  );
  repository.nextNumber += 1;
  repository.issues.set(issue.number, issue);
  touch(world, repository);
  world.emit({ name: 'pull_request', action: 'opened', actor, repository, issue });
  // A branch of the repository itself got its suite when it was pushed; a fork's commit gets it now.
  if (head.repository !== repository) requestSuites(world, actor, repository, headSha, null);
  return issue;
}

function requireNew(repository: Repository, input: PullInput, headSha: string, baseSha: string): void {
  const { head, base } = input;
  if (headSha === baseSha) {
    const message = `No commits between ${base} and ${head.ref}`;
    throw invalid('PullRequest', 'head', 'custom', message);
  }
  for (const issue of repository.issues.values()) {
    const { pull, state } = issue;
    if (pull === null || state !== 'open') continue;
    if (pull.headRepository !== head.repository || pull.headRef !== head.ref || pull.baseRef !== base)
      continue;
    const message = `A pull request already exists for ${head.repository.owner.login}:${head.ref}.`;
    throw invalid('PullRequest', 'head', 'custom', message);
  }
}

/** Merges with a merge commit: the base gets the head's changes since the base they share. */
export function mergePull(world: World, actor: Actor, issue: Issue): string {
  const { pull, repository } = issue;
  if (pull === null) throw new Problem(404, 'Not Found');
  if (issue.state === 'closed') throw new Problem(405, 'Pull Request is not mergeable');
  const base = resolveCommit(repository, pull.baseRef);
  const head = resolveCommit(repository, pull.headSha);
  if (absent(base?.tree) || absent(head?.tree)) throw new Problem(409, 'Merge conflict');
  const merged = addCommit(world, actor, repository, {
    branch: pull.baseRef,
    message: `Merge pull request #${issue.number} from ${pull.headRepository.owner.login}/${pull.headRef}`,
    files: changesOf(repository, base.oid, head.oid),
  });
  const commit = repository.git.addCommit({ ...merged, parents: [base.oid, head.oid] });
  pull.mergedAt = world.now();
  pull.mergedBy = actor.account;
  pull.mergeSha = commit.oid;
  setState(world, actor, issue, 'closed', null);
  moveBranch(world, actor, repository, pull.baseRef, commit.oid);
  return commit.oid;
}

function changesOf(
  repository: Repository,
  base: string,
  head: string,
): Record<string, string | Buffer | null> {
  const files: Record<string, string | Buffer | null> = {};
  for (const { path, after } of pullFiles(repository, base, head)) {
    const content = after === null ? null : repository.git.blobs.get(after.oid)?.content;
    if (content === undefined) continue;
    files[path] = content;
  }
  return files;
}

/** Files of a pull request: what the head changed since it left the base. */
export function pullFiles(repository: Repository, baseSha: string, headSha: string): TreeDifference[] {
  const base = resolveCommit(repository, baseSha);
  const head = resolveCommit(repository, headSha);
  if (base === null || head === null) return [];
  const common = mergeBase(repository.git, base, head) ?? base;
  return diffTrees(repository.git, common.tree, head.tree);
}
