/** What is to be done about the maturity issue. Pure. */
import { LANGUAGES, plainText, sayIn } from '../messages/index.js';
import type { IssueRecord } from '../store/index.js';
import type { IssueAction, Skip } from './actions.js';
import { movedNote } from './comments.js';
import { desiredMaturityBody } from './desired-maturity-body.js';
import { byAge, isRemembered } from './document-state.js';
import { maturityLabels } from './labels.js';
import { replaceMarker } from './marker.js';
import { contentHash, type MaturityBody } from './maturity-body.js';
import type { OwnIssue } from './own-issues.js';
import { parseMaturityBody } from './parse-maturity-body.js';
import type { IssuePlanInput } from './plan-input.js';
import { countingTicks, hasDeniedTicks } from './ticks.js';
import type { ShownIssue } from './types.js';

export interface MaturityState {
  /** The oldest one in the home; null where there is none. */
  readonly issue: OwnIssue | null;
  /** Later ones in the home, still open: made by mistake. */
  readonly extra: readonly OwnIssue[];
  /** Open ones in a former home. */
  readonly moved: readonly OwnIssue[];
  readonly record: IssueRecord | null;
  /** What the store knows of it in a former home. */
  readonly former: IssueRecord | null;
}

export function maturityState(input: IssuePlanInput): MaturityState {
  const { existing, home, productKey } = input;
  const record = input.records.find((one) => one.kind === 'maturity') ?? null;
  const all = existing.issues.filter((own) => isMaturity(own, productKey, record)).sort(byAge);
  const [issue, ...later] = all.filter((own) => own.repositoryId === home.id);
  return {
    issue: issue ?? null,
    extra: later.filter((own) => own.issue.state === 'open'),
    moved: all.filter((own) => own.repositoryId !== home.id && own.issue.state === 'open'),
    record: record?.repository === home.id ? record : null,
    former: record !== null && record.repository !== home.id ? record : null,
  };
}

function isMaturity(own: OwnIssue, productKey: string, record: IssueRecord | null): boolean {
  if (own.marker?.kind === 'maturity') return own.marker.product === productKey;
  const isKnown = record?.number === own.issue.number && record.repository === own.repositoryId;
  return own.marker === null && isKnown;
}

/** Whether one is about to be made: there is none, and people have not said that they do not want it. */
export function willMakeMaturity(state: MaturityState, input: IssuePlanInput): boolean {
  const { existing, limits, requests } = input;
  if (state.issue !== null || existing.isListDoubtful || existing.unread.has('maturity')) return false;
  if (limits.made >= limits.most) return false;
  return !isUnwanted(state, input) || requests.maturity;
}

/** Deleted once, it is made anew; deleted again, or closed in a former home, it is not wanted. */
function isUnwanted({ record, former }: MaturityState, input: IssuePlanInput): boolean {
  if (former?.state === 'closed' && former.closedBy === 'person') return true;
  const isGone = record?.state === 'gone' || input.existing.gone.has('maturity');
  return isGone && record?.notes[REMADE] !== undefined;
}

/** Noted when it is made anew. */
export const REMADE = 'remade';

export function planMaturityIssue(
  input: IssuePlanInput,
  state: MaturityState,
  shown: ReadonlyMap<string, ShownIssue>,
): IssueAction[] {
  const actions: IssueAction[] = [];
  const isMoving = state.issue !== null || willMakeMaturity(state, input);
  for (const moved of isMoving ? state.moved : []) actions.push(...closeMoved(moved, input));
  actions.push(...remembered(state, input));
  for (const extra of state.extra) actions.push(...closeExtra(extra, state, input));
  return state.issue === null
    ? [...actions, ...creation(state, input, shown)]
    : [...actions, ...aboutExisting(state.issue, input, shown)];
}

function remembered(state: MaturityState, input: IssuePlanInput): IssueAction[] {
  const { record, issue, former } = state;
  // The record moves with the product: it lets go of the former home before the new one is made.
  const isKept = former === null || former.state === 'gone' || former.state === 'pending';
  if (issue === null && !isKept && willMakeMaturity(state, input)) {
    return [
      { kind: 'remember', record: 'maturity', patch: { repository: former.repository, state: 'gone' } },
    ];
  }
  if (issue === null) {
    if (record === null || record.state === 'gone' || !input.existing.gone.has('maturity')) return [];
    return [
      { kind: 'remember', record: 'maturity', patch: { repository: record.repository, state: 'gone' } },
    ];
  }
  const patch = {
    repository: issue.repositoryId,
    state: issue.issue.state,
    number: issue.issue.number,
    nodeId: issue.issue.nodeId,
    closedBy: closerOf(issue),
    closedReason: issue.issue.closeReason,
    createdAt: new Date(issue.issue.createdAt),
  };
  return isRemembered(record, patch) ? [] : [{ kind: 'remember', record: 'maturity', patch }];
}

function closerOf({ issue, marker }: OwnIssue): 'app' | 'person' | null {
  if (issue.state === 'open') return null;
  return marker?.kind === 'maturity' && marker.closed !== null ? 'app' : 'person';
}

function closeExtra(
  extra: OwnIssue,
  { issue: original }: MaturityState,
  input: IssuePlanInput,
): IssueAction[] {
  if (original === null || extra.issue.isLocked) return [];
  const { language } = input.product;
  const text = sayIn(language, 'issues.comment.duplicate', { issue: `#${original.issue.number}` });
  const note = { key: 'duplicate', text };
  return [{ kind: 'close-duplicate', issue: extra, original, body: closedBody(extra), note }];
}

/** Before the new one is made, since only then the store knows the former home. */
function closeMoved(moved: OwnIssue, input: IssuePlanInput): IssueAction[] {
  if (moved.issue.isLocked) return [];
  return [{ kind: 'close-moved', issue: moved, body: closedBody(moved), note: movedNote(input) }];
}

function closedBody({ issue, marker }: OwnIssue): string {
  return marker?.kind === 'maturity' ? replaceMarker(issue.body, { ...marker, closed: 'moved' }) : issue.body;
}

function creation(
  state: MaturityState,
  input: IssuePlanInput,
  shown: ReadonlyMap<string, ShownIssue>,
): IssueAction[] {
  const { existing, limits, home, product, record } = { ...input, record: state.record };
  if (willMakeMaturity(state, input)) {
    return [
      {
        kind: 'create-maturity',
        title: maturityTitle(input),
        body: bodyFor(input, null, shown),
        labels: maturityLabels(product.language),
        anew: record?.state === 'gone' || existing.gone.has('maturity') || state.former !== null,
        isRemade: record !== null && (record.state === 'gone' || existing.gone.has('maturity')),
      },
    ];
  }
  if (existing.unread.has('maturity')) return [skip('unread', input, record?.number ?? null)];
  if (isUnwanted(state, input)) return [skip('not-wanted', input, record?.number ?? null)];
  const reason = existing.isListDoubtful ? 'empty-list' : 'brake';
  return [{ kind: 'stop', reason, repository: home.nameWithOwner, count: limits.made, most: limits.most }];
}

function maturityTitle({ product }: IssuePlanInput): string {
  return sayIn(product.language, 'issues.maturity.title', { product: nameIn(product) });
}

function nameIn({ name }: IssuePlanInput['product']): string {
  return plainText(name, { maxLength: 100 }).replace(/[@#](?=\w)/g, '$&\u200b');
}

function aboutExisting(
  issue: OwnIssue,
  input: IssuePlanInput,
  shown: ReadonlyMap<string, ShownIssue>,
): IssueAction[] {
  const { number } = issue.issue;
  if (issue.issue.isLocked) return [skip('locked', input, number)];
  const body = bodyFor(input, issue, shown);
  if (issue.issue.state === 'closed') {
    const isWanted =
      input.requests.maturity || (issue.marker?.kind === 'maturity' && issue.marker.closed !== null);
    return isWanted ? [{ kind: 'reopen-maturity', issue, body }] : [skip('not-wanted', input, number)];
  }
  const isSame = issue.marker?.kind === 'maturity' && issue.marker.hash === contentHash(body);
  const title = renewedTitle(issue.issue.title, input);
  const isUpToDate = isSame && title === null && !hasDeniedTicks(issue.issue.body, input.requests);
  return isUpToDate ? [] : [{ kind: 'update-maturity', issue, body, title }];
}

/**
 * A product that is called something else gets a title that says so. Null where the title names it as it is called now, and
 * where people have written one in words of their own.
 */
function renewedTitle(title: string, input: IssuePlanInput): string | null {
  const starts = LANGUAGES.map((language) =>
    sayIn(language, 'issues.maturity.title', { product: '' }).trim(),
  );
  const isOurs = starts.some((start) => title.startsWith(start));
  return isOurs && !title.includes(nameIn(input.product)) ? maturityTitle(input) : null;
}

function bodyFor(
  input: IssuePlanInput,
  issue: OwnIssue | null,
  shown: ReadonlyMap<string, ShownIssue>,
): MaturityBody {
  const text = issue?.issue.body ?? '';
  return desiredMaturityBody(input.assessment, input.model, {
    product: input.product,
    productKey: input.productKey,
    generation: input.generation,
    material: input.material,
    documentIssues: shown,
    ticked: countingTicks(text, input.requests),
    previous: parseMaturityBody(text),
  });
}

function skip(reason: Skip['reason'], input: IssuePlanInput, number: number | null): Skip {
  return { kind: 'skip', reason, repository: input.home.nameWithOwner, number, permission: null };
}
