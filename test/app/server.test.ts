import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { HealthReport } from '../../src/app/health.js';
import { closeServer, createAppServer, type Route } from '../../src/app/server.js';
import { silentLogger } from '../../src/log/index.js';

const WELL: HealthReport = { isReady: true, problems: [] };

describe('src/app/server', () => {
  const servers: Server[] = [];

  async function serve(report: HealthReport = WELL, routes: readonly Route[] = []): Promise<string> {
    const watch = {
      health: () => Promise.resolve(report),
      metrics: () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'os2modning_ready 1\n' }),
    };
    const server = createAppServer(() => Promise.resolve(false), watch, routes, silentLogger());
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  afterEach(async () => {
    for (const server of servers.splice(0)) await closeServer(server);
  });

  test.each([
    [WELL, 200, 'ready\n'],
    [{ isReady: true, problems: ['The clock is wrong.'] }, 200, 'ready, but\nThe clock is wrong.\n'],
    [{ isReady: false, problems: ['The disk is full.'] }, 503, 'not ready\nThe disk is full.\n'],
  ])('says how the app is: %j', async (report, status, text) => {
    const url = await serve(report);

    const answer = await fetch(`${url}/health/ready`);

    expect([answer.status, await answer.text()]).toEqual([status, text]);
  });

  test('gives figures, and nothing at other addresses', async () => {
    const url = await serve();

    const metrics = await fetch(`${url}/metrics`);
    const other = await fetch(`${url}/metrics/all`);

    expect([metrics.status, metrics.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4']);
    expect(other.status).toBe(404);
  });

  test('limits a reader behind the proxy, and no other', async () => {
    const url = await serve();
    const ask = async (reader: string): Promise<number> =>
      (await fetch(`${url}/health/ready`, { headers: { 'x-forwarded-for': reader } })).status;

    const statuses = [];
    for (let count = 0; count < 40; count += 1) statuses.push(await ask('198.51.100.1'));

    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(await ask('198.51.100.2')).toBe(200);
  });

  test('stops within two seconds although somebody holds a connection and never reads', async () => {
    const waiting: Route = () => new Promise(() => undefined);
    const url = new URL(await serve(WELL, [waiting]));
    const socket = connect(Number(url.port), url.hostname);
    socket.on('error', () => undefined);
    socket.write('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();

    await closeServer(servers.pop() as Server);

    expect(performance.now() - started).toBeLessThan(5_000);
    socket.destroy();
  });
});
