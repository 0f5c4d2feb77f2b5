/**
 * A simulated GitHub with an invented portfolio, as a process of its own, so that its work and memory are not taken for
 * the app's. Started with its options as JSON in the environment; it answers each order with a message.
 */
import { registration } from '../../demo/world.js';
import { createSimulator, fullMix } from '../../simulator/index.js';
import { inventedProducts, makePortfolio, ownersOf } from './portfolio.js';
import type { HostedOptions, Order, Ready, Reply } from './host.js';

const options = JSON.parse(process.env['BENCH_GITHUB'] ?? '{}') as HostedOptions;
const products = inventedProducts(options.size);
const github = await createSimulator({
  traffic: 'counts',
  // Checking answers against GitHub's descriptions is for tests: here it would only take time from the app.
  validate: 'none',
  latencyMs: options.latencyMs,
  limits: { pacing: options.pacing },
  ...(options.faults === null ? {} : { faults: fullMix(options.faults) }),
});
makePortfolio(github, products);
const app = github.apps.register({
  slug: 'os2modning',
  ...registration(),
  webhook: options.webhook,
});
for (const owner of ownersOf(products)) github.apps.install(app.id, owner);

function follow(order: Order): Reply {
  switch (order.kind) {
    case 'counts':
      return { ...github.counts() };
    case 'clear':
      github.clearTraffic();
      return null;
    case 'push':
      github.push({ repository: order.repository, files: order.files, by: 'udvikler' });
      return null;
  }
}

process.on('message', (order: Order) => process.send?.(follow(order) ?? {}));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: github.url, appId: app.id, privateKey: app.privateKey } satisfies Ready);
