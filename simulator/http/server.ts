/** Listens: reads a request, lets it be settled, keeps a record of it, sends the answer. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../state/world.js';
import { settle, type Incoming, type Outcome, type Services } from './settle.js';

const LARGEST_BODY = 25 * 1024 * 1024;

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
  if (url.pathname.startsWith('/login/oauth/')) {
    await answerOAuth(services, url, request, response);
    return;
  }
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  const page = wantsPage ? services.page(decode(url.pathname), url.searchParams) : null;
  if (page !== null) {
    response.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    response.end(page.body);
    return;
  }
  const credentials = request.headers.authorization ?? '';
  const running = services.limits.begin(credentials);
  try {
    const incoming = await readRequest(request, url, services.world, running);
    await answerRequest(services, incoming, request, response);
  } finally {
    services.limits.end(credentials);
  }
}

/** Of github.com itself, not of the API: no credentials, no limits, no traffic. */
async function answerOAuth(
  { oauth }: Services,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const reply = oauth.answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    cookie: request.headers.cookie ?? '',
    type: request.headers['content-type'] ?? '',
    text: Buffer.concat(chunks).toString('utf8'),
  });
  const { status, headers = {}, body } = reply ?? { status: 404, body: { message: 'Not Found' } };
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

async function answerRequest(
  services: Services,
  incoming: Incoming,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const subject = {
    method: incoming.method,
    path: incoming.path,
    document: incoming.isGraphql ? documentOf(incoming.text) : '',
    body: incoming.text,
  };
  const fault = services.faults.ofRequest(subject);
  const delay = services.latencyMs + (fault?.fault === 'slow' ? fault.slowMs : 0);
  if (delay > 0) await wait(delay);
  const outcome = unchanged(settle(services, incoming, fault), incoming.etag);
  if (fault !== null && outcome.isStruck === true) services.faults.note(fault.fault, subject);
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

async function readRequest(
  request: IncomingMessage,
  url: URL,
  world: World,
  running: number,
): Promise<Incoming> {
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
    running,
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

/** The GraphQL document, for the faults to look at; a body that cannot be read has none. */
function documentOf(text: string): string {
  try {
    const { query } = JSON.parse(text) as { query?: unknown };
    return typeof query === 'string' ? query : '{';
  } catch {
    return '{';
  }
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
