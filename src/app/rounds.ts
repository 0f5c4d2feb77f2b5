/** Rounds by the clock: what events have missed is found here. */
import { pollHeads } from '../facts/index.js';
import { AmbiguousWrite, GitHubError } from '../github/index.js';
import type { JobRequest } from '../jobs/index.js';
import {
  applyRetention,
  DEFAULT_RETENTION,
  finishRound,
  knownDeliveries,
  latestRound,
  lookAgainDue,
  productsWithCommands,
  listInstallations,
  listRepositories,
  noteRedelivery,
  productsOfRepositories,
  redeliveriesAsked,
  startRound,
  type Database,
  type SweepReport,
  type StoredRepository,
} from '../store/index.js';
import type { AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { danishDay } from './days.js';
import { EVALUATIONS_JOB } from './evaluation-state.js';
import { refreshExamples } from './examples.js';
import { explanationsDue } from './explanations.js';
import { nightlyRoadmap } from './roadmap-requests.js';

type Totals = { -readonly [K in keyof Omit<SweepReport, 'aged' | 'failed'>]-?: number };

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
  const totals: Totals = { installations: 0, added: 0, repositories: 0, renamed: 0, gone: 0, changed: 0 };
  const listed = await listAppInstallations(context);
  // Uninstalled without a word: they are read one by one, which says so.
  const missing = (await listInstallations(database)).filter(
    ({ id }) => !listed.some((one) => one.id === id),
  );
  await context.jobs().send(missing.map(({ id }) => configuration(id)));
  for (const { id, account } of listed) {
    const login = account?.login ?? '';
    if (!allowList.has(login)) {
      if (context.settings.removesUnlisted) await context.jobs().send([configuration(id)]);
      continue;
    }
    totals.installations += 1;
    if (!known.has(id)) totals.added += 1;
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
  const aged = await lookAgainDue(database, danishDay(now()));
  const waited = await productsWithCommands(database);
  const report = { ...totals, aged: aged.length, failed };
  await context
    .jobs()
    .send([
      ...(await nightlyRoadmap(database)),
      ...(await explanationsDue(context)),
      ...(await refreshExamples(context)),
      ...[...aged, ...waited].map((key): JobRequest => ({ queue: 'assess', key })),
    ]);
  await finishRound(database, round, report, now());
  context.jobs().wake();
  log.info(report, 'sweep done');
  return report;
}

/** GitHub's list has been empty before when it was not: where it knows fewer than the store it is asked again. */
async function listAppInstallations(context: AppContext): Promise<readonly RawInstallation[]> {
  const known = await listInstallations(context.database);
  const listed = await listOnce(context);
  const isShort = known.some(({ id }) => !listed.some((one) => one.id === id));
  return isShort ? listOnce(context) : listed;
}

async function listOnce({ github }: AppContext): Promise<readonly RawInstallation[]> {
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
  totals: Totals,
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
    if (head === null) totals.gone += 1;
    else if (isRenamed(repository, head)) totals.renamed += 1;
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

interface DeliveryPage {
  readonly body: readonly RawDelivery[];
  readonly next: string | null;
}

/** GitHub keeps deliveries for three days; a little less, so that none is asked for that is no longer there. */
const WINDOW_MS = 70 * 3_600_000;
const OVERLAP_MS = 12 * 3_600_000;
/** Of a hundred each; an hour of a burst of a thousand deliveries a minute. */
const MOST_PAGES = 600;
/** Answers in a row that nobody can read: then GitHub is not asked any more for now. */
const MOST_UNCLEAR = 5;
/** Times a delivery is asked for, an hour apart, before it is left to the nightly sweep. */
const MOST_REQUESTS = 5;

/**
 * Asks GitHub to send again what never arrived. Answers how many. Asking twice does no harm, as a delivery is known by
 * its guid, but one that was asked for and lost again would be lost for good: so it is noted after it was asked for, and
 * asked for again while it stays away.
 */
export async function redeliverMissed({ github, database, now, log }: AppContext): Promise<number> {
  const started = now();
  const round = await startRound(database, 'poll', started);
  const since = await lookBackTo(database, started);
  const failed = new Map<string, number>();
  const arrived = new Set<string>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const some: DeliveryPage = await github.app.getPage(
      'GET /app/hook/deliveries',
      { per_page: PER_PAGE },
      cursor,
    );
    for (const { id, guid, status_code: code } of some.body) {
      if (code >= 200 && code < 300) arrived.add(guid);
      else failed.set(guid, id);
    }
    const last = some.body.at(-1);
    if (some.next === null || last === undefined || Date.parse(last.delivered_at) < since) break;
    cursor = some.next;
  }
  const missing = [...failed.keys()].filter((guid) => !arrived.has(guid));
  const known = await knownDeliveries(database, missing);
  const times = await redeliveriesAsked(database, missing);
  let asked = 0;
  let unclear = 0;
  const refused: string[] = [];
  for (const guid of missing) {
    const id = failed.get(guid);
    if (id === undefined || known.has(guid) || (times.get(guid) ?? 0) >= MOST_REQUESTS) continue;
    try {
      await github.redeliver(id);
      asked += 1;
      unclear = 0;
    } catch (error) {
      if (error instanceof AmbiguousWrite && (unclear += 1) < MOST_UNCLEAR) {
        // It may come or not, and must not keep the others away: where it does not, the next round asks again.
        log.warn({ delivery: guid, err: error }, 'nobody knows whether a missed delivery was asked for');
        continue;
      }
      if (!(error instanceof GitHubError) || error.kind === 'rate-limited') throw error;
      refused.push(guid);
      log.warn({ delivery: guid, err: error }, 'a missed delivery could not be asked for');
    }
    await noteRedelivery(database, guid, now());
  }
  await finishRound(database, round, { asked, failed: refused }, now());
  if (asked > 0) log.info({ deliveries: asked }, 'asked for missed deliveries again');
  return asked;
}

/**
 * Everything that GitHub still has, the first time; afterwards some hours more than since the last round, so that a list which
 * GitHub gave too short once, or a delivery that is asked for in vain, is seen again.
 */
async function lookBackTo(database: Database, now: Date): Promise<number> {
  const last = await latestRound(database, 'poll');
  const window = now.getTime() - WINDOW_MS;
  return last === null ? window : Math.max(window, last.startedAt.getTime() - OVERLAP_MS);
}

/** Deletes what is older than it needs to be. */
export async function housekeeping({ database, settings, now, log }: AppContext): Promise<void> {
  const uninstalled = settings.forgetDays ?? DEFAULT_RETENTION.uninstalled;
  const deleted = await applyRetention(database, { ...DEFAULT_RETENTION, uninstalled }, now());
  log.info(deleted, 'old data deleted');
}
