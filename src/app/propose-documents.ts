/** After a product's issues: its missing documents as pull requests, where the product has asked for that. */
import { GitHubError, isForbidden } from '../github/index.js';
import {
  desiredProposals,
  reconcileProposals,
  storeProposalRecords,
  type ProposalAccess,
} from '../proposals/index.js';
import { listIssues } from '../store/index.js';
import type { AppContext } from './context.js';
import { issueMaterial, type MaterialSources } from './issue-material.js';
import { nameOf } from './stored-products.js';

/** Refusals that another try would meet too. */
const FINAL: ReadonlySet<string> = new Set(['gone', 'forbidden', 'archived', 'disabled', 'validation']);

/**
 * Answers whether GitHub did not let us, which another night may see otherwise. Throws a GitHubError when a later try may do
 * better; what GitHub refuses for good is logged, and the issues' links remain.
 */
export async function proposeDocuments(context: AppContext, run: MaterialSources): Promise<boolean> {
  const { database, github, model, now, settings } = context;
  const { product, assessment, facts, stored } = run;
  const propose = github.proposals;
  if (propose === null || product.configuration.proposals !== true) return false;
  const log = context.log.child({ product: product.key });
  const issues = await listIssues(database, { product: product.key });
  const open = issues.flatMap(({ kind, state, repository, number }) =>
    state === 'open' && number !== null ? [[kind, { repositoryId: repository, number }] as const] : [],
  );
  const ways = new Map<string, Promise<ProposalAccess | null>>();
  const desired = desiredProposals({
    product: product.configuration,
    productKey: product.key,
    assessment,
    model,
    material: await issueMaterial(context, run),
    heads: new Map(
      facts.repositories.flatMap(({ id, head }) =>
        id !== null && head.state === 'known' ? [[id, head.value.commit] as const] : [],
      ),
    ),
    issues: new Map(open),
  });
  try {
    await reconcileProposals(
      {
        records: storeProposalRecords(database, now),
        clock: { now: () => now().getTime(), sleep },
        log,
        settleMs: 10_000 * settings.pacing,
      },
      {
        product: product.key,
        language: product.configuration.language,
        desired,
        repositories: new Map(
          facts.repositories.map(({ id, nameWithOwner, files }) => [
            id ?? '',
            {
              name: nameWithOwner,
              paths: files.state === 'known' ? new Set(files.value.byPath.keys()) : null,
            },
          ]),
        ),
        access: (id) => {
          const one = stored.find(({ nodeId }) => nodeId === id);
          if (one === undefined || one.databaseId === null) return Promise.resolve(null);
          const way = ways.get(id) ?? propose(nameOf(one), one.databaseId);
          ways.set(id, way);
          return way;
        },
      },
      settings.dryRun,
    );
  } catch (error) {
    if (!(error instanceof GitHubError) || !FINAL.has(error.kind)) throw error;
    log.warn({ err: error }, 'a document could not be proposed');
    return isForbidden(error);
  }
  return false;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
