import { absent } from '../absent.js';
import type { Request, Route } from '../http/context.js';
import { actorOf, json } from '../http/context.js';
import { page } from '../http/pagination.js';
import { log, resolveCommit } from '../state/history.js';
import { editIssue, type IssueEdit } from '../state/issues.js';
import { invalid, notFound } from '../state/problem.js';
import { createPull, pullFiles } from '../state/pulls.js';
import type { Issue, PullRequest, Repository } from '../state/types.js';
import { presentDiff } from './present/git.js';
import { presentPull, presentSimplePull } from './present/pulls.js';
import { onRepository, text, textOrNull } from './repository-route.js';

const READ = { pull_requests: 'read' } as const;
const WRITE = { pull_requests: 'write' } as const;

function pullOf(request: Request, repository: Repository): { issue: Issue; pull: PullRequest } {
  const issue = repository.issues.get(Number(request.params['pull_number']));
  if (absent(issue?.pull)) throw notFound();
  return { issue, pull: issue.pull };
}

function pullsOf(repository: Repository): { issue: Issue; pull: PullRequest }[] {
  const found: { issue: Issue; pull: PullRequest }[] = [];
  for (const issue of repository.issues.values()) {
    if (issue.pull !== null) found.push({ issue, pull: issue.pull });
  }
  return found;
}

function listPulls(request: Request, repository: Repository): { issue: Issue; pull: PullRequest }[] {
  const { state = 'open', head, base, direction = 'desc' } = request.query;
  const found = pullsOf(repository).filter(({ issue, pull }) => {
    if (state !== 'all' && issue.state !== state) return false;
    if (base !== undefined && pull.baseRef !== base) return false;
    return head === undefined || `${pull.headRepository.owner.login}:${pull.headRef}` === head;
  });
  return direction === 'asc' ? found : found.reverse();
}

function create(request: Request, repository: Repository): { issue: Issue; pull: PullRequest } {
  const { body, world, auth } = request;
  const name = text(body['head']) ?? '';
  const [owner, branch] = name.includes(':') ? name.split(':') : [repository.owner.login, name];
  const headRepository = world
    .networkOf(repository)
    .find((other) => other.owner.login.toLowerCase() === owner?.toLowerCase());
  if (headRepository === undefined) throw invalid('PullRequest', 'head', 'invalid');
  const issue = createPull(world, actorOf(auth), repository, {
    title: text(body['title']) ?? '',
    body: textOrNull(body['body']) ?? null,
    head: { repository: headRepository, ref: branch ?? '' },
    base: text(body['base']) ?? '',
    draft: body['draft'] === true,
  });
  if (issue.pull === null) throw notFound();
  return { issue, pull: issue.pull };
}

export const pullRoutes = {
  'GET /repos/{owner}/{repo}/pulls': onRepository(READ, (request, repository) =>
    page(request, listPulls(request, repository), ({ issue, pull }) =>
      presentSimplePull(request.world, issue, pull),
    ),
  ),
  'POST /repos/{owner}/{repo}/pulls': onRepository(WRITE, (request, repository) => {
    const { issue, pull } = create(request, repository);
    return json(presentPull(request.world, issue, pull), 201);
  }),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': onRepository(READ, (request, repository) => {
    const { issue, pull } = pullOf(request, repository);
    return json(presentPull(request.world, issue, pull));
  }),
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}': onRepository(WRITE, (request, repository) => {
    const { issue, pull } = pullOf(request, repository);
    const { body, world, auth } = request;
    const edit: IssueEdit = {};
    const title = text(body['title']);
    if (title !== undefined) edit.title = title;
    if (body['body'] !== undefined) edit.body = textOrNull(body['body']) ?? null;
    if (body['state'] !== undefined) edit.state = body['state'] === 'closed' ? 'closed' : 'open';
    editIssue(world, actorOf(auth), issue, edit);
    return json(presentPull(world, issue, pull));
  }),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': onRepository(READ, (request, repository) => {
    const { pull } = pullOf(request, repository);
    const files = pullFiles(repository, pull.baseSha, pull.headSha);
    return page(request, files, (file) => presentDiff(request.world, repository, file, pull.headSha));
  }),
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': onRepository(
    { pull_requests: 'read', contents: 'read' },
    (request, repository) => {
      const commit = resolveCommit(repository, request.params['commit_sha'] ?? '');
      if (commit === null) throw notFound();
      const pulls = pullsOf(repository).filter(({ pull }) => {
        const head = resolveCommit(repository, pull.headSha);
        return (
          head !== null &&
          log(repository.git, head).some((one) => one.oid === commit.oid) &&
          isNew(repository, pull, commit.oid)
        );
      });
      return page(request, pulls, ({ issue, pull }) => presentSimplePull(request.world, issue, pull));
    },
  ),
} satisfies Record<string, Route>;

/** A commit belongs to a pull request when its base did not have it. */
function isNew(repository: Repository, pull: PullRequest, oid: string): boolean {
  const base = resolveCommit(repository, pull.baseSha);
  return base === null || !log(repository.git, base).some((commit) => commit.oid === oid);
}
