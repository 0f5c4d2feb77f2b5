/** How fast deliveries are answered in a burst, whether all are kept, and how often that makes a product be assessed. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startApp, sweep, type App } from '../src/app/index.js';
import { silentLogger } from '../src/log/index.js';
import { BENCH_SECRET, benchSettings, hostGitHub, watchMemory } from './github/host.js';
import { inventedProducts, ownersOf } from './github/portfolio.js';
import type { Burst, BurstResult } from './github/sender.js';
import { shippedModel } from '../demo/model.js';

const SENDER = fileURLToPath(new URL('github/sender.ts', import.meta.url));
const SIZE = { products: 30, repositoriesPerProduct: 3, productsPerOrganisation: 10 };

/**
 * `assessments` is the most that any product was assessed for the burst. All deliveries are pushes to the default branches of
 * thirty products, evenly spread: every one of them asks for an assessment.
 */
export async function webhooksBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      deliveries: { type: 'string', default: '5000' },
      rate: { type: 'string', default: '500' },
    },
  });
  const [deliveries, rate] = [Number(values.deliveries), Number(values.rate)];
  if (!Number.isInteger(deliveries) || deliveries < 1)
    throw new Error('--deliveries takes a whole number from 1.');
  if (!(rate > 0)) throw new Error('--rate takes deliveries a second.');
  const products = inventedProducts(SIZE);
  const github = await hostGitHub({
    size: SIZE,
    latencyMs: 0,
    pacing: 1,
    webhook: { url: 'http://127.0.0.1:9/', secret: 'nobody listens' },
    faults: null,
  });
  const accounts = new Set(ownersOf(products));
  const { settings, drop } = await benchSettings(github, { accounts, pacing: 1, port: 0, dryRun: true });
  const assessed = new Map<string, number>();
  const app = await startApp({
    settings,
    model: await shippedModel(),
    log: silentLogger(),
    onIssues: (product) => assessed.set(product, (assessed.get(product) ?? 0) + 1),
  });
  try {
    process.stderr.write('Reading the portfolio once …\n');
    await sweep(app.context, app.allowList);
    await app.idle();
    assessed.clear();
    const memory = watchMemory();
    process.stderr.write(`Sending ${deliveries} deliveries, ${rate} a second …\n`);
    const sent = await send({
      url: app.url,
      secret: BENCH_SECRET,
      deliveries,
      rate,
      targets: await targetsOf(app),
    });
    process.stderr.write('Waiting for the work that follows …\n');
    await app.idle();
    memory.stop();
    const [kept] = await app.database.query<{ count: number }>('SELECT count(*) AS count FROM deliveries');
    return {
      name: 'webhooks',
      deliveries,
      p50Ms: sent.p50Ms,
      p99Ms: sent.p99Ms,
      lost: deliveries - (kept?.count ?? 0),
      assessments: Math.max(0, ...assessed.values()),
      peakMemoryMb: memory.peakMb(),
    };
  } finally {
    await app.stop();
    await github.stop();
    await drop();
  }
}

async function targetsOf({ database }: App): Promise<Burst['targets']> {
  return database.query<Burst['targets'][number]>(
    `SELECT node_id AS "nodeId", database_id AS id, owner, name, default_branch AS branch, installation_id AS installation,
       account_id AS "accountId"
     FROM repositories JOIN installations ON installations.id = installation_id
     JOIN product_repositories ON repository = node_id ORDER BY node_id`,
  );
}

/** From a process of its own, so that sending does not hold up answering. */
async function send(burst: Burst): Promise<BurstResult> {
  const child = fork(SENDER, { execArgv: ['--import', 'tsx'] });
  child.send(burst);
  const [result] = (await once(child, 'message')) as [BurstResult];
  child.disconnect();
  return result;
}
