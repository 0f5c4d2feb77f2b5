import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../log/index.js';
import type { Intake } from '../webhooks/index.js';

export interface Health {
  /** Why the app is not ready; empty when it is. */
  readonly problems: () => Promise<readonly string[]>;
}

/** Answers true when the request was its own. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** One server for deliveries, health and whatever else the app shows; unknown addresses answer 404. */
export function createAppServer(
  intake: Intake,
  health: Health,
  routes: readonly Route[],
  log: Logger,
): Server {
  return createServer((request, response) => {
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
    if (path === '/health/ready') {
      const problems = await health.problems();
      return send(
        response,
        problems.length === 0 ? 200 : 503,
        problems.length === 0 ? 'ready\n' : `${problems.join('\n')}\n`,
      );
    }
    for (const route of routes) if (await route(request, response)) return;
    return send(response, 404, 'There is nothing here.\n');
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
