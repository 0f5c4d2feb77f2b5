/** What a process looks at when it starts, without waiting for an event or the night. */
import type { JobRequest } from '../jobs/index.js';
import {
  latestRound,
  listInstallations,
  listProducts,
  readSetting,
  saveSetting,
  type Queryable,
} from '../store/index.js';
import type { AppContext } from './context.js';

/** Key of a setting: true while what was found was planned and not written. */
const PLANNED_ONLY = 'planned-only';

/**
 * A new database, or one in the place of a lost one, knows nothing of what is installed already, and GitHub tells it only once. After
 * a time in which nothing was to be written, what was planned then is done now. Once each, however often a process dies meanwhile.
 */
export async function lookRoundAtFirst(context: AppContext): Promise<void> {
  const { database, settings, jobs, now } = context;
  if (settings.role === 'web') return;
  const isNew = (await latestRound(database, 'sweep')) === null;
  const wasDry = (await readSetting(database, PLANNED_ONLY)) === true;
  const isHeldBack = wasDry && !settings.dryRun;
  await database.transaction(async (connection) => {
    if (isHeldBack) await jobs().send(await everything(connection), connection);
    if (isHeldBack || isNew) await jobs().send([SWEEP], connection);
    if (wasDry !== settings.dryRun) await saveSetting(connection, PLANNED_ONLY, settings.dryRun, now());
  });
  jobs().wake();
}

const SWEEP: JobRequest = { queue: 'sweep', key: 'all', soon: true };

/** Every installation and every product, changed or not. */
export async function everything(connection: Queryable): Promise<readonly JobRequest[]> {
  const installations = await listInstallations(connection);
  const products = await listProducts(connection);
  return [
    ...installations.map(({ id }): JobRequest => ({
      queue: 'configuration',
      key: String(id),
      data: { installation: id },
    })),
    ...products.map(({ key }): JobRequest => ({ queue: 'assess', key })),
  ];
}
