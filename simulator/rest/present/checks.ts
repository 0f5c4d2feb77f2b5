import type { CheckAnnotation, CheckRun, CheckSuite } from '../../state/check-types.js';
import type { Issue, Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';
import { presentApp, type Shape } from './accounts.js';
import { repositoryHtml, repositoryUrl } from './repositories.js';

export function presentCheckRun(world: World, run: CheckRun): Shape {
  const { suite } = run;
  const url = `${repositoryUrl(world, suite.repository)}/check-runs/${run.id}`;
  const html = `${repositoryHtml(world, suite.repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: run.nodeId,
    name: run.name,
    head_sha: suite.headSha,
    external_id: run.externalId,
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suite.id },
    app: presentApp(world, suite.app),
    pull_requests: pullsOfSuite(suite).map((issue) => presentMinimalPull(world, issue)),
  };
}

export function presentAnnotation(world: World, run: CheckRun, annotation: CheckAnnotation): Shape {
  const { repository, headSha } = run.suite;
  return {
    ...annotation,
    blob_href: `${repositoryHtml(world, repository)}/blob/${headSha}/${annotation.path}`,
  };
}

/** Pull requests of a suite: those from forks are left out, as on GitHub. */
export function pullsOfSuite(suite: CheckSuite): Issue[] {
  const { repository, headSha } = suite;
  return [...repository.issues.values()].filter(
    ({ pull, state }) => state === 'open' && pull?.headSha === headSha && pull.headRepository === repository,
  );
}

export function presentMinimalPull(world: World, issue: Issue): Shape {
  const { pull, repository } = issue;
  return {
    id: pull?.id,
    number: issue.number,
    url: `${repositoryUrl(world, repository)}/pulls/${issue.number}`,
    head: {
      ref: pull?.headRef,
      sha: pull?.headSha,
      repo: minimal(world, pull?.headRepository ?? repository),
    },
    base: { ref: pull?.baseRef, sha: pull?.baseSha, repo: minimal(world, repository) },
  };
}

function minimal(world: World, repository: Repository): Shape {
  return { id: repository.id, url: repositoryUrl(world, repository), name: repository.name };
}

export function presentSuite(world: World, suite: CheckSuite): Shape {
  const { repository, runs } = suite;
  const completed = runs.length > 0 && runs.every((run) => run.status === 'completed');
  const conclusion = runs.find((run) => run.conclusion !== 'success')?.conclusion ?? 'success';
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: completed ? 'completed' : 'queued',
    conclusion: completed ? conclusion : null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullsOfSuite(suite).map((issue) => presentMinimalPull(world, issue)),
    app: presentApp(world, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}
