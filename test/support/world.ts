/** A stand-in for GitHub with the whole app beside it, on a database that need not be made from nothing. */
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld, type World, type WorldOptions } from '../../demo/world.js';
import type { Delivery, ExportedIssue, Simulator } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { createJobs } from '../../src/jobs/index.js';
import { silentLogger } from '../../src/log/index.js';
import { openDatabase, readMigrations } from '../../src/store/index.js';
import { dropPatterns } from './database.js';
import { trafficProblems } from './traffic.js';

/**
 * As `createWorld`, with a database directory of its own that goes away with the world. All that the app asks of GitHub
 * is held against GitHub's schema and description: `close` and `clearTraffic` throw when anything is not allowed.
 */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const dataDirectory = await freshDataDirectory();
  const world = await createWorld({ ...options, dataDirectory });
  const { github } = world;
  return {
    ...world,
    github: {
      ...github,
      clearTraffic: () => {
        requireValidTraffic(github);
        github.clearTraffic();
      },
    },
    close: async () => {
      await world.close();
      rmSync(dataDirectory, { recursive: true, force: true });
      requireValidTraffic(github);
    },
  };
}

function requireValidTraffic(github: Simulator): void {
  const problems = [...trafficProblems(github.traffic()), ...github.violations()];
  if (problems.length > 0) throw new Error(`GitHub would not allow this:\n${problems.join('\n')}`);
}

/** A copy of a migrated database with its queues: making one takes ten times as long. */
export async function freshDataDirectory(): Promise<string> {
  const template = templateDirectory();
  if (!existsSync(template)) {
    const own = `${template}.${randomUUID()}`;
    const database = await openDatabase({ dataDirectory: own });
    const jobs = await createJobs({ database, handlers: {}, role: 'all', log: silentLogger() });
    await jobs.stop();
    await dropPatterns(database);
    await database.close();
    try {
      renameSync(own, template);
    } catch (error) {
      // Another test process was faster; its template is as good.
      rmSync(own, { recursive: true });
      if (!existsSync(template)) throw error;
    }
  }
  const directory = mkdtempSync(join(tmpdir(), 'os2modning-world-'));
  cpSync(template, directory, { recursive: true });
  return directory;
}

/** Named by what is in it, so that a changed migration, engine or queue makes another. */
function templateDirectory(): string {
  const hash = createHash('sha256');
  for (const { file, checksum } of readMigrations()) hash.update(`${file} ${checksum}`);
  for (const file of ['package-lock.json', 'src/jobs/boss.ts', 'src/jobs/queues.ts']) {
    hash.update(readFileSync(new URL(`../../${file}`, import.meta.url)));
  }
  const folder = join(tmpdir(), 'os2modning-test');
  mkdirSync(folder, { recursive: true });
  return join(folder, `small-world-${hash.digest('hex').slice(0, 16)}`);
}

/** Issues of a repository as they stand, by number. */
export function issuesOf(world: World, repository: string): readonly ExportedIssue[] {
  return world.github.state().repositories[repository]?.issues ?? [];
}

/** The app's own issues of a repository that carry this marker: `maturity`, or `document` with a requirement. */
export function ownIssues(world: World, repository: string, marker: string): readonly ExportedIssue[] {
  return issuesOf(world, repository).filter(({ body }) => body.startsWith(`<!-- os2modning:${marker}`));
}

export function maturityIssue(world: World, repository: string): ExportedIssue {
  const [issue, ...others] = ownIssues(world, repository, 'maturity');
  if (issue === undefined || others.length > 0) {
    throw new Error(`${repository} has ${issue === undefined ? 'no' : 'more than one'} maturity issue`);
  }
  return issue;
}

export function documentIssue(world: World, repository: string, requirement: string): ExportedIssue {
  const [issue, ...others] = ownIssues(world, repository, 'document').filter(({ body }) =>
    body.split('\n', 1)[0]?.includes(` requirement=${requirement} `),
  );
  if (issue === undefined || others.length > 0) {
    throw new Error(
      `${repository} has ${issue === undefined ? 'no' : 'more than one'} issue about ${requirement}`,
    );
  }
  return issue;
}

/** Sends the clock's work now, and waits until it is done with all that follows from it. */
export async function runNow(world: World, app: App, queue: 'sweep' | 'poll'): Promise<void> {
  await app.jobs.send([{ queue, key: 'all', soon: true }]);
  app.jobs.wake();
  await world.settle(app);
}

/** Requests of the app that could have changed something on GitHub, as `METHOD path`; tokens change nothing. */
export function writesOf(world: World): readonly string[] {
  const writes: string[] = [];
  for (const { method, path, graphql } of world.github.traffic()) {
    if (graphql !== null) {
      if (/^\s*mutation\b/m.test(graphql.document)) writes.push('mutation');
    } else if (method !== 'GET' && !path.endsWith('/access_tokens')) writes.push(`${method} ${path}`);
  }
  return writes;
}

/** Every delivery that GitHub made, without those that it sent again. */
export function sentFirst(world: World): Delivery[] {
  return world.github.deliveries().filter(({ redelivery }) => !redelivery);
}

/**
 * Everything that stands on GitHub, without times, generations and what follows from them. Items of a project have no order
 * that means anything: it depends on which organisation was read first.
 */
export function comparableState(world: World): unknown {
  const { projects, ...state } = world.github.state();
  const ordered = projects.map(({ fields, items, ...project }) => ({
    ...project,
    fields: fields.map((field) => ({ ...field, options: field.options.toSorted() })),
    items: items.toSorted((a, b) => a.title.localeCompare(b.title)),
  }));
  const text = JSON.stringify({ ...state, projects: ordered }, null, 1);
  return JSON.parse(
    text
      .replaceAll(/ generation=\d+/g, '')
      .replaceAll(/<!-- os2modning:made at=[^ ]+ -->/g, '')
      .replaceAll(/<sub>.*?<\/sub>/g, ''),
  ) as unknown;
}
