/** One request from its arrival to its answer: pages, faults, limits, credentials, checks, handler, record. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Faults, PlannedFault } from '../faults.js';
import type { Limits, RateState, Refusal, Resource } from '../limits.js';
import { prepareQuery, runQuery, type PreparedQuery } from '../graphql/execute.js';
import { matchRoute, type Match } from '../rest/router.js';
import type { Validator } from '../schema/validator.js';
import { Problem } from '../state/problem.js';
import type { World } from '../state/world.js';
import type { Traffic } from '../traffic.js';
import type { DeliveryLog } from '../webhooks/log.js';
import type { Auth, Reply } from './context.js';
import type { Tokens } from './tokens.js';

export interface Services {
  readonly world: World;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly deliveries: DeliveryLog;
  readonly validator: Validator | null;
  readonly checksResponses: boolean;
  readonly latencyMs: number;
  /** A page for people; null: not the address of one. */
  readonly page: (path: string, query: URLSearchParams) => Reply | null;
  /** Answers of ours that GitHub's description does not allow. */
  readonly violations: string[];
}

interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly text: string;
  readonly authorization: string | undefined;
  /** `if-none-match`, for conditional reads. */
  readonly etag: string | undefined;
  readonly isGraphql: boolean;
}

interface Outcome {
  readonly reply: Reply;
  readonly cost: number;
  readonly isMutation: boolean;
  readonly rate: RateState | null;
}

const LARGEST_BODY = 25 * 1024 * 1024;
const DOCUMENTATION = 'https://docs.github.com/rest';
/** What is counted as content made, beside GraphQL mutations. */
const CREATES = /^(POST|PUT) \/(repos|orgs)\/(?!.*(check-|git\/refs|rerequest))/;

export function createHttpServer(services: Services): Server {
  const server = createServer((request, response) => {
    answer(services, request, response).catch((error: unknown) => {
      services.violations.push(
        `The simulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: 'The simulator failed', detail: String(error) }));
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function answer(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  const page = wantsPage ? services.page(decode(url.pathname), url.searchParams) : null;
  if (page !== null) {
    response.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    response.end(page.body);
    return;
  }
  const incoming = await readRequest(request, url, services.world);
  const fault = services.faults.ofRequest({
    method: incoming.method,
    path: incoming.path,
    document: incoming.isGraphql ? documentOf(incoming.text) : '',
    body: incoming.text,
  });
  const delay = services.latencyMs + (fault?.fault === 'slow' ? fault.slowMs : 0);
  if (delay > 0) await wait(delay);
  const outcome = unchanged(settle(services, incoming, fault), incoming.etag);
  const text = outcome.reply.body === undefined ? '' : JSON.stringify(outcome.reply.body);
  const isReset = fault?.fault === 'reset-before' || fault?.fault === 'reset-after';
  services.traffic.add({
    at: services.world.clock.now().toISOString(),
    method: incoming.method,
    path: incoming.path,
    query: incoming.query,
    requestText: incoming.text,
    isGraphql: incoming.isGraphql,
    isMutation: outcome.isMutation,
    status: isReset ? 0 : outcome.reply.status,
    responseText: isReset ? '' : text,
    cost: outcome.cost,
  });
  if (isReset) {
    request.socket.destroy();
    return;
  }
  send(response, incoming, outcome, text);
}

/** A conditional read of something unchanged: 304 without a body. */
function unchanged(outcome: Outcome, etag: string | undefined): Outcome {
  const { reply } = outcome;
  if (etag === undefined || reply.status !== 200 || etagOf(reply.body) !== etag) return outcome;
  return { ...outcome, reply: { status: 304, headers: { etag } } };
}

function etagOf(body: unknown): string {
  return `W/"${createHash('sha1').update(JSON.stringify(body)).digest('hex')}"`;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function readRequest(request: IncomingMessage, url: URL, world: World): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('The request is larger than 25 MB');
    chunks.push(chunk);
  }
  const path = apiPath(url.pathname, world);
  return {
    method: request.method ?? 'GET',
    path,
    query: Object.fromEntries(url.searchParams),
    text: Buffer.concat(chunks).toString('utf8'),
    authorization: request.headers.authorization,
    etag: request.headers['if-none-match'],
    isGraphql: path === '/graphql',
  };
}

/** Addresses of GitHub Enterprise Server (`/api/v3`) and those by a repository's number are the same operations. */
function apiPath(pathname: string, world: World): string {
  const path = pathname.replace(/^\/api\/v3(?=\/|$)/, '').replace(/^\/api\/graphql$/, '/graphql');
  const byId = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  const repository = byId === null ? undefined : world.repositories.get(Number(byId[1]));
  if (repository === undefined) return path;
  return `/repos/${repository.owner.login}/${repository.name}${byId?.[2] ?? ''}`;
}

function documentOf(text: string): string {
  const { query } = (parseJson(text) ?? {}) as { query?: unknown };
  return typeof query === 'string' ? query : '{';
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem(400, 'Problems parsing JSON');
  }
}

/** Everything between the request and its answer happens at once: no other request comes between. */
function settle(services: Services, incoming: Incoming, fault: PlannedFault | null): Outcome {
  const before = faultBefore(incoming, fault);
  if (before !== null) return plain(before);
  let outcome: Outcome;
  try {
    outcome = handle(services, incoming, fault);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    outcome = plain(problemReply(error, incoming));
  }
  if (fault?.fault === 'error-after') return { ...outcome, reply: badGateway(incoming) };
  return outcome;
}

function plain(reply: Reply): Outcome {
  return { reply, cost: 0, isMutation: false, rate: null };
}

function faultBefore(incoming: Incoming, fault: PlannedFault | null): Reply | null {
  switch (fault?.fault) {
    case 'error-before':
    case 'reset-before':
      return badGateway(incoming);
    case 'secondary-limit':
      return secondaryLimit(fault.retryAfter);
    case 'forbidden':
      return {
        status: 403,
        body: {
          message: 'Resource not accessible by integration',
          documentation_url: DOCUMENTATION,
          status: '403',
        },
      };
    case 'graphql-error': {
      const message =
        'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.';
      return { status: 200, body: { data: null, errors: [{ message }] } };
    }
    default:
      return null;
  }
}

function badGateway({ isGraphql }: Incoming): Reply {
  const message = isGraphql
    ? "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request."
    : 'Server Error';
  return { status: 502, body: { message } };
}

function secondaryLimit(retryAfter: number): Reply {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your rights, please review our Terms of Service.';
  const documentation = `${DOCUMENTATION}/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits`;
  const body = { message, documentation_url: documentation, status: '403' };
  return { status: 403, body, headers: { 'retry-after': String(retryAfter) } };
}

function handle(services: Services, incoming: Incoming, fault: PlannedFault | null): Outcome {
  const auth = services.tokens.authenticate(incoming.authorization);
  const body = parseJson(incoming.text);
  return incoming.isGraphql
    ? handleGraphql(services, incoming, auth, body)
    : handleRest(services, incoming, auth, body, fault);
}

function handleGraphql(services: Services, incoming: Incoming, auth: Auth, body: unknown): Outcome {
  const { world, limits } = services;
  if (auth.kind === 'anonymous') throw new Problem(401, 'This endpoint requires you to be authenticated.');
  if (incoming.method !== 'POST') throw new Problem(404, 'Not Found');
  const prepared = prepareQuery((body ?? {}) as Record<string, unknown>);
  const query: PreparedQuery | null = 'query' in prepared ? prepared.query : null;
  const key = ledgerKey(auth);
  const isMutation = query?.isMutation ?? false;
  const counted = {
    resource: 'graphql' as const,
    endpoint: 'graphql',
    writes: isMutation,
    creates: isMutation,
  };
  const refusal = limits.check(key, counted);
  if (refusal !== null)
    return { ...plain(refused(refusal, auth, true)), rate: limits.state(key, 'graphql'), isMutation };
  const points = query?.cost.points ?? 1;
  limits.addPoints(key, points);
  const rate = limits.state(key, 'graphql');
  const reply =
    query === null
      ? (prepared as { answer: unknown }).answer
      : runQuery(query, { world, auth, cost: query.cost, rate });
  return { reply: { status: 200, body: reply }, cost: points, isMutation, rate };
}

function handleRest(
  services: Services,
  incoming: Incoming,
  auth: Auth,
  body: unknown,
  fault: PlannedFault | null,
): Outcome {
  const { limits } = services;
  const match = matchRoute(incoming.method, incoming.path);
  if (match === null) throw new Problem(404, 'Not Found');
  const key = ledgerKey(auth);
  const writes = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const creates = CREATES.test(`${incoming.method} ${incoming.path}`);
  const endpoint = match.operation;
  const refusal =
    endpoint === 'GET /rate_limit'
      ? null
      : limits.check(key, { resource: 'core', endpoint, writes, creates });
  const rate = limits.state(key, 'core');
  if (refusal !== null) return { ...plain(refused(refusal, auth, false)), rate };
  let reply: Reply;
  try {
    reply = runRoute(services, incoming, auth, body, match, key);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    reply = problemReply(error, incoming);
  }
  if (fault?.fault === 'empty-list') reply = emptied(reply);
  checkAnswer(services, match, reply);
  return { reply, cost: 0, isMutation: false, rate };
}

function runRoute(
  services: Services,
  incoming: Incoming,
  auth: Auth,
  body: unknown,
  match: Match,
  key: string,
): Reply {
  const { world, tokens, deliveries, validator, limits } = services;
  const { operation, route, params } = match;
  validator?.checkRequest(operation, params, incoming.query, body);
  return route.handle({
    world,
    tokens,
    deliveries,
    auth,
    method: incoming.method,
    path: incoming.path,
    params,
    query: incoming.query,
    body: (body ?? {}) as Record<string, unknown>,
    rate: () => rateOverview(limits, key),
  });
}

function rateOverview(limits: Limits, key: string): unknown {
  const of = (resource: Resource): unknown => {
    const { limit, used, remaining, reset } = limits.state(key, resource);
    return { limit, used, remaining, reset, resource };
  };
  return { resources: { core: of('core'), search: of('core'), graphql: of('graphql') }, rate: of('core') };
}

function emptied(reply: Reply): Reply {
  if (reply.status !== 200) return reply;
  if (Array.isArray(reply.body)) return { status: 200, body: [] };
  const counted = reply.body as { total_count?: number } | undefined;
  if (counted?.total_count === undefined) return reply;
  const lists = Object.entries(counted).map(
    ([name, value]) => [name, Array.isArray(value) ? [] : value] as const,
  );
  return { status: 200, body: { ...Object.fromEntries(lists), total_count: 0 } };
}

function checkAnswer({ validator, checksResponses, violations }: Services, match: Match, reply: Reply): void {
  if (validator === null || !checksResponses) return;
  // What is sent is JSON: an absent property and an undefined one are the same there.
  const wrong = validator.checkResponse(match.operation, reply.status, reply.body);
  if (wrong !== null) violations.push(wrong);
}

function ledgerKey(auth: Auth): string {
  if (auth.kind === 'installation') return `installation ${auth.token.installation.id}`;
  if (auth.kind === 'app') return `app ${auth.app.id}`;
  return auth.kind === 'user' ? `user ${auth.account.id}` : 'anonymous';
}

function refused({ kind, retryAfter }: Refusal, auth: Auth, isGraphql: boolean): Reply {
  if (kind === 'secondary') return secondaryLimit(retryAfter);
  const message = `API rate limit exceeded for ${ledgerKey(auth).replace(' ', ' ID ')}.`;
  if (isGraphql) return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
  return { status: 403, body: { message, documentation_url: DOCUMENTATION, status: '403' } };
}

function problemReply(problem: Problem, { isGraphql }: Incoming): Reply {
  const { status, message, details, headers } = problem;
  const body = {
    message,
    ...(details.length === 0 ? {} : { errors: details }),
    documentation_url: isGraphql ? 'https://docs.github.com/graphql' : DOCUMENTATION,
    status: String(status),
  };
  return { status, body, headers };
}

function send(response: ServerResponse, { method }: Incoming, { reply, rate }: Outcome, text: string): void {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'x-github-request-id': 'SIMULATOR',
    ...reply.headers,
  };
  if (rate !== null) {
    headers['x-ratelimit-limit'] = String(rate.limit);
    headers['x-ratelimit-used'] = String(rate.used);
    headers['x-ratelimit-remaining'] = String(rate.remaining);
    headers['x-ratelimit-reset'] = String(rate.reset);
    headers['x-ratelimit-resource'] = rate.resource;
  }
  if (method === 'GET' && reply.status === 200)
    headers['etag'] = `W/"${createHash('sha1').update(text).digest('hex')}"`;
  headers['content-length'] = String(Buffer.byteLength(text));
  response.writeHead(reply.status, headers);
  response.end(text);
}
