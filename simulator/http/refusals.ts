/** Answers that are not what was asked for: faults, limits, problems. */
import type { PlannedFault } from '../faults.js';
import type { Refusal } from '../limits.js';
import { Problem } from '../state/problem.js';
import type { Auth, Reply } from './context.js';
import type { Incoming } from './settle.js';

const DOCUMENTATION = 'https://docs.github.com/rest';

export function faultBefore(incoming: Incoming, fault: PlannedFault | null): Reply | null {
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
    case 'graphql-error':
      return graphqlError();
    default:
      return null;
  }
}

export function graphqlError(): Reply {
  const message =
    'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.';
  return { status: 200, body: { data: null, errors: [{ message }] } };
}

export function badGateway({ isGraphql }: Incoming): Reply {
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

export function emptied(reply: Reply): Reply {
  if (reply.status !== 200) return reply;
  if (Array.isArray(reply.body)) return reply.body.length === 0 ? reply : { status: 200, body: [] };
  const counted = reply.body as { total_count?: number } | undefined;
  if (counted?.total_count === undefined || counted.total_count === 0) return reply;
  const lists = Object.entries(counted).map(
    ([name, value]) => [name, Array.isArray(value) ? [] : value] as const,
  );
  return { status: 200, body: { ...Object.fromEntries(lists), total_count: 0 } };
}

/** Every outermost list of a GraphQL answer is empty; what was asked for by its id is no list. */
export function emptiedData(reply: Reply): Reply {
  const { data } = reply.body as { data?: unknown };
  const without = withoutLists(data);
  return without === data ? reply : { ...reply, body: { ...(reply.body as object), data: without } };
}

function withoutLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, withoutNodes(one), one] as const);
  if (entries.every(([, now, before]) => now === before)) return value;
  return Object.fromEntries(entries.map(([name, now]) => [name, now]));
}

/** The same object where there was nothing to leave out. */
function withoutNodes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const all = value.map(withoutNodes);
    return all.some((one, index) => one !== value[index]) ? all : value;
  }
  const { nodes, pageInfo, totalCount } = value as Record<string, unknown>;
  if (Array.isArray(nodes) && nodes.length > 0) {
    const end = pageInfo === undefined ? {} : { pageInfo: { hasNextPage: false, endCursor: null } };
    return { ...value, nodes: [], ...end, ...(totalCount === undefined ? {} : { totalCount: 0 }) };
  }
  return withoutLists(value);
}

export function refused({ kind, retryAfter }: Refusal, auth: Auth, isGraphql: boolean): Reply {
  if (kind === 'secondary') return secondaryLimit(retryAfter);
  const message = `API rate limit exceeded for ${ledgerKey(auth).replace(' ', ' ID ')}.`;
  if (isGraphql) return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
  return { status: 403, body: { message, documentation_url: DOCUMENTATION, status: '403' } };
}

export function problemReply(problem: Problem, { isGraphql }: Incoming): Reply {
  const { status, message, details, headers } = problem;
  const body = {
    message,
    ...(details.length === 0 ? {} : { errors: details }),
    documentation_url: isGraphql ? 'https://docs.github.com/graphql' : DOCUMENTATION,
    status: String(status),
  };
  return { status, body, headers };
}

/** Whose limits a request counts against. */
export function ledgerKey(auth: Auth): string {
  if (auth.kind === 'installation') return `installation ${auth.token.installation.id}`;
  if (auth.kind === 'app') return `app ${auth.app.id}`;
  return auth.kind === 'user' ? `user ${auth.account.id}` : 'anonymous';
}

export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem(400, 'Problems parsing JSON');
  }
}
