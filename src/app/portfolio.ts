/** From everything known of installations, repositories and configurations to the products, kept in the store. */
import { isDeepStrictEqual } from 'node:util';
import type { Mistake } from '../governance/index.js';
import type { JobRequest } from '../jobs/index.js';
import {
  resolveProducts,
  type OrganisationConfiguration,
  type OwnerListing,
  type PortfolioConfiguration,
  type Resolution,
} from '../products/index.js';
import {
  listConfigurations,
  listInstallations,
  listProducts,
  listRepositories,
  saveProducts,
  saveSetting,
  type NewProduct,
  type Queryable,
  type StoredConfiguration,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';
import { saveMistakes } from './configuration-mistakes.js';
import type { AppContext } from './context.js';
import { matchEvaluations } from './evaluation-state.js';
import { dueRequests, roadmapRequests } from './roadmap-requests.js';
import { nameOf, toStored } from './stored-products.js';

type AnyConfiguration = OrganisationConfiguration | PortfolioConfiguration;
type Stored = StoredConfiguration<AnyConfiguration, Mistake>;

/** All products are resolved together, so they come from one source. */
const SOURCE = 'portfolio';
/** Owners that are asked what their products are. */
export const PROPOSALS = 'proposals';

/** What was read just now. */
export interface Seen {
  /** Node ids of repositories. */
  readonly repositories: ReadonlySet<string>;
  /** An installation that may do more or less than before. */
  readonly changed: number | null;
}

/**
 * Resolves the whole portfolio again, saves it, and sends the assessments that are due: of products that are new, back or
 * changed, whose files have other mistakes, whose installation has changed, or that have a repository whose newest commit
 * nobody has read. Answers the owners that are to be asked what their products are. `save` keeps what was read, in the same
 * transaction: another installation's turn would else see repositories without the file that says what products they are.
 */
export async function resolvePortfolio(
  context: AppContext,
  seen: Seen,
  save: (connection: Queryable) => Promise<void> = () => Promise.resolve(),
): Promise<readonly OwnerListing[]> {
  return context.database.transaction(async (connection) => {
    // One at a time over all processes: two installations may be read at the same moment.
    await connection.query("SELECT pg_advisory_xact_lock(hashtextextended('os2modning portfolio', 0))");
    await save(connection);
    const repositories = await activeRepositories(connection);
    const configurations = await listConfigurations<AnyConfiguration, Mistake>(connection);
    const desks = desksOf(configurations, context);
    const resolution = resolve(withoutDesks(repositories, desks), configurations);
    const before = await listProducts(connection, { all: true });
    const products = toStored(resolution.products, repositories, before);
    const at = context.now();
    await saveProducts(connection, SOURCE, products, at);
    const owners = await saveMistakes(connection, configurations, resolution.mistakes, at);
    await saveSetting(
      connection,
      PROPOSALS,
      resolution.proposals.map(({ owner }) => owner),
      at,
    );
    const evaluated = await matchEvaluations(connection);
    const due = products.filter(
      (product) => evaluated.has(product.key) || isDue(product, { before, repositories, seen, owners }),
    );
    // In the same transaction: what has changed is told once, so it must not be forgotten.
    await context
      .jobs()
      .send(
        [
          ...due.map(({ key }): JobRequest => ({ queue: 'assess', key })),
          ...dueRequests(products, before, seen.changed),
          ...(await roadmapRequests(connection)),
        ],
        connection,
      );
    return resolution.proposals;
  });
}

/** For what resolving has sent; apart, since it may want the allow list first. */
export function wakeLanes({ jobs }: AppContext): void {
  jobs().wake(['assess', 'plan', 'roadmap']);
}

/** Those of installations that are neither suspended nor removed. */
async function activeRepositories(connection: Queryable): Promise<readonly StoredRepository[]> {
  const active = new Set((await listInstallations(connection)).map(({ id }) => id));
  return (await listRepositories(connection)).filter(
    ({ installation }) => installation !== null && active.has(installation),
  );
}

/** The repositories of the portfolio configuration and of evaluations are the secretariat's desk, no product, unless a file names them. */
function desksOf(configurations: readonly Stored[], { settings }: AppContext): ReadonlySet<string> {
  const portfolio = configurations.find(({ source }) => source === PORTFOLIO_SOURCE)?.good;
  const evaluations =
    portfolio !== undefined && portfolio !== null && 'evaluations' in portfolio
      ? portfolio.evaluations
      : null;
  const named = new Set(
    configurations
      .flatMap(({ good }) => good?.products ?? [])
      .flatMap(({ repositories }) => repositories.map(lower)),
  );
  const desks = [evaluations?.repository ?? ''].map(lower).filter((name) => !named.has(name));
  return new Set([...desks, lower(settings.portfolio ?? '')]);
}

function withoutDesks(
  repositories: readonly StoredRepository[],
  desks: ReadonlySet<string>,
): readonly StoredRepository[] {
  return repositories.filter((one) => !desks.has(lower(nameOf(one))));
}

function lower(name: string): string {
  return name.toLowerCase();
}

function resolve(repositories: readonly StoredRepository[], configurations: readonly Stored[]): Resolution {
  const portfolio = configurations.find(({ source }) => source === PORTFOLIO_SOURCE)?.good ?? null;
  const files = configurations.filter(({ source }) => source !== PORTFOLIO_SOURCE);
  const byId = new Map(repositories.map((one) => [one.nodeId, one]));
  const good = (prefix: string): OrganisationConfiguration[] =>
    files.flatMap(({ source, good: file }) =>
      source.startsWith(prefix) && file !== null ? [file as OrganisationConfiguration] : [],
    );
  const unreadable = files.filter(
    ({ source, good: file }) => source.startsWith('organisation:') && file === null,
  );
  return resolveProducts({
    owners: ownersOf(repositories),
    organisationFiles: good('organisation:'),
    repositoryFiles: good('repository:'),
    unreadableOwners: unreadable.flatMap(({ repository }) => byId.get(repository ?? '')?.owner ?? []),
    portfolio: portfolio as PortfolioConfiguration | null,
  });
}

function ownersOf(repositories: readonly StoredRepository[]): readonly OwnerListing[] {
  const owners = new Map<string, OwnerListing & { repositories: OwnerListing['repositories'][number][] }>();
  for (const one of repositories) {
    const listing = owners.get(one.owner.toLowerCase()) ?? { owner: one.owner, repositories: [] };
    owners.set(one.owner.toLowerCase(), listing);
    listing.repositories.push({
      name: nameOf(one),
      id: one.databaseId ?? 0,
      isEmpty: one.headOid === null,
      isFork: one.fork,
      isArchived: one.archived,
      isPrivate: one.visibility !== 'public',
      description: null,
    });
  }
  return [...owners.values()];
}

interface Known {
  readonly before: readonly StoredProduct[];
  readonly repositories: readonly StoredRepository[];
  readonly seen: Seen;
  /** Owners whose files have other mistakes than before, in lower case. */
  readonly owners: ReadonlySet<string>;
}

function isDue(product: NewProduct, { before, repositories, seen, owners }: Known): boolean {
  const known = before.find(({ key }) => key === product.key);
  if (known === undefined || known.removedAt !== null) return true;
  if (product.installation !== null && product.installation === seen.changed) return true;
  // The database keeps no order of keys, so text cannot be compared.
  const same =
    isDeepStrictEqual(known.configuration, JSON.parse(JSON.stringify(product.configuration))) &&
    isDeepStrictEqual(known.repositories, product.repositories);
  if (!same) return true;
  const own = repositories.filter(({ nodeId }) => product.repositories.includes(nodeId));
  if (own.some(({ owner }) => owners.has(owner.toLowerCase()))) return true;
  return own.some(
    ({ nodeId, headOid, scannedOid }) => seen.repositories.has(nodeId) && headOid !== scannedOid,
  );
}
