/** A portfolio in a database: one organisation, a public product with a private repository, and a private product. */
import type { Assessment } from '../../src/assessment/index.js';
import { PRODUCT_DEFAULTS, type Product } from '../../src/products/index.js';
import { createPortfolioReader, type PortfolioReader, type ReaderOptions } from '../../src/site/index.js';
import {
  saveAssessment,
  saveInstallation,
  saveProducts,
  saveRepositories,
  startRun,
  type Database,
  type NewProduct,
  type Repository,
} from '../../src/store/index.js';
import { DEFAULT_RISK_RULE } from '../../src/roadmap/index.js';
import { installationFixture, NOW, repositoryFixture } from '../store/support.js';

export const SECRET = 'OS2hemmelig';

export function siteProduct(
  name: string,
  overrides: Partial<NewProduct> = {},
  more: Partial<Product> = {},
): NewProduct {
  const slug = name.toLowerCase();
  return {
    key: `k-${slug}`,
    slug,
    homeRepository: `R_${slug}`,
    installation: 7,
    repositories: [`R_${slug}`],
    configuration: {
      ...PRODUCT_DEFAULTS,
      name,
      repositories: [`os2eksempel/${slug}`],
      home: `os2eksempel/${slug}`,
      main: null,
      declaration: null,
      targetLevel: '2',
      explanations: [],
      ...more,
    },
    ...overrides,
  };
}

export function siteRepository(name: string, overrides: Partial<Repository> = {}): Repository {
  return repositoryFixture({ nodeId: `R_${name.toLowerCase()}`, name: name.toLowerCase(), ...overrides });
}

export async function save(
  database: Database,
  products: readonly NewProduct[],
  repositories: readonly Repository[],
): Promise<void> {
  await saveInstallation(database, installationFixture(), NOW);
  await saveRepositories(database, repositories, NOW);
  await database.transaction((connection) => saveProducts(connection, 'portfolio', products, NOW));
}

export async function saveRated(database: Database, key: string, assessment: Assessment): Promise<void> {
  const generation = await startRun(database, key, new Date(assessment.assessedAt));
  await database.transaction((connection) => saveAssessment(connection, key, generation, assessment));
}

export function readerOf(database: Database, overrides: Partial<ReaderOptions> = {}): PortfolioReader {
  return createPortfolioReader({
    database,
    now: () => NOW,
    webUrl: 'https://github.com',
    settings: () => Promise.resolve({ isSitePublic: true, risk: DEFAULT_RISK_RULE }),
    mistakes: () => Promise.resolve([]),
    ...overrides,
  });
}
