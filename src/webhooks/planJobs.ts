import type { JobRequest } from '../jobs/index.js';
import {
  evaluationRepository,
  findEffectByNode,
  findIssueByNode,
  findRepository,
  hideRepository,
  productsOfRepositories,
  saveCommand,
  stopInstallation,
  stoppedInstallations,
  type Queryable,
  type StoredDelivery,
} from '../store/index.js';
import type { Work } from './types.js';

/** The roadmap is one project, so it is one lane. */
export const ROADMAP_KEY = 'roadmap';

export type MoreJobs = (work: Work, delivery: StoredDelivery<Work>) => readonly JobRequest[];

/**
 * The jobs that deliveries ask for, by what is known of products and issues here. Notes at once what must not wait: a
 * repository that may be private is hidden, an installation that was suspended or removed is stopped. Use a transaction.
 */
export async function planJobs(
  connection: Queryable,
  deliveries: readonly StoredDelivery<Work>[],
  more: MoreJobs,
  now: Date,
): Promise<readonly JobRequest[]> {
  const products = await productsOfRepositories(connection, repositoriesOf(deliveries));
  const stopped = new Set(await stoppedInstallations(connection, installationsOf(deliveries)));
  const requests: JobRequest[] = [];
  for (const delivery of deliveries) {
    for (const work of delivery.work) {
      if (work.kind === 'installation') {
        if (work.change !== 'changed') stopped.add(work.installation);
      } else if (delivery.installation !== null && stopped.has(delivery.installation)) continue;
      const keys = 'repository' in work ? (products.get(work.repository) ?? []) : [];
      requests.push(...(await planOne(connection, delivery, work, keys, now)), ...more(work, delivery));
    }
  }
  return [...requests, ...(await evaluationJobs(connection, deliveries))];
}

/** The repository with people's evaluations may belong to no product: a push to it, or another visibility, is a reason to read it. */
async function evaluationJobs(
  connection: Queryable,
  deliveries: readonly StoredDelivery<Work>[],
): Promise<readonly JobRequest[]> {
  const touched = new Set(
    deliveries.flatMap(({ work }) =>
      work.flatMap((one) => (one.kind === 'content' || one.kind === 'repository' ? [one.repository] : [])),
    ),
  );
  if (touched.size === 0) return [];
  const repository = await evaluationRepository(connection);
  return repository !== null && touched.has(repository) ? [EVALUATIONS] : [];
}

function installationsOf(deliveries: readonly StoredDelivery<Work>[]): readonly number[] {
  const ids = new Set<number>();
  for (const { installation } of deliveries) if (installation !== null) ids.add(installation);
  return [...ids];
}

function repositoriesOf(deliveries: readonly StoredDelivery<Work>[]): readonly string[] {
  const ids = new Set<string>();
  for (const { work } of deliveries) for (const one of work) if ('repository' in one) ids.add(one.repository);
  return [...ids];
}

async function planOne(
  connection: Queryable,
  delivery: StoredDelivery<Work>,
  work: Work,
  products: readonly string[],
  now: Date,
): Promise<readonly JobRequest[]> {
  switch (work.kind) {
    case 'installation': {
      if (work.change !== 'changed') await stopInstallation(connection, work.installation, work.change, now);
      return [configuration(work.installation, true)];
    }
    case 'repository': {
      if (work.hide) await hideRepository(connection, work.repository, now);
      const installation = await installationOf(connection, delivery, work.repository);
      // What may be private now must leave the roadmap at once.
      const shown: readonly JobRequest[] =
        work.hide && products.length > 0 ? [{ ...ROADMAP, soon: true }] : [];
      return [
        ...(installation === null ? [] : [configuration(installation)]),
        ...assessAll(products),
        ...shown,
      ];
    }
    case 'content': {
      const isKnown = products.length > 0;
      const installation = await installationOf(connection, delivery, work.repository);
      const asked = work.configuration && installation !== null ? [configuration(installation)] : [];
      return isKnown ? [...asked, ...assessAll(products)] : asked;
    }
    case 'milestone':
      return products.length > 0 ? [ROADMAP] : [];
    case 'issue':
      return planIssue(connection, work, products);
    case 'comment':
      return planComment(connection, work, now);
    case 'check':
      return products.length > 0 ? [check(work)] : [];
    case 'button': {
      const details = { ...work, commit: work.head };
      for (const product of products) {
        await saveCommand(connection, { id: `${delivery.guid}/${product}`, product, details }, now);
      }
      return assessAll(products, true);
    }
  }
}

async function planIssue(
  connection: Queryable,
  work: Extract<Work, { kind: 'issue' }>,
  products: readonly string[],
): Promise<readonly JobRequest[]> {
  const requests: JobRequest[] = [];
  if (work.milestone !== null && products.length > 0) requests.push(ROADMAP);
  if (!work.people) return requests;
  const ours = await findIssueByNode(connection, work.issue);
  // An issue of a plan belongs to its product, too.
  const product = ours?.product ?? (await findEffectByNode(connection, work.issue))?.product ?? null;
  if (product !== null) requests.push({ queue: 'assess', key: product, soon: true });
  return requests;
}

async function planComment(
  connection: Queryable,
  work: Extract<Work, { kind: 'comment' }>,
  now: Date,
): Promise<readonly JobRequest[]> {
  const ours = await findIssueByNode(connection, work.issue);
  if (ours === null) return [];
  const { repository, issue, comment } = work;
  const details = { kind: 'comment', repository, issue, comment };
  await saveCommand(connection, { id: comment, product: ours.product, details }, now);
  return [{ queue: 'assess', key: ours.product, soon: true }];
}

/** Where GitHub said it is installed; for an old hook without that, where the repository was last seen. */
async function installationOf(
  connection: Queryable,
  delivery: StoredDelivery<Work>,
  repository: string,
): Promise<number | null> {
  if (delivery.installation !== null) return delivery.installation;
  return (await findRepository(connection, repository))?.installation ?? null;
}

const EVALUATIONS: JobRequest = { queue: 'configuration', key: 'evaluations' };
const ROADMAP: JobRequest = { queue: 'roadmap', key: ROADMAP_KEY };

function configuration(installation: number, soon = false): JobRequest {
  return { queue: 'configuration', key: String(installation), data: { installation }, soon };
}

function assessAll(products: readonly string[], soon = false): readonly JobRequest[] {
  return products.map((key) => ({ queue: 'assess', key, soon }));
}

/** One lane per commit, so that a pull request and a wish to run again never make two runs at a time. */
function check(work: Extract<Work, { kind: 'check' }>): JobRequest {
  const { repository, head, again } = work;
  return {
    queue: 'check',
    key: `${repository}@${head}`,
    data: { repository, head, again },
    soon: again,
  };
}
