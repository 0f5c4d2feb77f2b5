import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../log/index.js';
import { createRateLimit } from '../site/index.js';
import type { Intake } from '../webhooks/index.js';
import type { HealthReport } from './health.js';

/** What there is for whoever looks after the app. */
export interface Watch {
  readonly health: () => Promise<HealthReport>;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Answers true when the request was its own. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const WATCH_LIMIT = { burst: 30, perSecond: 5 };
/** Headers must come soon; a body has its own patience where one is taken. */
const TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
};

/** One server for deliveries, health and whatever else the app shows; unknown addresses answer 404. */
export function createAppServer(intake: Intake, watch: Watch, routes: readonly Route[], log: Logger): Server {
  const limit = createRateLimit(WATCH_LIMIT);
  return createServer(TIMES, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error, path: pathOf(request) }, 'request failed');
      if (!response.headersSent) send(response, 500, 'Something went wrong.\n');
      else response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await intake(request, response)) return;
    const path = pathOf(request);
    if (path === '/health/live') return send(response, 200, 'live\n');
    if (path === '/health/ready' || path === '/metrics') return answerWatch(request, response, path);
    for (const route of routes) if (await route(request, response)) return;
    return send(response, 404, 'There is nothing here.\n');
  }

  async function answerWatch(
    request: IncomingMessage,
    response: ServerResponse,
    path: '/health/ready' | '/metrics',
  ): Promise<void> {
    const wait = limit.check(request);
    if (wait !== null) {
      response.setHeader('retry-after', String(wait));
      return send(response, 429, 'Too many requests.\n');
    }
    if (path === '/metrics') {
      const { type, text } = await watch.metrics();
      return send(response, 200, text, type);
    }
    const { isReady, problems } = await watch.health();
    const head = !isReady ? 'not ready' : problems.length === 0 ? 'ready' : 'ready, but';
    return send(response, isReady ? 200 : 503, `${[head, ...problems].join('\n')}\n`);
  }
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

/** How long answers under way may take once the server is told to stop, in milliseconds. */
const LAST_ANSWERS_MS = 1_500;

/** Takes no more requests and lets those under way be answered; whoever reads too slowly is cut off. */
export async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
