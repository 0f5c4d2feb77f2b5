/** Mistakes in configuration files, kept as they were when the portfolio was last resolved. */
import { isDeepStrictEqual } from 'node:util';
import type { Mistake } from '../governance/index.js';
import { say, type Bilingual } from '../messages/index.js';
import {
  readSetting,
  saveSetting,
  type Queryable,
  type StoredConfiguration,
  type StoredRepository,
} from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';

const SETTING = 'configuration-mistakes';

/**
 * Keeps what is wrong in each file, and what only shows when all files are seen together. Answers the owners (lower case) for
 * whom it is something else than before. Use a transaction.
 */
export async function saveMistakes(
  connection: Queryable,
  files: readonly StoredConfiguration<unknown, Mistake>[],
  together: readonly Mistake[],
  at: Date,
): Promise<ReadonlySet<string>> {
  // The portfolio file is the secretariat's to mend; a product's maintainers cannot.
  const own = files.filter(({ source }) => source !== PORTFOLIO_SOURCE);
  const mistakes = [...own.flatMap((file) => file.mistakes), ...together];
  const before = byOwner(await savedMistakes(connection));
  const now = byOwner(JSON.parse(JSON.stringify(mistakes)) as readonly Mistake[]);
  await saveSetting(connection, SETTING, mistakes, at);
  const owners = new Set([...before.keys(), ...now.keys()]);
  return new Set([...owners].filter((owner) => !isDeepStrictEqual(before.get(owner), now.get(owner))));
}

/** Mistakes in the files of these repositories' owners, each as a sentence with file and line. */
export async function configurationMistakes(
  connection: Queryable,
  repositories: readonly StoredRepository[],
): Promise<readonly Bilingual[]> {
  const owners = new Set(repositories.map(({ owner }) => owner.toLowerCase()));
  return (await savedMistakes(connection)).filter((mistake) => owners.has(ownerOf(mistake))).map(sentence);
}

export async function savedMistakes(connection: Queryable): Promise<readonly Mistake[]> {
  return ((await readSetting(connection, SETTING)) ?? []) as readonly Mistake[];
}

function byOwner(mistakes: readonly Mistake[]): ReadonlyMap<string, readonly Mistake[]> {
  const owners = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const owner = ownerOf(mistake);
    owners.set(owner, [...(owners.get(owner) ?? []), mistake]);
  }
  return owners;
}

function ownerOf({ file }: Mistake): string {
  return file.split('/')[0]?.toLowerCase() ?? '';
}

function sentence({ key, parameters, file, line }: Mistake): Bilingual {
  return say('app.configurationMistake', { file, line, mistake: say(key, parameters) });
}
