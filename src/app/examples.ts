/** Learning from each other: what the portfolio can show the product, and the commit that mended a document. */
import { findExamples, productTraits, type Assessment } from '../assessment/index.js';
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { IssueMaterial } from '../issues/index.js';
import { listExamples, type StoredProduct, type StoredRepository } from '../store/index.js';
import type { AppContext } from './context.js';

/** Examples for everything that is not met, by requirement. */
export async function examplesFor(
  { database }: AppContext,
  product: StoredProduct,
  facts: ProductFacts,
  assessment: Assessment,
): Promise<IssueMaterial['examples']> {
  const open = assessment.requirements
    .filter(({ rating }) => rating === 'red' || rating === 'yellow')
    .map(({ id }) => id);
  const portfolio = await listExamples(database, open);
  const self = { key: product.key, traits: productTraits(facts) };
  const found = open.map((id) => [id, findExamples(portfolio, self, id)] as const);
  return new Map(found.filter(([, examples]) => examples.length > 0));
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
