/** The app's own issues say nothing of how a product tracks its issues: were they counted, every run would change the next one. */
import type { IssueActivity, ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { IssueReader, OwnAccount } from '../github/index.js';
import { readExistingIssues } from '../issues/index.js';
import { listIssues, type IssueRecord, type StoredProduct, type StoredRepository } from '../store/index.js';
import type { AppContext } from './context.js';
import { viewOf } from './repository-view.js';

interface Own {
  /** Node id of the repository. */
  readonly repository: string;
  readonly isOpen: boolean;
  readonly createdAt: Date;
}

/** What was read of a product's repositories, as far as its issues are concerned. */
export interface Seen {
  readonly facts: ProductFacts;
  readonly stored: readonly StoredRepository[];
  /** Who has opened issues, by node id of the repository, where all of them were seen. */
  readonly issueAuthors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The facts with other people's issues alone. Throws a GitHubError. */
export async function withoutOwnIssues(
  context: AppContext,
  product: StoredProduct,
  { facts, stored, issueAuthors }: Seen,
): Promise<ProductFacts> {
  const records = await listIssues(context.database, { product: product.key });
  const known = { stored, records, issueAuthors };
  const own = (await readUnclear(context, product, facts, known)) ?? records.flatMap(ownOf);
  const repositories = facts.repositories.map((one) => countOthers(one, own, facts.asOf));
  return { ...facts, repositories };
}

/** The same by what is remembered alone: for a comparison in which both sides leave out the same. */
export async function withoutKnownIssues(
  { database }: AppContext,
  product: StoredProduct,
  facts: ProductFacts,
): Promise<ProductFacts> {
  const own = (await listIssues(database, { product: product.key })).flatMap(ownOf);
  return { ...facts, repositories: facts.repositories.map((one) => countOthers(one, own, facts.asOf)) };
}

function ownOf({ repository, state, number, createdAt }: IssueRecord): readonly Own[] {
  if (number === null || createdAt === null || state === 'gone') return [];
  return [{ repository, isOpen: state === 'open', createdAt }];
}

/**
 * A run that was killed may have made one without hearing of it, and a store that knows of none may have been lost: then
 * GitHub is asked. Null where there is no such doubt.
 */
async function readUnclear(
  { github }: AppContext,
  product: StoredProduct,
  facts: ProductFacts,
  known: Omit<Seen, 'facts'> & { readonly records: readonly IssueRecord[] },
): Promise<readonly Own[] | null> {
  const home = facts.repositories.find(({ id }) => id !== null && id === product.homeRepository);
  const places = issuePlaces(product, known.stored, known.records);
  if (home === undefined || places.length === 0 || product.installation === null) return null;
  const isLost =
    known.records.length === 0 && !isNothingOurs(known.issueAuthors, home.id, await github.account());
  if (!isLost && !known.records.some(({ state }) => state === 'pending')) return null;
  const { reader } = await github.issues(product.installation, places);
  const { issues } = await readExistingIssues(reader, known.records, {
    home: viewOf(home),
    repositories: facts.repositories.map(viewOf),
    account: await github.account(),
  });
  return issues
    .filter(({ marker }) => marker !== null)
    .map(({ repositoryId, issue }) => ({
      repository: repositoryId,
      isOpen: issue.state === 'open',
      createdAt: new Date(issue.createdAt),
    }));
}

/** Numeric ids of the repositories that hold issues of the product, or will: its home, and former ones that the app still sees. */
export function issuePlaces(
  { homeRepository, installation }: StoredProduct,
  stored: readonly StoredRepository[],
  records: readonly IssueRecord[],
): readonly number[] {
  const places = new Set([homeRepository, ...records.map(({ repository }) => repository)]);
  return stored
    .filter((one) => places.has(one.nodeId) && one.installation === installation)
    .flatMap(({ databaseId }) => databaseId ?? []);
}

/** Whether everybody who has opened an issue in the repository is known, and none of them is our bot. */
export function isNothingOurs(
  issueAuthors: Seen['issueAuthors'],
  repository: string | null,
  { login }: OwnAccount,
): boolean {
  // GraphQL names a bot without what REST puts behind it.
  return issueAuthors.get(repository ?? '')?.has(login.toLowerCase().replace(/\[bot\]$/, '')) === false;
}

/**
 * A reader that does not ask for the first listing of a repository in which nobody's issues are ours: the facts have just
 * shown who opened all there are. What is looked for after an unclear answer is looked for on GitHub.
 */
export function knownToBeEmpty(reader: IssueReader, repository: string): IssueReader {
  let isFirst = true;
  return {
    ...reader,
    listOwnIssues: (name) => {
      if (name !== repository || !isFirst) return reader.listOwnIssues(name);
      isFirst = false;
      return Promise.resolve([]);
    },
  };
}

function countOthers(facts: RepositoryFacts, own: readonly Own[], asOf: string): RepositoryFacts {
  if (facts.issues.state !== 'known') return facts;
  const here = own.filter(({ repository }) => repository === facts.id);
  const yearBefore = new Date(asOf);
  yearBefore.setUTCFullYear(yearBefore.getUTCFullYear() - 1);
  const isRecent = ({ createdAt }: Own): boolean => createdAt >= yearBefore;
  const all = facts.issues.value;
  const value: IssueActivity = {
    open: less(all.open, here, ({ isOpen }) => isOpen),
    closed: less(all.closed, here, ({ isOpen }) => !isOpen),
    openedLast12Months: less(all.openedLast12Months, here, isRecent),
    // When a closed one was closed is not kept: those that are older than a year may have been closed within it.
    closedLast12Months: less(all.closedLast12Months, here, ({ isOpen }) => !isOpen),
  };
  return { ...facts, issues: { state: 'known', value } };
}

/** GitHub's figures may be a moment older than ours. */
function less(count: number, own: readonly Own[], counts: (one: Own) => boolean): number {
  return Math.max(0, count - own.filter(counts).length);
}
