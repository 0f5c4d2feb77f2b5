import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../log/index.js';
import type { Database } from '../store/index.js';
import { createSaver } from './createSaver.js';
import { readBody, type Body, type BodyLimits } from './readBody.js';
import { routeDelivery } from './routeDelivery.js';
import { createVerifier, parseSignature } from './signature.js';
import type { Account } from './types.js';

export interface IntakeSettings {
  /** The webhook secret, and the one before it while it is being changed. Never empty. */
  readonly secrets: readonly string[];
  /** Whether the account is on the allow list. */
  readonly allowed: (account: Account) => boolean;
  readonly database: Database;
  /** Called after a delivery was stored and answered; takes no time. */
  readonly onStored: () => void;
  readonly log: Logger;
  /** Login of the app's own bot; null while it is not known. */
  readonly bot: () => string | null;
  /** Told the status of each answer, and how long it took. */
  readonly onAnswered?: (status: number, milliseconds: number) => void;
  readonly path?: string;
  readonly maxBytes?: number;
}

/** Answers true when the request was for the webhook's address; otherwise the request is untouched. */
export type Intake = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** What GitHub sends at most. */
const MAX_BYTES = 25 * 1024 * 1024;
/** GitHub waits ten seconds for an answer. */
const BODY_MILLISECONDS = 9_000;
/** A refused sender may go on talking for so long, so that it gets to read why. */
const LINGER_MILLISECONDS = 2_000;
const PATH = '/api/github/webhooks';

const REFUSALS = {
  'too-large': [413, 'The delivery is larger than GitHub sends.'],
  busy: [503, 'Too much is being received at once.'],
  'too-slow': [408, 'The delivery took too long.'],
  'broken-off': [400, 'The delivery was broken off.'],
} as const satisfies Readonly<Record<Exclude<Body['outcome'], 'read'>, readonly [number, string]>>;

interface Headers {
  readonly guid: string;
  readonly event: string;
  readonly claimed: Buffer;
}

/** A refusal: the answer's status, and why. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

/**
 * Takes deliveries in: within its limits, signed, from an account on the list, stored, answered; worked on later. What is
 * refused is logged once, without its body, and leaves nothing behind. Throws when there is no secret, since anybody could
 * then forge a delivery.
 */
export function createIntake(settings: IntakeSettings): Intake {
  const { secrets, log, path = PATH, maxBytes = MAX_BYTES } = settings;
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === '')) {
    throw new Error('WEBHOOK_SECRET is empty: without it anybody could forge deliveries.');
  }
  const limits: BodyLimits = {
    maxBytes,
    milliseconds: BODY_MILLISECONDS,
    budget: { limit: 4 * maxBytes, used: 0 },
  };

  const save = createSaver(settings.database);

  return async (request, response) => {
    if (pathOf(request) !== path) return false;
    const delivery = headerOf(request, 'x-github-delivery');
    const started = performance.now();
    response.once('finish', () => settings.onAnswered?.(response.statusCode, performance.now() - started));
    try {
      const headers = readHeaders(request);
      const bytes = await readVerified(request, headers.claimed, secrets, limits);
      const outcome = await take(settings, save, headers, parse(bytes));
      answer(response, 202, outcome);
      if (outcome === 'stored' || outcome === 'stored again') settings.onStored();
    } catch (error) {
      if (error instanceof Refused) {
        log.warn({ delivery, status: error.status, reason: error.message }, 'delivery refused');
        refuse(request, response, error.status, error.message);
      } else {
        // GitHub counts it as failed, so the hourly look at failed deliveries has it sent again.
        log.error({ delivery, err: error }, 'delivery could not be stored');
        refuse(request, response, 500, 'The delivery could not be stored.');
      }
    }
    return true;
  };
}

function readHeaders(request: IncomingMessage): Headers {
  if (request.method !== 'POST') throw new Refused(405, 'Deliveries come by POST.');
  const claimed = parseSignature(headerOf(request, 'x-hub-signature-256'));
  if (claimed === null) throw new Refused(401, 'The delivery is not signed.');
  const guid = headerOf(request, 'x-github-delivery') ?? '';
  const event = headerOf(request, 'x-github-event') ?? '';
  if (!/^[\w-]{1,80}$/.test(guid)) throw new Refused(400, 'X-GitHub-Delivery is missing.');
  if (!/^[a-z0-9_]{1,60}$/.test(event)) throw new Refused(400, 'X-GitHub-Event is missing.');
  if (!/^application\/json\b/i.test(headerOf(request, 'content-type') ?? '')) {
    throw new Refused(415, 'The webhook must be set to send application/json.');
  }
  return { guid, event, claimed };
}

async function readVerified(
  request: IncomingMessage,
  claimed: Buffer,
  secrets: readonly string[],
  limits: BodyLimits,
): Promise<Buffer> {
  const verifier = createVerifier(secrets);
  const body = await readBody(request, limits, (chunk) => verifier.update(chunk));
  if (body.outcome !== 'read') {
    const [status, reason] = REFUSALS[body.outcome];
    throw new Refused(status, reason);
  }
  if (!verifier.matches(claimed)) throw new Refused(401, 'The signature does not fit the delivery.');
  return body.bytes;
}

function parse(bytes: Buffer): unknown {
  let payload: unknown;
  try {
    payload = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refused(400, 'The delivery is not JSON.');
  }
  if (typeof payload !== 'object' || payload === null)
    throw new Refused(400, 'The delivery is not a JSON object.');
  return payload;
}

async function take(
  settings: IntakeSettings,
  save: ReturnType<typeof createSaver>,
  headers: Headers,
  payload: unknown,
): Promise<string> {
  const { guid, event } = headers;
  const routed = routeDelivery(event, payload, { bot: settings.bot() });
  const { account, action, installation } = routed;
  const fields = { delivery: guid, event, action, installation, account: account?.login };
  if (account === null || !settings.allowed(account)) {
    settings.log.info(fields, 'delivery ignored, its account is not on the list');
    return 'ignored';
  }
  const delivery = {
    guid,
    event,
    action,
    installation,
    accountId: account.id,
    account: account.login,
    work: routed.work,
  };
  const outcome = await save(delivery);
  settings.log.debug({ ...fields, work: routed.work.length }, `delivery ${outcome}`);
  return ANSWERS[outcome];
}

const ANSWERS = { new: 'stored', again: 'stored again', duplicate: 'known already' } as const;

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

/** What is still being sent is thrown away for a moment, since a sender that is cut off never reads the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  response.setHeader('connection', 'close');
  if (status === 405) response.setHeader('allow', 'POST');
  answer(response, status, text);
  if (request.complete || request.destroyed) return;
  request.on('error', () => undefined);
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MILLISECONDS);
  request.on('close', () => clearTimeout(timer));
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
