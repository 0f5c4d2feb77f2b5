import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assess, type Assessment } from '../../src/assessment/index.js';
import { readModel, type Model } from '../../src/governance/index.js';
import { PROBES } from '../../src/probes/index.js';
import { repositoryFacts } from './facts.js';

const MODEL_FILE = fileURLToPath(new URL('../../governance/os2-1.1.yml', import.meta.url));

/** OS2's model as it is shipped. Throws with its mistakes when it has any. */
export function shippedModel(): Model {
  const { model, mistakes } = readModel(readFileSync(MODEL_FILE, 'utf8'), {
    file: 'governance/os2-1.1.yml',
    probes: PROBES,
  });
  if (model === null) throw new Error(`The shipped model has mistakes: ${JSON.stringify(mistakes)}`);
  return model;
}

/** An invented product of one public code repository with these files, assessed by the model as it is shipped. */
export function assessFiles(model: Model, files: Readonly<Record<string, string>>): Assessment {
  const code = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`src/${name}.ts`, 'export {};']),
  );
  return assess({
    product: { name: 'OS2eksempel', main: null, targetLevel: null, explanations: [] },
    facts: { asOf: '2026-06-02', repositories: [repositoryFacts({ files: { ...code, ...files } })] },
    model,
    declaration: null,
    decided: null,
    earlier: null,
    assessedAt: '2026-06-02T08:00:00Z',
  });
}
