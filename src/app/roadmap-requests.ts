/** When the roadmap and the plans have work. */
import type { JobRequest } from '../jobs/index.js';
import { listProducts, type NewProduct, type Queryable, type StoredProduct } from '../store/index.js';
import { ROADMAP_KEY } from '../webhooks/index.js';
import { wantedRoadmap } from './roadmap-run.js';

type Planned = Pick<NewProduct, 'key' | 'configuration' | 'homeRepository' | 'installation'>;

/** For a change that may concern the roadmap; none where there is no roadmap. */
export async function roadmapRequests(connection: Queryable): Promise<readonly JobRequest[]> {
  const wanted = await wantedRoadmap(connection);
  return wanted === null || wanted.project === null ? [] : [{ queue: 'roadmap', key: ROADMAP_KEY }];
}

/** When issues of the app's own have changed: none where they are not shown in the roadmap. */
export async function issueRequests(connection: Queryable): Promise<readonly JobRequest[]> {
  return (await wantedRoadmap(connection))?.issues === true ? roadmapRequests(connection) : [];
}

/** The nightly round: every plan that is kept applied, so that next year's milestones come in time, and the roadmap in full. */
export async function nightlyRoadmap(connection: Queryable): Promise<readonly JobRequest[]> {
  const products = await listProducts(connection);
  const roadmap = await roadmapRequests(connection);
  return [
    ...products.flatMap(planRequest),
    // A status update is made of the whole portfolio, not of what one event has brought.
    ...roadmap.map((request): JobRequest => ({ ...request, data: { nightly: true } })),
  ];
}

/** For products whose plans, home or permissions have changed. `changed`: the installation that may do more than before. */
export function dueRequests(
  products: readonly NewProduct[],
  before: readonly StoredProduct[],
  changed: number | null,
): readonly JobRequest[] {
  const known = new Map(before.map((product) => [product.key, product]));
  return products
    .filter((product) => {
      const was = known.get(product.key);
      if (was === undefined || was.removedAt !== null || product.installation === changed) return true;
      return was.homeRepository !== product.homeRepository || plansOf(was) !== plansOf(product);
    })
    .flatMap(planRequest);
}

/** None for a product that follows no plan. */
function planRequest({ key, configuration }: Planned): readonly JobRequest[] {
  return configuration.plans.length === 0 ? [] : [{ queue: 'plan', key }];
}

function plansOf({ configuration }: Planned): string {
  return configuration.plans.join(' ');
}
