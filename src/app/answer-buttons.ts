/** Buttons on the app's own check runs: only people who may write to the repository are heard. */
import { BUTTONS } from '../checks/index.js';
import type { Model } from '../governance/index.js';
import { wantedDocuments } from '../issues/index.js';
import type { JobRequest } from '../jobs/index.js';
import {
  findRepository,
  finishCommand,
  latestAssessment,
  waitingCommands,
  type Installation,
  type Queryable,
  type StoredCommand,
  type StoredProduct,
} from '../store/index.js';
import type { AppContext } from './context.js';
import { saveOrder } from './orders.js';
import { askOrWait, mayCommand } from './people.js';
import { nameOf } from './stored-products.js';

/** As the events' room leaves it. */
interface ButtonHint {
  readonly kind: 'button';
  /** Node id. */
  readonly repository: string;
  readonly commit: string;
  readonly button: string;
  readonly sender: number;
  readonly login: string;
}

/**
 * Works on the buttons that wait for a product. Each is worked on once, whoever pressed it; what it orders is noted together with
 * that. Throws a GitHubError when a later try may do better.
 */
export async function answerButtons(
  context: AppContext,
  product: StoredProduct,
  installation: Installation,
): Promise<void> {
  const { database, log, now, settings, jobs } = context;
  const waiting = await waitingCommands<ButtonHint | { readonly kind: string }>(database, product.key);
  for (const command of waiting) {
    if (!isButton(command)) continue;
    const { button, sender } = command.details;
    const may = await isAllowed(context, command, installation);
    if (may === 'waits') continue;
    log.info({ product: product.key, button, allowed: may, person: sender }, 'button pressed');
    // Without writing there is nothing to answer; it waits until there is.
    if (settings.dryRun) continue;
    const woken = await database.transaction(async (connection) => {
      if (may && button === BUTTONS.openIssues) {
        for (const id of await missingDocuments(connection, context.model, product)) {
          await saveOrder(connection, product.key, id, 'command', now());
        }
      }
      const request = may && button === BUTTONS.assess ? [checkAgain(command.details)] : [];
      await finishCommand(connection, command.id, may ? 'done' : 'denied', now());
      return jobs().send(request, connection);
    });
    jobs().wake(woken);
  }
}

function isButton(
  command: StoredCommand<ButtonHint | { readonly kind: string }>,
): command is StoredCommand<ButtonHint> {
  return command.details.kind === 'button';
}

/** The id must be that of the login: one may have been given away since. Where GitHub does not let us ask, it waits. */
async function isAllowed(
  context: AppContext,
  command: StoredCommand<ButtonHint>,
  installation: Installation,
): Promise<boolean | 'waits'> {
  const { repository: id, sender, login } = command.details;
  const repository = await findRepository(context.database, id);
  if (repository === null || repository.goneAt !== null || login === '') return false;
  const through = repository.installation ?? installation.id;
  const person = { login, id: sender, isBot: false };
  return askOrWait(context, command, () => mayCommand(context, through, nameOf(repository), person), false);
}

/** All that the product aims at and lacks: as many at a time as it wants open, the others as room comes. */
async function missingDocuments(
  connection: Queryable,
  model: Model,
  { key, configuration }: StoredProduct,
): Promise<readonly string[]> {
  const assessment = (await latestAssessment(connection, key))?.assessment;
  if (assessment === undefined || configuration.issues === 'off') return [];
  const product = { ...configuration, issues: 'auto' as const };
  return wantedDocuments(assessment, model, product, new Set()).map(({ id }) => id);
}

function checkAgain({ repository, commit: head }: ButtonHint): JobRequest {
  return {
    queue: 'check',
    key: `${repository}@${head}`,
    data: { repository, head, again: true },
    soon: true,
  };
}
