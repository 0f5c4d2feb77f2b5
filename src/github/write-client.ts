/**
 * The only place that writes to GitHub with REST. One request per call, never repeated after an unclear answer, paced to
 * GitHub's limits on making content. What it may not do is told in a typed error.
 */
import { AmbiguousWrite } from './ambiguous-write.js';
import { errorOfAnswer, GitHubError } from './errors.js';
import { exchange, requestName, type Answer, type Host } from './exchange.js';
import { commentOf, issueOf, ownerAndName, type RestIssue } from './issue-reader.js';
import type { IssueWriter } from './issues.js';
import type { WritePacing } from './write-pacing.js';

export interface WriteClientOptions extends Host {
  readonly pacing: WritePacing;
  /** What shares GitHub's limits: one bucket per installation. */
  readonly bucket: string;
  /** Told after every answer, for logs and metrics; status null where there was none. Never holds a token. */
  readonly onWrite?: (event: { readonly request: string; readonly status: number | null }) => void;
}

/**
 * Sends one write and gives its answer's body. Throws a GitHubError when GitHub certainly did nothing, an AmbiguousWrite
 * when nobody knows. Waits once for a limit that ends soon; a later end is thrown as `rate-limited`.
 */
export type Write = <T>(route: string, parameters: Readonly<Record<string, unknown>>) => Promise<T>;

/** A refused write for a limit is certain to have done nothing, so it may be sent again. */
const TRIES = 3;

export function createWriteClient(options: WriteClientOptions): Write {
  return async <T>(route: string, parameters: Readonly<Record<string, unknown>>) => {
    for (let attempt = 1; ; attempt += 1) {
      await options.pacing.turn(options.bucket);
      try {
        return (await sendOnce(route, parameters, options)) as T;
      } catch (error) {
        if (!(error instanceof GitHubError) || error.kind !== 'rate-limited' || error.until === null)
          throw error;
        await options.pacing.hold(options.bucket, error.until, error.said);
        if (attempt >= TRIES) throw error;
      }
    }
  };
}

async function sendOnce(
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  options: WriteClientOptions,
): Promise<unknown> {
  const answer = await answerTo(route, parameters, options);
  const { status, headers, body } = answer;
  options.onWrite?.({ request: route, status });
  if (status < 400) return body;
  const now = options.pacing.clock.now();
  const request = requestName(route, parameters);
  const failure = errorOfAnswer({ request, status, headers, said: saidIn(body), now });
  if (failure.kind === 'temporary') throw new AmbiguousWrite(request, failure);
  throw failure;
}

async function answerTo(
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  options: WriteClientOptions,
): Promise<Answer> {
  // Fetched before the request, so that a token that cannot be had is not taken for an unclear write.
  const token = typeof options.token === 'function' ? await options.token() : options.token;
  try {
    return await exchange({ ...options, token }, route, parameters);
  } catch (error) {
    options.onWrite?.({ request: route, status: null });
    throw new AmbiguousWrite(requestName(route, parameters), error);
  }
}

/** GitHub's message with the fields it complains of. */
function saidIn(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data)) return '';
  const details = 'errors' in data ? ` ${JSON.stringify(data.errors)}` : '';
  return `${String(data.message)}${details}`.slice(0, 300);
}

/** Issues, comments, labels and reactions, written through one installation. */
export function createIssueWriter(write: Write): IssueWriter {
  const patchIssue = async (repository: string, number: number, change: Readonly<Record<string, unknown>>) =>
    issueOf(
      await write<RestIssue>('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
        ...ownerAndName(repository),
        issue_number: number,
        ...change,
      }),
    );
  return {
    createIssue: async (repository, issue) =>
      issueOf(
        await write<RestIssue>('POST /repos/{owner}/{repo}/issues', {
          ...ownerAndName(repository),
          ...issue,
        }),
      ),
    updateIssue: (repository, number, change) => patchIssue(repository, number, change),
    closeIssue: (repository, number, reason, body) =>
      patchIssue(repository, number, { state: 'closed', state_reason: reason, ...withBody(body) }),
    reopenIssue: (repository, number, body) =>
      patchIssue(repository, number, { state: 'open', state_reason: 'reopened', ...withBody(body) }),
    comment: async (repository, number, body) =>
      commentOf(
        await write('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...ownerAndName(repository),
          issue_number: number,
          body,
        }),
      ),
    createLabel: async (repository, label) => {
      try {
        await write('POST /repos/{owner}/{repo}/labels', { ...ownerAndName(repository), ...label });
      } catch (error) {
        if (!isThereAlready(error)) throw error;
      }
    },
    addLabels: async (repository, number, names) => {
      await write('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        ...ownerAndName(repository),
        issue_number: number,
        labels: names,
      });
    },
    react: async (repository, commentId, reaction) => {
      await write('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
        ...ownerAndName(repository),
        comment_id: commentId,
        content: reaction,
      });
    },
  };
}

function withBody(body: string | undefined): { body?: string } {
  return body === undefined ? {} : { body };
}

/** 422 with `already_exists`. */
function isThereAlready(error: unknown): boolean {
  return error instanceof GitHubError && error.status === 422 && /already_exists/.test(error.said);
}
