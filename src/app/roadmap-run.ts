/** One run of the roadmap: from what the store knows of products to the project, with what came of it. */
import { GitHubError, PROJECT_PERMISSION, SYSTEM_CLOCK, type ProjectWriter } from '../github/index.js';
import type { Mistake } from '../governance/index.js';
import { say, type Bilingual, type Language } from '../messages/index.js';
import type { PortfolioConfiguration, PortfolioRoadmap } from '../products/index.js';
import {
  danishDay,
  DEFAULT_RISK_RULE,
  describeSkip,
  postStatusUpdate,
  statusUpdateOf,
  storeMilestones,
  storeRoadmapRecords,
  storeStatusUpdateRecords,
  syncRoadmap,
  type RoadmapPorts,
  type SyncReport,
} from '../roadmap/index.js';
import { findConfiguration, finishRound, startRound, type Queryable } from '../store/index.js';
import { PORTFOLIO_SOURCE, type AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { exclusively } from './exclusive.js';
import type { ProjectAccess } from './project-access.js';
import { roadmapSources } from './roadmap-sources.js';

export type RoadmapContext = Pick<AppContext, 'settings' | 'database' | 'github' | 'log' | 'now'>;

export interface RoadmapRunOptions {
  readonly dryRun: boolean;
  /** The project may be empty on purpose. */
  readonly acceptEmpty: boolean;
  /** Whether a status update may be made, where one is due. */
  readonly tellStatus: boolean;
  /** Called before every write; what it throws ends the run there. */
  readonly check?: () => void;
}

/**
 * Why nothing was done: no roadmap is configured (`none`), its project has no number yet (`noNumber`), the App is not on the
 * owner's account (`notInstalled`) or may not write there (`noPermission`), there is no such project (`noProject`), another
 * run is at it (`busy`).
 */
export type Refusal = 'none' | 'noNumber' | 'notInstalled' | 'noPermission' | 'noProject' | 'busy';

export type RoadmapRun =
  | { readonly refused: Refusal; readonly says: Bilingual }
  | { readonly refused: null; readonly report: SyncReport; readonly statusUpdate: boolean };

/** Kept of every run under `roadmap` (latestRound), for metrics and pages. Names nothing that may be private. */
export interface RoadmapRound {
  readonly project: (SyncReport['project'] & { readonly owner: string }) | null;
  /** Why nothing was done, or what was left for want of a permission. */
  readonly problem: Bilingual | null;
  readonly counts: NonNullable<SyncReport['outcome']>['counts'] | null;
  readonly statuses: SyncReport['statuses'] | null;
  /** Repositories and issues that could not be read. */
  readonly unread: number;
  readonly skipped: number;
  readonly statusUpdate: boolean;
}

export const ROADMAP_ROUND = 'roadmap';

export interface WantedRoadmap extends PortfolioRoadmap {
  readonly language: Language;
}

/** What the portfolio configuration in force says; null: nothing. */
export async function wantedRoadmap(database: Queryable): Promise<WantedRoadmap | null> {
  const stored = await findConfiguration<PortfolioConfiguration, Mistake>(database, PORTFOLIO_SOURCE);
  const good = stored?.good ?? null;
  const roadmap = good?.roadmap ?? null;
  return roadmap === null ? null : { ...roadmap, language: good?.language ?? 'da' };
}

/** Throws a GitHubError when a later try may do better. */
export async function runRoadmap(
  context: RoadmapContext,
  allowList: AllowList,
  options: RoadmapRunOptions,
): Promise<RoadmapRun> {
  const wanted = await wantedRoadmap(context.database);
  if (wanted === null) return refuse('none');
  const { owner, project: number } = wanted;
  if (number === null) return refuse('noNumber', { owner });
  const run = await exclusively(context.database, `roadmap ${owner}/${number}`, async (check) => {
    const round = options.dryRun ? null : await startRound(context.database, ROADMAP_ROUND, context.now());
    const done = await runOnce(context, allowList, { ...wanted, number }, options, check);
    if (round !== null) await finishRound(context.database, round, roundOf(done, owner), context.now());
    return done;
  });
  return run === 'busy' ? refuse('busy') : run;
}

function refuse(refused: Refusal, parameters: Readonly<Record<string, string | number>> = {}): RoadmapRun {
  return { refused, says: say(`app.roadmap.refused.${refused}`, parameters) };
}

type Target = WantedRoadmap & { readonly number: number };

async function runOnce(
  context: RoadmapContext,
  allowList: AllowList,
  wanted: Target,
  { dryRun, acceptEmpty, tellStatus: mayTell, check: alsoCheck }: RoadmapRunOptions,
  check: () => void,
): Promise<RoadmapRun> {
  const { settings, now } = context;
  const { owner, number, language, atRisk } = wanted;
  const access = await context.github.projects(owner);
  if (access === null) return refuse('notInstalled', { owner });
  if (!mayUse(access, dryRun)) return refuse('noPermission', { owner, permission: permissionFor(dryRun) });
  const ports = roadmapPorts(context, access, () => {
    alsoCheck?.();
    check();
  });
  const today = danishDay(now());
  try {
    const report = await syncRoadmap(
      {
        place: { owner, number },
        ...(await roadmapSources(context, allowList, wanted)),
        options: { today, language, risk: { ...DEFAULT_RISK_RULE, ...atRisk } },
        settleMs: settleMs(settings),
        dryRun,
        acceptEmpty,
      },
      ports,
    );
    if (report.outcome === null) return { refused: null, report, statusUpdate: false };
    // Of others not even the titles are kept: what was there is gone.
    const kept = report.repositories.map((one) =>
      one.visibility === 'public' ? one : { ...one, milestones: [] },
    );
    await storeMilestones(context.database, kept, now());
    const statusUpdate = mayTell && (await tellStatus(context, wanted, report, ports, today));
    return { refused: null, report, statusUpdate };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'gone') return refuse('noProject', { owner, number });
    if (error.kind !== 'forbidden') throw error;
    return refuse('noPermission', { owner, permission: error.permission ?? permissionFor(dryRun) });
  }
}

function mayUse({ permissions }: ProjectAccess, dryRun: boolean): boolean {
  const level = permissions[PROJECT_PERMISSION];
  return level === 'write' || level === 'admin' || (dryRun && level === 'read');
}

function permissionFor(dryRun: boolean): string {
  return `${PROJECT_PERMISSION}=${dryRun ? 'read' : 'write'}`;
}

/** How long GitHub may take to show what it was just asked to make. */
export function settleMs({ pacing }: RoadmapContext['settings']): number {
  return 10_000 * pacing;
}

/** `check` is made before every write. */
export function roadmapPorts(
  { database, log, now }: RoadmapContext,
  { reader, writer }: Pick<ProjectAccess, 'reader' | 'writer'>,
  check: () => void = () => undefined,
): RoadmapPorts {
  return {
    reader,
    writer: checked(writer, check),
    records: storeRoadmapRecords(database, now),
    clock: { now: () => now().getTime(), sleep: SYSTEM_CLOCK.sleep },
    log,
  };
}

function checked(writer: ProjectWriter, check: () => void): ProjectWriter {
  const first = <A extends readonly unknown[], T>(write: (...given: A) => Promise<T>) => {
    return async (...given: A): Promise<T> => {
      check();
      return write(...given);
    };
  };
  return {
    mutate: first(writer.mutate),
    createField: first(writer.createField),
    setOptions: first(writer.setOptions),
    createProject: first(writer.createProject),
    createRoadmapView: first(writer.createRoadmapView),
    createStatusUpdate: first(writer.createStatusUpdate),
  };
}

/** Only after a run that has seen and done everything: half of it would read as news. */
async function tellStatus(
  { database, now }: RoadmapContext,
  { statusUpdate: every, language }: Target,
  { project, items, statuses, outcome, unread }: SyncReport,
  { writer }: RoadmapPorts,
  today: string,
): Promise<boolean> {
  const isWhole = outcome?.stop === null && unread.size === 0 && missingPermission(outcome.skipped) === null;
  if (every === 'off' || !isWhole) return false;
  const records = storeStatusUpdateRecords(database, now);
  const before = await records.standing(project.id);
  const update = statusUpdateOf({ items, counts: statuses, before, today, every, language });
  return postStatusUpdate(update, { writer, records }, { project: project.id, today });
}

function roundOf(run: RoadmapRun, owner: string): RoadmapRound {
  if (run.refused !== null) {
    const nothing = { project: null, counts: null, statuses: null, unread: 0, skipped: 0 };
    return { ...nothing, problem: run.says, statusUpdate: false };
  }
  const { report, statusUpdate } = run;
  const { id, number, title, url, isPublic } = report.project;
  return {
    project: { owner, id, number, title, url, isPublic },
    problem: problemIn(report),
    counts: report.outcome?.counts ?? null,
    statuses: report.statuses,
    unread: report.unread.size,
    skipped: report.outcome?.skipped.length ?? 0,
    statusUpdate,
  };
}

function problemIn({ outcome }: SyncReport): Bilingual | null {
  if (outcome === null) return null;
  if (outcome.stop !== null)
    return say(`roadmap.stop.${outcome.stop.kind}`, { expected: outcome.stop.expected });
  return missingPermission(outcome.skipped);
}

type Skips = NonNullable<SyncReport['outcome']>['skipped'];

function missingPermission(skipped: Skips): Bilingual | null {
  const missing = skipped.find((skip) => skip.kind === 'refused' && skip.why === 'forbidden');
  return missing === undefined ? null : { da: describeSkip(missing, 'da'), en: describeSkip(missing, 'en') };
}
