import { afterAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { productSnapshot } from '../support/sampleProducts.js';
import { issuesOf, openWorld, runNow, writesOf } from '../support/world.js';

const OWNERS = ['elv-vand', 'kyst-vand', 'hav-vand', 'fjord-vand'] as const;
const PRODUCTS = 12;
const PER_PRODUCT = 3;
const REPOSITORIES = OWNERS.length * PRODUCTS * PER_PRODUCT;
/** As the reading of milestones packs them: an installation each, thirty repositories a request. */
const MILESTONE_READS = OWNERS.length * Math.ceil((PRODUCTS * PER_PRODUCT) / 30);

/** The organisation says itself what its products are. */
function configuration(owner: string): string {
  const products = Array.from({ length: PRODUCTS }, (_nothing, product) => ({
    name: `OS2${owner}${product}`,
    repositories: repositoriesOf(owner, product).map((name) => name.split('/')[1]),
    // All together no more than the brake lets through in a day.
    openIssues: 1,
  }));
  return JSON.stringify({ version: 1, products });
}

function repositoriesOf(owner: string, product: number): readonly string[] {
  return Array.from({ length: PER_PRODUCT }, (_nothing, index) => `${owner}/vand${product}-${index}`);
}

function prepare({ repositories, milestones }: World['github']): void {
  for (const owner of OWNERS) {
    for (let product = 0; product < PRODUCTS; product += 1) {
      const names = repositoriesOf(owner, product);
      for (const name of names) repositories.create({ name, files: { 'README.md': `# ${name}\n\nVand.\n` } });
      for (const title of ['Forår', 'Efterår']) milestones.create(names[0] ?? '', { title });
    }
    repositories.create({ name: `${owner}/.github`, files: { 'os2modning.yml': configuration(owner) } });
  }
}

/** Requests since the traffic was cleared, by what they are for. */
function requestsOf(world: World): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path, graphql } of world.github.traffic()) {
    const name = graphql === null ? `${method} ${kindOf(path)}` : `query ${nameOf(graphql.document)}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The operation, without what it is about. */
function kindOf(path: string): string {
  return path
    .replace(/^\/repos\/[^/]+\/[^/]+/, '/repos/R')
    .replace(/\/[0-9a-f]{40}$/, '/SHA')
    .replaceAll(/\/\d+/g, '/N');
}

function nameOf(document: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? 'without a name';
}

describe('src/app: what it asks of GitHub', () => {
  const open: { world: World; app: App }[] = [];

  async function start(world: World): Promise<App> {
    const app = await world.start();
    open.push({ world, app });
    await world.settle(app);
    return app;
  }

  afterAll(async () => {
    for (const { world, app } of open) {
      await app.stop();
      await world.close();
    }
  });

  test('a first assessment of ten repositories: two GraphQL requests, and a tree each', async () => {
    const repositories = Array.from({ length: 10 }, (_nothing, index) => ({
      name: `fjord-faerge/faerge-${index}`,
      files: {
        'README.md': `# Færge ${index}\n\nTil færgelejet.\n`,
        'src/faerge.ts': 'export const sejler = true;\n',
        ...(index < 4 ? { 'SECURITY.md': '# Sikkerhed\n\nMeld huller til vagten på broen.\n' } : {}),
      },
    }));
    const world = await openWorld({ snapshots: [productSnapshot('OS2færge', repositories)] });
    const app = await world.start();
    open.push({ world, app });
    await world.settle(app);

    const requests = requestsOf(world);

    expect(requests).toEqual({
      'GET /app': 1,
      // At the first start: what is installed already.
      'GET /app/installations': 1,
      // Of the two installations: the product's, and that of the portfolio's own organisation.
      'GET /app/installations/N': 2,
      'GET /installation/repositories': 2,
      'query Configurations': 2,
      // Of the product.
      'query Metadata': 1,
      'query Content': 1,
      'GET /repos/R/git/trees/SHA': 10,
      'GET /repos/R/private-vulnerability-reporting': 6,
      'POST /app/installations/N/access_tokens': 3,
      'POST /repos/R/labels': expect.any(Number),
      'POST /repos/R/issues': issuesOf(world, 'fjord-faerge/faerge-0').length,
    });
  }, 120_000);

  test('a whole portfolio of several organisations at once, with its roadmap: every repository once, in few requests', async () => {
    const world = await openWorld({ owners: OWNERS, prepare, roadmap: true });

    await start(world);

    const requests = requestsOf(world);
    const count = (name: string): number => requests[name] ?? 0;
    const reading = ['Configurations', 'Metadata', 'Content'].map((name) => count(`query ${name}`));
    // Never twice, whichever organisation was read first.
    expect(count('GET /repos/R/git/trees/SHA')).toBe(REPOSITORIES);
    expect(reading.reduce((sum, number) => sum + number)).toBeLessThanOrEqual(0.25 * REPOSITORIES);
    // A run of the roadmap reads its project once; products that come later make another run.
    expect(count('query Milestones')).toBeLessThanOrEqual(count('query Project') * MILESTONE_READS);
    expect(count('query Project')).toBeLessThanOrEqual(OWNERS.length);
    expect(world.github.state().repositories[`${OWNERS[0]}/vand0-0`]?.issues.length).toBeGreaterThan(0);
  }, 180_000);

  test('an unchanged portfolio: a poll per hundred repositories and installation, one list of installations, the roadmap once, no write', async () => {
    const [, portfolio] = open;
    if (portfolio === undefined) throw new Error('needs the portfolio of the test before');
    const { world, app } = portfolio;
    world.github.clearTraffic();

    await runNow(world, app, 'sweep');

    expect(requestsOf(world)).toEqual({
      'GET /app/installations': 1,
      'query Poll': world.installations.size,
      'GET /orgs/OS2central/installation': 1,
      'query Project': 1,
      'query Milestones': MILESTONE_READS,
    });
    expect(writesOf(world)).toEqual([]);
  });
});
