/**
 * The app as a process of its own, to be killed. Started with its settings as JSON in the environment; it answers each
 * message when what the message asks for is done. Its time is the one it was told last.
 */
import { fileURLToPath } from 'node:url';
import { startApp, type Settings } from '../../../src/app/index.js';
import { loadModel } from '../../../src/governance/index.js';
import { createLogger } from '../../../src/log/index.js';
import { PROBES } from '../../../src/probes/index.js';

export type Order =
  | { readonly kind: 'time'; readonly now: string }
  /** Answered when nothing waits and nothing runs. */
  | { readonly kind: 'idle' }
  /** What the clock does every hour and every night. */
  | { readonly kind: 'round'; readonly queue: 'poll' | 'sweep' };

const { SETTINGS = '{}', NOW = '', LOG = 'silent' } = process.env;
let now = new Date(NOW);

const path = fileURLToPath(new URL('../../../governance/os2-1.1.yml', import.meta.url));
const { model } = await loadModel(path, { probes: PROBES });
if (model === null) throw new Error(`${path} cannot be read`);
const { accounts, ...rest } = JSON.parse(SETTINGS) as Settings & { accounts: string[] };
const settings: Settings = { ...rest, accounts: new Set(accounts) };
const app = await startApp({ settings, model, log: createLogger({ level: LOG }), now: () => now });

async function follow(order: Order): Promise<void> {
  if (order.kind === 'time') now = new Date(order.now);
  if (order.kind === 'idle') await app.idle();
  if (order.kind === 'round') {
    await app.jobs.send([{ queue: order.queue, key: 'all', soon: true }]);
    app.jobs.wake();
  }
}

process.on('message', (order: Order) => {
  void follow(order).then(() => process.send?.('done'));
});
process.send?.('ready');
