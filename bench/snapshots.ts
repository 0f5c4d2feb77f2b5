/** Products to measure with: snapshot files in a folder, or one of our own making. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSnapshot, type Snapshot } from '../src/facts/index.js';
import { inventedSnapshot } from './invented.js';

/** All snapshots in a folder; without one, invented products of a real product's size. */
export function openSnapshots(folder: string | undefined): readonly Snapshot[] {
  if (folder === undefined)
    return [1, 2, 3].map((seed) => readSnapshot(inventedSnapshot(seed), { file: 'invented' }));
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`${folder} holds no snapshot (*.json).`);
  return files.map((file) => readSnapshot(readFileSync(join(folder, file), 'utf8'), { file }));
}
