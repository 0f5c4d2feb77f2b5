/** Rounds by the clock: what events have missed is found here. */
import { pollHeads } from '../facts/index.js';
import { GitHubError } from '../github/index.js';
import type { JobRequest } from '../jobs/index.js';
import {
  applyRetention,
  DEFAULT_RETENTION,
  finishRound,
  knownDeliveries,
  listInstallations,
  listRepositories,
  noteRedelivery,
  productsOfRepositories,
  redeliveriesAsked,
  startRound,
  type StoredRepository,
} from '../store/index.js';
import type { AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { EVALUATIONS_JOB } from './evaluation-state.js';
import { explanationsDue } from './explanations.js';
import { nightlyRoadmap } from './roadmap-requests.js';

export interface SweepReport {
  readonly installations: number;
  readonly repositories: number;
  readonly changed: number;
  /** Installations that could not be looked at, and why; they never stop the others. */
  readonly failed: readonly { readonly account: string; readonly problem: string }[];
}

interface RawInstallation {
  readonly id: number;
  readonly account: { readonly login: string } | null;
}

const PER_PAGE = 100;

/** The nightly round over every installation on the list: new ones, and repositories whose newest commit nobody has read. */
export async function sweep(context: AppContext, allowList: AllowList): Promise<SweepReport> {
  const { database, now, log } = context;
  const round = await startRound(database, 'sweep', now());
  const known = new Set((await listInstallations(database, { all: true })).map(({ id }) => id));
  const failed: { account: string; problem: string }[] = [];
  const totals = { installations: 0, repositories: 0, changed: 0 };
  for (const { id, account } of await listAppInstallations(context)) {
    const login = account?.login ?? '';
    if (!allowList.has(login)) continue;
    totals.installations += 1;
    try {
      const requests = known.has(id) ? await lookAt(context, id, totals) : [configuration(id)];
      await context.jobs().send(requests);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      failed.push({ account: login, problem: error.message });
      log.warn({ installation: id, account: login, err: error }, 'installation could not be looked at');
    }
  }
  // People's evaluations lie in a repository of no product.
  await context.jobs().send([EVALUATIONS_JOB]);
  const report = { ...totals, failed };
  await context.jobs().send([...(await nightlyRoadmap(database)), ...(await explanationsDue(context))]);
  await finishRound(database, round, report, now());
  context.jobs().wake();
  log.info(report, 'sweep done');
  return report;
}

async function listAppInstallations({ github }: AppContext): Promise<readonly RawInstallation[]> {
  const all: RawInstallation[] = [];
  for (let page = 1; ; page += 1) {
    const some = await github.app.get<readonly RawInstallation[]>('GET /app/installations', {
      per_page: PER_PAGE,
      page,
    });
    all.push(...some);
    if (some.length < PER_PAGE) return all;
  }
}

async function lookAt(
  { database, github }: AppContext,
  installation: number,
  totals: { repositories: number; changed: number },
): Promise<readonly JobRequest[]> {
  const repositories = await listRepositories(database, { installation });
  const polled = await pollHeads(
    github.installation(installation),
    repositories.map(({ nodeId }) => nodeId),
  );
  totals.repositories += repositories.length;
  const changed: string[] = [];
  let isMoved = repositories.length === 0;
  for (const repository of repositories) {
    const head = polled.get(repository.nodeId);
    if (head === undefined || head instanceof GitHubError) continue;
    if (head === null || isRenamed(repository, head)) isMoved = true;
    else if (head.commit !== repository.scannedOid) changed.push(repository.nodeId);
  }
  const products = await productsOfRepositories(database, changed);
  const keys = new Set([...products.values()].flat());
  totals.changed += keys.size;
  const requests: JobRequest[] = [...keys].map((key) => ({ queue: 'assess', key }));
  return isMoved ? [...requests, configuration(installation)] : requests;
}

function isRenamed(
  repository: StoredRepository,
  head: {
    readonly nameWithOwner: string;
    readonly visibility: string;
    readonly isArchived: boolean;
    readonly isFork: boolean;
  },
): boolean {
  return (
    head.nameWithOwner !== `${repository.owner}/${repository.name}` ||
    head.visibility !== repository.visibility ||
    head.isArchived !== repository.archived ||
    head.isFork !== repository.fork
  );
}

function configuration(installation: number): JobRequest {
  return { queue: 'configuration', key: String(installation), data: { installation } };
}

interface RawDelivery {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status: string;
  readonly status_code: number;
}

/** GitHub keeps deliveries for three days; a little less, so that none is asked for that is no longer there. */
const WINDOW_MS = 70 * 3_600_000;
const MOST_PAGES = 30;
/** Times a delivery is asked for, an hour apart, before it is left to the nightly sweep. */
const MOST_REQUESTS = 5;

/**
 * Asks GitHub to send again what never arrived. Answers how many. Asking twice does no harm, as a delivery is known by
 * its guid, but one that was asked for and lost again would be lost for good: so it is noted after it was asked for, and
 * asked for again while it stays away.
 */
export async function redeliverMissed({ github, database, now, log }: AppContext): Promise<number> {
  const since = now().getTime() - WINDOW_MS;
  const failed = new Map<string, number>();
  const arrived = new Set<string>();
  let cursor: number | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const some: readonly RawDelivery[] = await github.app.get<readonly RawDelivery[]>(
      'GET /app/hook/deliveries',
      {
        per_page: PER_PAGE,
        ...(cursor === null ? {} : { cursor: String(cursor) }),
      },
    );
    for (const { id, guid, status_code: code } of some) {
      if (code >= 200 && code < 300) arrived.add(guid);
      else failed.set(guid, id);
    }
    const last = some.at(-1);
    if (last === undefined || some.length < PER_PAGE || Date.parse(last.delivered_at) < since) break;
    cursor = last.id;
  }
  const missing = [...failed.keys()].filter((guid) => !arrived.has(guid));
  const known = await knownDeliveries(database, missing);
  const times = await redeliveriesAsked(database, missing);
  let asked = 0;
  for (const guid of missing) {
    const id = failed.get(guid);
    if (id === undefined || known.has(guid) || (times.get(guid) ?? 0) >= MOST_REQUESTS) continue;
    try {
      await github.redeliver(id);
      asked += 1;
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind === 'rate-limited') throw error;
      log.warn({ delivery: guid, err: error }, 'a missed delivery could not be asked for');
    }
    await noteRedelivery(database, guid, now());
  }
  if (asked > 0) log.info({ deliveries: asked }, 'asked for missed deliveries again');
  return asked;
}

/** Deletes what is older than it needs to be. */
export async function housekeeping({ database, settings, now, log }: AppContext): Promise<void> {
  const uninstalled = settings.forgetDays ?? DEFAULT_RETENTION.uninstalled;
  const deleted = await applyRetention(database, { ...DEFAULT_RETENTION, uninstalled }, now());
  log.info(deleted, 'old data deleted');
}
