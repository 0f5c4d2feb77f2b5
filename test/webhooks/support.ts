import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIntake, type IntakeSettings } from '../../src/webhooks/index.js';

export const SECRET = 'a secret of the tests, long enough';

export function sign(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export interface Example {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Every example payload that GitHub's webhook documentation gives, from @octokit/webhooks-examples. */
export function webhookExamples(): readonly Example[] {
  const file = new URL(
    '../../node_modules/@octokit/webhooks-examples/api.github.com/index.json',
    import.meta.url,
  );
  const events = JSON.parse(readFileSync(file, 'utf8')) as { name: string; examples: Example['payload'][] }[];
  return events.flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));
}

export interface TestServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function serveIntake(settings: IntakeSettings): Promise<TestServer> {
  const intake = createIntake(settings);
  const server: Server = createServer((incoming, response) => {
    void intake(incoming, response).then((isTaken) => {
      if (!isTaken) response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Sent {
  readonly guid?: string;
  readonly event?: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly method?: string;
  readonly path?: string;
}

/** Sends a delivery as GitHub does, rightly signed unless `headers` say otherwise; answers the status. */
export function deliver(port: number, sent: Sent): Promise<number> {
  const given: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-github-delivery': sent.guid ?? 'd-1',
    'x-github-event': sent.event ?? 'push',
    'x-hub-signature-256': sign(sent.body),
    ...sent.headers,
  };
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers[name] = value;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        method: sent.method ?? 'POST',
        path: sent.path ?? '/api/github/webhooks',
        headers,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}
