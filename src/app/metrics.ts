/** Figures for Prometheus at `/metrics`. No label names an account, a repository or a product. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestEvent } from '../github/index.js';
import type { Jobs } from '../jobs/index.js';
import { countDeliveries, failingLanes, latestRound, listHolds, type Database } from '../store/index.js';

export interface Metrics {
  readonly noteRequest: (event: RequestEvent) => void;
  readonly noteWrite: (event: { readonly request: string; readonly status: number | null }) => void;
  readonly noteDelivery: (status: number, milliseconds: number) => void;
  readonly noteAssessment: () => void;
  /** In Prometheus' text format; at most once in a few seconds from the database. */
  readonly render: () => Promise<string>;
  readonly contentType: string;
}

export interface MetricsSources {
  readonly database: Database;
  readonly jobs: () => Jobs;
  readonly isReady: () => Promise<boolean>;
}

const ROUNDS = ['sweep', 'poll'] as const;
const FRESH_MS = 5_000;

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'os2modning_github_requests_total',
    help: 'Requests to GitHub, by route and status; 0 where there was no answer.',
    labelNames: ['route', 'status'],
    registers,
  });
  const points = new Counter({
    name: 'os2modning_github_graphql_points_total',
    help: 'GraphQL points that GitHub has counted.',
    registers,
  });
  const deliveries = new Counter({
    name: 'os2modning_deliveries_total',
    help: 'Deliveries, by the status of the answer.',
    labelNames: ['status'],
    registers,
  });
  const answered = new Histogram({
    name: 'os2modning_delivery_answer_seconds',
    help: 'Time from the first byte of a delivery to its answer.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
    registers,
  });
  const assessments = new Counter({
    name: 'os2modning_assessments_total',
    help: 'Assessments that were made.',
    registers,
  });
  const refresh = gauges(sources, registry);
  let last: { readonly at: number; readonly text: Promise<string> } | null = null;

  async function renderNow(): Promise<string> {
    await refresh();
    return registry.metrics();
  }

  return {
    contentType: registry.contentType,
    noteRequest: ({ request, status, cost }) => {
      requests.inc({ route: request, status: String(status ?? 0) });
      if (cost !== null) points.inc(cost);
    },
    noteWrite: ({ request, status }) => requests.inc({ route: request, status: String(status ?? 0) }),
    noteDelivery: (status, milliseconds) => {
      deliveries.inc({ status: String(status) });
      answered.observe(milliseconds / 1_000);
    },
    noteAssessment: () => assessments.inc(),
    render: () => {
      if (last === null || Date.now() - last.at > FRESH_MS) last = { at: Date.now(), text: renderNow() };
      return last.text;
    },
  };
}

/** What is asked when somebody looks. */
function gauges({ database, jobs, isReady }: MetricsSources, registry: Registry): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `os2modning_${name}`, help, labelNames, registers: [registry] });
  const ready = gauge('ready', '1 when deliveries can be taken in.');
  const queue = gauge('jobs', 'Jobs, by queue and state.', ['queue', 'state']);
  const lanes = gauge('lanes_failing', 'Lanes of work whose last attempt failed.', ['queue']);
  const kept = gauge('deliveries', 'Deliveries in the store, by state.', ['state']);
  const held = gauge('writes_held', 'Installations to which nothing is written at the moment.');
  const finished = gauge('round_finished_timestamp_seconds', 'When the round was last finished.', ['round']);
  const failed = gauge('round_failures', 'What the last round could not look at.', ['round']);
  const memory = gauge('memory_bytes', 'Resident memory of the process.');
  const handles = gauge('open_handles', 'Timers, sockets and files that the process holds.');
  return async () => {
    memory.set(process.memoryUsage.rss());
    handles.set(process.getActiveResourcesInfo().length);
    const isUp = await isReady();
    ready.set(isUp ? 1 : 0);
    if (!isUp) return;
    for (const [name, counts] of await jobs().counts())
      for (const [state, count] of Object.entries(counts)) queue.set({ queue: name, state }, count);
    lanes.reset();
    for (const { queue: name } of await failingLanes(database)) lanes.inc({ queue: name });
    for (const [state, count] of Object.entries(await countDeliveries(database))) kept.set({ state }, count);
    held.set((await listHolds(database, new Date())).length);
    for (const round of ROUNDS) {
      const newest = await latestRound<{ readonly failed?: readonly unknown[] }>(database, round);
      if (newest?.finishedAt === null || newest === null) continue;
      finished.set({ round }, newest.finishedAt.getTime() / 1_000);
      failed.set({ round }, newest.report?.failed?.length ?? 0);
    }
  };
}
