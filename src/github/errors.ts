/**
 * Why GitHub did not do what was asked. The sentence for people is `github.errors.<kind>` in the message catalogue.
 *
 * - `gone`: no such thing, or not visible to this token (GitHub says 404 to both)
 * - `forbidden`: a permission is missing
 * - `archived`: the repository can only be read; `disabled`: blocked by GitHub, or a feature switched off
 * - `validation`: GitHub does not accept what was sent
 * - `temporary`: GitHub failed or took too long; `unreachable`: no answer at all
 */
export type GitHubErrorKind =
  | 'gone'
  | 'forbidden'
  | 'rate-limited'
  | 'archived'
  | 'disabled'
  | 'validation'
  | 'temporary'
  | 'unreachable'
  | 'unauthorised';

export interface GitHubErrorDetails {
  /** What was asked, without secrets: `GET /repos/OS2eksempel/kode`, `repository OS2eksempel/kode`. */
  readonly request: string;
  /** HTTP status; null where there was no answer, or an error within a GraphQL answer. */
  readonly status?: number | null;
  /** What GitHub said. */
  readonly said?: string;
  /** The permission that would do, as GitHub names it: `issues=write`. */
  readonly permission?: string | null;
  /** When the limit ends. */
  readonly until?: Date | null;
}

export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: GitHubErrorKind;
  readonly request: string;
  readonly status: number | null;
  readonly said: string;
  readonly permission: string | null;
  readonly until: Date | null;

  constructor(kind: GitHubErrorKind, details: GitHubErrorDetails, options?: ErrorOptions) {
    const { request, status = null, said = '', permission = null, until = null } = details;
    super(
      `${kind}: ${request}${status === null ? '' : ` answered ${status}`}${said === '' ? '' : `: ${said}`}`,
      options,
    );
    this.kind = kind;
    this.request = request;
    this.status = status;
    this.said = said;
    this.permission = permission;
    this.until = until;
  }

  /** What fills the sentence of `kind`; `_none` stands for a permission that GitHub did not name. */
  get parameters(): Readonly<Record<string, string>> {
    return {
      request: this.request,
      status: String(this.status ?? ''),
      said: this.said,
      permission: this.permission ?? '_none',
      until: this.until?.toISOString().slice(0, 16).replace('T', ' ') ?? '',
    };
  }
}

/** An answer that is no success, of REST or of GraphQL's endpoint. */
export interface FailedAnswer {
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly said: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long a limit lasts that names no end, in milliseconds; GitHub asks for a minute at least. */
  readonly leastWaitMs?: number;
}

const LEAST_WAIT_MS = 60_000;

/** What a failed answer means (github.md part 4; docs.github.com "Rate limits", "Troubleshooting the REST API"). */
export function errorOfAnswer(answer: FailedAnswer): GitHubError {
  const { request, status, said } = answer;
  const until = endOfLimit(answer);
  if (until !== null) return new GitHubError('rate-limited', { request, status, said, until });
  const permission = header(answer, 'x-accepted-github-permissions');
  return new GitHubError(kindOfStatus(status, said), { request, status, said, permission });
}

function kindOfStatus(status: number, said: string): GitHubErrorKind {
  if (status === 401) return 'unauthorised';
  if (status === 404) return 'gone';
  if (status === 410 || status === 451) return 'disabled';
  if (status >= 500 || status === 408) return 'temporary';
  if (status !== 403) return 'validation';
  if (/archived/i.test(said)) return 'archived';
  return /access blocked|has been disabled|are disabled/i.test(said) ? 'disabled' : 'forbidden';
}

/** When the limit that an answer speaks of ends; null when it speaks of none. */
function endOfLimit(answer: FailedAnswer): Date | null {
  if (answer.status !== 403 && answer.status !== 429) return null;
  const after = Number(header(answer, 'retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return new Date(answer.now + after * 1000);
  const reset = Number(header(answer, 'x-ratelimit-reset') ?? Number.NaN);
  if (header(answer, 'x-ratelimit-remaining') === '0' && Number.isFinite(reset))
    return new Date(reset * 1000);
  const isLimit = answer.status === 429 || /rate limit|abuse detection/i.test(answer.said);
  return isLimit ? new Date(answer.now + (answer.leastWaitMs ?? LEAST_WAIT_MS)) : null;
}

function header({ headers }: FailedAnswer, name: string): string | null {
  const value = headers[name];
  return value === undefined || value === '' ? null : String(value);
}

/** One of the `errors` in a GraphQL answer. */
export interface GraphqlProblem {
  readonly type: string | null;
  readonly message: string;
  /** The alias it concerns, and the fields below; empty when it concerns the whole request. */
  readonly path: readonly string[];
}

/** What a GraphQL problem means; a limit lasts until `limitEnd`. */
export function errorOfProblem(request: string, problem: GraphqlProblem, limitEnd?: Date): GitHubError {
  const said = problem.message;
  const until = limitEnd ?? new Date(Date.now() + LEAST_WAIT_MS);
  switch (problem.type) {
    case 'NOT_FOUND':
      return new GitHubError('gone', { request, said });
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return new GitHubError('forbidden', { request, said });
    case 'RATE_LIMITED':
    case 'RATE_LIMIT':
      return new GitHubError('rate-limited', { request, said, until });
    default:
      return errorOfMessage(request, said, until);
  }
}

function errorOfMessage(request: string, said: string, until: Date): GitHubError {
  if (/rate limit/i.test(said)) return new GitHubError('rate-limited', { request, said, until });
  if (/something went wrong|timeout|timed out|resource limits?|try again/i.test(said)) {
    return new GitHubError('temporary', { request, said });
  }
  if (/SAML|not accessible|access/i.test(said)) return new GitHubError('forbidden', { request, said });
  return new GitHubError('validation', { request, said });
}

/** What is asked for, or null where GitHub says that it is not there. Throws every other error. */
export async function nullWhenGone<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'gone') return null;
    throw error;
  }
}
