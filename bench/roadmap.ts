/** What a first and a second full run of the roadmap cost: requests, time, and the time that GitHub's limits would ask for. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSimulator, type Simulator } from '../simulator/index.js';
import { readSettings, withRoadmapDesk, type RoadmapDesk, type Settings } from '../src/app/index.js';
import { GITHUB_WRITE_LIMITS, memoryTurnBook } from '../src/github/index.js';
import { silentLogger } from '../src/log/index.js';
import { PRODUCT_DEFAULTS, readPortfolioConfiguration } from '../src/products/index.js';
import {
  openDatabase,
  saveConfiguration,
  saveInstallation,
  saveProducts,
  saveRepositories,
  type Database,
  type NewProduct,
  type Repository,
} from '../src/store/index.js';
import { shippedModel } from '../demo/model.js';

const CENTRAL = 'OS2central';
const PER_PRODUCT = 10;
/** As in the benchmark `scan`. Each organisation is read with its own token, so many small ones cost a request each. */
const PRODUCTS_PER_OWNER = 25;
const TRACKS = ['Drift', 'Udvikling', 'Udbredelse', 'Sikkerhed'];
const PHASES = ['Forberedelse', 'Gennemførelse', 'Afslutning'];

export async function roadmapBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: { milestones: { type: 'string', default: '1000' } },
  });
  const milestones = Number(values.milestones);
  if (!Number.isInteger(milestones) || milestones < 1)
    throw new Error('--milestones takes a whole number from 1.');
  const github = await createSimulator({ traffic: 'counts', validate: 'requests' });
  const directory = await mkdtemp(join(tmpdir(), 'os2modning-bench-'));
  try {
    process.stderr.write(`Inventing ${milestones} milestones …\n`);
    const settings = await prepare(github, milestones, directory);
    return await withRoadmapDesk(settings, silentLogger(), (desk) => measure(github, desk, milestones));
  } finally {
    await github.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly seconds: number;
}

async function measure(github: Simulator, desk: RoadmapDesk, milestones: number): Promise<object> {
  process.stderr.write('First run …\n');
  const first = await run(github, desk);
  const items = github.state().projects[0]?.items.length ?? 0;
  if (items !== milestones) throw new Error(`The project has ${items} items instead of ${milestones}.`);
  process.stderr.write('Second run …\n');
  const second = await run(github, desk);
  process.stderr.write(`Reads: ${first.reads} in the first run, ${second.reads} in the second.\n`);
  return {
    name: 'roadmap',
    milestones,
    reads: Math.max(first.reads, second.reads),
    writes: first.writes,
    secondRunWrites: second.writes,
    seconds: Number(first.seconds.toFixed(2)),
    secondsUnderGitHubLimits: await secondsUnderLimits(first.writes),
  };
}

async function run(github: Simulator, desk: RoadmapDesk): Promise<Cost> {
  github.clearTraffic();
  const started = performance.now();
  const { isGood, says } = await desk.sync({ dryRun: false, acceptEmpty: false });
  if (!isGood) throw new Error(says.map(({ en }) => en).join(' '));
  const { graphqlRequests, graphqlMutations, restReads, restWrites, tokens } = github.counts();
  return {
    reads: graphqlRequests - graphqlMutations + restReads,
    writes: graphqlMutations + restWrites - tokens,
    seconds: (performance.now() - started) / 1_000,
  };
}

/** When the last of so many writes may be sent: a second apart, 80 a minute, 500 an hour. */
async function secondsUnderLimits(writes: number): Promise<number> {
  const book = memoryTurnBook();
  let at = new Date(0);
  for (let write = 0; write < writes; write += 1) at = await book.reserve(CENTRAL, GITHUB_WRITE_LIMITS, at);
  return Math.round(at.getTime() / 1_000);
}

/** Repositories and milestones on the simulated GitHub, and the store as the app's other lanes would have left it. */
async function prepare(github: Simulator, milestones: number, directory: string): Promise<Settings> {
  const { id: appId, privateKey } = github.apps.register({
    slug: 'os2modning',
    permissions: { metadata: 'read', issues: 'write', organization_projects: 'write' },
    events: [],
  });
  github.accounts.organization(CENTRAL, {});
  const project = github.projects.create(CENTRAL, 'Fælles roadmap', { public: true });
  github.apps.install(appId, CENTRAL);
  const owners = new Map<string, number[]>();
  for (let product = 0; product * PER_PRODUCT < milestones; product += 1) {
    const owner = `OS2org${Math.floor(product / PRODUCTS_PER_OWNER)}`;
    owners.set(owner, [...(owners.get(owner) ?? []), product]);
    const name = `${owner}/produkt${product}`;
    github.repositories.create({ name, files: { 'README.md': '# Produkt\n' } });
    const count = Math.min(PER_PRODUCT, milestones - product * PER_PRODUCT);
    for (let number = 0; number < count; number += 1)
      github.milestones.create(name, {
        title: `Version ${number}`,
        dueOn: `2027-${String((number % 12) + 1).padStart(2, '0')}-15T12:00:00Z`,
        description: `Spor: ${TRACKS[number % 4] ?? ''}\nFase: ${PHASES[number % 3] ?? ''}`,
      });
  }
  const dataDirectory = join(directory, 'data');
  const database = await openDatabase({ dataDirectory });
  await fill(database, github, { appId, project, owners });
  await database.close();
  const { settings } = readSettings({
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: 'nobody listens here',
    GITHUB_API_URL: github.url,
    OS2MODNING_DATA: dataDirectory,
    OS2MODNING_PORTFOLIO: `${CENTRAL}/portefolje`,
    OS2MODNING_PACING: '0',
  });
  if (settings === null) throw new Error('The settings of the benchmark have mistakes.');
  return settings;
}

interface Invented {
  readonly appId: number;
  readonly project: number;
  readonly owners: ReadonlyMap<string, readonly number[]>;
}

async function fill(
  database: Database,
  github: Simulator,
  { appId, project, owners }: Invented,
): Promise<void> {
  const now = new Date();
  const file = JSON.stringify({
    version: 1,
    organisations: [CENTRAL, ...owners.keys()],
    products: [...owners].flatMap(([owner, numbers]) =>
      numbers.map((number) => ({
        name: `OS2produkt${number}`,
        home: `${owner}/produkt${number}`,
        repositories: [`${owner}/produkt${number}`],
      })),
    ),
    roadmap: { owner: CENTRAL, project },
  });
  const model = await shippedModel();
  const { configuration } = readPortfolioConfiguration(file, { file: 'os2modning-portfolio.yml', model });
  await saveConfiguration(
    database,
    {
      source: 'portfolio',
      installation: null,
      repository: null,
      path: 'os2modning-portfolio.yml',
      commit: null,
      configuration,
      mistakes: [],
    },
    now,
  );
  const products: NewProduct[] = [];
  const repositories: Repository[] = [];
  for (const [owner, numbers] of owners) {
    const installation = github.apps.install(appId, owner);
    await saveInstallation(
      database,
      {
        id: installation,
        accountId: installation,
        account: owner,
        accountType: 'Organization',
        permissions: { issues: 'write' },
        events: [],
        suspendedAt: null,
        removedAt: null,
      },
      now,
    );
    for (const number of numbers) {
      const name = `${owner}/produkt${number}`;
      const nodeId = github.repositories.nodeId(name);
      repositories.push({
        nodeId,
        databaseId: number,
        owner,
        name: `produkt${number}`,
        visibility: 'public',
        archived: false,
        fork: false,
        defaultBranch: 'main',
        headOid: null,
        installation,
      });
      products.push({
        key: `r${number}`,
        slug: `os2produkt${number}`,
        homeRepository: nodeId,
        installation,
        configuration: {
          ...PRODUCT_DEFAULTS,
          name: `OS2produkt${number}`,
          repositories: [name],
          home: name,
          explanations: [],
        },
        repositories: [nodeId],
      });
    }
  }
  await saveRepositories(database, repositories, now);
  await database.transaction((connection) => saveProducts(connection, 'portfolio', products, now));
}
