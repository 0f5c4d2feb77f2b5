import { request as octokitRequest } from '@octokit/request';
import { GitHubError } from './errors.js';

/**
 * The version of GitHub's REST interface that all requests name. 2022-11-28 rather than 2026-03-10: GitHub keeps it
 * until March 2028 at least, and GitHub Enterprise Server knows it too.
 */
export const API_VERSION = '2022-11-28';

export interface Host {
  /** Default `https://api.github.com`; GitHub Enterprise Server: `https://HOST/api/v3`. */
  readonly baseUrl?: string;
  /** A token, or what fetches a fresh one (an installation token lasts an hour). Null: none; then GraphQL answers 401. */
  readonly token: string | (() => Promise<string>) | null;
  readonly fetch?: typeof globalThis.fetch;
  /** How long an answer may take, in milliseconds; default 30,000. GitHub itself gives up after ten seconds. */
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON where it is JSON; null for an empty body. */
  readonly body: unknown;
}

type Parameters = Readonly<Record<string, unknown>>;

const TIMEOUT_MS = 30_000;

/**
 * One request and its answer, whatever its status. `route` as octokit writes it: `GET /repos/{owner}/{repo}`.
 * Throws a GitHubError (`unreachable`, `temporary`) when there is no answer, or one that cannot be read.
 */
export async function exchange(host: Host, route: string, parameters: Parameters): Promise<Answer> {
  const request = requestName(route, parameters);
  // Not AbortSignal.timeout: it may be collected as garbage before its time, and covers nothing then.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error('timeout')), host.timeoutMs ?? TIMEOUT_MS);
  try {
    const options = await optionsOf(host, parameters, patience.signal);
    const response = (await octokitRequest(route, options)) as OctokitResponse;
    return { status: response.status, headers: response.headers, body: await parsed(response.data, request) };
  } catch (error) {
    if (error instanceof GitHubError) throw error;
    const { response } = error as { response?: OctokitResponse };
    if (response === undefined) throw noAnswer(request, error);
    return { status: response.status, headers: response.headers, body: response.data };
  } finally {
    clearTimeout(timer);
  }
}

/** What was asked, for a person: the route with its names filled in, without secrets. */
export function requestName(route: string, parameters: Parameters): string {
  return route.replace(/\{(\w+)\}/g, (_, name: string) => nameOf(parameters[name]));
}

function nameOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

interface OctokitResponse {
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly data: unknown;
}

async function optionsOf(
  { baseUrl, token, fetch }: Host,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const secret = typeof token === 'function' ? await token() : token;
  return {
    ...parameters,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'os2modning',
      'x-github-api-version': API_VERSION,
      ...(secret === null ? {} : { authorization: `bearer ${secret}` }),
    },
    request: {
      // Parsed here: octokit's own parser, which keeps large integers, takes two seconds for a large tree.
      parseSuccessResponseBody: false,
      signal,
      ...(fetch === undefined ? {} : { fetch }),
    },
  };
}

async function parsed(data: unknown, request: string): Promise<unknown> {
  if (data === '' || data === null || data === undefined) return null;
  const text = await new Response(data as ReadableStream).text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GitHubError('temporary', { request, said: 'the answer is not JSON' }, { cause });
  }
}

function noAnswer(request: string, error: unknown): GitHubError {
  const { name, message, cause } = error as Error;
  const isSlow = name === 'AbortError' || name === 'TimeoutError' || /timeout|aborted/i.test(message);
  const said =
    cause instanceof Error && cause.message !== message ? `${message} (${cause.message})` : message;
  return new GitHubError(isSlow ? 'temporary' : 'unreachable', { request, said }, { cause: error });
}
