/** From what all files say and what repositories there are, to the products that are assessed. */
import { quoteValue, sortMistakes, type Mistake } from '../governance/index.js';
import {
  MOST_CANDIDATES,
  productCandidates,
  type OwnerListing,
  type RepositoryListing,
} from './candidates.js';
import { sensibleHome } from './home.js';
import { mergeEntries, PRODUCT_DEFAULTS } from './merge.js';
import { ownerOf, sameName } from './names.js';
import type {
  OrganisationConfiguration,
  PortfolioConfiguration,
  Product,
  ProductEntry,
  RepositoryName,
} from './types.js';

export interface Surroundings {
  readonly owners: readonly OwnerListing[];
  /** At most one per owner; the last good ones. */
  readonly organisationFiles: readonly OrganisationConfiguration[];
  /** At most one per repository; the last good ones. */
  readonly repositoryFiles: readonly OrganisationConfiguration[];
  /**
   * Owners whose file has never been readable. They are one product, as without a file, so that there is an issue to show
   * the mistakes on; its documents' issues wait until somebody asks.
   */
  readonly unreadableOwners?: readonly string[];
  readonly portfolio: PortfolioConfiguration | null;
}

export interface Resolution {
  /** By name. A repository is in one of them at most. */
  readonly products: readonly Product[];
  /** Owners that are asked what their products are; they have none until they answer. */
  readonly proposals: readonly OwnerListing[];
  /** What only shows when the files are seen together, or beside the repositories there are. */
  readonly mistakes: readonly Mistake[];
}

/** A product in the making: the files that speak of it, the strongest first. */
interface Draft {
  readonly entries: ProductEntry[];
  readonly name: string;
  readonly repositories: RepositoryListing[];
  readonly waits: boolean;
}

/**
 * The portfolio file wins over organisations' files, and those over repositories' own: for what a repository belongs to,
 * and setting by setting. An owner that nobody has configured is one product, or a proposal when it has more than ten
 * candidates. Pure: the same surroundings give the same products, in the same order.
 */
export function resolveProducts(surroundings: Surroundings): Resolution {
  const desk = new Desk(surroundings);
  const { portfolio, organisationFiles, repositoryFiles } = surroundings;
  for (const entry of portfolio?.products ?? []) desk.describe(entry);
  for (const file of organisationFiles) {
    if (!desk.serves(file.owner)) continue;
    for (const entry of file.products) desk.describe(entry);
  }
  const own = repositoryFiles.filter(({ owner }) => desk.serves(owner));
  for (const { products } of own) {
    for (const entry of products)
      if (entry.repositories.length > 0) desk.describeOwn(entry, entry.repositories[0]);
  }
  const proposals = desk.fillIn();
  for (const { owner, repository, products } of own) {
    for (const entry of products) {
      if (entry.repositories.length === 0) desk.describeOwn(entry, `${owner}/${repository ?? ''}`);
    }
  }
  return desk.finish(proposals);
}

class Desk {
  readonly #surroundings: Surroundings;
  readonly #listings = new Map<string, RepositoryListing>();
  readonly #drafts: Draft[] = [];
  readonly #holders = new Map<string, Draft>();
  readonly #mistakes: Mistake[] = [];
  readonly #served: ReadonlySet<string> | null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const organisations = surroundings.portfolio?.organisations ?? [];
    this.#served = organisations.length === 0 ? null : new Set(organisations.map(sameName));
    for (const { repositories } of surroundings.owners) {
      for (const repository of repositories) this.#listings.set(sameName(repository.name), repository);
    }
  }

  serves(owner: string): boolean {
    return this.#served?.has(sameName(owner)) ?? true;
  }

  /** Adds what a file says of a product; to an existing draft where a stronger file speaks of the same one. */
  describe(entry: ProductEntry): void {
    const same = this.#sameProduct(entry) ?? this.#onlyHolder(entry);
    if (same !== undefined) {
      same.entries.push(entry);
      return;
    }
    const draft: Draft = { entries: [entry], name: entry.name, repositories: [], waits: false };
    for (const name of entry.repositories) this.#claim(draft, entry, name);
    if (draft.repositories.length > 0) this.#drafts.push(draft);
    else if (entry.repositories.length > 0)
      this.#say(entry, 'noRepositoriesLeft', 'repositories', { value: entry.name });
  }

  /** A repository's own file: about the product that has the repository, else about the repository alone. */
  describeOwn(entry: ProductEntry, repository: RepositoryName | undefined): void {
    if (repository === undefined) return;
    const holder = this.#holders.get(sameName(repository));
    if (holder === undefined) this.describe({ ...entry, repositories: [repository] });
    else holder.entries.push(entry);
  }

  /** Owners nobody has configured become one product; returns those that are too large for that. */
  fillIn(): readonly OwnerListing[] {
    const { owners, organisationFiles, unreadableOwners = [] } = this.#surroundings;
    const configured = new Set(organisationFiles.map(({ owner }) => sameName(owner)));
    for (const { entries, repositories } of this.#drafts) {
      if (entries[0]?.file !== this.#surroundings.portfolio?.file) continue;
      for (const { name } of repositories) configured.add(sameName(ownerOf(name)));
    }
    const unreadable = new Set(unreadableOwners.map(sameName));
    const proposals: OwnerListing[] = [];
    for (const listing of owners) {
      if (!this.serves(listing.owner) || configured.has(sameName(listing.owner))) continue;
      const candidates = productCandidates(listing).filter(({ name }) => !this.#holders.has(sameName(name)));
      if (candidates.length > MOST_CANDIDATES) {
        proposals.push({ ...listing, repositories: candidates });
      } else if (candidates.length > 0) {
        const waits = unreadable.has(sameName(listing.owner));
        const draft: Draft = { entries: [], name: listing.owner, repositories: [...candidates], waits };
        this.#drafts.push(draft);
        for (const { name } of candidates) this.#holders.set(sameName(name), draft);
      }
    }
    return proposals;
  }

  finish(proposals: readonly OwnerListing[]): Resolution {
    const products = this.#drafts.map((draft) => this.#toProduct(draft));
    const names = new Map<string, Product>();
    for (const [index, product] of products.entries()) {
      const entry = this.#drafts[index]?.entries[0];
      const other = names.get(sameName(product.name));
      if (other !== undefined && entry !== undefined) {
        this.#say(entry, 'nameTaken', 'name', { value: product.name, other: other.home });
      }
      names.set(sameName(product.name), product);
    }
    return {
      products: products.toSorted((a, b) => compare(a.name, b.name) || compare(a.home, b.home)),
      proposals,
      mistakes: sortMistakes(this.#mistakes),
    };
  }

  /** The same name where they share an owner: two organisations may both have a product called `docs`. */
  #sameProduct(entry: ProductEntry): Draft | undefined {
    const owners = new Set(entry.repositories.map((name) => sameName(ownerOf(name))));
    return this.#drafts.find(
      (draft) =>
        sameName(draft.name) === sameName(entry.name) &&
        draft.repositories.some(({ name }) => owners.has(sameName(ownerOf(name)))),
    );
  }

  /** Called something else, but about nothing beyond one product that a stronger file has described. */
  #onlyHolder({ repositories, file }: ProductEntry): Draft | undefined {
    const holders = new Set(repositories.map((name) => this.#holders.get(sameName(name))));
    const [holder] = holders;
    return holders.size === 1 && holder?.entries[0]?.file !== file ? holder : undefined;
  }

  #claim(draft: Draft, entry: ProductEntry, name: RepositoryName): void {
    const holder = this.#holders.get(sameName(name));
    const listing = this.#listings.get(sameName(name));
    if (holder !== undefined) {
      this.#say(entry, 'claimed', 'repositories', { value: name, other: holder.name });
    } else if (!this.serves(ownerOf(name))) {
      this.#say(entry, 'ownerNotServed', 'repositories', { value: name, owner: ownerOf(name) });
    } else if (listing === undefined) {
      this.#say(entry, 'repositoryNotSeen', 'repositories', { value: name });
    } else {
      this.#holders.set(sameName(name), draft);
      draft.repositories.push(listing);
    }
  }

  #toProduct({ name, entries, repositories, waits }: Draft): Product {
    const known = new Map(repositories.map((listing) => [sameName(listing.name), listing.name]));
    const fallback = {
      home: sensibleHome(name, repositories) ?? '',
      language: this.#surroundings.portfolio?.language ?? PRODUCT_DEFAULTS.language,
    };
    const product = mergeEntries(name, entries, [...known.values()], fallback, (entry, field, value) => {
      this.#say(entry, 'notThere', field, { field, value });
    });
    return waits ? { ...product, issues: 'on-request' } : product;
  }

  #say(entry: ProductEntry, key: string, field: string, parameters: Readonly<Record<string, string>>): void {
    const quoted = Object.fromEntries(
      Object.entries(parameters).map(([name, text]) => [name, quoteValue(text)]),
    );
    this.#mistakes.push({
      key: `products.${key}`,
      parameters: quoted,
      file: entry.file,
      line: entry.line,
      path: `products.${entry.name}.${field}`,
    });
  }
}

/** Not by locale: the order must be the same on every machine. */
function compare(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
