/** Making an issue exactly once, whatever happens in between. */
import {
  AmbiguousWrite,
  GitHubError,
  lookTwice,
  type GitHubIssue,
  type NewIssue,
  type NewLabel,
} from '../github/index.js';
import type { Skip, Stop } from './actions.js';
import type { Marker } from './marker.js';
import { isOwnIssue, ownIssue, type OwnIssue } from './own-issues.js';
import { saveNote, skipped, touch, type Work } from './work.js';

export interface Making {
  /** Kind of its record. */
  readonly record: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly NewLabel[];
  /** There was one before. */
  readonly anew: boolean;
  /** Noted before it is made. */
  readonly note: string | null;
  readonly isIt: (marker: Marker | null) => boolean;
}

const DAY_MS = 86_400_000;

/**
 * The intent is stored, then GitHub is asked once. Where an earlier run may have asked, and after an unclear answer, the
 * issue is looked for by its marker first. Throws a GitHubError when GitHub certainly did nothing.
 */
export async function makeIssue(work: Work, making: Making): Promise<OwnIssue | Skip | Stop> {
  const { ports, context } = work;
  const { id, nameWithOwner } = context.home;
  const brake = await brakeOn(work);
  if (brake !== null) return brake;
  await makeLabels(work, making.labels);
  const { productKey: product, installation } = context;
  const { record: kind, anew } = making;
  const intent = await ports.records.intend({ product, kind, repository: id, installation, anew });
  if (intent === 'known') return skipped('changed', nameWithOwner, null);
  if (intent === 'look-first') {
    await ports.clock.sleep(restOfSettling(work, kind));
    const found = await findByMarker(work, making);
    if (found !== null) return adopt(work, making, found);
  }
  if (making.note !== null) await saveNote(work, kind, id, making.note);
  const issue = await createOnce(work, making);
  return issue === null ? skipped('undecided', nameWithOwner, null) : adopt(work, making, issue);
}

async function brakeOn({ ports, context }: Work): Promise<Stop | null> {
  if (context.installation === null) return null;
  const since = new Date(ports.clock.now() - DAY_MS);
  const count = await ports.records.countMade(context.installation, since);
  const most = context.mostCreationsADay;
  if (count < most) return null;
  return { kind: 'stop', reason: 'brake', repository: context.home.nameWithOwner, count, most };
}

async function makeLabels(work: Work, labels: readonly NewLabel[]): Promise<void> {
  const repository = work.context.home.nameWithOwner;
  for (const label of labels) {
    const key = `${repository}/${label.name}`;
    if (work.labels.has(key)) continue;
    try {
      await work.ports.writer.createLabel(repository, label);
    } catch (error) {
      // Made or not, asking again does no harm and the issue can do without.
      if (!(error instanceof AmbiguousWrite)) throw error;
    }
    work.labels.add(key);
  }
}

/** What a process that died had asked for may still be on its way. */
function restOfSettling({ ports, context }: Work, kind: string): number {
  const intended = context.records.find((record) => record.kind === kind)?.intendedAt;
  const age = intended === null || intended === undefined ? 0 : ports.clock.now() - intended.getTime();
  return Math.max(0, Math.min(context.settleMs, context.settleMs - age));
}

function findByMarker({ ports, context }: Work, making: Making): Promise<GitHubIssue | null> {
  return lookTwice(async () => {
    const listed = await ports.reader.listOwnIssues(context.home.nameWithOwner);
    return listed.find(
      (issue) => isOwnIssue(issue, context.account) && making.isIt(ownIssue(issue, context.home.id).marker),
    );
  });
}

/** Null when GitHub's answer stayed unclear: the intent stays, and the next run looks first. */
async function createOnce(work: Work, making: Making): Promise<GitHubIssue | null> {
  const { ports, context } = work;
  const issue: NewIssue = {
    title: making.title,
    body: making.body,
    labels: making.labels.map((label) => label.name),
  };
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      return await ports.writer.createIssue(context.home.nameWithOwner, issue);
    } catch (error) {
      if (error instanceof GitHubError) await ports.records.drop(context.productKey, making.record);
      if (!(error instanceof AmbiguousWrite)) throw error;
      ports.log.warn({ err: error }, 'unclear answer, looking whether the issue was made');
      await ports.clock.sleep(context.settleMs);
      const found = await findByMarker(work, making);
      if (found !== null) return found;
    }
  }
  return null;
}

async function adopt(work: Work, making: Making, issue: GitHubIssue): Promise<OwnIssue> {
  const { ports, context } = work;
  await ports.records.save(context.productKey, making.record, context.generation, {
    repository: context.home.id,
    installation: context.installation,
    state: issue.state,
    number: issue.number,
    nodeId: issue.nodeId,
    createdAt: new Date(issue.createdAt),
  });
  return touch(work, issue, context.home.id);
}
