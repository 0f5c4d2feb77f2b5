import { request as octokitRequest } from '@octokit/request';
import { errorOfAnswer, errorOfProblem, GitHubError, type GraphqlProblem } from './errors.js';
import { DEFAULT_PACING, Pacer, SYSTEM_CLOCK, type Clock, type Pacing } from './pacing.js';

/**
 * The version of GitHub's REST interface that all requests name. 2022-11-28 rather than 2026-03-10: GitHub keeps it
 * until March 2028 at least, and GitHub Enterprise Server knows it too.
 */
export const API_VERSION = '2022-11-28';

export interface ReadClientOptions {
  /** Default `https://api.github.com`; GitHub Enterprise Server: `https://HOST/api/v3`. */
  readonly baseUrl?: string;
  /** A token, or what fetches a fresh one (an installation token lasts an hour). Null: without, at 60 requests an hour. */
  readonly token: string | (() => Promise<string>) | null;
  readonly fetch?: typeof globalThis.fetch;
  readonly pacing?: Partial<Pacing>;
  readonly clock?: Clock;
  /** Told after every answer, for logs and metrics. Never holds a token. */
  readonly onRequest?: (event: RequestEvent) => void;
}

export interface RequestEvent {
  /** `GET /repos/{owner}/{repo}/git/trees/{tree_sha}`, `POST /graphql`. */
  readonly request: string;
  /** Null where there was no answer. */
  readonly status: number | null;
  readonly ms: number;
  /** GraphQL points, where the document asks for `rateLimit { cost }`. */
  readonly cost: number | null;
}

export interface GraphqlAnswer<T> {
  /** May lack what the problems concern. */
  readonly data: T;
  readonly problems: readonly GraphqlProblem[];
}

export interface ReadOptions {
  /** Whether a temporary failure is tried again; default true. A batch rather becomes smaller. */
  readonly retry?: boolean;
}

export interface ReadClient {
  /**
   * Runs a query. Problems with single fields come back beside the data.
   * Throws a GitHubError when there is no data at all.
   */
  readonly graphql: <T>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    options?: ReadOptions,
  ) => Promise<GraphqlAnswer<T>>;
  /** The body of a REST read; `route` as octokit writes it, `GET /repos/{owner}/{repo}`. Throws a GitHubError. */
  readonly get: <T>(route: string, parameters: Readonly<Record<string, unknown>>) => Promise<T>;
}

const TRIES = 4;
const TIMEOUT_MS = 30_000;

/**
 * Reads GitHub: waits for its limits, tries again what failed for a moment, and says in a typed error what else went
 * wrong. Knows nothing of writing.
 */
export function createReadClient(options: ReadClientOptions): ReadClient {
  const transport = new Transport(options);
  return {
    graphql: (document, variables, { retry = true } = {}) =>
      transport.persist(() => transport.graphql(document, variables), retry),
    get: (route, parameters) => transport.persist(() => transport.get(route, parameters), true),
  };
}

class Transport {
  readonly #options: ReadClientOptions;
  readonly #pacing: Pacing;
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  /** Per resource (`core`, `graphql`): when the primary limit, used up, is filled again. */
  readonly #usedUpUntil = new Map<string, number>();

  constructor(options: ReadClientOptions) {
    this.#options = options;
    this.#pacing = { ...DEFAULT_PACING, ...options.pacing };
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#pacer = new Pacer(this.#pacing, this.#clock);
  }

  get #leastWaitMs(): number {
    return 60_000 * this.#pacing.scale;
  }

  async persist<T>(work: () => Promise<T>, retry: boolean): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof GitHubError) || attempt >= TRIES) throw error;
        const wait = this.#waitAfter(error, attempt, retry);
        if (wait === null) throw error;
        await this.#clock.sleep(wait);
      }
    }
  }

  /** How long to wait before trying again, in milliseconds; null: do not. */
  #waitAfter({ kind, until }: GitHubError, attempt: number, retry: boolean): number | null {
    if (kind === 'rate-limited') {
      const wait = Math.max(0, (until?.getTime() ?? 0) - this.#clock.now());
      return wait <= this.#pacing.longestWaitMs ? wait : null;
    }
    if ((kind !== 'temporary' && kind !== 'unreachable') || !retry) return null;
    return 1000 * 2 ** (attempt - 1) * this.#pacing.scale;
  }

  async get<T>(route: string, parameters: Readonly<Record<string, unknown>>): Promise<T> {
    const body = await this.#send(route, 'core', parameters);
    return body as T;
  }

  async graphql<T>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<GraphqlAnswer<T>> {
    const request = 'POST /graphql';
    const url = graphqlUrl(this.#options.baseUrl);
    const body = (await this.#send(request, 'graphql', {
      query: document,
      variables,
      ...url,
    })) as GraphqlBody<T>;
    const problems = (body.errors ?? []).map(problemOf);
    const [first] = problems;
    const limitEnd = new Date(
      Math.max(this.#usedUpUntil.get('graphql') ?? 0, this.#clock.now() + this.#leastWaitMs),
    );
    const limited = problems.find(({ type }) => type === 'RATE_LIMITED');
    if (limited !== undefined) throw errorOfProblem(request, limited, limitEnd);
    if (body.data === null || body.data === undefined) {
      const nothing = { type: null, message: 'the answer holds no data; try again', path: [] };
      throw errorOfProblem(request, first ?? nothing, limitEnd);
    }
    return { data: body.data, problems };
  }

  async #send(
    request: string,
    resource: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    this.#refuseWhenUsedUp(request, resource);
    return this.#pacer.run(request, async () => {
      const started = this.#clock.now();
      const answer = await this.#fetch(request, parameters);
      const ms = this.#clock.now() - started;
      this.#rememberLimit(answer, resource);
      const body = answer.status < 400 ? await bodyOf(answer.data, request) : answer.data;
      this.#options.onRequest?.({ request, status: answer.status, ms, cost: costOf(body) });
      if (answer.status < 400) return body;
      const { status, headers } = answer;
      throw errorOfAnswer({
        request,
        status,
        headers,
        said: saidIn(body),
        now: this.#clock.now(),
        leastWaitMs: this.#leastWaitMs,
      });
    });
  }

  async #fetch(request: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { baseUrl, token, fetch } = this.#options;
    const secret = typeof token === 'function' ? await token() : token;
    const started = this.#clock.now();
    try {
      // Parsed here: octokit's own parser, which keeps large integers, takes two seconds for a large tree.
      return (await octokitRequest(request, {
        ...parameters,
        ...(baseUrl === undefined ? {} : { baseUrl }),
        headers: {
          accept: 'application/vnd.github+json',
          'user-agent': 'os2modning',
          'x-github-api-version': API_VERSION,
          ...(secret === null ? {} : { authorization: `bearer ${secret}` }),
        },
        request: {
          parseSuccessResponseBody: false,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          ...(fetch === undefined ? {} : { fetch }),
        },
      })) as Answer;
    } catch (error) {
      const response = (error as { response?: Answer }).response;
      if (response !== undefined) return response;
      this.#options.onRequest?.({ request, status: null, ms: this.#clock.now() - started, cost: null });
      throw noAnswer(request, error);
    }
  }

  #rememberLimit({ headers }: Answer, resource: string): void {
    if (headers['x-ratelimit-remaining'] !== '0') return;
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    if (Number.isFinite(reset)) this.#usedUpUntil.set(resource, reset);
  }

  #refuseWhenUsedUp(request: string, resource: string): void {
    const until = this.#usedUpUntil.get(resource) ?? 0;
    if (until <= this.#clock.now()) return;
    throw new GitHubError('rate-limited', { request, said: 'the limit is used up', until: new Date(until) });
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly data: unknown;
}

interface GraphqlBody<T> {
  readonly data?: T | null;
  readonly errors?: readonly { type?: string; message?: string; path?: readonly (string | number)[] }[];
}

/** Enterprise Server answers GraphQL at `/api/graphql`, beside `/api/v3`. */
function graphqlUrl(baseUrl: string | undefined): { url?: string } {
  return baseUrl !== undefined && /\/api\/v3\/?$/.test(baseUrl)
    ? { url: baseUrl.replace(/\/api\/v3\/?$/, '/api/graphql') }
    : {};
}

function problemOf({
  type,
  message,
  path,
}: NonNullable<GraphqlBody<unknown>['errors']>[number]): GraphqlProblem {
  return { type: type ?? null, message: message ?? '', path: (path ?? []).map(String) };
}

async function bodyOf(data: unknown, request: string): Promise<unknown> {
  if (data === '' || data === null || data === undefined) return null;
  const text = await new Response(data as ReadableStream).text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GitHubError('temporary', { request, said: 'the answer is not JSON' }, { cause });
  }
}

function costOf(body: unknown): number | null {
  const cost = (body as { data?: { rateLimit?: { cost?: unknown } | null } | null } | null)?.data?.rateLimit
    ?.cost;
  return typeof cost === 'number' ? cost : null;
}

function saidIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body)
    return String(body.message).slice(0, 300);
  return typeof body === 'string'
    ? body
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 300)
    : '';
}

function noAnswer(request: string, error: unknown): GitHubError {
  const { name, message, cause } = error as Error;
  const isSlow = name === 'AbortError' || name === 'TimeoutError' || /timeout|aborted/i.test(message);
  const said = cause instanceof Error ? `${message} (${cause.message})` : message;
  return new GitHubError(isSlow ? 'temporary' : 'unreachable', { request, said }, { cause: error });
}
