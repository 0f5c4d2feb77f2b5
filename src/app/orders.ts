/** What people have asked for, until it stands: the issue of a document, or the maturity issue again. */
import { whoTicked } from '../commands/index.js';
import { mayWrite, readTextEdits, roleOf, type GitHubIssue } from '../github/index.js';
import { isMissing, tickedOrders, type IssueRequests } from '../issues/index.js';
import type { Assessment } from '../assessment/index.js';
import {
  dropEffect,
  findEffect,
  listEffects,
  listIssues,
  saveEffect,
  type Queryable,
  type StoredProduct,
} from '../store/index.js';
import type { AppContext } from './context.js';

/** Orders are effects of this kind, by product and what is ordered. Their state is where the order came from. */
const ORDER = 'order';
const MATURITY = 'maturity';

function keyOf(product: string, what: string): string {
  return `${product}/${what}`;
}

/** `what`: `maturity`, or a requirement whose document's issue is wanted. */
export async function saveOrder(
  connection: Queryable,
  product: string,
  what: string,
  by: 'command' | 'tick',
  at: Date,
): Promise<void> {
  const known = await findEffect(connection, ORDER, keyOf(product, what));
  if (known?.state === 'command') return;
  await saveEffect(connection, ORDER, keyOf(product, what), { product, state: by }, at);
}

export async function ordersOf({ database }: AppContext, product: string): Promise<IssueRequests> {
  const orders = await listEffects(database, ORDER, { product });
  const wanted = orders.map(({ key }) => key.slice(product.length + 1));
  return {
    maturity: wanted.includes(MATURITY),
    documents: new Set(wanted.filter((what) => what !== MATURITY)),
  };
}

/** After the issues were written: what stands, or is no longer missing, is ordered no more. */
export async function settleOrders(
  { database }: AppContext,
  product: string,
  assessment: Assessment,
): Promise<void> {
  const records = await listIssues(database, { product });
  for (const { key } of await listEffects(database, ORDER, { product })) {
    const what = key.slice(product.length + 1);
    const isThere = records.some(
      ({ kind, state }) => kind === what && state !== 'pending' && state !== 'gone',
    );
    const rated = assessment.requirements.find(({ id }) => id === what);
    const isOpen = records.some(({ kind, state }) => kind === MATURITY && state === 'open');
    const isSettled = what === MATURITY ? isOpen : isThere || rated === undefined || !isMissing(rated);
    if (isSettled) await dropEffect(database, ORDER, key);
  }
}

/**
 * The ticked boxes of the maturity issue that do not count, since nobody knows that a person who may write has ticked them; the
 * others become orders. Throws a GitHubError only where asking later may do better.
 */
export async function deniedTicks(
  context: AppContext,
  product: StoredProduct,
  installation: number,
  issue: GitHubIssue,
): Promise<ReadonlySet<string>> {
  const { database, github, log, now } = context;
  const ticked = tickedOrders(issue.body);
  await dropUnticked(context, product.key, ticked);
  const known = (await ordersOf(context, product.key)).documents;
  const fresh = [...ticked].filter((requirement) => !known.has(requirement));
  const denied = new Set<string>();
  if (fresh.length === 0) return denied;
  const client = github.installation(installation);
  const edits = await readTextEdits(client, issue.nodeId);
  const own = await github.account();
  for (const requirement of fresh) {
    const person = whoTicked(requirement, edits, own);
    const may = person !== null && mayWrite(await roleOf(client, issue.repository, person));
    if (may) await saveOrder(database, product.key, requirement, 'tick', now());
    else denied.add(requirement);
    log.info({ product: product.key, requirement, allowed: may, person: person?.id ?? null }, 'box ticked');
  }
  return denied;
}

/** Who takes the tick away again wants it no more. */
async function dropUnticked(
  { database }: AppContext,
  product: string,
  ticked: ReadonlySet<string>,
): Promise<void> {
  for (const { key, state } of await listEffects(database, ORDER, { product })) {
    const what = key.slice(product.length + 1);
    if (state === 'tick' && !ticked.has(what)) await dropEffect(database, ORDER, key);
  }
}
