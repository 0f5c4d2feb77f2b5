/**
 * Faults: by script (the next request that fits) or by a seeded mix. A mix decides from the seed, the request and how
 * often it has come, not from the order of all requests: the same seed gives the same faults however requests
 * interleave.
 */
import { createHash } from 'node:crypto';

export type RequestFault =
  /** 502 (GraphQL: too) and nothing happened. */
  | 'error-before'
  /** 502 although it happened: an ambiguous create. */
  | 'error-after'
  /** The connection breaks before or after the effect. */
  | 'reset-before'
  | 'reset-after'
  | 'slow'
  | 'secondary-limit'
  /** 403 as after a revoked permission. */
  | 'forbidden'
  /** GraphQL answers 200 with an error and no data, and nothing happened, or it did. */
  | 'graphql-error'
  | 'graphql-error-after'
  /** A list is empty although it is not. */
  | 'empty-list';

export type DeliveryFault = 'twice' | 'late' | 'out-of-order' | 'missing';

/** Chance of each, from 0 to 1. */
export interface FaultMix {
  readonly seed: string | number;
  readonly requests?: Partial<Record<RequestFault, number>>;
  /** Of requests that make or change something, tokens aside; default: as `requests`. */
  readonly writes?: Partial<Record<RequestFault, number>>;
  readonly deliveries?: Partial<Record<DeliveryFault, number>>;
  /** How long `slow` waits, real milliseconds; default 50. */
  readonly slowMs?: number;
  /** Seconds told in `retry-after` of a secondary limit; default 1. */
  readonly retryAfter?: number;
  /** How late a `late` delivery is at most, real milliseconds; default 200. */
  readonly lateMs?: number;
}

/** The next `times` requests that fit (default 1) get this fault. */
export interface ScriptedFault {
  readonly fault: RequestFault;
  readonly method?: string;
  /** Tested against the path, or against the document of a GraphQL request. */
  readonly matches?: RegExp;
  readonly times?: number;
  /** Seconds told in `retry-after` of a secondary limit; default 1. */
  readonly retryAfter?: number;
}

/** What a request is for the faults. */
export interface FaultSubject {
  readonly method: string;
  readonly path: string;
  /** GraphQL document, else empty. */
  readonly document: string;
  readonly body: string;
}

/** What kind of request a fault has struck. */
export type Struck = 'query' | 'mutation' | 'token' | 'read' | 'create' | 'change' | 'delivery';

export interface PlannedFault {
  readonly fault: RequestFault;
  readonly retryAfter: number;
  readonly slowMs: number;
}

/** Everything at once, each seldom: for chaos runs and `--faults SEED`. */
export function fullMix(seed: string | number): FaultMix {
  return {
    seed,
    requests: {
      'error-before': 0.02,
      'error-after': 0.01,
      'reset-before': 0.005,
      'reset-after': 0.005,
      slow: 0.01,
      'secondary-limit': 0.005,
      'graphql-error': 0.01,
      'empty-list': 0.01,
      'graphql-error-after': 0.005,
    },
    deliveries: { twice: 0.05, late: 0.05, 'out-of-order': 0.05, missing: 0.03 },
  };
}

export class Faults {
  private mix: FaultMix | null;
  private readonly scripted: { fault: ScriptedFault; left: number }[] = [];
  private readonly seen = new Map<string, number>();
  private readonly struck = new Map<string, number>();

  constructor(mix: FaultMix | null) {
    this.mix = mix;
  }

  setMix(mix: FaultMix | null): void {
    this.mix = mix;
    this.seen.clear();
  }

  script(fault: ScriptedFault): void {
    this.scripted.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.scripted.length = 0;
    this.setMix(null);
  }

  ofRequest(subject: FaultSubject): PlannedFault | null {
    const slowMs = this.mix?.slowMs ?? 50;
    for (const entry of this.scripted) {
      if (entry.left <= 0 || !fits(entry.fault, subject)) continue;
      entry.left -= 1;
      return { fault: entry.fault.fault, retryAfter: entry.fault.retryAfter ?? 1, slowMs };
    }
    const key = `${subject.method} ${subject.path} ${subject.body}`;
    const chances = isWrite(subject) ? (this.mix?.writes ?? this.mix?.requests) : this.mix?.requests;
    const fault = this.draw(key, chances, (kind) => applies(kind, subject));
    return fault === null ? null : { fault, retryAfter: this.mix?.retryAfter ?? 1, slowMs };
  }

  /** A fault has made a difference to this request, or to a delivery. */
  note(fault: RequestFault | DeliveryFault, subject: FaultSubject | null): void {
    const key = `${fault} ${subject === null ? 'delivery' : kindOf(subject)}`;
    this.struck.set(key, (this.struck.get(key) ?? 0) + 1);
  }

  /** How often each has made a difference, by `fault kind-of-request`. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.struck].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  ofDelivery(guid: string): { fault: DeliveryFault; lateMs: number } | null {
    const fault = this.draw(`delivery ${guid}`, this.mix?.deliveries, () => true);
    return fault === null ? null : { fault, lateMs: this.mix?.lateMs ?? 200 };
  }

  private draw<Kind extends string>(
    key: string,
    chances: Partial<Record<Kind, number>> | undefined,
    usable: (kind: Kind) => boolean,
  ): Kind | null {
    if (this.mix === null || chances === undefined) return null;
    const hashed = createHash('sha1').update(key).digest('base64');
    const times = (this.seen.get(hashed) ?? 0) + 1;
    this.seen.set(hashed, times);
    const digest = createHash('sha1').update(`${this.mix.seed}:${times}:${key}`).digest();
    let point = digest.readUInt32BE(0) / 2 ** 32;
    for (const kind of Object.keys(chances) as Kind[]) {
      const chance = chances[kind] ?? 0;
      if (point < chance) return usable(kind) ? kind : null;
      point -= chance;
    }
    return null;
  }
}

function fits({ method, matches }: ScriptedFault, subject: FaultSubject): boolean {
  if (method !== undefined && method !== subject.method) return false;
  if (matches === undefined) return true;
  return matches.test(subject.document === '' ? subject.path : subject.document);
}

function applies(kind: RequestFault, { method, document }: FaultSubject): boolean {
  if (kind === 'empty-list') return method === 'GET' || isQuery(document);
  if (kind === 'graphql-error' || kind === 'graphql-error-after') return document !== '';
  return true;
}

function isQuery(document: string): boolean {
  return document !== '' && !/^\s*mutation\b/.test(document);
}

function isWrite(subject: FaultSubject): boolean {
  return ['mutation', 'create', 'change'].includes(kindOf(subject));
}

function kindOf({ method, path, document }: FaultSubject): Struck {
  if (document !== '') return isQuery(document) ? 'query' : 'mutation';
  if (method === 'GET' || method === 'HEAD') return 'read';
  if (path.endsWith('/access_tokens')) return 'token';
  return method === 'POST' ? 'create' : 'change';
}
