/** Commands in comments on the app's own issues: read again from GitHub, decided in the order they were written, answered once. */
import { unacceptedState } from '../assessment/index.js';
import {
  answerKey,
  decide,
  decideMistake,
  formOf,
  giveAnswer,
  isMistake,
  parseCommand,
  refuse,
  type Answer,
  type AnswerEnd,
  type Command,
  type Decision,
  type Mistake,
  type Situation,
} from '../commands/index.js';
import { readComment, type Actor, type WrittenComment } from '../github/index.js';
import {
  acceptExplanation,
  currentExplanations,
  endExplanation,
  findEffect,
  findIssueByNode,
  findRepository,
  finishCommand,
  intendEffect,
  latestAssessment,
  saveEffect,
  saveExplanation,
  waitingCommands,
  type Installation,
  type IssueRecord,
  type Queryable,
  type StoredCommand,
  type StoredProduct,
} from '../store/index.js';
import type { AppContext } from './context.js';
import { danishDay } from './days.js';
import { saveOrder } from './orders.js';
import { askOrWait, hasPatience, isSecretariat, mayCommand } from './people.js';

/** As the events' room leaves it: a hint where to look. */
interface CommentHint {
  readonly kind: 'comment';
  readonly comment: string;
}

/** Answers are effects of this kind, by the command's id. */
export const ANSWER = 'command';

interface Work {
  readonly context: AppContext;
  readonly product: StoredProduct;
  readonly installation: Installation;
}

interface Found {
  readonly command: StoredCommand<CommentHint>;
  readonly comment: WrittenComment;
}

/** What a command that is no command came to; for the log. */
type Ignored = 'deleted' | 'unreadable' | 'edited' | 'bot' | 'foreign' | 'no-command';

/** `waits`: nobody can decide it yet, so nothing that was written after it is decided either. */
type Taking = 'taken' | 'ignored' | 'waits';

/**
 * Works on what waits for a product. Safe to run again and to be killed anywhere: what a command changes is noted together with
 * the answer, and the answer is made after. Throws a GitHubError when a later try may do better.
 */
export async function answerCommands(
  context: AppContext,
  product: StoredProduct,
  installation: Installation,
): Promise<void> {
  const work: Work = { context, product, installation };
  const waiting = await waitingCommands<CommentHint | { readonly kind: string }>(
    context.database,
    product.key,
  );
  const hints = waiting.filter((one): one is StoredCommand<CommentHint> => one.details.kind === 'comment');
  if (hints.length === 0) return;
  if (context.settings.dryRun) {
    context.log.info(
      { product: product.key, commands: hints.length },
      'commands wait, since nothing is written',
    );
    return;
  }
  const found = await readAll(work, hints);
  if (found === null) return;
  for (const { command, comment } of found) {
    const answered = await findEffect<Answer>(context.database, ANSWER, command.id);
    const taking = answered === null ? await take(work, command, comment) : 'taken';
    if (taking === 'waits') return;
    if (taking === 'taken') await answer(work, command);
  }
}

/** In the order they were written, which may be another than the one they were heard of in; null when that must wait. */
async function readAll(
  work: Work,
  hints: readonly StoredCommand<CommentHint>[],
): Promise<readonly Found[] | null> {
  const found: Found[] = [];
  for (const command of hints) {
    const comment = await readOne(work, command);
    if (comment === 'waits') return null;
    if (typeof comment !== 'string') found.push({ command, comment });
    else if ((await findEffect(work.context.database, ANSWER, command.id)) === null)
      await ignore(work, command, comment);
    else await finish(work, command, 'answered');
  }
  return found.sort(
    (a, b) => a.comment.createdAt.localeCompare(b.comment.createdAt) || a.comment.id - b.comment.id,
  );
}

function readOne(
  work: Work,
  command: StoredCommand<CommentHint>,
): Promise<WrittenComment | 'deleted' | 'unreadable' | 'waits'> {
  const client = work.context.github.installation(work.installation.id);
  const read = async () => (await readComment(client, command.details.comment)) ?? ('deleted' as const);
  return askOrWait(work.context, command, read, 'unreadable');
}

/** Decides a command and notes what comes of it. */
async function take(
  work: Work,
  command: StoredCommand<CommentHint>,
  comment: WrittenComment,
): Promise<Taking> {
  const { context, product, installation } = work;
  const record = await findIssueByNode(context.database, comment.issue.nodeId);
  const ignored = await reasonToIgnore(work, comment, record);
  const { author } = comment;
  if (ignored !== null || author === null || record === null) {
    await ignore(work, command, ignored ?? 'foreign');
    return 'ignored';
  }
  const requirements = context.model.requirements.map(({ id }) => id);
  const parsed = parseCommand(comment.body, { requirements, today: danishDay(context.now()) });
  if (parsed === null) {
    await ignore(work, command, 'no-command');
    return 'ignored';
  }
  const may = await isAllowed(work, command, { parsed, author, comment, installation: installation.id });
  if (may === 'waits') return may;
  const rated = (await latestAssessment(context.database, product.key))?.assessment.requirements ?? [];
  await context.database.transaction(async (connection) => {
    const standing = await currentExplanations(connection, product.key);
    const situation: Situation = {
      productKey: product.key,
      product: product.configuration,
      rated: (id) => rated.find((one) => one.id === id) ?? null,
      countsAtOnce: (id) =>
        unacceptedState(context.model.requirements.find((one) => one.id === id)) === 'at-once',
      standing: (id) => standing.find((one) => one.requirement === id) ?? null,
      by: author,
      comment: command.id,
      saidAt: new Date(comment.createdAt),
      onMaturity: record.kind === 'maturity',
    };
    const decision = decisionOn(parsed, may, situation);
    await note(connection, work, { command, comment, author, may, decision });
  });
  const name = isMistake(parsed) ? parsed.kind : parsed.name;
  context.log.info({ product: product.key, command: name, allowed: may, person: author.id }, 'command taken');
  return 'taken';
}

function decisionOn(parsed: Command | Mistake, may: boolean, situation: Situation): Decision {
  if (!may) return refuse(parsed, situation.product.language);
  return isMistake(parsed) ? decideMistake(parsed, situation) : decide(parsed, situation);
}

/** Why a comment means nothing to us: then nothing at all is done, so that it cannot be used to make us write. */
async function reasonToIgnore(
  { context, product }: Work,
  { author, issue, isEdited }: WrittenComment,
  record: IssueRecord | null,
): Promise<Ignored | null> {
  const own = await context.github.account();
  const isOurs = issue.author?.isBot === true && issue.author.login === own.login;
  if (!isOurs || record?.product !== product.key || record.repository !== issue.repositoryId)
    return 'foreign';
  if (author === null || author.isBot) return 'bot';
  // Its readers may have seen something else.
  return isEdited ? 'edited' : null;
}

interface Asking {
  readonly parsed: Command | Mistake;
  readonly author: Actor;
  readonly comment: WrittenComment;
  readonly installation: number;
}

/** Who may is never guessed: where GitHub does not let us ask, the command waits, and counts as not allowed in the end. */
function isAllowed(
  { context }: Work,
  command: StoredCommand<CommentHint>,
  { parsed, author, comment, installation }: Asking,
): Promise<boolean | 'waits'> {
  const name = isMistake(parsed) ? null : parsed.name;
  const isForSecretariat = name !== null && formOf(name).who === 'secretariat';
  const ask = () =>
    isForSecretariat
      ? isSecretariat(context, author)
      : mayCommand(context, installation, comment.issue.repository, author);
  return askOrWait(context, command, ask, false);
}

interface Taken {
  readonly command: StoredCommand<CommentHint>;
  readonly comment: WrittenComment;
  readonly author: Actor;
  readonly may: boolean;
  readonly decision: Decision;
}

/** The change and the intent to answer, together or not at all. */
async function note(connection: Queryable, { context, product }: Work, taken: Taken): Promise<void> {
  const { command, comment, author, may, decision } = taken;
  const at = context.now();
  const effect = {
    kind: ANSWER,
    key: command.id,
    product: product.key,
    repository: comment.issue.repositoryId,
  };
  if ((await intendEffect(connection, effect, at)) !== 'make') return;
  const said = new Date(comment.createdAt);
  const { change, order } = decision;
  if (change?.kind === 'save') await saveExplanation(connection, change.explanation, said);
  if (change?.kind === 'accept')
    await acceptExplanation(connection, product.key, change.requirement, author.login, said);
  if (change?.kind === 'withdraw')
    await endExplanation(connection, product.key, change.requirement, 'withdrawn', said);
  if (order !== null) await saveOrder(connection, product.key, order, 'command', at);
  const details: Answer = {
    repositoryId: comment.issue.repositoryId,
    issue: comment.issue.number,
    comment: { id: comment.id, reaction: decision.reaction },
    text: decision.reply,
    // Who may not is told once on an issue, however often they try.
    key: may ? answerKey('answer', command.id) : answerKey('denied', `${comment.issue.nodeId} ${author.id}`),
  };
  await saveEffect(connection, ANSWER, command.id, { state: 'pending', details }, at);
}

async function answer(work: Work, command: StoredCommand<CommentHint>): Promise<void> {
  const { context, installation } = work;
  const effect = await findEffect<Answer>(context.database, ANSWER, command.id);
  if (effect?.state === 'pending') {
    const end = await deliver(context, installation.id, effect.details);
    if (end === 'forbidden' && hasPatience(context, command)) return;
    const state = end === 'given' ? 'done' : 'refused';
    await saveEffect(context.database, ANSWER, command.id, { state }, context.now());
  }
  await finish(work, command, 'answered');
}

/** Where the issue stands now, whatever the repository is called. Throws as `giveAnswer`. */
export async function deliver(context: AppContext, installation: number, given: Answer): Promise<AnswerEnd> {
  const repository = await findRepository(context.database, given.repositoryId);
  const id = repository?.databaseId ?? null;
  if (repository === null || id === null) return 'refused';
  const { reader, writer } = await context.github.issues(installation, [id]);
  const settleMs = 10_000 * context.settings.pacing;
  const clock = { now: () => context.now().getTime(), sleep };
  const name = `${repository.owner}/${repository.name}`;
  return giveAnswer(given, name, { reader, writer, clock, log: context.log, settleMs });
}

async function ignore(work: Work, command: StoredCommand<CommentHint>, reason: Ignored): Promise<void> {
  const { context, product } = work;
  if (reason !== 'no-command')
    context.log.info({ product: product.key, comment: command.id, reason }, 'comment passed over');
  await finish(work, command, reason);
}

async function finish({ context }: Work, { id }: StoredCommand<CommentHint>, result: string): Promise<void> {
  await finishCommand(context.database, id, result, context.now());
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
