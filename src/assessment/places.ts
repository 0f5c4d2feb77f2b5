import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { Model } from '../governance/index.js';
import type { Product } from '../products/index.js';
import { modelProbes } from './model-probes.js';

/** The repositories that new documents belong in, by `owner/name`; null where the product has none of the kind. */
export interface DocumentPlaces {
  /** The main code repository. */
  readonly code: string | null;
  /** The repository without code that holds most documents, else the main code repository. */
  readonly docs: string | null;
}

export function documentPlaces(
  facts: ProductFacts,
  product: Pick<Product, 'name' | 'main'>,
  model: Model,
): DocumentPlaces {
  const context = modelProbes(model, product, facts);
  const documents = (repository: RepositoryFacts): number => context.listing(repository).documents.length;
  const code = context.codeRepositories[0]?.nameWithOwner ?? null;
  const others = context.repositories.filter((repository) => !context.codeRepositories.includes(repository));
  const [docs] = others
    .filter((repository) => documents(repository) > 2)
    .sort((a, b) => documents(b) - documents(a));
  return { code, docs: docs?.nameWithOwner ?? code };
}
