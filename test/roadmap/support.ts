/** A roadmap on the simulated GitHub, and what a test wants to know of it. */
import {
  createGraphqlWrite,
  createMilestoneReader,
  createProjectReader,
  createProjectWriter,
  createReadClient,
  createWriteClient,
  createWritePacing,
  type Clock,
} from '../../src/github/index.js';
import { silentLogger } from '../../src/log/index.js';
import {
  DEFAULT_RISK_RULE,
  memoryRoadmapRecords,
  syncRoadmap,
  type RoadmapPorts,
  type RoadmapRecords,
  type RoadmapSource,
  type SyncInput,
  type SyncReport,
} from '../../src/roadmap/index.js';
import { createManualClock, createSimulator, type Simulator } from '../../simulator/index.js';

export const TODAY = '2026-06-15';
export const CENTRAL = 'Netvaerk';

/** Time that passes at once. */
export function instantClock(start = `${TODAY}T10:00:00Z`): Clock {
  let now = Date.parse(start);
  return {
    now: () => now,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
}

export interface Stage {
  readonly simulator: Simulator;
  readonly number: number;
  readonly ports: RoadmapPorts;
  readonly sources: () => Promise<readonly RoadmapSource[]>;
  readonly sync: (change?: Partial<SyncInput>) => Promise<SyncReport>;
  /** Mutations that reached GitHub since the last call. */
  readonly writes: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface StageSettings {
  /** `owner/name` by product. */
  readonly products: Readonly<Record<string, readonly string[]>>;
  readonly isPublic?: boolean;
  readonly records?: RoadmapRecords;
}

/** Three tokens as in life: one for each organisation that is read, one for the project. */
export async function createStage({
  products,
  isPublic = true,
  records = memoryRoadmapRecords(() => new Date(`${TODAY}T10:00:00Z`)),
}: StageSettings): Promise<Stage> {
  const simulator = await createSimulator({ clock: createManualClock(`${TODAY}T10:00:00Z`) });
  simulator.accounts.organization(CENTRAL, { anna: 'admin' });
  const number = simulator.projects.create(CENTRAL, 'Fælles roadmap', { public: isPublic, by: 'anna' });
  for (const names of Object.values(products))
    for (const name of names) simulator.repositories.create({ name, files: { 'README.md': '# Kode' } });
  const clock = instantClock();
  const token = simulator.accounts.token('anna');
  const host = { baseUrl: simulator.url, token };
  const client = createReadClient({ ...host, clock });
  const pacing = createWritePacing({ clock, scale: 0 });
  const write = createWriteClient({ ...host, pacing, bucket: CENTRAL });
  const graphql = createGraphqlWrite({ write, pacing, bucket: CENTRAL, baseUrl: simulator.url });
  const ports: RoadmapPorts = {
    reader: createProjectReader(client),
    writer: createProjectWriter(graphql, write),
    records,
    clock,
    log: silentLogger(),
  };
  const sources = async () => sourcesOf(simulator, products, clock);
  let seen = 0;
  return {
    simulator,
    number,
    ports,
    sources,
    sync: async (change = {}) =>
      syncRoadmap(
        {
          place: { owner: CENTRAL, number },
          sources: change.sources ?? (await sources()),
          options: { today: TODAY, language: 'da', risk: DEFAULT_RISK_RULE },
          settleMs: 1000,
          ...change,
        },
        ports,
      ),
    writes: () => {
      const traffic = simulator.traffic();
      const fresh = traffic.slice(seen);
      seen = traffic.length;
      return fresh
        .filter(({ graphql: asked }) => asked?.document.startsWith('mutation') === true)
        .map(({ graphql: asked }) => asked?.document ?? '');
    },
    close: () => simulator.close(),
  };
}

async function sourcesOf(
  simulator: Simulator,
  products: StageSettings['products'],
  clock: Clock,
): Promise<readonly RoadmapSource[]> {
  const byOwner = new Map<string, { id: string; product: { key: string; name: string } }[]>();
  const client = createReadClient({
    baseUrl: simulator.url,
    token: simulator.accounts.token('laeser'),
    clock,
  });
  for (const [name, repositories] of Object.entries(products)) {
    for (const repository of repositories) {
      const [owner = '', repo = ''] = repository.split('/');
      const found = await client.get<{ node_id: string }>('GET /repos/{owner}/{repo}', { owner, repo });
      const list = byOwner.get(owner) ?? [];
      list.push({ id: found.node_id, product: { key: name.toLowerCase(), name } });
      byOwner.set(owner, list);
    }
  }
  const reader = createMilestoneReader(client);
  return [...byOwner.values()].map((repositories) => ({ reader, repositories }));
}

/** Node id of an issue. */
export async function issueId({ simulator }: Stage, repository: string, number: number): Promise<string> {
  const client = createReadClient({ baseUrl: simulator.url, token: null });
  const [owner = '', repo = ''] = repository.split('/');
  const parameters = { owner, repo, issue_number: number };
  const found = await client.get<{ node_id: string }>(
    'GET /repos/{owner}/{repo}/issues/{issue_number}',
    parameters,
  );
  return found.node_id;
}

export interface ShownItem {
  readonly title: string;
  readonly body: string;
  readonly archived: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What stands in the project. */
export function shownItems({ simulator, number }: Stage): readonly ShownItem[] {
  const project = simulator.state().projects.find((one) => one.owner === CENTRAL && one.number === number);
  return (project?.items ?? []).map(({ title, body, archived, fieldValues }) => ({
    title,
    body,
    archived,
    values: fieldValues,
  }));
}
