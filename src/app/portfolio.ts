/** From everything known of installations, repositories and configurations to the products, kept in the store. */
import { isDeepStrictEqual } from 'node:util';
import type { Mistake } from '../governance/index.js';
import type { JobRequest } from '../jobs/index.js';
import {
  resolveProducts,
  type OrganisationConfiguration,
  type OwnerListing,
  type PortfolioConfiguration,
  type Product,
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
import type { AppContext } from './context.js';

type AnyConfiguration = OrganisationConfiguration | PortfolioConfiguration;
type Stored = StoredConfiguration<AnyConfiguration, Mistake>;

/** All products are resolved together, so they come from one source. */
const SOURCE = 'portfolio';
/** What only shows when all files are seen together; see `configurationMistakes`. */
export const RESOLUTION_MISTAKES = 'resolution-mistakes';
/** Owners that are asked what their products are. */
export const PROPOSALS = 'proposals';

/**
 * Resolves the whole portfolio again and saves it. Answers the assessments that are due: of products that are new, changed, or
 * have a repository among `seen` whose newest commit nobody has read.
 */
export async function resolvePortfolio(
  context: AppContext,
  seen: ReadonlySet<string>,
): Promise<readonly JobRequest[]> {
  return context.database.transaction(async (connection) => {
    // One at a time over all processes: two installations may be read at the same moment.
    await connection.query("SELECT pg_advisory_xact_lock(hashtextextended('os2modning portfolio', 0))");
    const repositories = await activeRepositories(connection);
    const resolution = resolve(
      withoutPortfolio(repositories, context),
      await listConfigurations<AnyConfiguration, Mistake>(connection),
    );
    const before = await listProducts(connection);
    const products = toStored(resolution.products, repositories, before);
    const at = context.now();
    await saveProducts(connection, SOURCE, products, at);
    await saveSetting(connection, RESOLUTION_MISTAKES, resolution.mistakes, at);
    await saveSetting(
      connection,
      PROPOSALS,
      resolution.proposals.map(({ owner }) => owner),
      at,
    );
    return products
      .filter((product) => isDue(product, before, repositories, seen))
      .map(({ key }) => ({ queue: 'assess', key }) as const);
  });
}

/** Those of installations that are neither suspended nor removed. */
async function activeRepositories(connection: Queryable): Promise<readonly StoredRepository[]> {
  const active = new Set((await listInstallations(connection)).map(({ id }) => id));
  return (await listRepositories(connection)).filter(
    ({ installation }) => installation !== null && active.has(installation),
  );
}

/** The repository of the portfolio configuration is the secretariat's desk, no product. */
function withoutPortfolio(
  repositories: readonly StoredRepository[],
  { settings }: AppContext,
): readonly StoredRepository[] {
  const own = settings.portfolio?.toLowerCase() ?? null;
  return repositories.filter((one) => nameOf(one).toLowerCase() !== own);
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

function nameOf({ owner, name }: StoredRepository): string {
  return `${owner}/${name}`;
}

function toStored(
  products: readonly Product[],
  repositories: readonly StoredRepository[],
  before: readonly StoredProduct[],
): NewProduct[] {
  const byName = new Map(repositories.map((one) => [nameOf(one).toLowerCase(), one]));
  const keys = new Set<string>();
  const slugs = new Set<string>();
  const stored: NewProduct[] = [];
  for (const product of products) {
    const own = product.repositories.flatMap((name) => byName.get(name.toLowerCase()) ?? []);
    const home = byName.get(product.home.toLowerCase()) ?? own[0];
    if (home === undefined) continue;
    const key = keyFor(home, own, before, keys);
    keys.add(key);
    const slug = slugFor(product.name, home.owner, slugs);
    slugs.add(slug);
    stored.push({
      key,
      slug,
      homeRepository: home.nodeId,
      installation: home.installation,
      configuration: product,
      repositories: own.map(({ nodeId }) => nodeId),
    });
  }
  return stored;
}

/**
 * The key of the product that had this home, else of the one it shares most repositories with; a new one goes by the numeric id
 * of its home. So a product keeps its history and its issues whatever it is called and wherever it moves.
 */
function keyFor(
  home: StoredRepository,
  own: readonly StoredRepository[],
  before: readonly StoredProduct[],
  taken: ReadonlySet<string>,
): string {
  const free = before.filter(({ key }) => !taken.has(key));
  const sameHome = free.find(({ homeRepository }) => homeRepository === home.nodeId);
  if (sameHome !== undefined) return sameHome.key;
  const shared = (product: StoredProduct): number =>
    own.filter(({ nodeId }) => product.repositories.includes(nodeId)).length;
  const [closest] = free.filter((product) => shared(product) > 0).sort((a, b) => shared(b) - shared(a));
  return closest?.key ?? `r${home.databaseId ?? home.nodeId}`;
}

function slugFor(name: string, owner: string, taken: ReadonlySet<string>): string {
  const base = slugOf(name) || slugOf(owner);
  const candidates = [base, `${slugOf(owner)}-${base}`];
  for (const candidate of candidates) if (!taken.has(candidate)) return candidate;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function isDue(
  product: NewProduct,
  before: readonly StoredProduct[],
  repositories: readonly StoredRepository[],
  seen: ReadonlySet<string>,
): boolean {
  const known = before.find(({ key }) => key === product.key);
  if (known === undefined) return true;
  // The database keeps no order of keys, so text cannot be compared.
  const same =
    isDeepStrictEqual(known.configuration, JSON.parse(JSON.stringify(product.configuration))) &&
    isDeepStrictEqual(known.repositories, product.repositories);
  if (!same) return true;
  const byId = new Map(repositories.map((one) => [one.nodeId, one]));
  return product.repositories.some((id) => {
    const one = byId.get(id);
    return seen.has(id) && one !== undefined && one.headOid !== one.scannedOid;
  });
}
