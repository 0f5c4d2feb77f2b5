/** Views of products, each made again only when something that it is made of is another. Pure. */
import type { StoredProduct } from '../store/index.js';
import { productView, type Sources } from './product-view.js';
import type { ProductView } from './types.js';

export interface KeptView {
  readonly madeOf: readonly unknown[];
  readonly view: ProductView;
}

/** By product key, in the order of the products. */
export function viewsOf(
  products: readonly StoredProduct[],
  sources: Sources,
  before: ReadonlyMap<string, KeptView>,
): ReadonlyMap<string, KeptView> {
  const shared = sharedBy(sources);
  return new Map(
    products.map((product) => {
      const madeOf = [...shared, ...ownOf(product, sources)];
      const known = before.get(product.key);
      const isSame = known !== undefined && areSame(known.madeOf, madeOf);
      return [product.key, isSame ? known : { madeOf, view: productView(product, sources) }];
    }),
  );
}

/** What every view depends on, as values that can be compared. */
function sharedBy({ visibility, audience, day, firstDay, webUrl, risk, evaluationSource }: Sources) {
  return [visibility.hidden, audience, day, firstDay, webUrl, JSON.stringify([risk, evaluationSource])];
}

/** Rows that have not changed are the same objects as before. */
function ownOf(product: StoredProduct, sources: Sources): readonly unknown[] {
  const { visibility, standings, explanations, issues, milestones, evaluations, failing } = sources;
  const { key, repositories } = product;
  const found = issues.get(key) ?? [];
  return [
    ...[product, visibility.isPublic(product), standings.get(key), explanations.get(key)],
    ...[issues.get(key), evaluations.get(key), failing.has(key)],
    ...found.map(({ repository }) => visibility.repositories.get(repository)),
    ...repositories.flatMap((id) => [visibility.repositories.get(id), milestones.get(id)]),
  ];
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
