/** The composition: every room wired to the others, started and stopped as one. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Model } from '../governance/index.js';
import { GitHubError } from '../github/index.js';
import {
  createJobs,
  RetryLater,
  type Job,
  type JobHandler,
  type Jobs,
  type QueueName,
} from '../jobs/index.js';
import type { Logger } from '../log/index.js';
import type { PortfolioReader } from '../site/index.js';
import { openDatabase, type Database } from '../store/index.js';
import { createHandover, createIntake } from '../webhooks/index.js';
import { openAllowList, type AllowList } from './allow-list.js';
import { assessProduct } from './assess-product.js';
import { createCheckLane } from './check-lane.js';
import { configureInstallation } from './configure.js';
import type { AppContext } from './context.js';
import { askForEvaluations, EVALUATIONS_LANE } from './evaluation-state.js';
import { readEvaluations } from './evaluations.js';
import { lookRoundAtFirst } from './first-look.js';
import { createFactsGate } from './facts-gate.js';
import { createGitHubAccess, type AccessSettings } from './github-access.js';
import { planJob } from './plan-lane.js';
import { createRoadmapDesk } from './roadmap-desk.js';
import { roadmapJob } from './roadmap-lane.js';
import { housekeeping, redeliverMissed, sweep } from './rounds.js';
import { operatorPort, serveOperator } from './operator.js';
import { createAppServer, closeServer } from './server.js';
import { createHealth } from './health.js';
import { createMetrics } from './metrics.js';
import type { Settings } from './settings.js';
import { openSite } from './site.js';
import { turnsIn } from './turns.js';
import { watchHealth } from './watch-health.js';

export interface AppOptions {
  readonly settings: Settings;
  readonly model: Model;
  readonly log: Logger;
  readonly now?: () => Date;
  readonly onRequest?: AccessSettings['onRequest'];
  readonly onIssues?: AppContext['onIssues'];
  /** False: what is installed already is not looked at when the database is new, so that something else can be measured. */
  readonly looksRound?: boolean;
}

export interface App {
  /** Where the app listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly jobs: Jobs;
  readonly database: Database;
  readonly context: AppContext;
  readonly allowList: AllowList;
  /** Resolves when no delivery waits and no job waits or runs. */
  readonly idle: () => Promise<void>;
  /** Lets running work finish for a while, hands the rest back, and closes; within 10 seconds. */
  readonly stop: () => Promise<void>;
}

/** A product's facts are read together with those of others that are assessed at the same time. */
const ASSESS_TOGETHER = 20;

/** Opens the database, takes up work and listens. Throws what opening the database or the port throws. */
export async function startApp(options: AppOptions): Promise<App> {
  const { settings, model, log } = options;
  const now = options.now ?? (() => new Date());
  const database = await openDatabase({
    ...(settings.databaseUrl === null
      ? { dataDirectory: settings.dataDirectory }
      : { databaseUrl: settings.databaseUrl }),
    onIdleError: (error) => log.error({ err: error }, 'database error'),
  });
  try {
    return await compose({ ...options, settings, model, log, now }, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function compose(
  { settings, model, log, now = () => new Date(), onRequest, onIssues, looksRound = true }: AppOptions,
  database: Database,
): Promise<App> {
  let jobs: Jobs | null = null;
  const openJobs = (): Jobs => {
    if (jobs === null) throw new Error('The queue is not open yet.');
    return jobs;
  };
  const health = createHealth({
    database,
    directory: settings.databaseUrl === null ? settings.dataDirectory : null,
  });
  const isReady = async (): Promise<boolean> => (await health.check()).isReady;
  const metrics = createMetrics({ database, jobs: openJobs, isReady });
  const github = createGitHubAccess({
    settings,
    log,
    turns: turnsIn(database),
    onRequest: (event) => {
      metrics.noteRequest(event);
      health.noteGitHub(event);
      onRequest?.(event);
    },
    onWrite: metrics.noteWrite,
  });
  const allowList = await openAllowList(database, settings);
  const context: AppContext = {
    settings,
    database,
    github,
    facts: createFactsGate(github.installation),
    model,
    log,
    now,
    jobs: openJobs,
    onIssues: (product, report) => {
      metrics.noteAssessment();
      onIssues?.(product, report);
    },
  };
  const handlers: Partial<Record<QueueName, JobHandler>> = {
    assess: (job) => assessProduct(context, allowList, job),
    configuration: async (job) => {
      if (job.key === EVALUATIONS_LANE) return readEvaluations(context);
      await configureInstallation(context, allowList, Number(job.data['installation'] ?? job.key));
      await askForEvaluations(context);
    },
    check: createCheckLane(context, allowList),
    plan: (job) => planJob(context, allowList, job.key),
    roadmap: (job) => roadmapJob(context, allowList, job),
    sweep: async () => {
      await sweep(context, allowList);
    },
    poll: async () => {
      await redeliverMissed(context);
    },
    housekeeping: () => housekeeping(context),
  };
  jobs = await createJobs({
    database,
    role: settings.role,
    log,
    pace: settings.pacing,
    concurrency: { assess: ASSESS_TOGETHER },
    handlers: Object.fromEntries(
      Object.entries(handlers).map(([queue, handler]) => [queue, waitingForLimits(handler)]),
    ),
  });
  const handover = createHandover({ database, jobs, log });
  const intake = createIntake({
    secrets: settings.webhookSecrets,
    allowed: ({ login }) => allowList.has(login),
    database,
    onStored: () => handover.wake(),
    onAnswered: (status, milliseconds) => {
      metrics.noteDelivery(status, milliseconds);
      health.noteDelivery(status);
    },
    log,
    bot: github.botLogin,
  });
  const site = openSite(context);
  const healthWatch = watchHealth(health, log);
  const watch = {
    health: healthWatch.check,
    metrics: async () => ({ type: metrics.contentType, text: await metrics.render() }),
  };
  const server = createAppServer(intake, watch, [site.route], log);
  await jobs.start();
  await schedule(jobs, settings);
  if (looksRound) await lookRoundAtFirst(context);
  await greet(context);
  if (settings.role !== 'worker') await warmUp(site.reader, log);
  handover.start();
  await listen(server, settings);
  const operator =
    database.kind === 'embedded'
      ? await serveOperator(
          settings.dataDirectory,
          operatorPort(jobs, () => sweep(context, allowList)),
          createRoadmapDesk(context, allowList),
          log,
        )
      : null;
  return {
    url: addressOf(server),
    jobs,
    database,
    context,
    allowList,
    idle: jobs.idle,
    stop: async () => {
      healthWatch.stop();
      await Promise.all([closeServer(server), operator === null ? null : closeServer(operator)]);
      await handover.stop();
      await context.jobs().stop();
      await database.close();
    },
  };
}

/** A limit of GitHub's is waited for, and does not count as a failure. */
function waitingForLimits(handler: JobHandler): JobHandler {
  return async (job: Job) => {
    try {
      await handler(job);
    } catch (error) {
      if (error instanceof GitHubError && error.kind === 'rate-limited') {
        throw new RetryLater(error.until ?? new Date(Date.now() + 60_000), error.message);
      }
      throw error;
    }
  };
}

async function schedule(jobs: Jobs, { role }: Settings): Promise<void> {
  if (role === 'web') return;
  await jobs.schedule('poll', '17 * * * *');
  await jobs.schedule('sweep', '23 2 * * *');
  await jobs.schedule('housekeeping', '41 4 * * *');
}

/** Who we are on GitHub, so that our own events are known. GitHub may be away at start: then it is asked when it is needed. */
async function greet({ github, log }: AppContext): Promise<void> {
  try {
    const { login } = await github.account();
    log.info({ account: login }, 'known to GitHub');
  } catch (error) {
    log.warn({ err: error }, 'GitHub could not be asked who the app is; it is asked again when needed');
  }
}

/** Reads the portfolio before anybody asks, since the first reading takes a second for a thousand products. */
async function warmUp(reader: PortfolioReader, log: Logger): Promise<void> {
  try {
    await reader.portfolio();
  } catch (error) {
    log.warn({ err: error }, 'the portfolio could not be read yet; it is read when somebody asks for it');
  }
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
