/** Follow or explain: what the files say is noted, what has run out is ended, and the product is reminded before, once. */
import {
  answerKey,
  isOver,
  runsOut,
  statementChanges,
  usageOf,
  type Answer,
  type FilesSaid,
} from '../commands/index.js';
import type { JobRequest } from '../jobs/index.js';
import { formatDay, LANGUAGES, say, sayIn, dayText } from '../messages/index.js';
import type { Notice } from '../issues/index.js';
import type { Explanation } from '../products/index.js';
import {
  currentExplanations,
  endExplanation,
  expireExplanations,
  explanationHistory,
  findIssue,
  intendEffect,
  listEffects,
  saveEffect,
  saveExplanation,
  takeReminders,
  type Installation,
  type IssueRecord,
  type Queryable,
  type StoredExplanation,
  type StoredProduct,
} from '../store/index.js';
import { deliver } from './answer-commands.js';
import type { AppContext } from './context.js';
import { danishDay } from './days.js';

/** Reminders are effects of this kind, by the id of the explanation. */
const REMINDER = 'reminder';

/** Notes what the files say and ends what has run out. Answers what an assessment goes by. */
export async function bringExplanationsUpToDate(
  { database, log }: AppContext,
  product: StoredProduct,
  files: FilesSaid,
  at: Date,
): Promise<readonly Explanation[]> {
  const { key } = product;
  return database.transaction(async (connection) => {
    const { said, withdrawn } = statementChanges(files, await explanationHistory(connection, key));
    for (const requirement of withdrawn) await endExplanation(connection, key, requirement, 'withdrawn', at);
    for (const statement of said) await saveExplanation(connection, { ...statement, product: key }, at);
    for (const { requirement } of await expireExplanations(connection, key, danishDay(at), at))
      log.info({ product: key, requirement }, 'explanation has run out');
    return notedExplanations(connection, key);
  });
}

/** What an assessment goes by, as it is noted: what stands, and what ran out with nothing after it. */
export async function notedExplanations(
  connection: Queryable,
  product: string,
): Promise<readonly Explanation[]> {
  return lastWords(await explanationHistory(connection, product)).map(toExplanation);
}

function lastWords(history: readonly StoredExplanation[]): readonly StoredExplanation[] {
  const last = new Map(history.map((one) => [one.requirement, one]));
  return [...last.values()].filter(({ endedBecause }) => endedBecause === null || endedBecause === 'expired');
}

function toExplanation(stored: StoredExplanation): Explanation {
  const { requirement, status, reason, until, link, byLogin, state } = stored;
  return { requirement, status, reason, until, link, by: byLogin, accepted: state === 'accepted' };
}

/** What the maturity issue says of explanations that soon run out. */
export async function explanationNotices(
  { database }: AppContext,
  product: string,
  at: Date,
): Promise<readonly Notice[]> {
  const today = danishDay(at);
  const standing = await currentExplanations(database, product);
  return standing
    .filter((one) => runsOut(one, today))
    .map(({ requirement, until }) =>
      say('commands.notice.soon', {
        id: requirement,
        day: dayText(until ?? ''),
        prefix: prefixOf(requirement),
      }),
    );
}

/** `/modning forklar F14`, in both languages. */
function prefixOf(requirement: string): { da: string; en: string } {
  const [da = '', en = ''] = LANGUAGES.map((language) =>
    usageOf('explain', language, requirement).split(' ').slice(0, 3).join(' '),
  );
  return { da, en };
}

/**
 * One comment on the maturity issue for each explanation that is in its last days, ever. A product that has closed the issue wants
 * none. Safe to run again and to be killed anywhere. Throws a GitHubError when a later try may do better.
 */
export async function remindOfExplanations(
  context: AppContext,
  product: StoredProduct,
  installation: Installation,
  at: Date,
): Promise<void> {
  const { database, log, now } = context;
  const maturity = await findIssue(database, product.key, 'maturity');
  if (maturity?.state === 'open') {
    const due = (await currentExplanations(database, product.key)).filter(
      (one) => one.remindedAt === null && runsOut(one, danishDay(at)),
    );
    if (due.length > 0)
      await database.transaction(async (connection) => {
        const taken = await takeReminders(
          connection,
          due.map(({ id }) => id),
          at,
        );
        for (const explanation of taken) await intend(connection, product, maturity, explanation, at);
      });
  }
  for (const { key, state, details } of await listEffects<Answer>(database, REMINDER, {
    product: product.key,
  })) {
    if (state !== 'pending') continue;
    const end = await deliver(context, installation.id, details);
    await saveEffect(database, REMINDER, key, { state: end === 'given' ? 'done' : 'refused' }, now());
    log.info({ product: product.key, explanation: key }, 'reminded of an explanation that runs out');
  }
}

async function intend(
  connection: Queryable,
  product: StoredProduct,
  maturity: IssueRecord,
  { id, requirement, until }: StoredExplanation,
  at: Date,
): Promise<void> {
  const { language } = product.configuration;
  const key = String(id);
  const text = sayIn(language, 'commands.reminder', {
    id: requirement,
    day: formatDay(until ?? '', language),
    usage: usageOf('explain', language, requirement),
  });
  const details: Answer = {
    repositoryId: maturity.repository,
    issue: maturity.number ?? 0,
    comment: null,
    text,
    key: answerKey('reminder', `${product.key} ${key}`),
  };
  await intendEffect(connection, { kind: REMINDER, key, product: product.key }, at);
  await saveEffect(connection, REMINDER, key, { state: 'pending', details }, at);
}

/** Products with an explanation that has run out, or that they are to be reminded of: looked at every night. */
export async function explanationsDue({ database, now }: AppContext): Promise<readonly JobRequest[]> {
  const today = danishDay(now());
  const due = (await currentExplanations(database)).filter(
    (one) => isOver(one, today) || (one.remindedAt === null && runsOut(one, today)),
  );
  return [...new Set(due.map(({ product }) => product))].map((key) => ({ queue: 'assess', key }));
}
