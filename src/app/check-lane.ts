/** The check lane: what a pull request to the default branch would do to the ratings of its products, as one check run. */
import type { FileCounts } from '../assessment/index.js';
import {
  desiredCheck,
  reconcileCheck,
  storeCheckRecords,
  touchesEvidence,
  type ProductDifference,
  type ProductResult,
} from '../checks/index.js';
import { readComparison, type Comparison } from '../facts/index.js';
import { GitHubError, isForbidden } from '../github/index.js';
import type { Job, JobHandler, JobRequest } from '../jobs/index.js';
import {
  findInstallation,
  findProduct,
  findRepository,
  productsOfRepository,
  type Installation,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import type { AllowList } from './allow-list.js';
import { assessChange } from './assess-change.js';
import type { AppContext } from './context.js';
import { nameOf } from './stored-products.js';

interface Checked {
  readonly repository: StoredRepository;
  readonly databaseId: number;
  readonly installation: Installation;
  readonly products: readonly StoredProduct[];
  readonly commit: string;
  readonly again: boolean;
}

/** The commit is gone, or nothing can be written there: trying again is of no use. */
const FINAL: ReadonlySet<string> = new Set(['gone', 'archived', 'disabled', 'validation']);
const CONFIGURATION = /(^|\/)os2modning\.ya?ml$/i;

/** Handles a job of the queue `check`, which holds `repository` (node id), `head` (a commit) and `again`. Throws a GitHubError. */
export function createCheckLane(context: AppContext, allowList: AllowList): JobHandler {
  /** Installations without the permission, told of once each. */
  const told = new Set<number>();

  function lacksPermission({ id, account }: Installation): void {
    if (told.has(id)) return;
    told.add(id);
    const fields = { installation: id, account, permission: 'checks=write' };
    context.log.warn(fields, 'pull requests get no check: the installation lacks the permission');
  }

  return async (job) => {
    const checked = await whatToCheck(context, allowList, job);
    if (checked === null) return;
    const { installation, repository, commit } = checked;
    if (installation.permissions['checks'] !== 'write') {
      lacksPermission(installation);
      return;
    }
    try {
      await check(context, checked);
    } catch (error) {
      // What is granted may have changed since it was read: it is read again, and the check tried again by what it says then.
      if (isForbidden(error)) await context.jobs().send([readAgain(installation)]);
      if (!(error instanceof GitHubError) || !FINAL.has(error.kind)) throw error;
      const fields = { repository: nameOf(repository), commit, err: error };
      context.log.warn(fields, 'the pull request gets no check');
    }
  };
}

function readAgain({ id }: Installation): JobRequest {
  return { queue: 'configuration', key: String(id), data: { installation: id } };
}

/** Null where there is nothing to check, or nobody who wants it. */
async function whatToCheck(
  { database }: AppContext,
  allowList: AllowList,
  { data }: Job,
): Promise<Checked | null> {
  const commit = String(data['head'] ?? '');
  const repository = await findRepository(database, String(data['repository'] ?? ''));
  if (repository === null || repository.goneAt !== null || repository.databaseId === null) return null;
  const installation =
    repository.installation === null ? null : await findInstallation(database, repository.installation);
  if (installation === null || installation.suspendedAt !== null || installation.removedAt !== null)
    return null;
  if (!allowList.has(installation.account)) return null;
  const products: StoredProduct[] = [];
  for (const key of await productsOfRepository(database, repository.nodeId)) {
    const product = await findProduct(database, key);
    if (product !== null && product.configuration.pullRequestCheck !== 'off') products.push(product);
  }
  if (products.length === 0) return null;
  const { databaseId } = repository;
  return { repository, databaseId, installation, products, commit, again: data['again'] === true };
}

async function check(context: AppContext, checked: Checked): Promise<void> {
  const { database, github, log, model, now, settings } = context;
  const { repository, installation, products, commit, again } = checked;
  const ports = {
    ...(await github.checks(installation.id, [checked.databaseId])),
    records: storeCheckRecords(database, now),
    clock: { now: () => now().getTime(), sleep },
    log,
  };
  const place = {
    repository: nameOf(repository),
    repositoryId: repository.nodeId,
    commit,
    again,
    settleMs: 10_000 * settings.pacing,
  };
  // Every push has a suite that people can ask to run again; only one with a pull request to the default branch is ours.
  if (again && (await ports.records.find(place)) === null) {
    const pulls = await ports.reader.listPulls(place.repository, commit);
    const isOurs = pulls.some(
      ({ isOpen, base, baseRepository }) =>
        isOpen && base === repository.defaultBranch && baseRepository === checked.databaseId,
    );
    if (!isOurs) return;
  }
  const comparison = await compare(context, checked);
  const desired = desiredCheck({
    results: await resultsOf(context, checked, comparison),
    model,
    changesConfiguration: comparison.changes.some(({ path }) => CONFIGURATION.test(path)),
    offersIssues: products.some(({ configuration }) => configuration.issues !== 'off'),
  });
  const step = await reconcileCheck(ports, place, desired, settings.dryRun);
  const { conclusion } = desired;
  log.info({ repository: place.repository, commit, step: step.kind, conclusion }, 'pull request checked');
}

/** Against the branch as it was called when it was seen last, or as it is called now. */
async function compare(
  { github }: AppContext,
  { repository, installation, commit }: Checked,
): Promise<Comparison> {
  const client = github.installation(installation.id);
  const known = repository.defaultBranch;
  try {
    if (known !== null) return await readComparison(client, repository, known, commit);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'gone') throw error;
  }
  const { owner, name } = repository;
  const { default_branch: branch } = await client.get<{ readonly default_branch: string }>(
    'GET /repos/{owner}/{repo}',
    { owner, repo: name },
  );
  return readComparison(client, repository, branch, commit);
}

async function resultsOf(
  context: AppContext,
  checked: Checked,
  comparison: Comparison,
): Promise<readonly ProductResult[]> {
  const { repository, products } = checked;
  const { changes, isCut } = comparison;
  const touched = products.filter(
    ({ configuration }) =>
      isCut ||
      touchesEvidence({
        model: context.model,
        product: configuration,
        changes,
        counts: countsOf(repository),
      }),
  );
  const differences: ReadonlyMap<string, ProductDifference> =
    touched.length === 0
      ? new Map()
      : await assessChange(context, { ...checked, comparison, products: touched });
  const results: ProductResult[] = [];
  for (const { key, configuration, homeRepository } of products) {
    results.push({
      name: (await isTold(context, repository, homeRepository)) ? configuration.name : null,
      language: configuration.language,
      blocks: configuration.pullRequestCheck === 'block',
      difference: differences.get(key) ?? null,
    });
  }
  return results;
}

/** Whether the product may be named: in a repository that not everybody reads, and where its home is public. */
async function isTold(
  { database }: AppContext,
  { visibility }: StoredRepository,
  home: string | null,
): Promise<boolean> {
  if (visibility === 'private' || visibility === 'internal') return true;
  return home !== null && (await findRepository(database, home))?.visibility === 'public';
}

function countsOf({ codeFiles, documentFiles }: StoredRepository): FileCounts | null {
  return codeFiles === null || documentFiles === null ? null : { code: codeFiles, documents: documentFiles };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
