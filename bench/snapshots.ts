/** Products to measure with: snapshot files in a folder, or one of our own making. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSnapshot, type Snapshot } from '../src/facts/index.js';
import { loadModel, type Model } from '../src/governance/index.js';
import { PROBES } from '../src/probes/index.js';
import { inventedSnapshot } from './invented.js';

/** All snapshots in a folder; without one, invented products of a real product's size. */
export function openSnapshots(folder: string | undefined): readonly Snapshot[] {
  if (folder === undefined)
    return [1, 2, 3].map((seed) => readSnapshot(inventedSnapshot(seed), { file: 'invented' }));
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`${folder} holds no snapshot (*.json).`);
  return files.map((file) => readSnapshot(readFileSync(join(folder, file), 'utf8'), { file }));
}

export async function shippedModel(): Promise<Model> {
  const path = fileURLToPath(new URL('../governance/os2-1.1.yml', import.meta.url));
  const { model, mistakes } = await loadModel(path, { probes: PROBES });
  if (model === null)
    throw new Error(`${path} has ${mistakes.length} mistakes; run "os2modning model check".`);
  return model;
}
