/**
 * GitHub's rate limits, per installation or person: requests and GraphQL points an hour, content created a minute and
 * an hour, points a minute, requests at once. Time runs at the pace of the setting; what is told is the real time to wait.
 */
import type { LimitOptions } from './options.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const AT_ONCE = 100;
const POINTS_PER_MINUTE = { rest: 900, graphql: 2000 } as const;

export type Resource = 'core' | 'graphql';

export interface RateState {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Epoch seconds. */
  readonly reset: number;
  readonly resource: Resource;
}

/** Why a request is refused, and for how many seconds. */
export interface Refusal {
  readonly kind: 'primary' | 'secondary';
  readonly retryAfter: number;
}

/** What the limits look at. */
export interface CountedRequest {
  readonly resource: Resource;
  /** The operation, for points a minute. */
  readonly endpoint: string;
  readonly writes: boolean;
  readonly creates: boolean;
  /** Requests with the same credentials under way, this one among them. */
  readonly running: number;
}

interface Window {
  readonly times: { at: number; weight: number }[];
  sum: number;
}

interface Ledger {
  readonly hours: Record<Resource, { start: number; used: number }>;
  readonly windows: Map<string, Window>;
}

export class Limits {
  private readonly pacing: number;
  private readonly perHour: Record<Resource, number>;
  private readonly content: { minute: number; hour: number };
  private readonly ledgers = new Map<string, Ledger>();
  private readonly running = new Map<string, number>();

  constructor(options: LimitOptions) {
    this.pacing = options.pacing ?? 0;
    this.perHour = { core: options.rest ?? 5000, graphql: options.graphql ?? 5000 };
    this.content = { minute: options.contentPerMinute ?? 80, hour: options.contentPerHour ?? 500 };
  }

  /** A request with these credentials has arrived; how many there are now. */
  begin(credentials: string): number {
    const running = (this.running.get(credentials) ?? 0) + 1;
    this.running.set(credentials, running);
    return running;
  }

  end(credentials: string): void {
    const running = (this.running.get(credentials) ?? 1) - 1;
    if (running === 0) this.running.delete(credentials);
    else this.running.set(credentials, running);
  }

  /** Null when the request may go on; it is then counted. */
  check(key: string, request: CountedRequest): Refusal | null {
    const ledger = this.ledger(key);
    const { resource, endpoint, writes, creates } = request;
    const refusal = this.pacing === 0 ? null : this.refuse(ledger, request);
    if (refusal !== null) return refusal;
    const hour = this.hour(ledger, resource);
    if (resource === 'core') hour.used += 1;
    if (this.pacing === 0) return null;
    this.note(ledger, `points ${endpoint}`, writes ? 5 : 1);
    if (creates) {
      this.note(ledger, 'content minute', 1);
      this.note(ledger, 'content hour', 1);
    }
    return null;
  }

  private refuse(ledger: Ledger, request: CountedRequest): Refusal | null {
    const hour = this.hour(ledger, request.resource);
    if (hour.used >= this.perHour[request.resource]) {
      return { kind: 'primary', retryAfter: secondsUntil(hour.start + HOUR * this.pacing) };
    }
    if (request.running > AT_ONCE)
      return { kind: 'secondary', retryAfter: Math.max(1, Math.ceil(60 * this.pacing)) };
    const points = request.resource === 'graphql' ? POINTS_PER_MINUTE.graphql : POINTS_PER_MINUTE.rest;
    const weight = request.writes ? 5 : 1;
    const windows: [string, number, number, number][] = [
      [`points ${request.endpoint}`, MINUTE, points, weight],
    ];
    if (request.creates) {
      windows.push(['content minute', MINUTE, this.content.minute, 1]);
      windows.push(['content hour', HOUR, this.content.hour, 1]);
    }
    for (const [name, length, most, added] of windows) {
      const window = this.trim(ledger, name, length);
      const oldest = window.times[0];
      if (window.sum + added > most && oldest !== undefined) {
        return { kind: 'secondary', retryAfter: secondsUntil(oldest.at + length * this.pacing) };
      }
    }
    return null;
  }

  addPoints(key: string, points: number): void {
    this.hour(this.ledger(key), 'graphql').used += points;
  }

  state(key: string, resource: Resource): RateState {
    const hour = this.hour(this.ledger(key), resource);
    const limit = this.perHour[resource];
    const pace = this.pacing === 0 ? 1 : this.pacing;
    const reset = Math.ceil((hour.start + HOUR * pace) / 1000);
    return { limit, used: hour.used, remaining: Math.max(0, limit - hour.used), reset, resource };
  }

  private hour(ledger: Ledger, resource: Resource): { start: number; used: number } {
    const hour = ledger.hours[resource];
    const pace = this.pacing === 0 ? 1 : this.pacing;
    if (Date.now() - hour.start >= HOUR * pace) {
      hour.start = Date.now();
      hour.used = 0;
    }
    return hour;
  }

  private note(ledger: Ledger, name: string, weight: number): void {
    const window = windowOf(ledger, name);
    window.times.push({ at: Date.now(), weight });
    window.sum += weight;
  }

  private trim(ledger: Ledger, name: string, length: number): Window {
    const window = windowOf(ledger, name);
    const from = Date.now() - length * this.pacing;
    while (window.times[0] !== undefined && window.times[0].at <= from) {
      window.sum -= window.times[0].weight;
      window.times.shift();
    }
    return window;
  }

  private ledger(key: string): Ledger {
    let ledger = this.ledgers.get(key);
    if (ledger === undefined) {
      const start = Date.now();
      const hours = { core: { start, used: 0 }, graphql: { start, used: 0 } };
      ledger = { hours, windows: new Map() };
      this.ledgers.set(key, ledger);
    }
    return ledger;
  }
}

/** Whole seconds, as the headers have them; never none. */
function secondsUntil(time: number): number {
  return Math.max(1, Math.ceil((time - Date.now()) / 1000));
}

function windowOf(ledger: Ledger, name: string): Window {
  let window = ledger.windows.get(name);
  if (window === undefined) {
    window = { times: [], sum: 0 };
    ledger.windows.set(name, window);
  }
  return window;
}
