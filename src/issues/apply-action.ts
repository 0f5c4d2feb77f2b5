import type {
  CloseDocument,
  CloseDuplicate,
  CloseMoved,
  CommentOnce,
  CreateDocument,
  CreateMaturity,
  IssueAction,
  ReopenDocument,
  ReopenMaturity,
  Skip,
  Stop,
  UpdateDocument,
  UpdateMaturity,
} from './actions.js';
import { withExamplesLine } from './examples-line.js';
import { makeIssue, type Making } from './make-issue.js';
import { parseMarker, replaceMarker } from './marker.js';
import { contentHash, renderMaturityBody, type MaturityBody } from './maturity-body.js';
import { REMADE } from './plan-maturity.js';
import { countingTicks, hasDeniedTicks } from './ticks.js';
import { changeIssue, readAgain, skipped, writeNote, type Outcome, type Work } from './work.js';

/** Carries out one action. Throws a GitHubError when GitHub refuses. */
export async function applyAction(
  work: Work,
  action: Exclude<IssueAction, Skip | Stop>,
): Promise<Outcome | Stop> {
  const { records } = work.ports;
  const { productKey, generation, installation } = work.context;
  switch (action.kind) {
    case 'remember':
      await records.save(productKey, action.record, generation, { ...action.patch, installation });
      return 'nothing';
    case 'note-declined':
      await records.noteDeclined(action.declined);
      return 'nothing';
    case 'create-document':
      return createDocument(work, action);
    case 'close-document':
      return closeDocument(work, action);
    case 'reopen-document':
      return reopenDocument(work, action);
    case 'comment':
      return commentOnce(work, action);
    case 'update-document':
      return updateDocument(work, action);
    case 'close-duplicate':
      return closeWithNote(work, action);
    case 'close-moved':
      return closeWithNote(work, action);
    case 'create-maturity':
      return createMaturity(work, action);
    case 'update-maturity':
      return writeMaturity(work, action);
    case 'reopen-maturity':
      return reopenMaturity(work, action);
  }
}

async function createDocument(work: Work, action: CreateDocument): Promise<Outcome | Stop> {
  const { home, productKey } = work.context;
  if (takesRoom(work)) return skipped('changed', home.nameWithOwner, null);
  const { requirement: record, title, body, labels } = action;
  const isIt: Making['isIt'] = (marker) =>
    marker?.kind === 'document' && marker.product === productKey && marker.requirement === record;
  const made = await makeIssue(work, { record, title, body, labels, isIt, anew: false, note: null });
  return 'kind' in made ? made : 'done';
}

/** One that should have been closed before is still open, and keeps the place. */
function takesRoom({ stillOpen }: Work): boolean {
  if (stillOpen.count === 0) return false;
  stillOpen.count -= 1;
  return true;
}

async function closeDocument(work: Work, action: CloseDocument): Promise<Outcome> {
  const { issue: own, requirement, marker, reason, note } = action;
  const { repository, number } = own.issue;
  const now = await readAgain(work, own);
  if (now === null || now.state !== 'open') return skipped('changed', repository, number);
  // Taken back when it is closed.
  work.stillOpen.count += 1;
  if (now.isLocked) return skipped('locked', repository, number);
  if (!(await writeNote(work, own, requirement, note))) return skipped('undecided', repository, number);
  const body = replaceMarker(now.body, marker);
  const { writer, records } = work.ports;
  const closed = await changeIssue(
    work,
    own,
    () => writer.closeIssue(repository, number, reason, body),
    (issue) => issue.state === 'closed',
  );
  if (closed === null) return skipped('undecided', repository, number);
  work.stillOpen.count -= 1;
  await records.save(work.context.productKey, requirement, work.context.generation, {
    repository: own.repositoryId,
    state: 'closed',
    closedBy: 'app',
    closedReason: reason === 'duplicate' ? 'duplicate' : reason,
    closedCommit: action.commit,
  });
  return 'done';
}

async function reopenDocument(work: Work, action: ReopenDocument): Promise<Outcome> {
  const { issue: own, requirement, marker, note } = action;
  const { repository, number } = own.issue;
  if (takesRoom(work)) return skipped('changed', repository, number);
  const now = await readAgain(work, own);
  const isAsPlanned = now?.state === 'closed' && now.closedAt === own.issue.closedAt;
  if (now === null || !isAsPlanned) return skipped('changed', repository, number);
  if (now.isLocked) return skipped('locked', repository, number);
  if (!(await writeNote(work, own, requirement, note))) return skipped('undecided', repository, number);
  const body = replaceMarker(now.body, marker);
  const { writer, records } = work.ports;
  const opened = await changeIssue(
    work,
    own,
    () => writer.reopenIssue(repository, number, body),
    (issue) => issue.state === 'open',
  );
  if (opened === null) return skipped('undecided', repository, number);
  await records.save(work.context.productKey, requirement, work.context.generation, {
    repository: own.repositoryId,
    state: 'open',
    closedBy: null,
    closedReason: null,
    reopened: marker.reopened,
  });
  return 'done';
}

async function commentOnce(work: Work, action: CommentOnce): Promise<Outcome> {
  const { issue: own, requirement, note } = action;
  const { repository, number } = own.issue;
  const isWritten = await writeNote(work, own, requirement, note);
  return isWritten ? 'done' : skipped('undecided', repository, number);
}

/** Read again first, since people may have written in it. */
async function updateDocument(work: Work, { issue: own, examples }: UpdateDocument): Promise<Outcome> {
  const { repository, number } = own.issue;
  const now = await readAgain(work, own);
  if (now === null || now.state !== 'open') return skipped('changed', repository, number);
  if (now.isLocked) return skipped('locked', repository, number);
  const body = withExamplesLine(now.body, examples);
  if (body === null) return 'nothing';
  const written = await changeIssue(
    work,
    own,
    () => work.ports.writer.updateIssue(repository, number, { body }),
    (issue) => withExamplesLine(issue.body, examples) === null,
  );
  return written === null ? skipped('undecided', repository, number) : 'done';
}

/** An extra or a former one: its record, if it has any, belongs to the one that stays. */
async function closeWithNote(work: Work, action: CloseDuplicate | CloseMoved): Promise<Outcome> {
  const { issue: own, body, note } = action;
  const { repository, number } = own.issue;
  const now = await readAgain(work, own);
  if (now === null || now.state !== 'open' || now.body !== own.issue.body) {
    return skipped('changed', repository, number);
  }
  if (!(await writeNote(work, own, null, note))) return skipped('undecided', repository, number);
  const closed = await changeIssue(
    work,
    own,
    () => work.ports.writer.closeIssue(repository, number, 'not_planned', body),
    (issue) => issue.state === 'closed',
  );
  return closed === null ? skipped('undecided', repository, number) : 'done';
}

async function createMaturity(work: Work, action: CreateMaturity): Promise<Outcome | Stop> {
  const { title, body, labels, anew, isRemade } = action;
  const { productKey } = work.context;
  const made = await makeIssue(work, {
    record: 'maturity',
    title,
    body: renderMaturityBody(body),
    labels,
    anew,
    note: isRemade ? REMADE : null,
    isIt: (marker) => marker?.kind === 'maturity' && marker.product === productKey,
  });
  if ('kind' in made) return made;
  await saveContent(work, made.repositoryId, body);
  return 'done';
}

/** Read again first: a newer run may have been here, and people may have ticked boxes or said no since. */
async function writeMaturity(work: Work, action: UpdateMaturity): Promise<Outcome> {
  const { issue: own } = action;
  const { repository, number } = own.issue;
  const now = await readAgain(work, own);
  if (now === null || now.state !== 'open') return skipped('changed', repository, number);
  if (now.isLocked) return skipped('locked', repository, number);
  const marker = parseMarker(now.body);
  const { requests } = work.context;
  const title = now.title === own.issue.title ? action.title : null;
  const body = withTicks(action.body, countingTicks(now.body, requests));
  if (marker?.kind === 'maturity') {
    if (marker.generation > action.body.generation) return skipped('newer', repository, number);
    const isSame = marker.hash === contentHash(body) && !hasDeniedTicks(now.body, requests);
    if (isSame && title === null) return 'nothing';
  }
  const text = renderMaturityBody(body);
  const written = await changeIssue(
    work,
    own,
    () =>
      work.ports.writer.updateIssue(repository, number, { ...(title === null ? {} : { title }), body: text }),
    (issue) => issue.body.trim() === text.trim() && (title === null || issue.title === title),
  );
  if (written === null) return skipped('undecided', repository, number);
  await saveContent(work, own.repositoryId, body);
  return 'done';
}

/** The boxes as people have them now: a box that the plan has not seen must not be lost. */
function withTicks(body: MaturityBody, ticked: ReadonlySet<string>): MaturityBody {
  const orders = body.orders.map((order) => ({ ...order, ticked: ticked.has(order.requirement) }));
  return { ...body, orders };
}

async function reopenMaturity(work: Work, action: ReopenMaturity): Promise<Outcome> {
  const { issue: own, body } = action;
  const { repository, number } = own.issue;
  const now = await readAgain(work, own);
  if (now === null || now.state !== 'closed') return skipped('changed', repository, number);
  const opened = await changeIssue(
    work,
    own,
    () => work.ports.writer.reopenIssue(repository, number, renderMaturityBody(body)),
    (issue) => issue.state === 'open',
  );
  if (opened === null) return skipped('undecided', repository, number);
  await saveContent(work, own.repositoryId, body);
  return 'done';
}

async function saveContent(work: Work, repository: string, body: MaturityBody): Promise<void> {
  const { productKey, generation } = work.context;
  await work.ports.records.save(productKey, 'maturity', generation, {
    repository,
    state: 'open',
    closedBy: null,
    closedReason: null,
    contentHash: contentHash(body),
  });
}
