import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportState, type ExportedState } from './export.js';
import { Faults, type FaultMix, type ScriptedFault } from './faults.js';
import { githubSchema } from './graphql/schema.js';
import { createHttpServer } from './http/server.js';
import { OAuth } from './http/oauth.js';
import { Tokens } from './http/tokens.js';
import { Limits } from './limits.js';
import type { SimulatorOptions } from './options.js';
import { renderPage } from './pages/index.js';
import { sharedValidator } from './schema/validator.js';
import { fullName, World } from './state/world.js';
import { seedSnapshot, type ProductSnapshot } from './state/snapshots.js';
import { person, steerAccounts, steerApps } from './steering/people.js';
import { push, steerPulls, steerRepositories, type PushInput } from './steering/repositories.js';
import { steerIssues, steerMilestones } from './steering/issues.js';
import { steerChecks, steerProjects } from './steering/projects.js';
import { Traffic, type TrafficCounts, type TrafficRecord } from './traffic.js';
import type { Delivery } from './webhooks/log.js';
import { Sender } from './webhooks/sender.js';

/** A running stand-in for GitHub. What is called here is the world's doing, never the app's traffic. */
export interface Simulator {
  /** Base address of API and pages, without a final slash. */
  readonly url: string;
  readonly accounts: ReturnType<typeof steerAccounts>;
  readonly apps: ReturnType<typeof steerApps>;
  readonly repositories: ReturnType<typeof steerRepositories>;
  readonly issues: ReturnType<typeof steerIssues>;
  readonly milestones: ReturnType<typeof steerMilestones>;
  readonly pulls: ReturnType<typeof steerPulls>;
  readonly checks: ReturnType<typeof steerChecks>;
  readonly projects: ReturnType<typeof steerProjects>;
  readonly faults: {
    /** The next request that fits gets this fault. */
    readonly script: (fault: ScriptedFault) => void;
    /** A seeded mix from now on; null: none. */
    readonly setMix: (mix: FaultMix | null) => void;
    readonly clear: () => void;
    /** How often each fault has made a difference so far, by `fault kind-of-request`. */
    readonly counts: () => Readonly<Record<string, number>>;
  };
  /** Makes the repositories of a snapshot; returns their `owner/name`s. */
  readonly seed: (snapshot: ProductSnapshot) => string[];
  /** One commit on a branch; returns its object id. */
  readonly push: (input: PushInput) => string;
  /** What stands here, as `state.json`. */
  readonly state: () => ExportedState;
  /** Every API request so far, in order. */
  readonly traffic: () => TrafficRecord[];
  readonly counts: () => TrafficCounts;
  /** How many requests so far. */
  readonly requests: () => number;
  /** Operation of the newest request: `POST /repos/{owner}/{repo}/issues`, `query Poll`; empty before the first. */
  readonly latest: () => string;
  readonly clearTraffic: () => void;
  /** Answers of the simulator that GitHub's description does not allow, and failures of its own: must stay empty. */
  readonly violations: () => readonly string[];
  /** Deliveries so far, oldest first. */
  readonly deliveries: () => readonly Delivery[];
  /** Sends a delivery again, with the same GUID. */
  readonly redeliver: (delivery: Delivery) => void;
  /** Resolves when no delivery waits to be sent. */
  readonly drain: () => Promise<void>;
  /** Every token given out so far is worth nothing from now on. */
  readonly expireTokens: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Builds what the first requests of a process need (GraphQL schema, validators; half a second). A test file calls it
 * while it loads, so that a slow machine does not charge it to the first test.
 */
export function warmUp(): void {
  githubSchema();
  sharedValidator();
}

/** Starts a simulator on a local port. Throws when the port is taken. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? { now: () => new Date() };
  const world = new World(clock, options.htmlUrl ?? 'https://github.com');
  const faults = new Faults(options.faults ?? null);
  const tokens = new Tokens(world);
  const traffic = new Traffic(options.traffic !== 'counts');
  const sender = new Sender(world, faults);
  const violations: string[] = [];
  const oauth = new OAuth(world, tokens);
  const server = createHttpServer({
    world,
    tokens,
    oauth,
    limits: new Limits(options.limits ?? {}),
    faults,
    traffic,
    deliveries: sender.log,
    validator: options.validate === 'none' ? null : sharedValidator(),
    checksResponses: (options.validate ?? 'all') === 'all',
    latencyMs: options.latencyMs ?? 0,
    page: (path, query) => renderPage(world, path, query),
    violations,
  });
  world.apiUrl = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  return {
    url: world.apiUrl,
    accounts: steerAccounts(world, tokens),
    apps: steerApps(world, oauth),
    repositories: steerRepositories(world),
    issues: steerIssues(world),
    milestones: steerMilestones(world),
    pulls: steerPulls(world),
    checks: steerChecks(world),
    projects: steerProjects(world),
    faults: {
      script: (fault) => faults.script(fault),
      setMix: (mix) => faults.setMix(mix),
      clear: () => faults.clear(),
      counts: () => faults.counts(),
    },
    seed: (snapshot) => seedSnapshot(world, person(world, 'seed'), snapshot).map(fullName),
    push: (input) => push(world, input),
    state: () => exportState(world),
    traffic: () => traffic.records(),
    counts: () => ({ ...traffic.counts }),
    requests: () => traffic.counts.graphqlRequests + traffic.counts.restReads + traffic.counts.restWrites,
    latest: () => traffic.latest(),
    clearTraffic: () => traffic.clear(),
    violations: () => violations,
    deliveries: () => sender.log.all(),
    redeliver: (delivery) => sender.log.redeliver(delivery),
    drain: () => sender.drain(),
    expireTokens: () => tokens.expireAll(),
    close: () => close(server, sender),
  };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve(`http://${host}:${address.port}`);
    });
  });
}

async function close(server: Server, sender: Sender): Promise<void> {
  await sender.drain();
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
