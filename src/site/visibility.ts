/** The one place that decides what an audience may see. Whatever is not public for certain is hidden. */
import { discloseIn, type Disclosure } from '../assessment/index.js';
import type { Installation, StoredProduct, StoredRepository } from '../store/index.js';
import type { Audience } from './types.js';

export interface Visibility {
  readonly products: readonly StoredProduct[];
  readonly byKey: ReadonlyMap<string, StoredProduct>;
  /** By node id, of repositories that the audience may see. */
  readonly repositories: ReadonlyMap<string, StoredRepository>;
  readonly isShown: (product: StoredProduct) => boolean;
  readonly isPublic: (product: StoredProduct) => boolean;
  /** The product's repositories that may be shown, the home first. */
  readonly repositoriesOf: (product: StoredProduct) => readonly StoredRepository[];
  /** Null: the audience may see everything of the product. `mentioned`: repositories that texts may name. */
  readonly disclosureOf: (product: StoredProduct, mentioned: readonly string[]) => Disclosure | null;
  /** Another text whenever other names are hidden than before. */
  readonly hidden: string;
  /** Whether a text names no repository and no product that is hidden, of the whole portfolio. */
  readonly allows: (text: string) => boolean;
}

export interface VisibilityInput {
  readonly audience: Audience;
  /** Whether the secretariat wants a public portfolio at all. */
  readonly isSitePublic: boolean;
  readonly products: readonly StoredProduct[];
  /** Those not gone. */
  readonly repositories: readonly StoredRepository[];
  /** Neither suspended nor removed. */
  readonly installations: readonly Installation[];
}

/** A product is public when its home is: a public product may have private repositories, which are then never mentioned. */
export function visibilityOf(input: VisibilityInput): Visibility {
  const { audience, isSitePublic, products } = input;
  const active = new Set(input.installations.map(({ id }) => id));
  const seen = input.repositories.filter(
    ({ installation }) => installation !== null && active.has(installation),
  );
  const publicOnes = new Map(
    seen.filter(({ visibility }) => visibility === 'public').map((one) => [one.nodeId, one]),
  );
  const shown = audience === 'members' ? new Map(seen.map((one) => [one.nodeId, one])) : publicOnes;
  const isPublic = (product: StoredProduct): boolean =>
    isSitePublic && product.homeRepository !== null && publicOnes.has(product.homeRepository);
  const isShown = (product: StoredProduct): boolean =>
    audience === 'members'
      ? product.homeRepository !== null && shown.has(product.homeRepository)
      : isPublic(product);
  const hiddenNames = [
    ...products.filter((one) => !isShown(one)).map(({ configuration }) => configuration.name),
    ...input.repositories.filter(({ nodeId }) => !shown.has(nodeId)).map(fullName),
  ];
  let pattern: RegExp | null = null;
  return {
    products,
    byKey: new Map(products.map((product) => [product.key, product])),
    repositories: shown,
    isPublic,
    isShown,
    repositoriesOf: (product) => {
      const own = product.repositories.flatMap((id) => shown.get(id) ?? []);
      return own.toSorted(
        (a, b) => Number(b.nodeId === product.homeRepository) - Number(a.nodeId === product.homeRepository),
      );
    },
    disclosureOf: (product, mentioned) => {
      if (audience === 'members') return null;
      const own = product.repositories.flatMap((id) => publicOnes.get(id) ?? []);
      const views = own.map((one) => ({ nameWithOwner: fullName(one), visibility: one.visibility }));
      const home = own.find(({ nodeId }) => nodeId === product.homeRepository);
      const named = [...mentioned, ...product.configuration.repositories];
      return discloseIn(home === undefined ? '' : fullName(home), views, named);
    },
    hidden: JSON.stringify(hiddenNames),
    allows: (text) => {
      pattern ??= patternOf(hiddenNames);
      return !pattern.test(text);
    },
  };
}

export function fullName({ owner, name }: StoredRepository): string {
  return `${owner}/${name}`;
}

/** Finds any of the names, as a word of its own. */
function patternOf(names: readonly string[]): RegExp {
  const words = [...new Set(names)].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return words.length === 0 ? /(?!)/ : new RegExp(`(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, 'i');
}
