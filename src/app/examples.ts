/** Learning from each other: what the portfolio can show the product, and the commit that mended a document. */
import { createHash } from 'node:crypto';
import { findExamples, isShowable, type Assessment, type Example } from '../assessment/index.js';
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { IssueMaterial } from '../issues/index.js';
import type { JobRequest } from '../jobs/index.js';
import {
  findEffect,
  latestPeriods,
  listEffects,
  listExamples,
  saveEffect,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import type { AppContext } from './context.js';

/** What the portfolio shows a product is kept as an effect of this kind, by product. */
const SHOWN = 'examples';

type Shown = Readonly<Record<string, readonly Example[]>>;

/**
 * Every night, what each product is shown is chosen anew, so that it does not depend on which product was read first. Answers the
 * products that are shown something else than before.
 */
export async function refreshExamples({ database, now }: AppContext): Promise<readonly JobRequest[]> {
  const portfolio = await listExamples(database);
  const periods = await latestPeriods(database);
  const before = new Map(
    (await listEffects<Shown>(database, SHOWN)).map((one) => [one.key, one.contentHash]),
  );
  const changed: JobRequest[] = [];
  for (const product of portfolio) {
    const open = Object.entries(periods.get(product.key)?.ratings ?? {}).filter(
      ([, rating]) => rating === 'red' || rating === 'yellow',
    );
    const found = open.map(([id]) => [id, findExamples(portfolio, product, id)] as const);
    const details = Object.fromEntries(found.filter(([, examples]) => examples.length > 0));
    const contentHash = hashOf(details);
    if ((before.get(product.key) ?? hashOf({})) === contentHash) continue;
    await saveEffect(
      database,
      SHOWN,
      product.key,
      { product: product.key, state: 'chosen', contentHash, details },
      now(),
    );
    changed.push({ queue: 'assess', key: product.key });
  }
  return changed;
}

/** Of which file of whom; the commit that is linked to may change every day, and says nothing new. */
function hashOf(shown: Shown): string {
  const files = Object.entries(shown).map(([id, examples]) => [
    id,
    examples.map(({ key, product, repository, path }) => [key, product, repository, path]),
  ]);
  return createHash('sha256').update(JSON.stringify(files.sort())).digest('hex');
}

/** By requirement, of what was chosen last night: what may still be shown now. */
export async function examplesFor(
  { database }: AppContext,
  product: StoredProduct,
): Promise<IssueMaterial['examples']> {
  const chosen = (await findEffect<Shown>(database, SHOWN, product.key))?.details ?? {};
  const keys = new Set(Object.values(chosen).flatMap((examples) => examples.map(({ key }) => key)));
  if (keys.size === 0) return new Map();
  const others = new Map((await listExamples(database, [...keys])).map((one) => [one.key, one]));
  const shown = Object.entries(chosen).map(([id, examples]) => {
    const still = examples.filter((example) => {
      const other = others.get(example.key);
      return other !== undefined && isShowable(other, example);
    });
    return [id, still] as const;
  });
  return new Map(shown.filter(([, examples]) => examples.length > 0));
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
