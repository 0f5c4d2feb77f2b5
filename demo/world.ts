/** A stand-in for GitHub with the app beside it: the demo, and the tests of the whole. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  createSimulator,
  type ProductSnapshot,
  type Simulator,
  type SimulatorOptions,
} from '../simulator/index.js';
import { startApp, type App, type AppOptions, type Settings } from '../src/app/index.js';
import type { Model } from '../src/governance/index.js';
import { silentLogger } from '../src/log/index.js';
import { shippedModel } from './model.js';

/** The organisation that holds the portfolio configuration and the roadmap. */
export const CENTRAL = 'OS2central';
const PORTFOLIO = `${CENTRAL}/portefolje`;
const ROADMAP = 'Fælles roadmap';
const SECRET = 'a secret for the demo alone, never used elsewhere';

/** As the App is registered on GitHub, and with what the roadmap needs: here one App does all. */
export function registration() {
  const text = readFileSync(new URL('../app.yml', import.meta.url), 'utf8');
  const manifest = parse(text) as {
    readonly default_permissions: Readonly<Record<string, 'read' | 'write'>>;
    readonly default_events: readonly string[];
  };
  return {
    permissions: { ...manifest.default_permissions, organization_projects: 'write' as const },
    events: [...manifest.default_events],
  };
}

export interface World {
  readonly github: Simulator;
  readonly appId: number;
  /** What the app is started with. */
  readonly settings: Settings;
  readonly installations: ReadonlyMap<string, number>;
  /** Path of the project's page; null: there is no roadmap. */
  readonly roadmap: string | null;
  /** Starts the app, or starts it again on the same database. */
  readonly start: (options?: Partial<AppOptions>) => Promise<App>;
  /** Waits until nothing is under way on either side. */
  readonly settle: (app: App) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** As under `roadmap` in the portfolio configuration; the project is made here. */
export interface RoadmapSettings {
  readonly issues?: boolean;
  readonly statusUpdate?: 'off' | 'weekly' | 'monthly';
}

export interface WorldOptions {
  readonly simulator?: SimulatorOptions;
  /** Each is one configured product with issue mode `auto`. */
  readonly snapshots?: readonly ProductSnapshot[];
  /** Where their maturity issues live: in the first repository, or where the app finds it best. Default: `first`. */
  readonly homes?: 'first' | 'chosen';
  /** Accounts to install the app on beside those of the snapshots. */
  readonly owners?: readonly string[];
  /** Who may accept explanations. */
  readonly secretariat?: { readonly team?: string; readonly accounts?: readonly string[] };
  /** What else the portfolio configuration says. */
  readonly portfolio?: Readonly<Record<string, unknown>>;
  /** Called before the app is installed: makes what else there is. */
  readonly prepare?: (github: Simulator) => void;
  /** Gives the central organisation a public project, and every product's milestones a place in it. */
  readonly roadmap?: boolean | RoadmapSettings;
  /** Instead of the model that is shipped. */
  readonly model?: Model;
  readonly port?: number;
  readonly databaseUrl?: string;
  /** Where the embedded database lies; default: a directory that is deleted at the end. */
  readonly dataDirectory?: string;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const github = await createSimulator(options.simulator);
  try {
    return await buildWorld(github, options);
  } catch (error) {
    // Else it would listen for ever, and whoever started it never end.
    await github.close();
    throw error;
  }
}

async function buildWorld(github: Simulator, options: WorldOptions): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'os2modning-'));
  const model = options.model ?? (await shippedModel());
  const snapshots = options.snapshots ?? [];
  const products = snapshots.map((snapshot) => ({
    name: snapshot.product,
    repositories: github.seed(snapshot),
  }));
  options.prepare?.(github);
  const owners = new Set([
    ...products.flatMap(({ repositories }) => repositories.map(ownerOf)),
    ...(options.owners ?? []),
  ]);
  const { roadmap = false } = options;
  const project = roadmap === false ? null : github.projects.create(CENTRAL, ROADMAP, { public: true });
  const wanted =
    project === null ? {} : { roadmap: { owner: CENTRAL, project, ...(roadmap === true ? {} : roadmap) } };
  const secretariat = options.secretariat === undefined ? {} : { secretariat: options.secretariat };
  github.repositories.create({
    name: PORTFOLIO,
    files: {
      'os2modning-portfolio.yml': portfolioFile(withHomes(products, options.homes ?? 'first'), [...owners], {
        ...options.portfolio,
        ...wanted,
        ...secretariat,
      }),
    },
  });
  const port = options.port ?? (await freePort());
  const app = github.apps.register({
    slug: 'os2modning',
    ...registration(),
    webhook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: SECRET },
  });
  const settings: Settings = {
    appId: app.id,
    privateKey: app.privateKey,
    portfolioApp: null,
    oauth: null,
    proposalsApp: null,
    webhookSecrets: [SECRET],
    apiUrl: github.url,
    logLevel: 'silent',
    host: '127.0.0.1',
    port,
    databaseUrl: options.databaseUrl ?? null,
    dataDirectory: options.dataDirectory ?? join(directory, 'data'),
    portfolio: PORTFOLIO,
    accounts: new Set([...owners, CENTRAL].map((name) => name.toLowerCase())),
    removesUnlisted: false,
    role: 'all',
    dryRun: false,
    pacing: options.simulator?.limits?.pacing ?? 0,
  };
  const installations = new Map<string, number>();
  return {
    github,
    appId: app.id,
    settings,
    installations,
    roadmap: project === null ? null : `/orgs/${CENTRAL}/projects/${project}`,
    start: async (given = {}) => {
      const running = await startApp({ settings, model, log: silentLogger(), ...given });
      if (installations.size > 0) return running;
      // The central organisation first: it says what the products are.
      installations.set(CENTRAL, github.apps.install(app.id, CENTRAL));
      await github.drain();
      await running.idle();
      for (const owner of owners) installations.set(owner, github.apps.install(app.id, owner));
      return running;
    },
    settle: async (running) => {
      await quiet(github, running);
      if (options.simulator?.faults === undefined) return;
      // What the app does every hour: it asks for the deliveries that never arrived.
      await running.jobs.send([{ queue: 'poll', key: 'all' }]);
      running.jobs.wake(['poll']);
      await quiet(github, running);
    },
    close: async () => {
      await github.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A delivery makes work, and work makes deliveries: quiet twice in a row is quiet. */
async function quiet(github: Simulator, app: App): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await github.drain();
    await app.idle();
  }
}

interface ListedProduct {
  readonly name: string;
  readonly repositories: readonly string[];
  readonly home?: string;
}

function withHomes(products: readonly ListedProduct[], homes: 'first' | 'chosen'): readonly ListedProduct[] {
  if (homes === 'chosen') return products;
  return products.map((product) => ({ ...product, home: product.repositories[0] ?? '' }));
}

function portfolioFile(
  products: readonly ListedProduct[],
  owners: readonly string[],
  more: Readonly<Record<string, unknown>>,
): string {
  const list = products.map((product) => ({ ...product, issues: 'auto' }));
  // JSON is YAML, and quotes every name as it needs to be.
  const file = { version: 1, organisations: [...new Set([...owners, CENTRAL])], products: list, ...more };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function ownerOf(name: string): string {
  return name.split('/')[0] ?? '';
}

/** A port that nobody listens on right now. */
async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
