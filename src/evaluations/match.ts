import { productKey } from '../declarations/index.js';

export interface Matchable {
  readonly key: string;
  readonly name: string;
}

/** `none`: no product has any of the names. `several`: they point to more than one product, so none is chosen. */
export type Match =
  | { readonly outcome: 'one'; readonly product: string }
  | { readonly outcome: 'none' | 'several'; readonly product: null };

/**
 * The product that a report is about, by its names: capitals, hyphens, spaces and æøå make no difference. Names of two products in
 * one report, or two products of one name, match nothing: that is for people to mend.
 */
export function matchProduct(names: readonly string[], products: readonly Matchable[]): Match {
  const wanted = new Set(names.map(productKey).filter((name) => name !== ''));
  const found = products.filter(({ name }) => wanted.has(productKey(name)));
  const [first, ...others] = found;
  if (first === undefined) return { outcome: 'none', product: null };
  return others.length === 0 ? { outcome: 'one', product: first.key } : { outcome: 'several', product: null };
}
