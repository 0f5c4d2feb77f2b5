/** A configuration to start from, for an organisation with too many repositories to be one product. */
import { Document, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { productCandidates, type OwnerListing, type RepositoryListing } from './candidates.js';
import { sensibleHome } from './home.js';
import { baseName, sameName } from './names.js';

const NETWORK = 'os2';

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
 * are one product.
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
    const name = productName(beginning, names);
    const home = sensibleHome(name, members);
    if (home !== null) products.push({ name, repositories: names, home: baseName(home) });
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
  const groups = new Map<string, RepositoryListing[]>();
  for (const candidate of candidates) {
    const beginning = beginningOf(baseName(candidate.name));
    groups.set(beginning, [...(groups.get(beginning) ?? []), candidate]);
  }
  return groups;
}

/** The first word, without the network's own name: `os2alfa-docs`, `os2-alfa` and `alfa_client` all begin with `alfa`. */
function beginningOf(name: string): string {
  const words = sameName(name)
    .split(/[-_.]+/)
    .filter((word) => word !== '');
  const [first = '', second] = words;
  if (first === NETWORK) return second ?? first;
  return first.startsWith(NETWORK) ? first.slice(NETWORK.length) : first;
}

/** OS2's products are written with the network's name in capitals. */
function productName(beginning: string, names: readonly string[]): string {
  const inNetwork = names.some((name) => sameName(name).startsWith(`${NETWORK}${beginning}`));
  return inNetwork ? `OS2${beginning}` : beginning;
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}
