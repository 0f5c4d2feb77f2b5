import type { Product } from '../products/index.js';
import type { NewProduct, StoredProduct, StoredRepository } from '../store/index.js';

interface Found {
  readonly product: Product;
  readonly home: StoredRepository;
  readonly own: readonly StoredRepository[];
}

/** Products as they are kept, each with a key and a slug of its own. `before`: all there have ever been. */
export function toStored(
  products: readonly Product[],
  repositories: readonly StoredRepository[],
  before: readonly StoredProduct[],
): NewProduct[] {
  const byName = new Map(repositories.map((one) => [nameOf(one).toLowerCase(), one]));
  const found = products.flatMap((product): Found[] => {
    const own = product.repositories.flatMap((name) => byName.get(name.toLowerCase()) ?? []);
    const home = byName.get(product.home.toLowerCase()) ?? own[0];
    return home === undefined ? [] : [{ product, home, own }];
  });
  const keys = keysFor(found, before);
  const slugs = new Set<string>();
  return found.map(({ product, home, own }, index) => {
    const slug = slugFor(product.name, home.owner, slugs);
    slugs.add(slug);
    return {
      key: keys[index] ?? '',
      slug,
      homeRepository: home.nodeId,
      installation: home.installation,
      configuration: product,
      repositories: own.map(({ nodeId }) => nodeId),
    };
  });
}

/**
 * The key of the product that had this home, else of the one it shares most repositories with; a new one goes by the numeric id
 * of its home. So a product keeps its history and its issues whatever it is called and wherever it moves, and finds them again
 * when it has been away. One that is there comes before one that was.
 */
function keysFor(found: readonly Found[], before: readonly StoredProduct[]): readonly string[] {
  const free = new Map(before.toSorted(byPresence).map((product) => [product.key, product]));
  const keys = found.map(({ home }) => {
    const same = [...free.values()].find(({ homeRepository }) => homeRepository === home.nodeId);
    return take(free, same);
  });
  // Only then, or a product that was split would lose its key to the part without its home.
  const all = found.map(({ own }, index) => keys[index] ?? take(free, closest(own, [...free.values()])));
  const taken = new Set([...before.map(({ key }) => key), ...all]);
  return all.map((key, index) => {
    const fresh = key ?? freshKey(found[index]?.home, taken);
    taken.add(fresh);
    return fresh;
  });
}

function take(free: Map<string, StoredProduct>, product: StoredProduct | undefined): string | null {
  if (product === undefined) return null;
  free.delete(product.key);
  return product.key;
}

function closest(
  own: readonly StoredRepository[],
  free: readonly StoredProduct[],
): StoredProduct | undefined {
  const shared = ({ repositories }: StoredProduct): number =>
    own.filter(({ nodeId }) => repositories.includes(nodeId)).length;
  const [best] = free.filter((product) => shared(product) > 0).sort((a, b) => shared(b) - shared(a));
  return best;
}

/** A product may have left its home and kept the key: then the next one there gets another. */
function freshKey(home: StoredRepository | undefined, taken: ReadonlySet<string | null>): string {
  const base = `r${home?.databaseId ?? home?.nodeId ?? ''}`;
  let key = base;
  for (let number = 2; taken.has(key); number += 1) key = `${base}-${number}`;
  return key;
}

function byPresence(one: StoredProduct, other: StoredProduct): number {
  const since = ({ removedAt }: StoredProduct): number => removedAt?.getTime() ?? Infinity;
  return since(one) === since(other) ? 0 : since(other) - since(one);
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

export function nameOf({ owner, name }: StoredRepository): string {
  return `${owner}/${name}`;
}
