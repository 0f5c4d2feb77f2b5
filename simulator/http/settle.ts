/** What happens between a request and its answer: faults, credentials, limits, checks, the operation itself. */
import { prepareQuery, runQuery, type PreparedQuery } from '../graphql/execute.js';
import type { Faults, PlannedFault } from '../faults.js';
import type { Limits, RateState, Resource } from '../limits.js';
import { matchRoute, type Match } from '../rest/router.js';
import type { Validator } from '../schema/validator.js';
import { Problem } from '../state/problem.js';
import type { World } from '../state/world.js';
import type { Traffic } from '../traffic.js';
import type { DeliveryLog } from '../webhooks/log.js';
import type { Auth, Reply } from './context.js';
import {
  badGateway,
  emptied,
  emptiedData,
  faultBefore,
  graphqlError,
  ledgerKey,
  parseJson,
  problemReply,
  refused,
} from './refusals.js';
import type { OAuth } from './oauth.js';
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
  readonly oauth: OAuth;
  /** A page for people; null: not the address of one. */
  readonly page: (path: string, query: URLSearchParams) => Reply | null;
  /** Answers of ours that GitHub's description does not allow. */
  readonly violations: string[];
}

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly text: string;
  readonly authorization: string | undefined;
  /** `if-none-match`, for conditional reads. */
  readonly etag: string | undefined;
  readonly isGraphql: boolean;
  /** Requests with the same credentials under way, this one among them. */
  readonly running: number;
}

export interface Outcome {
  readonly reply: Reply;
  readonly cost: number;
  readonly isMutation: boolean;
  readonly rate: RateState | null;
  /** The fault has made a difference: what it hides had happened, the list it emptied was not empty. */
  readonly isStruck?: boolean;
}

/** What is counted as content made, beside GraphQL mutations. */
const CREATES = /^(POST|PUT) \/(repos|orgs)\/(?!.*(check-|git\/refs|rerequest))/;

/** Everything between the request and its answer happens at once: no other request comes between. */
export function settle(services: Services, incoming: Incoming, fault: PlannedFault | null): Outcome {
  const before = faultBefore(incoming, fault);
  if (before !== null) return { ...plain(before), isStruck: true };
  let outcome: Outcome;
  try {
    outcome = handle(services, incoming, fault);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    outcome = plain(problemReply(error, incoming));
  }
  return fault === null ? outcome : faultAfter(outcome, incoming, fault);
}

function faultAfter(outcome: Outcome, incoming: Incoming, { fault }: PlannedFault): Outcome {
  const hidden = { ...outcome, isStruck: outcome.reply.status < 400 };
  switch (fault) {
    case 'error-after':
      return { ...hidden, reply: badGateway(incoming) };
    case 'graphql-error-after':
      return { ...hidden, reply: graphqlError() };
    case 'reset-after':
      return hidden;
    case 'slow':
      return { ...outcome, isStruck: true };
    default:
      return outcome;
  }
}

function handle(services: Services, incoming: Incoming, fault: PlannedFault | null): Outcome {
  const auth = services.tokens.authenticate(incoming.authorization);
  const body = parseJson(incoming.text);
  const asked = { incoming, auth, body, fault };
  return incoming.isGraphql ? handleGraphql(services, asked) : handleRest(services, asked);
}

interface Asked {
  readonly incoming: Incoming;
  readonly auth: Auth;
  readonly body: unknown;
  readonly fault: PlannedFault | null;
}

function handleGraphql(services: Services, { incoming, auth, body, fault }: Asked): Outcome {
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
    running: incoming.running,
  };
  const refusal = limits.check(key, counted);
  if (refusal !== null)
    return { ...plain(refused(refusal, auth, true)), rate: limits.state(key, 'graphql'), isMutation };
  const points = query?.cost.points ?? 1;
  limits.addPoints(key, points);
  const rate = limits.state(key, 'graphql');
  const answer =
    query === null
      ? (prepared as { answer: unknown }).answer
      : runQuery(query, { world, auth, cost: query.cost, rate });
  const full: Reply = { status: 200, body: answer };
  const reply = fault?.fault === 'empty-list' ? emptiedData(full) : full;
  return { reply, cost: points, isMutation, rate, isStruck: reply !== full };
}

function handleRest(services: Services, { incoming, auth, body, fault }: Asked): Outcome {
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
      : limits.check(key, { resource: 'core', endpoint, writes, creates, running: incoming.running });
  const rate = limits.state(key, 'core');
  if (refusal !== null) return { ...plain(refused(refusal, auth, false)), rate };
  let reply: Reply;
  try {
    reply = runRoute(services, incoming, auth, body, match, key);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    reply = problemReply(error, incoming);
  }
  const full = reply;
  if (fault?.fault === 'empty-list') reply = emptied(full);
  checkAnswer(services, match, reply);
  return { reply, cost: 0, isMutation: false, rate, isStruck: reply !== full };
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

function checkAnswer({ validator, checksResponses, violations }: Services, match: Match, reply: Reply): void {
  if (validator === null || !checksResponses) return;
  // What is sent is JSON: an absent property and an undefined one are the same there.
  const wrong = validator.checkResponse(match.operation, reply.status, reply.body);
  if (wrong !== null) violations.push(wrong);
}

function plain(reply: Reply): Outcome {
  return { reply, cost: 0, isMutation: false, rate: null };
}
