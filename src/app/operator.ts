/**
 * What an operator asks of the running app, over a socket in its data directory: only who may read the directory reaches it.
 * The embedded database has room for one process, so the command line asks here.
 */
import { chmod, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Jobs, JobView } from '../jobs/index.js';
import type { Logger } from '../log/index.js';
import type { SweepReport } from '../store/index.js';
import type { DeskAnswer, PlanRequest, RoadmapDesk } from './roadmap-desk.js';

export interface OperatorPort {
  readonly list: (state: JobView['state'] | null) => Promise<readonly JobView[]>;
  readonly show: (id: string) => Promise<JobView | null>;
  readonly retry: (id: string) => Promise<boolean>;
  readonly sweep: () => Promise<SweepReport>;
}

const SOCKET = 'operator.sock';
const STATES = ['waiting', 'running', 'failed'] as const;

/** The operator's port on an open queue. */
export function operatorPort(jobs: Jobs, sweep: () => Promise<SweepReport>): OperatorPort {
  return {
    list: (state) => jobs.list(state === null ? {} : { state }),
    show: jobs.show,
    retry: jobs.retry,
    sweep,
  };
}

/** Serves the port and the roadmap's desk on the socket. Rejects when the socket cannot be made. */
export async function serveOperator(
  directory: string,
  port: OperatorPort,
  desk: RoadmapDesk,
  log: Logger,
): Promise<Server> {
  const path = join(directory, SOCKET);
  await rm(path, { force: true });
  const server = createServer((incoming, response) => {
    answer(incoming, response, port, desk).catch((error: unknown) => {
      log.error({ err: error }, 'an operator’s question failed');
      send(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
  await chmod(path, 0o600);
  return server;
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: OperatorPort,
  desk: RoadmapDesk,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://operator');
  const [, room, id, action] = url.pathname.split('/');
  if (room === 'sweep' && incoming.method === 'POST') return send(response, 200, await port.sweep());
  if (room === 'roadmap' && incoming.method === 'POST')
    return send(response, 200, await ask(desk, id, await bodyOf(incoming)));
  if (room !== 'jobs') return send(response, 404, null);
  if (id === undefined) {
    const state = STATES.find((one) => one === url.searchParams.get('state')) ?? null;
    return send(response, 200, await port.list(state));
  }
  if (action === 'retry' && incoming.method === 'POST')
    return send(response, 200, await port.retry(decodeURIComponent(id)));
  return send(response, 200, await port.show(decodeURIComponent(id)));
}

/** What was asked for comes from the command line of the same version, so its shape is known. */
async function ask(desk: RoadmapDesk, what: string | undefined, given: unknown): Promise<DeskAnswer | null> {
  switch (what) {
    case 'sync':
      return desk.sync(given as Parameters<RoadmapDesk['sync']>[0]);
    case 'preflight':
      return desk.preflight();
    case 'setup':
      return desk.setup();
    case 'plan':
      return desk.applyPlan(given as PlanRequest);
    default:
      return null;
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The port of the app that runs on this data directory. Its methods reject when no app answers. */
export function askOperator(directory: string): OperatorPort {
  const ask = <T>(method: string, path: string): Promise<T> =>
    exchange<T>(join(directory, SOCKET), method, path);
  return {
    list: async (state) =>
      (await ask<readonly RawView[]>('GET', state === null ? '/jobs' : `/jobs?state=${state}`)).map(viewOf),
    show: async (id) => {
      const view = await ask<RawView | null>('GET', `/jobs/${encodeURIComponent(id)}`);
      return view === null ? null : viewOf(view);
    },
    retry: (id) => ask<boolean>('POST', `/jobs/${encodeURIComponent(id)}/retry`),
    sweep: () => ask<SweepReport>('POST', '/sweep'),
  };
}

/** The roadmap's desk of the app that runs on this data directory. Its methods reject when no app answers. */
export function askDesk(directory: string): RoadmapDesk {
  const ask = (what: string, given: object = {}): Promise<DeskAnswer> =>
    exchange<DeskAnswer>(join(directory, SOCKET), 'POST', `/roadmap/${what}`, given);
  return {
    sync: (options) => ask('sync', options),
    preflight: () => ask('preflight'),
    setup: () => ask('setup'),
    applyPlan: (request) => ask('plan', request),
  };
}

type RawView = Omit<JobView, 'createdAt' | 'startAfter' | 'startedAt'> & {
  readonly createdAt: string;
  readonly startAfter: string;
  readonly startedAt: string | null;
};

function viewOf(raw: RawView): JobView {
  return {
    ...raw,
    createdAt: new Date(raw.createdAt),
    startAfter: new Date(raw.startAfter),
    startedAt: raw.startedAt === null ? null : new Date(raw.startedAt),
  };
}

function exchange<T>(socketPath: string, method: string, path: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200) resolve(JSON.parse(text) as T);
        else reject(new Error(text));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
