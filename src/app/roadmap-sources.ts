/** Which repositories and issues the roadmap is read from, by the token they are read with. */
import type { RoadmapSource, SourceRepository } from '../roadmap/index.js';
import {
  listInstallations,
  listIssues,
  listProducts,
  listRepositories,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import type { AllowList } from './allow-list.js';
import type { AppContext } from './context.js';

export interface RoadmapSources {
  readonly sources: readonly RoadmapSource[];
  /** Public repositories of products that are not in the roadmap. */
  readonly alsoPublic: ReadonlySet<string>;
}

interface Reading {
  readonly repositories: SourceRepository[];
  readonly issues: SourceRepository[];
}

/** Whether a repository is private is not decided here: GitHub is asked with its milestones, just before they are written. */
export async function roadmapSources(
  { database, github }: Pick<AppContext, 'database' | 'github'>,
  allowList: AllowList,
  wanted: { readonly issues: boolean },
): Promise<RoadmapSources> {
  const active = new Set<number | null>();
  for (const { id, account } of await listInstallations(database)) if (allowList.has(account)) active.add(id);
  const repositories = new Map<string, StoredRepository>();
  for (const one of await listRepositories(database))
    if (active.has(one.installation)) repositories.set(one.nodeId, one);
  const products = await listProducts(database);
  const readings = new Map<number, Reading>();
  const alsoPublic = new Set<string>();
  for (const product of products) {
    for (const id of product.repositories) {
      const repository = repositories.get(id);
      if (repository === undefined) continue;
      if (product.configuration.roadmap)
        readingOf(readings, repository).repositories.push({ id, product: nameOf(product) });
      else if (repository.visibility === 'public') alsoPublic.add(id);
    }
  }
  if (wanted.issues) {
    const byKey = new Map(products.map((product) => [product.key, product]));
    for (const { product: key, kind, repository: id, nodeId } of await listIssues(database, {
      state: 'open',
    })) {
      const product = byKey.get(key);
      const repository = repositories.get(id);
      if (kind === 'maturity' || nodeId === null || repository === undefined) continue;
      if (product?.configuration.roadmap === true)
        readingOf(readings, repository).issues.push({ id: nodeId, product: nameOf(product) });
    }
  }
  const sources = [...readings].map(([id, reading]) => ({ reader: github.milestones(id), ...reading }));
  return { sources, alsoPublic };
}

function nameOf({ key, configuration: { name } }: StoredProduct): SourceRepository['product'] {
  return { key, name };
}

function readingOf(readings: Map<number, Reading>, { installation }: StoredRepository): Reading {
  const id = installation ?? 0;
  const reading = readings.get(id) ?? { repositories: [], issues: [] };
  readings.set(id, reading);
  return reading;
}
