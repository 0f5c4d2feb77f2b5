import { errorOfAnswer, errorOfProblem, GitHubError, type GraphqlProblem } from './errors.js';
import { exchange, requestName, type Answer, type Host } from './exchange.js';
import { DEFAULT_PACING, Pacer, SYSTEM_CLOCK, type Clock, type Pacing } from './pacing.js';

export interface ReadClientOptions extends Host {
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
  /** GitHub's clock at the answer, in milliseconds since 1970; null where there was none. */
  readonly date: number | null;
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
  /**
   * A page of a list whose pages are told by a cursor, and the cursor of the next; null: it was the last. A cursor is
   * GitHub's own and stands in the answer's `Link` alone. Throws a GitHubError.
   */
  readonly getPage: <T>(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    cursor: string | null,
  ) => Promise<Page<T>>;
}

export interface Page<T> {
  readonly body: T;
  readonly next: string | null;
}

const TRIES = 4;
const RESOURCES = ['core', 'graphql'] as const;
/** What GitHub keeps a primary limit for. */
type Resource = (typeof RESOURCES)[number];

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
    getPage: (route, parameters, cursor) =>
      transport.persist(
        () => transport.getPage(route, cursor === null ? parameters : { ...parameters, cursor }),
        true,
      ),
  };
}

class Transport {
  readonly #options: ReadClientOptions;
  readonly #pacing: Pacing;
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  /** When a limit that is used up is filled again, in milliseconds since 1970. */
  readonly #usedUpUntil = new Map<Resource, number>();

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
    const { body } = await this.#send(route, 'core', parameters);
    return body as T;
  }

  async getPage<T>(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Page<T>> {
    const { body, headers } = await this.#send(route, 'core', parameters);
    return { body: body as T, next: nextCursor(headers['link']) };
  }

  async graphql<T>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<GraphqlAnswer<T>> {
    const request = 'POST /graphql';
    const url = graphqlUrl(this.#options.baseUrl);
    const answer = await this.#send(request, 'graphql', { query: document, variables, ...url });
    const body = answer.body as GraphqlBody<T>;
    const problems = (body.errors ?? []).map(problemOf);
    const [first] = problems;
    const limitEnd = new Date(
      Math.max(this.#usedUpUntil.get('graphql') ?? 0, this.#clock.now() + this.#leastWaitMs),
    );
    const limited = problems.find(({ type }) => type === 'RATE_LIMITED');
    if (limited !== undefined) {
      const error = errorOfProblem(request, limited, limitEnd);
      this.#holdBack(error, ['graphql']);
      throw error;
    }
    if (body.data === null || body.data === undefined) {
      const nothing = { type: null, message: 'the answer holds no data; try again', path: [] };
      throw errorOfProblem(request, first ?? nothing, limitEnd);
    }
    return { data: body.data, problems };
  }

  async #send(
    route: string,
    resource: Resource,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<Answer> {
    const request = requestName(route, parameters);
    this.#refuseWhenUsedUp(request, resource);
    const answer = await this.#pacer.run(route, () => this.#observed(route, parameters));
    const { status, headers, body } = answer;
    this.#rememberLimit(headers, resource);
    if (status < 400) return answer;
    const error = errorOfAnswer({
      request,
      status,
      headers,
      said: saidIn(body),
      now: this.#clock.now(),
      leastWaitMs: this.#leastWaitMs,
    });
    const isPrimary = headers['x-ratelimit-remaining'] === '0';
    this.#holdBack(error, isPrimary ? [resource] : RESOURCES);
    throw error;
  }

  /** A secondary limit is for everything: what is sent meanwhile prolongs it. */
  #holdBack({ until }: GitHubError, resources: readonly Resource[]): void {
    if (until === null) return;
    for (const resource of resources) {
      this.#usedUpUntil.set(resource, Math.max(until.getTime(), this.#usedUpUntil.get(resource) ?? 0));
    }
  }

  async #observed(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> {
    const started = this.#clock.now();
    const tell = (status: number | null, cost: number | null, date: number | null): void =>
      this.#options.onRequest?.({ request: route, status, ms: this.#clock.now() - started, cost, date });
    try {
      const answer = await exchange(this.#options, route, parameters);
      tell(answer.status, costOf(answer.body), dateOf(answer.headers));
      return answer;
    } catch (error) {
      tell(null, null, null);
      throw error;
    }
  }

  #rememberLimit(headers: Answer['headers'], resource: Resource): void {
    if (headers['x-ratelimit-remaining'] !== '0') return;
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    if (Number.isFinite(reset)) this.#usedUpUntil.set(resource, reset);
  }

  #refuseWhenUsedUp(request: string, resource: Resource): void {
    const until = this.#usedUpUntil.get(resource) ?? 0;
    if (until <= this.#clock.now()) return;
    throw new GitHubError('rate-limited', { request, said: 'the limit is used up', until: new Date(until) });
  }
}

interface GraphqlBody<T> {
  readonly data?: T | null;
  readonly errors?: readonly { type?: string; message?: string; path?: readonly (string | number)[] }[];
}

/** Enterprise Server answers GraphQL at `/api/graphql`, beside `/api/v3`. */
export function graphqlUrl(baseUrl: string | undefined): { url?: string } {
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

function costOf(body: unknown): number | null {
  const cost = (body as { data?: { rateLimit?: { cost?: unknown } | null } | null } | null)?.data?.rateLimit
    ?.cost;
  return typeof cost === 'number' ? cost : null;
}

/** `<https://api.github.com/app/hook/deliveries?cursor=v1_…>; rel="next"` */
function nextCursor(link: string | undefined): string | null {
  const next = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return next === undefined ? null : new URL(next, 'https://api.github.com').searchParams.get('cursor');
}

function dateOf({ date }: Answer['headers']): number | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : time;
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
