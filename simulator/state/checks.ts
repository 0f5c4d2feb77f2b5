import { invalid, Problem } from './problem.js';
import { requireWritable } from './repositories.js';
import { resolveCommit } from './history.js';
import type { CheckAction, CheckAnnotation, CheckRun, CheckStatus, CheckSuite } from './check-types.js';
import type { Actor, App, Repository } from './types.js';
import type { World } from './world.js';

const LONGEST_TEXT = 65_535;
const MOST_ANNOTATIONS = 50;
const MOST_ACTIONS = 3;

/** The suite of an App for a commit; made where there is none. */
export function ensureSuite(
  world: World,
  repository: Repository,
  app: App,
  headSha: string,
  headBranch: string | null,
): CheckSuite {
  const existing = repository.checkSuites.find((suite) => suite.app === app && suite.headSha === headSha);
  if (existing !== undefined) return existing;
  const now = world.now();
  const suite = world.create<CheckSuite>('suite', (ids) => ({
    ...ids,
    kind: 'CheckSuite',
    repository,
    app,
    headSha,
    headBranch,
    createdAt: now,
    updatedAt: now,
    runs: [],
  }));
  repository.checkSuites.push(suite);
  return suite;
}

export interface CheckRunEdit {
  name?: string;
  status?: CheckStatus;
  conclusion?: string;
  startedAt?: string;
  completedAt?: string;
  detailsUrl?: string;
  externalId?: string;
  output?: {
    title?: string;
    summary: string;
    text?: string;
    annotations?: readonly (Partial<CheckAnnotation> &
      Pick<CheckAnnotation, 'path' | 'start_line' | 'end_line' | 'annotation_level' | 'message'>)[];
  };
  actions?: readonly CheckAction[];
}

export function createCheckRun(
  world: World,
  app: App,
  repository: Repository,
  headSha: string,
  input: CheckRunEdit & { name: string },
): CheckRun {
  requireWritable(repository);
  if (resolveCommit(repository, headSha) === null) {
    throw new Problem(422, `No commit found for SHA: ${headSha}`);
  }
  const suite = ensureSuite(world, repository, app, headSha, branchOf(repository, headSha));
  const run = world.create<CheckRun>('run', (ids) => ({
    ...ids,
    kind: 'CheckRun',
    suite,
    name: input.name,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    detailsUrl: null,
    externalId: '',
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  }));
  applyEdit(world, run, input);
  suite.runs.push(run);
  const actor = world.botOf(app);
  world.emit({ name: 'check_run', action: 'created', actor, repository, checkRun: run });
  if (run.status === 'completed') emitCompleted(world, actor, run);
  return run;
}

export function editCheckRun(world: World, run: CheckRun, edit: CheckRunEdit): void {
  const wasCompleted = run.status === 'completed';
  applyEdit(world, run, edit);
  const { app } = run.suite;
  if (!wasCompleted && run.status === 'completed') emitCompleted(world, world.botOf(app), run);
}

function applyEdit(world: World, run: CheckRun, edit: CheckRunEdit): void {
  checkLimits(edit);
  if (edit.name !== undefined) run.name = edit.name;
  if (edit.status !== undefined) run.status = edit.status;
  if (edit.conclusion !== undefined) {
    run.conclusion = edit.conclusion;
    run.status = 'completed';
    run.completedAt = edit.completedAt ?? world.now();
  } else if (run.status === 'completed' && run.conclusion === null) {
    throw invalid('CheckRun', 'conclusion', 'missing_field');
  } else if (run.status !== 'completed') {
    run.conclusion = null;
    run.completedAt = null;
  }
  if (edit.startedAt !== undefined) run.startedAt = edit.startedAt;
  if (edit.detailsUrl !== undefined) run.detailsUrl = edit.detailsUrl;
  if (edit.externalId !== undefined) run.externalId = edit.externalId;
  if (edit.actions !== undefined) run.actions = edit.actions;
  if (edit.output !== undefined) applyOutput(run, edit.output);
  run.suite.updatedAt = world.now();
}

/** Annotations are added to those that are there; the rest replaces. */
function applyOutput(run: CheckRun, output: NonNullable<CheckRunEdit['output']>): void {
  run.title = output.title ?? run.title;
  run.summary = output.summary;
  run.text = output.text ?? run.text;
  for (const annotation of output.annotations ?? []) {
    run.annotations.push({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...annotation,
    });
  }
}

function checkLimits({ output, actions }: CheckRunEdit): void {
  for (const field of ['summary', 'text'] as const) {
    if ((output?.[field]?.length ?? 0) > LONGEST_TEXT) {
      throw invalid('CheckRun', field, 'custom', `${field} exceeds a maximum of ${LONGEST_TEXT} characters`);
    }
  }
  if ((output?.title?.length ?? 0) > 255) throw invalid('CheckRun', 'title', 'custom', 'title is too long');
  if ((output?.annotations?.length ?? 0) > MOST_ANNOTATIONS) {
    throw invalid(
      'CheckRun',
      'annotations',
      'custom',
      `annotations exceeds a maximum of ${MOST_ANNOTATIONS}`,
    );
  }
  if ((actions?.length ?? 0) > MOST_ACTIONS)
    throw invalid('CheckRun', 'actions', 'custom', 'too many actions');
}

function emitCompleted(world: World, actor: Actor, run: CheckRun): void {
  const { repository } = run.suite;
  world.emit({ name: 'check_run', action: 'completed', actor, repository, checkRun: run });
}

function branchOf(repository: Repository, sha: string): string | null {
  for (const [branch, oid] of repository.branches) if (oid === sha) return branch;
  return null;
}

export function checkRunsOf(repository: Repository, sha: string): CheckRun[] {
  return repository.checkSuites.filter((suite) => suite.headSha === sha).flatMap((suite) => suite.runs);
}

export function findCheckRun(repository: Repository, id: number): CheckRun | null {
  for (const suite of repository.checkSuites) {
    for (const run of suite.runs) if (run.id === id) return run;
  }
  return null;
}
