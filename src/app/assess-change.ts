/** A product with and without a change to one of its repositories: the same facts of all others, the same configuration. */
import { assess, countFiles, findDeclaration, type Assessment } from '../assessment/index.js';
import { differenceOf, type ProductDifference } from '../checks/index.js';
import {
  readGitHubChange,
  type ChangedFacts,
  type Comparison,
  type ProductFacts,
  type RepositoryFacts,
} from '../facts/index.js';
import {
  findRepository,
  noteFileCounts,
  type Installation,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import { notedExplanations } from './explanations.js';
import type { AppContext } from './context.js';
import { withoutKnownIssues } from './own-issues.js';
import { nameOf } from './stored-products.js';

export interface ChangeOfProducts {
  readonly repository: StoredRepository;
  readonly installation: Installation;
  readonly commit: string;
  readonly comparison: Comparison;
  readonly products: readonly StoredProduct[];
}

/** By product. Throws a GitHubError when the repository cannot be read: then nothing can be said of the change. */
export async function assessChange(
  context: AppContext,
  input: ChangeOfProducts,
): Promise<ReadonlyMap<string, ProductDifference>> {
  const { github, database, model, now } = context;
  const { repository, installation, commit, comparison, products } = input;
  const at = now();
  const asOf = at.toISOString().slice(0, 10);
  const target = { id: repository.nodeId, name: nameOf(repository) };
  const client = github.installation(installation.id);
  const changed = await readGitHubChange(client, { target, comparison, commit, asOf });
  const found = new Map<string, ProductDifference>();
  for (const product of products) {
    // What counts for nothing changes nothing.
    const difference =
      changed === null
        ? { changes: [], level: null }
        : await assessBoth(context, { product, changed, repository, at, asOf });
    found.set(product.key, difference);
  }
  const [first] = products;
  if (changed !== null && first !== undefined) {
    const counts = countFiles(changed.before, first.configuration, model, asOf);
    await noteFileCounts(database, new Map([[repository.nodeId, counts]]));
  }
  return found;
}

interface Both {
  readonly product: StoredProduct;
  readonly changed: ChangedFacts;
  readonly repository: StoredRepository;
  readonly at: Date;
  readonly asOf: string;
}

async function assessBoth(context: AppContext, both: Both): Promise<ProductDifference> {
  const { product, changed, asOf } = both;
  const read: RepositoryFacts[] = [];
  for (const id of product.repositories) {
    const one = await findRepository(context.database, id);
    if (one === null || one.goneAt !== null) continue;
    const facts = id === both.repository.nodeId ? changed.before : await readOther(context, one, asOf);
    if (facts === null) continue;
    read.push(facts);
  }
  const told = repositoriesToTell(read, changed.before, product);
  const before = await withoutKnownIssues(context, product, { asOf, repositories: told });
  const after = {
    asOf,
    repositories: before.repositories.map((one) =>
      one.id === changed.before.id ? { ...changed.after, issues: one.issues } : one,
    ),
  };
  const rate = await rater(context, both);
  return differenceOf({
    before: rate(before),
    after: rate(after),
    repository: changed.before.nameWithOwner,
    changes: changed.changes,
    tellsLevel: told.length === product.repositories.length,
  });
}

/** Together with those that others ask for at the same time. */
async function readOther(
  { facts }: AppContext,
  repository: StoredRepository,
  asOf: string,
): Promise<RepositoryFacts | null> {
  if (repository.installation === null) return null;
  const target = { id: repository.nodeId, name: nameOf(repository) };
  const [reading] = await facts.read(repository.installation, [target], asOf);
  return reading?.facts ?? null;
}

/**
 * Where everybody can read the pull request and the product's ratings stand in a private home, only what is public counts: a
 * rating that a private repository carries would tell of it. With a public home the ratings are there for everybody already.
 */
function repositoriesToTell(
  read: readonly RepositoryFacts[],
  changed: RepositoryFacts,
  product: StoredProduct,
): readonly RepositoryFacts[] {
  const home = read.find(({ id }) => id === product.homeRepository);
  const isPrivate = changed.visibility.state === 'known' && changed.visibility.value !== 'public';
  if (isPrivate || (home !== undefined && isPublic(home))) return read;
  return read.filter((one) => isPublic(one) || one.id === changed.id);
}

function isPublic({ visibility }: RepositoryFacts): boolean {
  return visibility.state === 'known' && visibility.value === 'public';
}

/** Rates the product as it is configured now: a configuration within the change counts once it is merged. */
async function rater(
  { database, model }: AppContext,
  { product, at }: Both,
): Promise<(facts: ProductFacts) => Assessment> {
  const { configuration, key } = product;
  const noted = await notedExplanations(database, key);
  const rated = { ...configuration, explanations: [...configuration.explanations, ...noted] };
  return (facts) =>
    assess({
      product: rated,
      facts,
      model,
      declaration: findDeclaration(facts, model, configuration.declaration),
      decided: null,
      earlier: null,
      assessedAt: at.toISOString(),
    });
}
