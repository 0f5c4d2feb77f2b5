/** What carrying out one plan shares, and the two careful ways of writing: look before, and look after an unclear answer. */
import {
  AmbiguousWrite,
  type Clock,
  type GitHubIssue,
  type IssueReader,
  type IssueWriter,
  type OwnAccount,
  lookTwice,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { IssueRecord } from '../store/index.js';
import type { Note, Skip, SkipReason } from './actions.js';
import { parseMarker, renderMarker } from './marker.js';
import { ownIssue, type OwnIssue } from './own-issues.js';
import type { IssueRequests } from './plan-input.js';
import type { IssueRecords } from './ports.js';

export interface ApplyPorts {
  readonly reader: IssueReader;
  readonly writer: IssueWriter;
  readonly records: IssueRecords;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface ApplyContext {
  readonly productKey: string;
  readonly generation: number;
  readonly home: { readonly id: string; readonly nameWithOwner: string };
  /** Null outside an App, where there is no brake. */
  readonly installation: number | null;
  readonly account: OwnAccount;
  /** As they were when the plan was made. */
  readonly records: readonly IssueRecord[];
  readonly mostCreationsADay: number;
  readonly requests: IssueRequests;
  /**
   * How long GitHub may take to show what it was just asked to make, in milliseconds. Waited for only after an unclear
   * answer, and when a process died right after asking.
   */
  readonly settleMs: number;
}

export interface Work {
  readonly ports: ApplyPorts;
  readonly context: ApplyContext;
  /** `repository/label`: made, or seen to be there. */
  readonly labels: Set<string>;
  /** By `repository#number`, as they stand after what was done to them. */
  readonly touched: Map<string, OwnIssue>;
  /** By record. */
  readonly notes: Map<string, Readonly<Record<string, string>>>;
  /** Issues that the plan closes and that stayed open: each takes the room of one that the plan opens. */
  readonly stillOpen: { count: number };
}

export function startWork(ports: ApplyPorts, context: ApplyContext): Work {
  const notes = new Map(context.records.map((record) => [record.kind, record.notes]));
  return { ports, context, labels: new Set(), touched: new Map(), notes, stillOpen: { count: 0 } };
}

/** What came of one action. */
export type Outcome = 'done' | 'nothing' | Skip;

export function skipped(reason: SkipReason, repository: string, number: number | null): Skip {
  return { kind: 'skip', reason, repository, number, permission: null };
}

export function touch(work: Work, issue: GitHubIssue, repositoryId: string): OwnIssue {
  const own = ownIssue(issue, repositoryId);
  work.touched.set(`${issue.repository}#${issue.number}`, own);
  return own;
}

/** The issue as it stands on GitHub now; null when it is no longer to be read. */
export async function readAgain(work: Work, own: OwnIssue): Promise<GitHubIssue | null> {
  const { repository, number } = own.issue;
  const answer = await work.ports.reader.readIssue(repository, number);
  return typeof answer === 'string' ? null : answer;
}

/**
 * A change that may be sent again, such as a new body: after an unclear answer the issue is read, and the change is sent
 * once more where it is not to be seen. Null when it is still unclear.
 */
export async function changeIssue(
  work: Work,
  own: OwnIssue,
  send: () => Promise<GitHubIssue>,
  isThere: (issue: GitHubIssue) => boolean,
): Promise<OwnIssue | null> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      return touch(work, await send(), own.repositoryId);
    } catch (error) {
      if (!(error instanceof AmbiguousWrite)) throw error;
      work.ports.log.warn({ err: error }, 'unclear answer, looking whether it was done');
      await work.ports.clock.sleep(work.context.settleMs);
      const now = await readAgain(work, own);
      if (now !== null && isThere(now)) return touch(work, now, own.repositoryId);
    }
  }
  return null;
}

/** Writes a comment unless it is there. False when nobody knows whether it was written. */
export async function writeNote(
  work: Work,
  own: OwnIssue,
  record: string | null,
  note: Note,
): Promise<boolean> {
  const { reader, writer } = work.ports;
  const { repository, number } = own.issue;
  const isThere = async () =>
    (await lookTwice(async () =>
      (await reader.listOwnComments(repository, number)).find(({ body: said }) => keyOf(said) === note.key),
    )) !== null;
  let isWritten = await isThere();
  const body = `${renderMarker({ kind: 'note', key: note.key })}\n\n${note.text}\n`;
  for (let attempt = 1; attempt <= 2 && !isWritten; attempt += 1) {
    try {
      await writer.comment(repository, number, body);
      isWritten = true;
    } catch (error) {
      if (!(error instanceof AmbiguousWrite)) throw error;
      await work.ports.clock.sleep(work.context.settleMs);
      isWritten = await isThere();
    }
  }
  if (isWritten && record !== null) await saveNote(work, record, own.repositoryId, note.key);
  return isWritten;
}

function keyOf(body: string): string | null {
  const marker = parseMarker(body);
  return marker?.kind === 'note' ? marker.key : null;
}

/** Noted with the day, so that it is not said again. */
export async function saveNote(work: Work, record: string, repository: string, key: string): Promise<void> {
  const { ports, context } = work;
  const day = new Date(ports.clock.now()).toISOString().slice(0, 10);
  const notes = { ...work.notes.get(record), [key]: day };
  work.notes.set(record, notes);
  await ports.records.save(context.productKey, record, context.generation, { repository, notes });
}
