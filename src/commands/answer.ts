/** The answer to a command: a reaction and, when it matters, one comment. Noted before it is made, and made once. */
import {
  AmbiguousWrite,
  GitHubError,
  isForLater,
  lookTwice,
  type Clock,
  type IssueReader,
  type IssueWriter,
  type Reaction,
} from '../github/index.js';
import { parseMarker, renderMarker, shortHash } from '../issues/index.js';
import type { Logger } from '../log/index.js';

/** What is kept with the intent, so that a process that comes after can make the same answer. */
export interface Answer {
  /** Node id. */
  readonly repositoryId: string;
  readonly issue: number;
  /** Null: no comment is answered (a reminder). */
  readonly comment: { readonly id: number; readonly reaction: Reaction } | null;
  /** Markdown; null: the reaction is enough. */
  readonly text: string | null;
  /** Key of the marker in our comment: the same comment is never written twice. */
  readonly key: string;
}

export interface AnswerPorts {
  readonly reader: Pick<IssueReader, 'listOwnComments'>;
  readonly writer: Pick<IssueWriter, 'comment' | 'react'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long GitHub may take to show a new comment, in milliseconds. */
  readonly settleMs: number;
}

/** Letters and digits alone, whatever is in it. */
export function answerKey(kind: 'answer' | 'denied' | 'reminder', of: string): string {
  return `${kind}-${shortHash(of)}`;
}

/** `forbidden`: a permission is missing, perhaps for a moment, or the issue is locked; GitHub says the same to both. */
export type AnswerEnd = 'given' | 'forbidden' | 'refused';

/**
 * Makes the answer in a repository of this name, or what is missing of it. `refused` when GitHub will not let us, since the issue
 * is gone. Throws a GitHubError or AmbiguousWrite when a later try may do better.
 */
export async function giveAnswer(answer: Answer, repository: string, ports: AnswerPorts): Promise<AnswerEnd> {
  try {
    // GitHub keeps one reaction of a kind, so it may be sent again.
    if (answer.comment !== null)
      await ports.writer.react(repository, answer.comment.id, answer.comment.reaction);
    if (answer.text !== null) await commentOnce(answer, answer.text, repository, ports);
    return 'given';
  } catch (error) {
    if (!(error instanceof GitHubError) || isForLater(error)) throw error;
    ports.log.warn({ err: error, repository }, 'command could not be answered');
    return error.kind === 'forbidden' ? 'forbidden' : 'refused';
  }
}

async function commentOnce(
  answer: Answer,
  text: string,
  repository: string,
  ports: AnswerPorts,
): Promise<void> {
  const { reader, writer, clock, settleMs } = ports;
  const body = `${renderMarker({ kind: 'note', key: answer.key })}\n\n${text}\n`;
  const isThere = async (): Promise<boolean> =>
    (await lookTwice(async () =>
      (await reader.listOwnComments(repository, answer.issue)).find(
        ({ body: said }) => keyOf(said) === answer.key,
      ),
    )) !== null;
  if (await isThere()) return;
  try {
    await writer.comment(repository, answer.issue, body);
  } catch (error) {
    if (!(error instanceof AmbiguousWrite)) throw error;
    await clock.sleep(settleMs);
    if (!(await isThere())) throw error;
  }
}

function keyOf(body: string): string | null {
  const marker = parseMarker(body);
  return marker?.kind === 'note' ? marker.key : null;
}
