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
  type Queryable,
  type ReadConfiguration,
  type StoredRepository,
} from '../store/index.js';
import { PORTFOLIO_SOURCE, type AllowList } from './allow-list.js';
import type { AppContext } from './context.js';
import { resolvePortfolio, wakeLanes, type Seen } from './portfolio.js';
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
    wakeLanes(context);
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
  const files = read.texts.map((text) => readFile(context, text));
  const isSame = before !== null && isDeepStrictEqual(before.permissions, installation.permissions);
  const seen = {
    repositories: new Set(repositories.map(({ nodeId }) => nodeId)),
    changed: isSame ? null : id,
  };
  const proposals = await resolvePortfolio(context, seen, async (connection) => {
    await saveListing(connection, { repositories, known, heads: read.heads }, context.now());
    await saveConfigurations(connection, { installation, seen, files, unread: read.unread }, context.now());
  });
  await allowList.refresh();
  log.info({ repositories: repositories.length, configurations: files.length }, 'installation read');
  wakeLanes(context);
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

interface Listing {
  readonly repositories: readonly SeenRepository[];
  /** What was there before. */
  readonly known: readonly StoredRepository[];
  readonly heads: ReadonlyMap<string, string | null>;
}

async function saveListing(
  connection: Queryable,
  { repositories, known, heads }: Listing,
  at: Date,
): Promise<void> {
  const here = new Set(repositories.map(({ nodeId }) => nodeId));
  await saveRepositories(
    connection,
    repositories.map((one) => ({ ...one, headOid: heads.get(one.nodeId) ?? null })),
    at,
  );
  const gone = known.filter(({ nodeId }) => !here.has(nodeId)).map(({ nodeId }) => nodeId);
  if (gone.length > 0) await noteGone(connection, gone, at);
}

type ConfigurationFile = Omit<
  ReadConfiguration<OrganisationConfiguration | PortfolioConfiguration, Mistake>,
  'installation'
>;

function readFile({ model }: AppContext, text: ConfigurationText): ConfigurationFile {
  const { repository, path, commit } = text;
  const known = { ...model, plans: shippedPlans() };
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
  return { source: sourceOf(text), repository: repository.nodeId, path, commit, configuration, mistakes };
}

interface Files {
  readonly installation: Installation;
  readonly seen: Seen;
  readonly files: readonly ConfigurationFile[];
  /** Repositories whose files could not be read. */
  readonly unread: ReadonlySet<string>;
}

async function saveConfigurations(
  connection: Queryable,
  { installation: { id }, seen, files, unread }: Files,
  at: Date,
): Promise<void> {
  for (const file of files) await saveConfiguration(connection, { ...file, installation: id }, at);
  const sources = new Set(files.map(({ source }) => source));
  for (const { source, repository } of await listConfigurations(connection, { installation: id })) {
    const couldNotBeRead = repository !== null && seen.repositories.has(repository) && unread.has(repository);
    if (!sources.has(source) && !couldNotBeRead) await forgetConfiguration(connection, source);
  }
}

function sourceOf(text: ConfigurationText): string {
  if (text.path === PORTFOLIO_FILE) return PORTFOLIO_SOURCE;
  return `${isOrganisationFile(text) ? 'organisation' : 'repository'}:${text.repository.nodeId}`;
}

function isOrganisationFile({ repository }: ConfigurationText): boolean {
  return repository.name.toLowerCase() === '.github';
}
