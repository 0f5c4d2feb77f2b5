/** A configuration to start from, for an organisation with too many repositories to be one product. */
import { Document, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { productCandidates, type OwnerListing, type RepositoryListing } from './candidates.js';
import { sensibleHome } from './home.js';
import { baseName, sameName } from './names.js';

export interface ProposedProduct {
  readonly name: string;
  /** Without owner, oldest first. */
  readonly repositories: readonly string[];
  readonly home: string;
}

export interface Proposal {
  readonly products: readonly ProposedProduct[];
  /** Repositories that stand alone and may be no product at all, without owner. */
  readonly alone: readonly string[];
}

/** Sentences of the proposal, each of which may be several lines; this room says nothing itself. */
export interface ProposalWords {
  /** At the top of the file. */
  readonly head: string;
  /** Over the repositories that stand alone. */
  readonly alone: string;
}

/**
 * Groups repositories by how their names begin: `os2eksempel`, `os2eksempel-docs` and `os2eksempel-produktforvaltning`
 * are one product. A beginning that most of the organisation shares says nothing, and is taken together with the next word.
 */
export function proposeProducts(listing: OwnerListing): Proposal {
  const candidates = productCandidates(listing);
  const groups = groupByBeginning(candidates);
  const products: ProposedProduct[] = [];
  const alone: string[] = [];
  for (const [beginning, members] of groups) {
    const names = members.map(({ name }) => baseName(name));
    if (members.length === 1) {
      alone.push(...names);
      continue;
    }
    const title = names.find((name) => sameName(name) === beginning) ?? beginning;
    const home = sensibleHome(title, members);
    if (home !== null) products.push({ name: productName(title), repositories: names, home: baseName(home) });
  }
  return { products, alone };
}

/** The proposal as the text of an `os2modning.yml` that reads back without a mistake. */
export function proposeConfiguration(listing: OwnerListing, words: ProposalWords): string {
  const { products, alone } = proposeProducts(listing);
  const document = new Document({ version: 1, language: 'da', products });
  document.commentBefore = comment(words.head);
  const list = document.get('products') as YAMLSeq<YAMLMap<Scalar, YAMLSeq>>;
  list.flow = products.length === 0;
  for (const product of list.items) {
    const repositories = product.items.find((pair: Pair<Scalar>) => pair.key.value === 'repositories');
    if (repositories?.value) repositories.value.flow = true;
  }
  if (alone.length > 0)
    document.comment = comment([words.alone, ...alone.map((name) => `  ${name}`)].join('\n'));
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

function groupByBeginning(
  candidates: readonly RepositoryListing[],
): ReadonlyMap<string, readonly RepositoryListing[]> {
  const first = countBy(candidates.map(({ name }) => words(name)[0] ?? ''));
  const groups = new Map<string, RepositoryListing[]>();
  for (const candidate of candidates) {
    const [one = '', two] = words(candidate.name);
    const shared = (first.get(one) ?? 0) > Math.max(3, candidates.length / 2);
    const beginning = shared && two !== undefined ? `${one}-${two}` : one;
    groups.set(beginning, [...(groups.get(beginning) ?? []), candidate]);
  }
  return groups;
}

function words(name: string): readonly string[] {
  return sameName(baseName(name))
    .split(/[-_.]+/)
    .filter((word) => word !== '');
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** OS2's products are written with the network's name in capitals. */
function productName(name: string): string {
  return name.replace(/^os2/i, 'OS2');
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}
