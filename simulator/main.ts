/**
 * Runs the simulator alone:
 *
 *     node --import tsx simulator/main.ts [--port 4000] [--seed FILE]... [--faults SEED] [--pacing FACTOR]
 *
 * Prints the addresses, and a personal token that may do everything in the seeded repositories.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createSimulator, fullMix, type ProductSnapshot } from './index.js';

const PERSON = 'demo';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4000' },
      seed: { type: 'string', multiple: true, default: [] },
      faults: { type: 'string' },
      pacing: { type: 'string', default: '0' },
    },
  });
  const github = await createSimulator({
    port: Number(values.port),
    limits: { pacing: Number(values.pacing) },
    ...(values.faults === undefined ? {} : { faults: fullMix(values.faults) }),
  });
  for (const file of values.seed) {
    const snapshot = JSON.parse(readFileSync(file, 'utf8')) as ProductSnapshot;
    for (const name of github.seed(snapshot)) github.repositories.collaborator(name, PERSON, 'admin');
  }
  const lines = [
    `Pages and API   ${github.url}/`,
    `Token           ${github.accounts.token(PERSON)}`,
    ...github.repositories.names().map((name) => `Repository      ${github.url}/${name}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

await main();
