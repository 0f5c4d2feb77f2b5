/** How fast GitHub is read. */
export interface Pacing {
  /** Requests under way at the same time; GitHub allows 100 for everything together. */
  readonly concurrent: number;
  /** Requests to one endpoint within a minute; GitHub allows 900 points, and a read is one. */
  readonly perMinute: number;
  /** Longest wait for a limit to end, in milliseconds; a longer one is an error that says until when. */
  readonly longestWaitMs: number;
  /** What our own waits are multiplied by: 1 against GitHub, less against a stand-in. */
  readonly scale: number;
}

export const DEFAULT_PACING: Pacing = { concurrent: 6, perMinute: 800, longestWaitMs: 90_000, scale: 1 };

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const MINUTE_MS = 60_000;

/** Lets requests through: so many at a time, so many a minute and endpoint. */
export class Pacer {
  readonly #pacing: Pacing;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  /** By endpoint: when the requests of the last minute were sent, oldest first. */
  readonly #sent = new Map<string, number[]>();
  #running = 0;

  constructor(pacing: Pacing, clock: Clock) {
    this.#pacing = pacing;
    this.#clock = clock;
  }

  async run<T>(endpoint: string, work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      await this.#keepRate(endpoint);
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> {
    if (this.#running >= this.#pacing.concurrent)
      return new Promise((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    return Promise.resolve();
  }

  /** A place is handed on, not given up, so that nobody slips in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  async #keepRate(endpoint: string): Promise<void> {
    const window = MINUTE_MS * this.#pacing.scale;
    const sent = this.#sent.get(endpoint) ?? [];
    this.#sent.set(endpoint, sent);
    for (;;) {
      const now = this.#clock.now();
      while (sent[0] !== undefined && sent[0] <= now - window) sent.shift();
      if (sent.length < this.#pacing.perMinute) {
        sent.push(now);
        return;
      }
      await this.#clock.sleep((sent[0] ?? now) + window - now);
    }
  }
}
