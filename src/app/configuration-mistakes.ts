import type { Mistake } from '../governance/index.js';
import { say, type Bilingual } from '../messages/index.js';
import { listConfigurations, readSetting, type Database, type StoredRepository } from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';
import { RESOLUTION_MISTAKES } from './portfolio.js';

/** Mistakes in the configuration files that describe these repositories, each as a sentence with file and line. */
export async function configurationMistakes(
  database: Database,
  repositories: readonly StoredRepository[],
): Promise<readonly Bilingual[]> {
  const owners = new Set(repositories.map(({ owner }) => owner.toLowerCase()));
  const isOurs = (file: string): boolean => owners.has(file.split('/')[0]?.toLowerCase() ?? '');
  const files = await listConfigurations<unknown, Mistake>(database, { broken: true });
  // The portfolio file is the secretariat's to mend; a product's maintainers cannot.
  const inFiles = files
    .filter(({ source }) => source !== PORTFOLIO_SOURCE)
    .flatMap(({ mistakes }) => mistakes);
  const together = ((await readSetting(database, RESOLUTION_MISTAKES)) ?? []) as readonly Mistake[];
  return [...inFiles, ...together].filter(({ file }) => isOurs(file)).map(sentence);
}

function sentence({ key, parameters, file, line }: Mistake): Bilingual {
  return say('app.configurationMistake', { file, line, mistake: say(key, parameters) });
}
