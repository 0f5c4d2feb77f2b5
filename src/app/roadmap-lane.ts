/** The roadmap lane: brings the project in line, and says what came of it. */
import { describeSkip, describeRoadmapPlan } from '../roadmap/index.js';
import { RetryLater, type Job } from '../jobs/index.js';
import type { AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { runRoadmap } from './roadmap-run.js';

const BUSY_MS = 5_000;

/** Safe to run again, and to be killed anywhere. Throws a GitHubError to be tried again. */
export async function roadmapJob(
  context: AppContext,
  allowList: AllowList,
  { signal, data }: Job,
): Promise<void> {
  const { log, settings } = context;
  const started = Date.now();
  const check = (): void => {
    if (signal.aborted) throw new RetryLater(new Date(), 'the process stops');
  };
  const run = await runRoadmap(context, allowList, {
    dryRun: settings.dryRun,
    acceptEmpty: false,
    tellStatus: data['nightly'] === true,
    check,
  });
  if (run.refused === 'busy')
    throw new RetryLater(new Date(Date.now() + BUSY_MS), 'another run of the roadmap is at work');
  if (run.refused !== null) {
    // Who has no roadmap is not to be told of it every night.
    log[run.refused === 'none' ? 'debug' : 'warn']({ reason: run.says.en }, 'roadmap not brought up to date');
    return;
  }
  const { report, statusUpdate } = run;
  const { plan, outcome, statuses, unread, project } = report;
  for (const [id, error] of unread)
    log.warn({ node: id, err: error }, 'left in the roadmap as it was: unread');
  if (outcome === null) {
    log.info(
      { project: project.url, plan: describeRoadmapPlan(plan, 'en') },
      'roadmap planned, nothing written',
    );
    return;
  }
  if (outcome.stop !== null)
    log.error(
      { project: project.url, reason: describeRoadmapPlan(plan, 'en') },
      'roadmap not brought up to date',
    );
  for (const skip of outcome.skipped) log.warn({ reason: describeSkip(skip, 'en') }, 'left in the roadmap');
  const milliseconds = Date.now() - started;
  const fields = { project: project.url, ...outcome.counts, statuses, statusUpdate, milliseconds };
  log.info({ ...fields, unread: unread.size, skipped: outcome.skipped.length }, 'roadmap done');
}
