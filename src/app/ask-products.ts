/** An organisation with too many repositories to guess from is asked once what its products are. */
import {
  AmbiguousWrite,
  GitHubError,
  lookTwice,
  type GitHubIssue,
  type IssueReader,
} from '../github/index.js';
import { newFileLink } from '../issues/index.js';
import type { Logger } from '../log/index.js';
import { escapeMarkdown, sayIn, type Language, type MessageParameters } from '../messages/index.js';
import { proposeConfiguration, type OwnerListing } from '../products/index.js';
import {
  dropEffect,
  findEffect,
  intendEffect,
  listProducts,
  listRepositories,
  saveEffect,
  type Installation,
  type StoredRepository,
} from '../store/index.js';
import type { AppContext } from './context.js';
import { ORGANISATION_FILE } from './repositories.js';

const KIND = 'products-question';
const MARKER = '<!-- os2modning:products v=1 -->';
/** Nobody has said anything yet, in a language or otherwise. */
const LANGUAGE: Language = 'da';

/**
 * One issue in the organisation's `.github` repository with a configuration to start from. People may close it: it is made
 * once. It closes by itself when products have been named. Safe to run again. Throws a GitHubError when a limit is
 * reached, an AmbiguousWrite when nobody knows whether it was made: the next run looks first.
 */
export async function askForProducts(
  context: AppContext,
  installation: Installation,
  proposals: readonly OwnerListing[],
): Promise<void> {
  const { database } = context;
  const repositories = await listRepositories(database, { installation: installation.id });
  const desk = repositories.find(({ name, goneAt }) => name.toLowerCase() === '.github' && goneAt === null);
  const listing = proposals.find(({ owner }) => owner.toLowerCase() === installation.account.toLowerCase());
  const log = context.log.child({ installation: installation.id, account: installation.account });
  if (desk === undefined) {
    if (listing !== undefined)
      log.warn('too many repositories to guess from, and no .github repository to ask in');
    return;
  }
  const effect = await findEffect(database, KIND, desk.nodeId);
  const asked = effect?.state === 'open' ? effect.number : null;
  if (listing === undefined) {
    if (asked !== null && (await hasProducts(context, repositories))) await close(context, desk, asked);
  } else if (effect === null || effect.state === 'pending')
    await ask(context, installation, desk, listing, log);
}

async function hasProducts(
  { database }: AppContext,
  repositories: readonly StoredRepository[],
): Promise<boolean> {
  const ids = new Set(repositories.map(({ nodeId }) => nodeId));
  return (await listProducts(database)).some((product) => product.repositories.some((id) => ids.has(id)));
}

async function ask(
  context: AppContext,
  installation: Installation,
  desk: StoredRepository,
  listing: OwnerListing,
  log: Logger,
): Promise<void> {
  const { database, github, settings, now } = context;
  const mayWrite = installation.permissions['issues'] === 'write';
  if (desk.visibility !== 'public' || desk.archived || !mayWrite || desk.databaseId === null) {
    const { visibility, archived } = desk;
    log.warn({ visibility, archived, mayWrite }, 'too many repositories to guess from, and no way to ask');
    return;
  }
  if (settings.dryRun) return log.info('would ask what the products are');
  const repository = nameOf(desk);
  const { reader, writer } = await github.issues(installation.id, [desk.databaseId]);
  const intent = await intendEffect(
    database,
    { kind: KIND, key: desk.nodeId, repository: desk.nodeId },
    now(),
  );
  if (intent === 'known') return;
  // What a process that died has asked for may still be on its way.
  if (intent === 'look-first') await sleep(10_000 * settings.pacing);
  const found = intent === 'look-first' ? await findOwn(reader, repository) : null;
  try {
    const issue =
      found ??
      (await writer.createIssue(repository, { ...textsFor(listing, desk, settings.apiUrl), labels: [] }));
    const { number, nodeId, state } = issue;
    await saveEffect(database, KIND, desk.nodeId, { state, number, nodeId, createdAt: now() }, now());
    log.info({ issue: number }, 'asked what the products are');
  } catch (error) {
    if (error instanceof AmbiguousWrite) throw error;
    await dropEffect(database, KIND, desk.nodeId);
    if (!(error instanceof GitHubError) || error.kind === 'rate-limited') throw error;
    log.warn({ err: error }, 'too many repositories to guess from, and GitHub takes no issue');
  }
}

function findOwn(reader: IssueReader, repository: string): Promise<GitHubIssue | null> {
  return lookTwice(async () =>
    (await reader.listOwnIssues(repository)).find(({ body }) => body.startsWith(MARKER)),
  );
}

function textsFor(
  listing: OwnerListing,
  desk: StoredRepository,
  apiUrl: string,
): { title: string; body: string } {
  const { owner } = listing;
  const say = (key: string, parameters: MessageParameters = {}) =>
    sayIn(LANGUAGE, `app.askProducts.${key}`, { owner: escapeMarkdown(owner), ...parameters });
  const text = proposeConfiguration(listing, {
    head: sayIn(LANGUAGE, 'products.proposal.head', { owner }),
    alone: sayIn(LANGUAGE, 'products.proposal.alone'),
  });
  const link = newFileLink({
    repositoryUrl: `${pagesOf(apiUrl)}/${nameOf(desk)}`,
    branch: desk.defaultBranch ?? 'main',
    path: ORGANISATION_FILE,
    text,
  });
  const blocks = [
    MARKER,
    say('why', { count: listing.repositories.length }),
    say('how', { url: link.url, filled: link.isFilled ? 'yes' : 'no' }),
    `<details><summary>${say('file')}</summary>\n\n\`\`\`yaml\n${text.trimEnd()}\n\`\`\`\n\n</details>`,
    say('end'),
  ];
  return { title: sayIn(LANGUAGE, 'app.askProducts.title', { owner }), body: `${blocks.join('\n\n')}\n` };
}

/** Only while it is open: what people have closed is theirs. */
async function close(context: AppContext, desk: StoredRepository, number: number): Promise<void> {
  const { database, github, settings, log, now } = context;
  if (settings.dryRun || desk.installation === null || desk.databaseId === null) return;
  const repository = nameOf(desk);
  const { reader, writer } = await github.issues(desk.installation, [desk.databaseId]);
  const issue = await reader.readIssue(repository, number);
  if (typeof issue === 'object' && issue.state === 'open' && !issue.isLocked) {
    await writer.closeIssue(repository, number, 'completed');
    log.info({ installation: desk.installation, issue: number }, 'the products have been named');
  }
  await saveEffect(database, KIND, desk.nodeId, { state: 'closed' }, now());
}

/** Where people read what this API is about: an Enterprise server has both under one name. */
function pagesOf(apiUrl: string): string {
  return apiUrl.endsWith('/api/v3') ? apiUrl.slice(0, -'/api/v3'.length) : 'https://github.com';
}

function nameOf({ owner, name }: StoredRepository): string {
  return `${owner}/${name}`;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
