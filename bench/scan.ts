/** What reading a whole portfolio costs: requests, points, time, memory. Writes are planned and counted, not applied. */
import { parseArgs } from 'node:util';
import { startApp, sweep, type App } from '../src/app/index.js';
import { silentLogger } from '../src/log/index.js';
import { benchSettings, hostGitHub, watchMemory, type HostedGitHub } from './github/host.js';
import { inventedProducts, ownersOf, type PortfolioSize } from './github/portfolio.js';
import { shippedModel } from '../demo/model.js';

export async function scanBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      products: { type: 'string', default: '100' },
      'repos-per-product': { type: 'string', default: '3' },
      latency: { type: 'string', default: '100' },
      'products-per-organisation': { type: 'string', default: '25' },
      unchanged: { type: 'boolean', default: false },
    },
  });
  const size: PortfolioSize = {
    products: whole(values.products, '--products'),
    repositoriesPerProduct: whole(values['repos-per-product'], '--repos-per-product'),
    productsPerOrganisation: whole(values['products-per-organisation'], '--products-per-organisation'),
  };
  const products = inventedProducts(size);
  process.stderr.write(`Inventing ${size.products} products …\n`);
  const github = await hostGitHub({
    size,
    latencyMs: Number(values.latency),
    pacing: 1,
    webhook: { url: 'http://127.0.0.1:9/', secret: 'nobody listens' },
    faults: null,
  });
  const accounts = new Set(ownersOf(products).map((owner) => owner.toLowerCase()));
  const { settings, drop } = await benchSettings(github, { accounts, pacing: 1, port: 0, dryRun: true });
  const planned = new Map<string, number>();
  const app = await startApp({
    settings,
    model: await shippedModel(),
    log: silentLogger(),
    // The round that is measured is the first.
    looksRound: false,
    onIssues: (product, report) => planned.set(product, report.planned.filter(isWrite).length),
  });
  try {
    if (values.unchanged) {
      await scan(app, 'Reading everything once …');
      // The night after finds examples in what was read, and products that may now lead to one are looked at once more.
      await scan(app, 'Letting a night pass …');
    }
    planned.clear();
    await github.clear();
    const memory = watchMemory();
    const started = performance.now();
    await scan(app, 'Measuring …');
    const seconds = (performance.now() - started) / 1_000;
    memory.stop();
    if (!values.unchanged) requireAll(planned, products.length);
    return result(values.unchanged, size, {
      counts: await github.counts(),
      planned,
      seconds,
      peak: memory.peakMb(),
    });
  } finally {
    await app.stop();
    await github.stop();
    await drop();
  }
}

/** The nightly sweep and all the work that it sends. */
async function scan(app: App, saying: string): Promise<void> {
  process.stderr.write(`${saying}\n`);
  await sweep(app.context, app.allowList);
  await app.idle();
}

function isWrite({ kind }: { readonly kind: string }): boolean {
  return kind !== 'skip' && kind !== 'stop' && kind !== 'remember' && kind !== 'note-declined';
}

/** A product that was left out would make the figures too good. */
function requireAll(planned: ReadonlyMap<string, number>, products: number): void {
  if (planned.size !== products) throw new Error(`${planned.size} of ${products} products were assessed`);
}

interface Measured {
  readonly counts: Awaited<ReturnType<HostedGitHub['counts']>>;
  readonly planned: ReadonlyMap<string, number>;
  readonly seconds: number;
  readonly peak: number;
}

function result(
  unchanged: boolean,
  size: PortfolioSize,
  { counts, planned, seconds, peak }: Measured,
): object {
  const writes = [...planned.values()].reduce((sum, count) => sum + count, 0);
  return {
    name: unchanged ? 'scan --unchanged' : 'scan',
    products: size.products,
    repositories: size.products * size.repositoriesPerProduct,
    graphqlRequests: counts.graphqlRequests,
    graphqlPoints: counts.graphqlPoints,
    restRequests: counts.restReads,
    writes,
    seconds: Math.round(seconds * 10) / 10,
    peakMemoryMb: peak,
  };
}

function whole(text: string, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes a whole number from 1.`);
  return value;
}
