/**
 * The app as a process of its own, to be killed. Started with its settings as JSON in the environment; it answers each order
 * when what the order asks for is done. Its time is the one it was told last.
 */
import { startApp, type Settings } from '../src/app/index.js';
import { createLogger } from '../src/log/index.js';
import { shippedModel } from '../demo/model.js';
import type { Order } from './processes.js';

const { CHAOS_SETTINGS = '{}', CHAOS_NOW = '', CHAOS_LOG = 'silent' } = process.env;
let now = new Date(CHAOS_NOW);

const { accounts, ...rest } = JSON.parse(CHAOS_SETTINGS) as Settings & { accounts: string[] };
const settings: Settings = { ...rest, accounts: new Set(accounts) };
const app = await startApp({
  settings,
  model: await shippedModel(),
  log: createLogger({ level: CHAOS_LOG }),
  now: () => now,
});

async function follow(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'time':
      now = new Date(order.now);
      return null;
    case 'idle':
      await app.idle();
      return null;
    case 'round':
      await app.jobs.send([{ queue: order.queue, key: 'all', soon: true }]);
      app.jobs.wake();
      return null;
    case 'assess': {
      const products = await app.database.query<{ key: string }>(
        'SELECT key FROM products WHERE removed_at IS NULL ORDER BY key',
      );
      await app.jobs.send(products.map(({ key }) => ({ queue: 'assess' as const, key, soon: true })));
      app.jobs.wake();
      return null;
    }
    case 'retry': {
      const failed = await app.jobs.list({ state: 'failed', limit: 10_000 });
      for (const { id } of failed) await app.jobs.retry(id);
      return failed.map(({ queue, key, error }) => `${queue} ${key}: ${error ?? ''}`);
    }
    case 'deliveries': {
      const rows = await app.database.query<{ guid: string }>(
        "SELECT guid FROM deliveries WHERE state = 'done'",
      );
      return rows.map(({ guid }) => guid);
    }
  }
}

process.on('message', (order: Order) => {
  follow(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
