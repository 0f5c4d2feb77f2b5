/** By itself, so that what measures the app's memory need not hold the simulator. */
import { fileURLToPath } from 'node:url';
import { loadModel, type Model } from '../src/governance/index.js';
import { PROBES } from '../src/probes/index.js';

/** The governance model of the program. Throws when it has mistakes. */
export async function shippedModel(): Promise<Model> {
  const path = fileURLToPath(new URL('../governance/os2-1.1.yml', import.meta.url));
  const { model, mistakes } = await loadModel(path, { probes: PROBES });
  if (model === null)
    throw new Error(`${path} has ${mistakes.length} mistakes; run "os2modning model check".`);
  return model;
}
