/** What is known of people's evaluations: where they should be read, what was read last, and whom they concern. */
import { matchProduct } from '../evaluations/index.js';
import type { Mistake } from '../governance/index.js';
import type { JobRequest } from '../jobs/index.js';
import type { PortfolioConfiguration, RepositoryPlace } from '../products/index.js';
import {
  EVALUATIONS_SETTING,
  findConfiguration,
  findRepositoryNamed,
  listEvaluations,
  listProducts,
  matchEvaluation,
  readSetting,
  type Queryable,
  type StoredRepository,
} from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';
import type { AppContext } from './context.js';

/** The lane of evaluations in the queue `configuration`. */
export const EVALUATIONS_LANE = 'evaluations';
export const EVALUATIONS_JOB = {
  queue: 'configuration',
  key: EVALUATIONS_LANE,
} as const satisfies JobRequest;

/** What was read last, so that an unchanged folder costs nothing. */
export interface LastReading {
  readonly repository: string;
  readonly path: string;
  readonly url: string;
  readonly commit: string | null;
  readonly oid: string | null;
  /** Model and reader: another one reads the same text otherwise. */
  readonly reader: string;
  readonly disclosed: Disclosed;
}

/** What everybody may see: texts, links and levels; the decided level alone; nothing. */
export type Disclosed = 'all' | 'level' | 'none';

/** Raised when the reader reads the same text otherwise. */
const READER = 1;
/** Sends the reading where what was read is no longer what should be read or shown. Asks nobody. */
export async function askForEvaluations(context: AppContext): Promise<void> {
  if (!(await areEvaluationsStale(context))) return;
  await context.jobs().send([EVALUATIONS_JOB]);
  context.jobs().wake(['configuration']);
}

async function areEvaluationsStale(context: AppContext): Promise<boolean> {
  const configuration = await portfolioConfiguration(context.database);
  const place = configuration?.evaluations ?? null;
  const before = await lastReading(context.database);
  if (place === null) return before !== null;
  const repository = await repositoryAt(context.database, place);
  if (repository === null) return before !== null && before.disclosed !== disclosedOf(null, configuration);
  return (
    before === null ||
    before.repository !== repository.nodeId ||
    before.path !== place.path ||
    before.commit !== repository.headOid ||
    before.reader !== readerOf(context) ||
    before.disclosed !== disclosedOf(repository, configuration)
  );
}

/**
 * Finds out again which product each evaluation belongs to. Answers the keys of products that have won or lost one. Use a
 * transaction.
 */
export async function matchEvaluations(connection: Queryable): Promise<ReadonlySet<string>> {
  const products = (await listProducts(connection)).map(({ key, configuration: { name } }) => ({
    key,
    name,
  }));
  const touched = new Set<string>();
  for (const row of await listEvaluations(connection)) {
    if (row.names === null) continue;
    const match = matchProduct(row.names, products);
    if (match.product === row.product && match.outcome === row.match) continue;
    await matchEvaluation(connection, row, match);
    for (const key of [row.product, match.product]) if (key !== null) touched.add(key);
  }
  return touched;
}

export async function portfolioConfiguration(connection: Queryable): Promise<PortfolioConfiguration | null> {
  return (
    (await findConfiguration<PortfolioConfiguration, Mistake>(connection, PORTFOLIO_SOURCE))?.good ?? null
  );
}

export function repositoryAt(
  connection: Queryable,
  { repository }: RepositoryPlace,
): Promise<StoredRepository | null> {
  const [owner = '', name = ''] = repository.split('/');
  return findRepositoryNamed(connection, owner, name);
}

export async function lastReading(connection: Queryable): Promise<LastReading | null> {
  return ((await readSetting(connection, EVALUATIONS_SETTING)) ?? null) as LastReading | null;
}

export function readerOf({ model }: AppContext): string {
  return `${READER} ${model.id}-${model.version}`;
}

/** Whatever is not public for certain is private. */
export function disclosedOf(
  repository: StoredRepository | null,
  configuration: PortfolioConfiguration | null,
): Disclosed {
  if (repository?.visibility === 'public') return 'all';
  return configuration?.site.decidedLevels === true ? 'level' : 'none';
}
