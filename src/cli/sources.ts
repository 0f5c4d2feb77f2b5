/** SOURCE on the command line: a checkout, a snapshot file or `owner/name` on GitHub; several are one product. */
import { stat } from 'node:fs/promises';
import {
  FactsError,
  readGitHubProduct,
  readGitRepository,
  readSnapshot,
  type ProductFacts,
  type RepositoryFacts,
} from '../facts/index.js';
import { createReadClient } from '../github/index.js';
import { say } from '../messages/index.js';
import { CommandError, EXIT } from './failure.js';
import { readInput } from './files.js';
import { personalHost } from './host.js';

export interface SourceOptions {
  /** `YYYY-MM-DD`; undefined: the newest snapshot's day, else today (UTC). */
  readonly asOf: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Told before each source is read. */
  readonly onProgress: (done: number, all: number, source: string) => void;
}

export interface Sources {
  readonly facts: ProductFacts;
  /** The product's name as a snapshot gives it; null where no source does. */
  readonly product: string | null;
}

type Source =
  | { readonly kind: 'folder' | 'snapshot'; readonly path: string }
  | { readonly kind: 'github'; readonly name: string };

/** Throws FactsError, GitHubError or CommandError; a repository that is not there is never passed over. */
export async function readSources(given: readonly string[], options: SourceOptions): Promise<Sources> {
  const sources = await Promise.all(given.map(kindOf));
  const snapshots = await readSnapshots(sources, options.asOf);
  const asOf = options.asOf ?? snapshots.at(-1)?.takenAt ?? new Date().toISOString().slice(0, 10);
  const repositories: RepositoryFacts[] = snapshots.flatMap(({ facts }) => facts.repositories);
  const rest = sources.filter((source) => source.kind !== 'snapshot');
  for (const [index, source] of rest.entries()) {
    if (source.kind !== 'folder') continue;
    options.onProgress(index + 1, rest.length, source.path);
    repositories.push(await readGitRepository(source.path, { asOf }));
  }
  const onGitHub = sources.flatMap((source) => (source.kind === 'github' ? [source.name] : []));
  if (onGitHub.length > 0) repositories.push(...(await readFromGitHub(onGitHub, asOf, options)));
  return { facts: { asOf, repositories }, product: snapshots[0]?.product ?? null };
}

async function kindOf(given: string): Promise<Source> {
  const info = await stat(given).catch(() => null);
  if (info !== null) return { kind: info.isDirectory() ? 'folder' : 'snapshot', path: given };
  if (/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[\w.-]{1,100}$/.test(given))
    return { kind: 'github', name: given };
  throw new FactsError('not-found', { path: given });
}

/** Oldest first. */
async function readSnapshots(sources: readonly Source[], asOf: string | undefined) {
  const snapshots = [];
  for (const source of sources) {
    if (source.kind !== 'snapshot') continue;
    const text = await readInput(source.path);
    snapshots.push(readSnapshot(text, { file: source.path, ...(asOf === undefined ? {} : { asOf }) }));
  }
  return snapshots.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
}

async function readFromGitHub(
  names: readonly string[],
  asOf: string,
  { env, onProgress }: SourceOptions,
): Promise<readonly RepositoryFacts[]> {
  const client = createReadClient(personalHost(env));
  const { facts, gone } = await readGitHubProduct(client, names, {
    asOf,
    onProgress: (done, all) => onProgress(done, all, names[done - 1] ?? ''),
  });
  if (gone.length > 0) throw new CommandError(say('cli.gone', { names: gone.join(', ') }), EXIT.failed);
  return facts.repositories;
}
