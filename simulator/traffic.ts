import { matchRoute } from './rest/router.js';

/** Every request that reached the simulator, as contracts name it; tokens are left out. */
export interface TrafficRecord {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly graphql: { readonly document: string; readonly variables: unknown } | null;
  /** 0 where the connection was broken before an answer. */
  readonly status: number;
  readonly responseBody: unknown;
  readonly rate: { readonly cost: number };
}

/** Figures of the traffic so far. */
export interface TrafficCounts {
  graphqlRequests: number;
  graphqlPoints: number;
  /** GET and HEAD. */
  restReads: number;
  restWrites: number;
  /** Of these: tokens that were minted. */
  tokens: number;
  graphqlMutations: number;
}

export interface RawTraffic {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly requestText: string;
  readonly isGraphql: boolean;
  readonly isMutation: boolean;
  readonly status: number;
  readonly responseText: string;
  readonly cost: number;
}

const TOKEN = /"token":"ghs_[^"]*"/;

export class Traffic {
  private readonly raw: RawTraffic[] = [];
  private readonly keep: boolean;
  private last: RawTraffic | null = null;
  readonly counts: TrafficCounts = {
    graphqlRequests: 0,
    graphqlPoints: 0,
    restReads: 0,
    restWrites: 0,
    tokens: 0,
    graphqlMutations: 0,
  };

  constructor(keep: boolean) {
    this.keep = keep;
  }

  add(record: RawTraffic): void {
    this.count(record);
    this.last = record;
    if (!this.keep) return;
    // Text, not objects: parsed only when somebody asks.
    this.raw.push({ ...record, responseText: record.responseText.replace(TOKEN, '"token":"ghs_left_out"') });
  }

  private count({ isGraphql, isMutation, cost, method, path }: RawTraffic): void {
    const { counts } = this;
    if (isGraphql) {
      counts.graphqlRequests += 1;
      counts.graphqlPoints += cost;
      if (isMutation) counts.graphqlMutations += 1;
    } else if (method === 'GET' || method === 'HEAD') counts.restReads += 1;
    else {
      counts.restWrites += 1;
      if (path.endsWith('/access_tokens')) counts.tokens += 1;
    }
  }

  /** Operation of the newest request; of a GraphQL request its kind and name. */
  latest(): string {
    if (this.last === null) return '';
    const { isGraphql, method, path, requestText } = this.last;
    if (isGraphql) return /^\s*\w+ \w+/.exec(graphqlOf(parse(requestText)).document)?.[0] ?? 'query';
    return matchRoute(method, path)?.operation ?? `${method} ${path}`;
  }

  records(): TrafficRecord[] {
    return this.raw.map((record) => {
      const body = parse(record.requestText);
      return {
        at: record.at,
        method: record.method,
        path: record.path,
        query: record.query,
        body,
        graphql: record.isGraphql ? graphqlOf(body) : null,
        status: record.status,
        responseBody: parse(record.responseText),
        rate: { cost: record.cost },
      };
    });
  }

  clear(): void {
    this.raw.length = 0;
    for (const key of Object.keys(this.counts) as (keyof TrafficCounts)[]) this.counts[key] = 0;
  }
}

function graphqlOf(body: unknown): { document: string; variables: unknown } {
  const { query, variables } = (body ?? {}) as { query?: unknown; variables?: unknown };
  return { document: typeof query === 'string' ? query : '', variables: variables ?? {} };
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
