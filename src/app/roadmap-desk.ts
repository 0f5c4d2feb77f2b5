/** What an operator may ask for of the roadmap and the plans, answered in sentences. */
import { AmbiguousWrite, GitHubError } from '../github/index.js';
import { say, type Bilingual } from '../messages/index.js';
import {
  describePlanActions,
  describeRoadmapPlan,
  describeSkip,
  preflightRoadmap,
  readPlan,
  setupRoadmap,
  type SyncReport,
} from '../roadmap/index.js';
import { findRepositoryNamed, productsOfRepository } from '../store/index.js';
import type { AllowList } from './allow-list.js';
import { applyPlanIn } from './plan-lane.js';
import { roadmapPorts, runRoadmap, settleMs, wantedRoadmap, type RoadmapContext } from './roadmap-run.js';

/** All of it can be sent as JSON. */
export interface RoadmapDesk {
  readonly sync: (options: {
    readonly dryRun: boolean;
    readonly acceptEmpty: boolean;
  }) => Promise<DeskAnswer>;
  readonly preflight: () => Promise<DeskAnswer>;
  readonly setup: () => Promise<DeskAnswer>;
  readonly applyPlan: (request: PlanRequest) => Promise<DeskAnswer>;
}

export interface DeskAnswer {
  readonly isGood: boolean;
  /** Sentences and tables, in the order to show them. */
  readonly says: readonly Bilingual[];
}

export interface PlanRequest {
  /** The plan's text, and what it is called in mistakes. */
  readonly content: string;
  readonly file: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly start: string | null;
  readonly dryRun: boolean;
  readonly language: 'da' | 'en';
}

export function createRoadmapDesk(context: RoadmapContext, allowList: AllowList): RoadmapDesk {
  return {
    sync: (options) => inSentences(() => sync(context, allowList, options)),
    preflight: () => inSentences(() => preflight(context)),
    setup: () => inSentences(() => setup(context)),
    applyPlan: (request) => inSentences(() => applyPlan(context, allowList, request)),
  };
}

async function inSentences(work: () => Promise<DeskAnswer>): Promise<DeskAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitHubError) return bad(say(`github.errors.${error.kind}`, error.parameters));
    if (error instanceof AmbiguousWrite) return bad(say('app.roadmap.unclear'));
    throw error;
  }
}

function bad(...says: readonly Bilingual[]): DeskAnswer {
  return { isGood: false, says };
}

async function sync(
  context: RoadmapContext,
  allowList: AllowList,
  options: { readonly dryRun: boolean; readonly acceptEmpty: boolean },
): Promise<DeskAnswer> {
  const dryRun = options.dryRun || context.settings.dryRun;
  const run = await runRoadmap(context, allowList, { ...options, dryRun, tellStatus: true });
  if (run.refused !== null) return bad(run.says);
  const { report, statusUpdate } = run;
  const { plan, outcome, unread } = report;
  const left = unread.size === 0 ? [] : [say('app.roadmap.unread', { count: unread.size })];
  if (outcome === null || outcome.stop !== null) {
    const table = { da: describeRoadmapPlan(plan, 'da'), en: describeRoadmapPlan(plan, 'en') };
    return { isGood: plan.stop === null, says: [table, ...left] };
  }
  const isRefused = outcome.skipped.some((skip) => skip.kind === 'refused' && skip.why === 'forbidden');
  const told = statusUpdate ? [say('app.roadmap.statusUpdate')] : [];
  return {
    isGood: !isRefused,
    says: [summaryOf(report), ...told, ...outcome.skipped.map(skipped), ...left],
  };
}

function summaryOf({ project, statuses, outcome, items }: SyncReport): Bilingual {
  const { 'on-track': onTrack, 'at-risk': atRisk, ...others } = statuses;
  return say('app.roadmap.done', {
    url: project.url,
    items: items.length,
    onTrack,
    atRisk,
    ...others,
    ...(outcome?.counts ?? {}),
  });
}

function skipped(skip: Parameters<typeof describeSkip>[0]): Bilingual {
  return { da: describeSkip(skip, 'da'), en: describeSkip(skip, 'en') };
}

/** Where the roadmap is, or is to be: as configured, else where the portfolio configuration lives. */
async function placeOf({ database, settings }: RoadmapContext) {
  const wanted = await wantedRoadmap(database);
  if (wanted !== null) return { owner: wanted.owner, project: wanted.project, language: wanted.language };
  const owner = settings.portfolio?.split('/')[0];
  return owner === undefined ? null : { owner, project: null, language: 'da' as const };
}

async function preflight(context: RoadmapContext): Promise<DeskAnswer> {
  const place = await placeOf(context);
  if (place === null) return bad(say('app.roadmap.refused.none'));
  const access = await context.github.projects(place.owner);
  if (access === null) return bad(say('app.roadmap.refused.notInstalled', { owner: place.owner }));
  const { permissions } = access;
  const findings = await preflightRoadmap(
    { ...place, permissions, probe: !context.settings.dryRun },
    roadmapPorts(context, access),
  );
  return {
    isGood: findings.every(({ state }) => state !== 'bad'),
    says: findings.map(({ state, says }) => say(`app.roadmap.finding.${state}`, { says })),
  };
}

async function setup(context: RoadmapContext): Promise<DeskAnswer> {
  const place = await placeOf(context);
  if (place === null) return bad(say('app.roadmap.refused.none'));
  const access = await context.github.projects(place.owner);
  if (access === null) return bad(say('app.roadmap.refused.notInstalled', { owner: place.owner }));
  if (context.settings.dryRun) return bad(say('app.roadmap.dry'));
  const { project, steps } = await setupRoadmap(
    { ...place, names: {}, settleMs: settleMs(context.settings) },
    roadmapPorts(context, access),
  );
  return {
    isGood: project !== null,
    says: steps.map(({ state, says }) => say(`app.roadmap.step.${state}`, { says })),
  };
}

async function applyPlan(
  context: RoadmapContext,
  allowList: AllowList,
  { content, file, repository: name, start, dryRun, language }: PlanRequest,
): Promise<DeskAnswer> {
  const { plan } = readPlan(content, { file });
  if (plan === null) return bad(say('app.roadmap.badPlan', { file }));
  const [owner = '', repo = ''] = name.split('/');
  const repository = allowList.has(owner) ? await findRepositoryNamed(context.database, owner, repo) : null;
  if (repository?.installation === null || repository === null)
    return bad(say('app.roadmap.noRepository', { repository: name }));
  const [product = null] = await productsOfRepository(context.database, repository.nodeId);
  const options = { start, dryRun: dryRun || context.settings.dryRun, language, product };
  const done = await applyPlanIn(context, repository, plan, options);
  if (done === 'busy') return bad(say('app.roadmap.refused.busy'));
  const { actions, report } = done;
  const table = { da: describePlanActions(actions, 'da'), en: describePlanActions(actions, 'en') };
  if (report === null) return { isGood: true, says: [table] };
  const { created, moved, tasks } = report;
  const isRefused = report.skipped.some((skip) => skip.kind === 'refused');
  return {
    isGood: !isRefused,
    says: [table, say('app.roadmap.planDone', { created, moved, tasks }), ...report.skipped.map(skipped)],
  };
}
