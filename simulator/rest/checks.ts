import type { Request, Route } from '../http/context.js';
import { json } from '../http/context.js';
import { countedPage, page } from '../http/pagination.js';
import {
  checkRunsOf,
  createCheckRun,
  editCheckRun,
  findCheckRun,
  type CheckRunEdit,
} from '../state/checks.js';
import { resolveCommit } from '../state/history.js';
import { notFound, Problem, unprocessable } from '../state/problem.js';
import type { CheckRun, CheckStatus } from '../state/check-types.js';
import type { App, Repository } from '../state/types.js';
import { presentAnnotation, presentCheckRun } from './present/checks.js';
import { onRepository, text } from './repository-route.js';

const READ = { checks: 'read' } as const;
const WRITE = { checks: 'write' } as const;

/** Only Apps write check runs. */
function appOf({ auth }: Request): App {
  if (auth.kind !== 'installation') throw new Problem(403, 'You must authenticate via a GitHub App.');
  return auth.token.installation.app;
}

function runOf(request: Request, repository: Repository): CheckRun {
  const run = findCheckRun(repository, Number(request.params['check_run_id']));
  if (run === null) throw notFound();
  return run;
}

const PLAIN = [
  ['name', 'name'],
  ['conclusion', 'conclusion'],
  ['started_at', 'startedAt'],
  ['completed_at', 'completedAt'],
  ['details_url', 'detailsUrl'],
  ['external_id', 'externalId'],
] as const;

/** GitHub's schema has checked the body; names change from snake to camel case. */
function editOf({ body }: Request): CheckRunEdit {
  const edit: CheckRunEdit = {};
  for (const [from, to] of PLAIN) {
    const value = text(body[from]);
    if (value !== undefined) edit[to] = value;
  }
  if (body['status'] !== undefined) edit.status = body['status'] as CheckStatus;
  if (body['output'] !== undefined) edit.output = body['output'] as NonNullable<CheckRunEdit['output']>;
  if (body['actions'] !== undefined) edit.actions = body['actions'] as NonNullable<CheckRunEdit['actions']>;
  return edit;
}

function listRuns(request: Request, repository: Repository): CheckRun[] {
  const { check_name: name, status, app_id: appId, filter = 'latest' } = request.query;
  const sha = resolveCommit(repository, request.params['ref'] ?? '')?.oid;
  if (sha === undefined) throw unprocessable(`No commit found for SHA: ${request.params['ref'] ?? ''}`);
  const runs = checkRunsOf(repository, sha).filter((run) => {
    if (name !== undefined && run.name !== name) return false;
    if (status !== undefined && run.status !== status) return false;
    return appId === undefined || run.suite.app.id === Number(appId);
  });
  if (filter === 'all') return runs.reverse();
  const latest = new Map<string, CheckRun>();
  for (const run of runs) latest.set(`${run.suite.id}:${run.name}`, run);
  return [...latest.values()].reverse();
}

export const checkRoutes = {
  'POST /repos/{owner}/{repo}/check-runs': onRepository(WRITE, (request, repository) => {
    const input = { ...editOf(request), name: text(request.body['name']) ?? '' };
    const sha = text(request.body['head_sha']) ?? '';
    const run = createCheckRun(request.world, appOf(request), repository, sha, input);
    return json(presentCheckRun(request.world, run), 201);
  }),
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}': onRepository(READ, (request, repository) =>
    json(presentCheckRun(request.world, runOf(request, repository))),
  ),
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': onRepository(WRITE, (request, repository) => {
    const run = runOf(request, repository);
    if (run.suite.app !== appOf(request))
      throw new Problem(403, 'Invalid app_id `check_run` was not created by this app');
    editCheckRun(request.world, run, editOf(request));
    return json(presentCheckRun(request.world, run));
  }),
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations': onRepository(
    READ,
    (request, repository) => {
      const run = runOf(request, repository);
      return page(request, run.annotations, (annotation) =>
        presentAnnotation(request.world, run, annotation),
      );
    },
  ),
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': onRepository(READ, (request, repository) =>
    countedPage(request, listRuns(request, repository), 'check_runs', (run) =>
      presentCheckRun(request.world, run),
    ),
  ),
  'POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest': onRepository(
    WRITE,
    (request, repository) => {
      const id = Number(request.params['check_suite_id']);
      const checkSuite = repository.checkSuites.find((suite) => suite.id === id);
      if (checkSuite === undefined) throw notFound();
      const { app } = checkSuite;
      const actor = request.world.botOf(app);
      request.world.emit({ name: 'check_suite', action: 'rerequested', actor, repository, checkSuite });
      return json({}, 201);
    },
  ),
} satisfies Record<string, Route>;
