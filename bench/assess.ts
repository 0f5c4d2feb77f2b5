/** How many products a second are rated from facts that have been read. */
import { parseArgs } from 'node:util';
import { assess, findDeclaration } from '../src/assessment/index.js';
import type { Snapshot } from '../src/facts/index.js';
import type { Model } from '../src/governance/index.js';
import { shippedModel } from '../demo/model.js';
import { openSnapshots } from './snapshots.js';

const WARM_UP = 5;

export async function assessBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: { repetitions: { type: 'string', default: '50' }, snapshots: { type: 'string' } },
  });
  const repetitions = Number(values.repetitions);
  if (!Number.isInteger(repetitions) || repetitions < 1)
    throw new Error('--repetitions takes a whole number from 1.');
  const snapshots = openSnapshots(values.snapshots);
  const model = await shippedModel();
  for (let round = 0; round < WARM_UP; round += 1) rateAll(snapshots, model);
  process.stderr.write(`Rating ${snapshots.length} products ${repetitions} times …\n`);
  let peak = 0;
  const start = performance.now();
  for (let round = 0; round < repetitions; round += 1) {
    rateAll(snapshots, model);
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  const seconds = (performance.now() - start) / 1000;
  return {
    name: 'assess',
    productsPerSecond: Math.round((repetitions * snapshots.length) / seconds),
    peakMemoryMb: Math.round(peak / 1024 / 1024),
  };
}

/** The self-evaluation is looked for and read each time: it is part of rating a product. */
function rateAll(snapshots: readonly Snapshot[], model: Model): void {
  for (const { product: name, facts } of snapshots) {
    assess({
      product: { name, main: null, targetLevel: null, explanations: [] },
      facts,
      model,
      declaration: findDeclaration(facts, model, null),
      decided: null,
      earlier: null,
      assessedAt: '2026-01-01T00:00:00.000Z',
    });
  }
}
