/** The configuration lane: what an installation may see, what people have configured, and so which products there are. */
import { isDeepStrictEqual } from 'node:util';
import { GitHubError, type ReadClient } from '../github/index.js';
import type { Mistake } from '../governance/index.js';
import {
  readOrganisationConfiguration,
  readPortfolioConfiguration,
  type OrganisationConfiguration,
  type PortfolioConfiguration,
} from '../products/index.js';
import { shippedPlans } from '../roadmap/index.js';
import {
  findConfiguration,
  findInstallation,
  forgetConfiguration,
  listConfigurations,
  listRepositories,
  noteGone,
  saveConfiguration,
  saveInstallation,
  saveRepositories,
  stopInstallation,
  type Installation,
  type StoredRepository,
} from '../store/index.js';
import { PORTFOLIO_SOURCE, type AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { resolvePortfolio } from './portfolio.js';
import { askForProducts } from './ask-products.js';
import {
  listInstallationRepositories,
  PORTFOLIO_FILE,
  readConfigurationTexts,
  type ConfigurationText,
  type SeenRepository,
} from './repositories.js';

interface RawInstallation {
  readonly id: number;
  readonly account: { readonly id: number; readonly login: string; readonly type?: string } | null;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly suspended_at: string | null;
}

/** Reads an installation again and sends the assessments that are now due. Throws a GitHubError to be tried again. */
export async function configureInstallation(
  context: AppContext,
  allowList: AllowList,
  id: number,
): Promise<void> {
  const before = await findInstallation(context.database, id);
  const installation = await readInstallation(context, id);
  if (installation === null) {
    await resolvePortfolio(context, { repositories: new Set(), changed: null });
    return;
  }
  const { account } = installation;
  const log = context.log.child({ installation: id, account });
  if (!allowList.has(account)) {
    log.info('installation is not on the list of accounts and gets nothing');
    return removeUnlisted(context, installation);
  }
  const client = context.github.installation(id);
  const known = await listRepositories(context.database, { installation: id });
  const repositories = await listAgainWhenShort(client, id, known);
  const read = await readConfigurationTexts(client, repositories, context.settings.portfolio);
  const at = context.now();
  const here = new Set(repositories.map(({ nodeId }) => nodeId));
  await context.database.transaction(async (connection) => {
    await saveRepositories(
      connection,
      repositories.map((one) => ({ ...one, headOid: read.heads.get(one.nodeId) ?? null })),
      at,
    );
    const gone = known.filter(({ nodeId }) => !here.has(nodeId)).map(({ nodeId }) => nodeId);
    if (gone.length > 0) await noteGone(connection, gone, at);
  });
  await saveConfigurations(context, installation, repositories, read);
  await allowList.refresh();
  log.info({ repositories: repositories.length, configurations: read.texts.length }, 'installation read');
  const isSame = before !== null && isDeepStrictEqual(before.permissions, installation.permissions);
  const proposals = await resolvePortfolio(context, { repositories: here, changed: isSame ? null : id });
  await askForProducts(context, installation, proposals);
}

/** GitHub's list has been empty before when it was not, and what is not in it is taken for gone: so it is asked twice. */
async function listAgainWhenShort(
  client: ReadClient,
  installation: number,
  known: readonly StoredRepository[],
): Promise<readonly SeenRepository[]> {
  const listed = await listInstallationRepositories(client, installation);
  const here = new Set(listed.map(({ nodeId }) => nodeId));
  const isShort = known.some(({ nodeId }) => !here.has(nodeId));
  return isShort ? listInstallationRepositories(client, installation) : listed;
}

/**
 * Where the operator wants it, and only where nothing was ever served: an account that was taken off the list, by mistake
 * perhaps, keeps its installation. While the portfolio configuration has never been read, nobody knows who is on the list.
 */
async function removeUnlisted(
  { database, github, settings, log }: AppContext,
  { id, account }: Installation,
): Promise<void> {
  if (!settings.removesUnlisted || settings.dryRun) return;
  const portfolio = await findConfiguration(database, PORTFOLIO_SOURCE);
  const isListKnown = settings.portfolio === null || (portfolio?.good ?? null) !== null;
  const served = await listRepositories(database, { installation: id });
  if (!isListKnown || served.length > 0) return;
  await github.uninstall(id);
  log.warn({ installation: id, account }, 'the App was uninstalled from an account that is not on the list');
}

async function readInstallation(
  { github, database, now }: AppContext,
  id: number,
): Promise<Installation | null> {
  try {
    const raw = await github.app.get<RawInstallation>('GET /app/installations/{installation_id}', {
      installation_id: id,
    });
    const installation = {
      id,
      accountId: raw.account?.id ?? 0,
      account: raw.account?.login ?? '',
      accountType: raw.account?.type ?? 'Organization',
      permissions: raw.permissions,
      events: raw.events,
      suspendedAt: raw.suspended_at === null ? null : new Date(raw.suspended_at),
      removedAt: null,
    };
    await saveInstallation(database, installation, now());
    return installation.suspendedAt === null ? installation : null;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'gone') throw error;
    if ((await findInstallation(database, id)) !== null) {
      await database.transaction((connection) => stopInstallation(connection, id, 'removed', now()));
    }
    return null;
  }
}

async function saveConfigurations(
  { database, model, now }: AppContext,
  installation: Installation,
  repositories: readonly SeenRepository[],
  read: { readonly texts: readonly ConfigurationText[]; readonly unread: ReadonlySet<string> },
): Promise<void> {
  const stored = await listConfigurations(database, { installation: installation.id });
  const sources = new Set<string>();
  const known = { ...model, plans: shippedPlans() };
  for (const text of read.texts) {
    const source = sourceOf(text);
    sources.add(source);
    const { repository, path, commit } = text;
    const file = `${repository.owner}/${repository.name}/${path}`;
    const { configuration, mistakes } =
      path === PORTFOLIO_FILE
        ? readPortfolioConfiguration(text.text, { file, model: known })
        : readOrganisationConfiguration(text.text, {
            owner: repository.owner,
            repository: isOrganisationFile(text) ? null : repository.name,
            file,
            model: known,
          });
    await saveConfiguration<OrganisationConfiguration | PortfolioConfiguration, Mistake>(
      database,
      {
        source,
        installation: installation.id,
        repository: repository.nodeId,
        path,
        commit,
        configuration,
        mistakes,
      },
      now(),
    );
  }
  const there = new Set(repositories.map(({ nodeId }) => nodeId));
  for (const { source, repository } of stored) {
    const couldNotBeRead = repository !== null && there.has(repository) && read.unread.has(repository);
    if (!sources.has(source) && !couldNotBeRead) await forgetConfiguration(database, source);
  }
}

function sourceOf(text: ConfigurationText): string {
  if (text.path === PORTFOLIO_FILE) return PORTFOLIO_SOURCE;
  return `${isOrganisationFile(text) ? 'organisation' : 'repository'}:${text.repository.nodeId}`;
}

function isOrganisationFile({ repository }: ConfigurationText): boolean {
  return repository.name.toLowerCase() === '.github';
}
