/** Whether memory, handles and the size of the database stay where they are under mixed load for half an hour. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startApp, type App } from '../src/app/index.js';
import { silentLogger } from '../src/log/index.js';
import { BENCH_SECRET, benchSettings, hostGitHub, type HostedGitHub } from './github/host.js';
import { inventedProducts, ownersOf, type InventedProduct } from './github/portfolio.js';
import { shippedModel } from '../demo/model.js';

const SIZE = { products: 20, repositoriesPerProduct: 2, productsPerOrganisation: 5 };
/** Of the time, before anything is compared: caches fill, the database finds its size. */
const WARM_PART = 5 / 30;
const SAMPLES = 60;
const MINUTE_MS = 60_000;

interface Sample {
  readonly memoryMb: number;
  readonly handles: number;
  readonly databaseMb: number;
}

/**
 * Pushes that GitHub delivers, faults among them, a page read now and then, an hourly round every minute and a nightly one every
 * five. `growth` is what the second half of the time after the first sixth has more than the first, as a part of it.
 */
export async function soakBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: { minutes: { type: 'string', default: '30' }, pushes: { type: 'string', default: '4' } },
  });
  const minutes = Number(values.minutes);
  const pushes = Number(values.pushes);
  if (!(minutes > 0 && pushes > 0))
    throw new Error('--minutes and --pushes (a second) take numbers above 0.');
  const products = inventedProducts(SIZE);
  const port = 20_000 + (process.pid % 20_000);
  const github = await hostGitHub({
    size: SIZE,
    latencyMs: 5,
    pacing: 0.01,
    webhook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: BENCH_SECRET },
    faults: 'soak',
  });
  const accounts = new Set(ownersOf(products));
  const { settings, drop } = await benchSettings(github, { accounts, pacing: 0.01, port, dryRun: false });
  const app = await startApp({ settings, model: await shippedModel(), log: silentLogger() });
  try {
    await app.jobs.send([{ queue: 'sweep', key: 'all', soon: true }]);
    app.jobs.wake();
    const load = keepBusy(app, github, products, { pushes, until: Date.now() + minutes * MINUTE_MS });
    const samples: Sample[] = [];
    for (let count = 0; count < SAMPLES; count += 1) {
      await sleep((minutes * MINUTE_MS) / SAMPLES);
      const sample = await look(app);
      samples.push(sample);
      process.stderr.write(`${count + 1}/${SAMPLES} ${JSON.stringify(sample)}\n`);
    }
    await load;
    return { name: 'soak', minutes, ...growthOf(samples.slice(Math.ceil(SAMPLES * WARM_PART))) };
  } finally {
    await app.stop();
    await github.stop();
    await drop();
  }
}

async function keepBusy(
  app: App,
  github: HostedGitHub,
  products: readonly InventedProduct[],
  { pushes, until }: { readonly pushes: number; readonly until: number },
): Promise<void> {
  const all = products.flatMap(({ repositories }) => repositories);
  let lastMinute = 0;
  for (let count = 0; Date.now() < until; count += 1) {
    const repository = all[(count * 7) % all.length] ?? '';
    await github
      .push(repository, { 'docs/dagbog.md': `# Dagbog\n\nIndførsel nummer ${count % 50}.\n` })
      .catch(() => undefined);
    if (count % 10 === 0) await fetch(`${app.url}/health/ready`).then((answer) => answer.text());
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (minute !== lastMinute) {
      lastMinute = minute;
      const queue = minute % 5 === 0 ? 'sweep' : 'poll';
      await app.jobs.send([{ queue, key: 'all' }]);
      app.jobs.wake();
    }
    await sleep(1_000 / pushes);
  }
}

async function look({ database }: App): Promise<Sample> {
  const [size] = await database.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  return {
    memoryMb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
    handles: process.getActiveResourcesInfo().length,
    databaseMb: Math.round((size?.bytes ?? 0) / 1024 / 1024),
  };
}

function growthOf(samples: readonly Sample[]): object {
  const half = Math.floor(samples.length / 2);
  const mean = (part: readonly Sample[], key: keyof Sample): number =>
    part.reduce((sum, sample) => sum + sample[key], 0) / Math.max(1, part.length);
  const of = (key: keyof Sample): object => {
    const [first, second] = [mean(samples.slice(0, half), key), mean(samples.slice(half), key)];
    return {
      first: Math.round(first),
      second: Math.round(second),
      growth: Math.round((second / first - 1) * 1_000) / 1_000,
    };
  };
  return { memoryMb: of('memoryMb'), handles: of('handles'), databaseMb: of('databaseMb') };
}
