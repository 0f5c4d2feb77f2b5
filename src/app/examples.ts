/** Learning from each other: what the portfolio can show the product, and the commit that mended a document. */
import { findExamples, productTraits, type Assessment, type ExampleProduct } from '../assessment/index.js';
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { IssueMaterial } from '../issues/index.js';
import {
  listExamples,
  publicAmong,
  type Database,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import type { AppContext } from './context.js';

/** How old the portfolio's examples may be, in milliseconds: reading all of them for each product would cost the square of it. */
const FRESH_MS = 60_000;
const read = new WeakMap<
  Database,
  { readonly at: number; readonly portfolio: Promise<readonly ExampleProduct[]> }
>();

/** Examples for everything that is not met, by requirement; each in repositories that everybody may read at this moment. */
export async function examplesFor(
  { database, settings }: AppContext,
  product: StoredProduct,
  facts: ProductFacts,
  assessment: Assessment,
): Promise<IssueMaterial['examples']> {
  const open = assessment.requirements
    .filter(({ rating }) => rating === 'red' || rating === 'yellow')
    .map(({ id }) => id);
  const portfolio = await portfolioOf(database, FRESH_MS * settings.pacing);
  const self = { key: product.key, traits: productTraits(facts) };
  const found = open.map((id) => [id, findExamples(portfolio, self, id)] as const);
  const places = found.flatMap(([, examples]) => examples.map(({ repository }) => repository));
  const isPublic = await publicAmong(database, [...new Set(places)]);
  return new Map(
    found
      .map(([id, examples]) => [id, examples.filter(({ repository }) => isPublic.has(repository))] as const)
      .filter(([, examples]) => examples.length > 0),
  );
}

function portfolioOf(database: Database, freshMs: number): Promise<readonly ExampleProduct[]> {
  const last = read.get(database);
  if (last !== undefined && Date.now() - last.at < freshMs) return last.portfolio;
  const portfolio = listExamples(database);
  read.set(database, { at: Date.now(), portfolio });
  portfolio.catch(() => read.delete(database));
  return portfolio;
}

/**
 * By requirement, the one commit that can have brought its evidence: of the day the file was last changed, and where that day has
 * several, of those that nobody had read. Where none stands out alone nothing is said.
 */
export function mendingCommits(
  facts: ProductFacts,
  stored: readonly StoredRepository[],
  assessment: Assessment,
): IssueMaterial['mendedBy'] {
  const mended: [string, { repository: string; commit: string }][] = [];
  for (const { id, evidence } of assessment.requirements) {
    const file = evidence.find(({ supports, path }) => supports !== 'red' && path !== null);
    const repository = facts.repositories.find(({ nameWithOwner }) => nameWithOwner === file?.repository);
    const path = file?.path ?? null;
    if (path === null || repository === undefined) continue;
    const scanned = stored.find(({ nodeId }) => nodeId === repository.id)?.scannedOid ?? null;
    const commit = commitOf(repository, path, scanned);
    if (commit !== null) mended.push([id, { repository: repository.nameWithOwner, commit }]);
  }
  return new Map(mended);
}

function commitOf(
  { history, lastChanged }: RepositoryFacts,
  path: string,
  scanned: string | null,
): string | null {
  const day = lastChanged.get(path);
  if (history.state !== 'known' || day === undefined) return null;
  const { commits } = history.value;
  const onTheDay = commits.filter(({ date, parents }) => date === day && parents < 2);
  if (onTheDay.length < 2) return onTheDay[0]?.oid ?? null;
  const known = commits.findIndex(({ oid }) => oid === scanned);
  const unread = known < 0 ? [] : onTheDay.filter((commit) => commits.indexOf(commit) < known);
  return unread.length === 1 ? (unread[0]?.oid ?? null) : null;
}
