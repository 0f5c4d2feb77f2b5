/** The plan lane: keeps the plans that a product's configuration names applied in its home repository. */
import { GitHubError, SYSTEM_CLOCK } from '../github/index.js';
import { RetryLater } from '../jobs/index.js';
import {
  danishDay,
  describePlanActions,
  describeSkip,
  keepPlan,
  readShippedPlan,
  storePlanRecords,
  type MilestonePlan,
  type PlanAction,
  type PlanReport,
} from '../roadmap/index.js';
import {
  findInstallation,
  findProduct,
  findRepository,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import type { AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { exclusively } from './exclusive.js';
import { roadmapRequests } from './roadmap-requests.js';
import { settleMs, type RoadmapContext } from './roadmap-run.js';
import { nameOf } from './stored-products.js';

const BUSY_MS = 5_000;

/** Safe to run again, and to be killed anywhere. Throws a GitHubError to be tried again. */
export async function planJob(context: AppContext, allowList: AllowList, key: string): Promise<void> {
  const product = await findProduct(context.database, key);
  if (product === null || product.removedAt !== null) return;
  const log = context.log.child({ product: key });
  const home = await writableHome({ ...context, log }, allowList, product);
  if (home === null) return;
  let isChanged = false;
  for (const name of product.configuration.plans) {
    const plan = readShippedPlan(name)?.plan ?? null;
    if (plan === null) {
      log.warn({ plan: name }, 'there is no plan of that name');
      continue;
    }
    const kept = await keepOne({ ...context, log }, product, home, plan);
    if (kept !== null) isChanged ||= kept.created + kept.moved + kept.tasks > 0;
  }
  if (!isChanged) return;
  await context.jobs().send(await roadmapRequests(context.database));
  context.jobs().wake(['roadmap']);
}

/** Null, and told why, where nothing can be written. */
async function writableHome(
  { database, log }: Pick<AppContext, 'database' | 'log'>,
  allowList: AllowList,
  { homeRepository, installation: id }: StoredProduct,
): Promise<StoredRepository | null> {
  const home = homeRepository === null ? null : await findRepository(database, homeRepository);
  const installation = id === null ? null : await findInstallation(database, id);
  if (home === null || home.goneAt !== null || home.installation !== id) return null;
  if (installation === null || installation.suspendedAt !== null || installation.removedAt !== null)
    return null;
  if (!allowList.has(installation.account)) return null;
  const fields = { repository: nameOf(home), installation: id };
  if (installation.permissions['issues'] !== 'write') {
    log.warn({ ...fields, permission: 'issues=write' }, 'plan not applied: a permission is missing');
    return null;
  }
  if (home.archived) {
    log.info(fields, 'plan not applied: the repository is archived');
    return null;
  }
  return home;
}

async function keepOne(
  context: AppContext,
  product: StoredProduct,
  home: StoredRepository,
  plan: MilestonePlan,
): Promise<PlanReport | null> {
  const { settings, log } = context;
  const { language } = product.configuration;
  const options = { start: null, dryRun: settings.dryRun, language, product: product.key };
  try {
    const kept = await applyPlanIn(context, home, plan, options);
    if (kept === 'busy') throw new RetryLater(new Date(Date.now() + BUSY_MS), 'the plan is being applied');
    const { actions, report } = kept;
    if (report === null) {
      log.info(
        { plan: plan.id, actions: describePlanActions(actions, 'en') },
        'plan looked at, nothing written',
      );
      return null;
    }
    for (const skip of report.skipped)
      log.warn({ plan: plan.id, reason: describeSkip(skip, 'en') }, 'left of the plan');
    const { created, moved, tasks } = report;
    log.info({ plan: plan.id, created, moved, tasks, skipped: report.skipped.length }, 'plan applied');
    return report;
  } catch (error) {
    // Both are a person's to mend; the other plans, and everything else, go on.
    const isTheirs = error instanceof RangeError || (error instanceof GitHubError && isFinal(error));
    if (!isTheirs) throw error;
    log.warn({ plan: plan.id, repository: nameOf(home), err: error }, 'plan not applied');
    return null;
  }
}

function isFinal({ kind }: GitHubError): boolean {
  return kind === 'forbidden' || kind === 'gone' || kind === 'archived';
}

export interface PlanRunOptions {
  /** Overrides the plan's own start. */
  readonly start: string | null;
  readonly dryRun: boolean;
  readonly language: 'da' | 'en';
  /** Null: the repository is in no product. */
  readonly product: string | null;
}

/** Throws as `keepPlan`. */
export async function applyPlanIn(
  { database, github, settings, now, log }: RoadmapContext,
  repository: StoredRepository,
  plan: MilestonePlan,
  { start, dryRun, language, product }: PlanRunOptions,
): Promise<{ readonly actions: readonly PlanAction[]; readonly report: PlanReport | null } | 'busy'> {
  const { installation, databaseId, nodeId } = repository;
  const { reader, writer, milestones } = await github.issues(
    installation ?? 0,
    databaseId === null ? [] : [databaseId],
  );
  return exclusively(database, `plan ${plan.id} ${nodeId}`, (check) =>
    keepPlan(
      {
        plan,
        repository: nameOf(repository),
        start,
        today: danishDay(now()),
        language,
        settleMs: settleMs(settings),
        dryRun,
      },
      {
        milestones: {
          ...milestones,
          createMilestone: (...given) => {
            check();
            return milestones.createMilestone(...given);
          },
        },
        issues: {
          listOwnIssues: reader.listOwnIssues,
          createIssue: (...given) => {
            check();
            return writer.createIssue(...given);
          },
        },
        records: storePlanRecords(database, { product, repository: nodeId, plan: plan.id }, now),
        clock: SYSTEM_CLOCK,
        log,
      },
    ),
  );
}
