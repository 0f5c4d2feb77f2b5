/** The assess lane: one product from what stands on GitHub to its assessment and its issues. */
import {
  assess,
  changeSince,
  countFiles,
  findDeclaration,
  lookAgainOn,
  productTraits,
  shownFiles,
  type Assessment,
  type DeclarationFile,
} from '../assessment/index.js';
import type { FilesSaid } from '../commands/index.js';
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { GitHubError } from '../github/index.js';
import { reconcileIssues, storeIssueRecords, type ReconcileReport } from '../issues/index.js';
import type { Job } from '../jobs/index.js';
import {
  findInstallation,
  findProduct,
  findRepository,
  listIssues,
  lookAgainFrom,
  earlierPeriod,
  noteFileCounts,
  noteScanned,
  saveAssessment,
  saveExamples,
  startRun,
  type Installation,
  type StoredProduct,
  type StoredRepository,
} from '../store/index.js';
import { answerButtons } from './answer-buttons.js';
import { answerCommands } from './answer-commands.js';
import type { AllowList } from './allow-list.js';
import { issueRequests } from './roadmap-requests.js';
import type { AppContext } from './context.js';
import { decidedLevel } from './decided-level.js';
import { danishDay } from './days.js';
import { bringExplanationsUpToDate, remindOfExplanations } from './explanations.js';
import { issueMaterial } from './issue-material.js';
import { deniedTicks, ordersOf, settleOrders } from './orders.js';
import { isNothingOurs, issuePlaces, knownToBeEmpty, withoutOwnIssues, type Seen } from './own-issues.js';
import { proposeDocuments } from './propose-documents.js';

/** Tries, in all, to read everything before a product is rated with what could be read. */
const MOST_TRIES = 3;

/**
 * Assesses the product whose key is the job's, and brings its issues in line. Safe to run again, and to be killed anywhere. Throws
 * a GitHubError to be tried again.
 */
export async function assessProduct(
  context: AppContext,
  allowList: AllowList,
  { key, failures }: Pick<Job, 'key' | 'failures'>,
): Promise<void> {
  const { database, now, model } = context;
  const product = await findProduct(database, key);
  if (product === null || product.removedAt !== null) return;
  const installation = await activeInstallation(context, allowList, product);
  if (installation === null) return;
  const log = context.log.child({ product: key, installation: installation.id });
  await answerCommands(context, product, installation);
  await answerButtons(context, product, installation);
  const at = now();
  const generation = await startRun(database, key, at);
  const reading = await readFacts(context, product, at);
  // What GitHub did not answer for a moment should not make a rating unknown, and known again a minute later.
  if (reading.unread !== null && failures + 1 < MOST_TRIES) throw reading.unread;
  if (reading.facts.repositories.length === 0) {
    log.info('none of the repositories can be seen');
    return;
  }
  const facts = await withoutOwnIssues(context, product, reading);
  await noteFileCounts(database, fileCounts(facts, product, model));
  const { configuration } = product;
  const find = (given: ProductFacts): DeclarationFile | null =>
    findDeclaration(given, model, configuration.declaration);
  const declaration = find(facts);
  const explanations = await bringExplanationsUpToDate(
    context,
    product,
    filesSaid(product, reading, declaration),
    at,
  );
  const input = {
    product: { ...configuration, explanations },
    facts,
    model,
    declaration,
    decided: await decidedLevel(context, product),
    earlier: null,
    assessedAt: at.toISOString(),
  };
  const rated = assess(input);
  const today = danishDay(at);
  const lookAgain = reading.unread === null ? lookAgainOn(input, rated, find) : today;
  const assessment = await withChange(context, key, rated);
  const saved = await database.transaction(async (connection) => {
    const result = await saveAssessment(connection, key, generation, assessment, lookAgain);
    const shown = { traits: productTraits(facts), files: shownFiles(assessment) };
    if (result.outcome !== 'outdated') await saveExamples(connection, key, shown, at);
    return result;
  });
  if (saved.outcome === 'outdated') return;
  log.info({ level: assessment.level.indicative, counts: assessment.counts.total }, 'product assessed');
  const run: Run = {
    product,
    installation,
    assessment,
    facts,
    stored: reading.stored,
    issueAuthors: reading.issueAuthors,
    generation,
    at,
  };
  const isHeldBack = await writeIssues(context, run);
  if (!context.settings.dryRun) await remindOfExplanations(context, product, installation, at);
  const isRefused = await proposeDocuments(context, run);
  // What could not be done is done by the next sweep. A run that was killed before its issues stood is made again too.
  if (isHeldBack || isRefused) await lookAgainFrom(database, key, today);
  else await noteScanned(database, reading.heads, now());
}

/** Compared with how the product stood before it last changed, so that a run that is made again says the same. */
async function withChange({ database }: AppContext, key: string, rated: Assessment): Promise<Assessment> {
  const earlier = await earlierPeriod(database, key, rated);
  if (earlier === null) return rated;
  const requirements = Object.entries(earlier.ratings).map(([id, rating]) => ({ id, rating }));
  const assessedAt = earlier.confirmedAt.toISOString();
  return { ...rated, change: changeSince({ assessedAt, requirements }, rated.requirements) };
}

async function activeInstallation(
  { database, log }: AppContext,
  allowList: AllowList,
  product: StoredProduct,
): Promise<Installation | null> {
  const installation =
    product.installation === null ? null : await findInstallation(database, product.installation);
  if (installation === null || installation.suspendedAt !== null || installation.removedAt !== null)
    return null;
  if (allowList.has(installation.account)) return installation;
  log.info({ product: product.key, account: installation.account }, 'account is not on the list any more');
  return null;
}

interface Reading extends Seen {
  /** Why something could not be read that should be there; null: everything was. */
  readonly unread: GitHubError | null;
  readonly heads: ReadonlyMap<string, string | null>;
}

async function readFacts(
  { database, facts: gate, jobs }: AppContext,
  product: StoredProduct,
  at: Date,
): Promise<Reading> {
  const asOf = danishDay(at);
  const stored: StoredRepository[] = [];
  for (const id of product.repositories) {
    const repository = await findRepository(database, id);
    if (repository !== null && repository.goneAt === null) stored.push(repository);
  }
  const byInstallation = groupByInstallation(stored);
  const repositories: RepositoryFacts[] = [];
  const heads = new Map<string, string | null>();
  const issueAuthors = new Map<string, ReadonlySet<string>>();
  let unread: GitHubError | null = null;
  for (const [installation, own] of byInstallation) {
    const targets = own.map(({ nodeId, owner, name }) => ({ id: nodeId, name: `${owner}/${name}` }));
    for (const { target, facts, error, issueAuthors: authors } of await gate.read(
      installation,
      targets,
      asOf,
    )) {
      if (target.id !== null && authors !== null) issueAuthors.set(target.id, authors);
      if (facts !== null) repositories.push(facts);
      if (facts === null && error?.kind === 'gone')
        await jobs().send([{ queue: 'configuration', key: String(installation), data: { installation } }]);
      if (facts !== null) unread ??= error;
      if (facts !== null && target.id !== null && error === null)
        heads.set(target.id, facts.head.state === 'known' ? facts.head.value.commit : null);
    }
  }
  return { facts: { asOf, repositories }, stored, heads, issueAuthors, unread };
}

function groupByInstallation(
  stored: readonly StoredRepository[],
): ReadonlyMap<number, readonly StoredRepository[]> {
  const groups = new Map<number, StoredRepository[]>();
  for (const one of stored) {
    if (one.installation === null) continue;
    const group = groups.get(one.installation) ?? [];
    groups.set(one.installation, group);
    group.push(one);
  }
  return groups;
}

/** So that a pull request that touches nothing of interest can be answered without reading again. */
function fileCounts(
  { repositories, asOf }: ProductFacts,
  { configuration }: StoredProduct,
  model: AppContext['model'],
): Parameters<typeof noteFileCounts>[1] {
  return new Map(repositories.map((one) => [one.id ?? '', countFiles(one, configuration, model, asOf)]));
}

export function filesSaid(
  { configuration }: StoredProduct,
  { facts, stored }: Reading,
  declaration: DeclarationFile | null,
): FilesSaid {
  const listed = facts.repositories.filter(({ files }) => files.state === 'known');
  return {
    configured: configuration.explanations,
    declaration: declaration?.reading.declaration ?? null,
    declaredIn: declaration === null ? null : `${declaration.repository ?? ''}/${declaration.path}`,
    isEverythingRead: listed.length === stored.length,
  };
}

interface Run {
  readonly product: StoredProduct;
  readonly installation: Installation;
  readonly assessment: Assessment;
  readonly facts: ProductFacts;
  readonly stored: readonly StoredRepository[];
  readonly issueAuthors: Reading['issueAuthors'];
  readonly generation: number;
  readonly at: Date;
}

/** Answers whether something is left for another night: the brake held issues back, or GitHub did not do what it was asked. */
async function writeIssues(context: AppContext, run: Run): Promise<boolean> {
  const { database, github, model, settings, now } = context;
  const { product, installation, assessment, facts, generation, at } = run;
  const home = facts.repositories.find(({ id }) => id !== null && id === product.homeRepository);
  const records = await listIssues(database, { product: product.key });
  const places = issuePlaces(product, run.stored, records);
  const log = context.log.child({ installation: installation.id });
  if (home === undefined || places.length === 0) {
    log.warn({ product: product.key }, 'the home repository cannot be seen, so no issue is written');
    return false;
  }
  const account = await github.account();
  const { reader, writer } = await github.issues(installation.id, places);
  const isFresh = records.length === 0 && isNothingOurs(run.issueAuthors, home.id, account);
  const report = await reconcileIssues(
    {
      reader: isFresh ? knownToBeEmpty(reader, home.nameWithOwner) : reader,
      writer,
      records: storeIssueRecords(database, now),
      clock: { now: () => now().getTime(), sleep },
      log,
    },
    {
      assessment,
      model,
      product: product.configuration,
      productKey: product.key,
      generation,
      readAt: at.toISOString(),
      material: await issueMaterial(context, run),
      home: {
        id: home.id ?? '',
        nameWithOwner: home.nameWithOwner,
        url: home.url ?? '',
        hasIssues: home.hasIssues.state === 'known' ? home.hasIssues.value : null,
        isArchived: home.isArchived.state === 'known' ? home.isArchived.value : null,
        mayWrite: installation.permissions['issues'] === 'write',
      },
      account,
      installation: installation.id,
      requests: await ordersOf(context, product.key),
      judgeTicks: (issue) => deniedTicks(context, product, installation.id, issue),
      settleMs: 10_000 * settings.pacing,
    },
    settings.dryRun,
  );
  if (!settings.dryRun) await settleOrders(context, product.key, assessment);
  context.onIssues?.(product.key, report);
  if (report.done.length > 0) await context.jobs().send(await issueRequests(database));
  return report.stopped.length > 0 || report.skipped.some((skip) => isUndone(skip, installation));
}

/** Refused although it is granted, as far as we know, or unclear after all tries. */
function isUndone(
  { reason }: ReconcileReport['skipped'][number],
  { permissions }: Pick<Installation, 'permissions'>,
): boolean {
  return reason === 'undecided' || (reason === 'forbidden' && permissions['issues'] === 'write');
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
