import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

export interface RateLimit {
  /** Seconds to wait, or null when the request may be answered. */
  readonly check: (request: IncomingMessage) => number | null;
}

export interface RateLimitOptions {
  /** Requests at once. */
  readonly burst: number;
  /** Requests a second in the long run. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** More readers than this at once are not told apart. */
const MOST_READERS = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/** Lets each reader ask so often. Memory stays small whoever asks: the oldest are forgotten. */
export function createRateLimit({ burst, perSecond, now = Date.now }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, Bucket>();

  return {
    check: (request) => {
      const reader = readerOf(request);
      if (reader === null) return null;
      const at = now();
      const known = buckets.get(reader) ?? { left: burst, at };
      const left = Math.min(burst, known.left + ((at - known.at) / 1000) * perSecond);
      buckets.delete(reader);
      if (buckets.size >= MOST_READERS) buckets.delete(buckets.keys().next().value ?? '');
      buckets.set(reader, { left: left >= 1 ? left - 1 : left, at });
      return left >= 1 ? null : Math.ceil((1 - left) / perSecond);
    },
  };
}

/**
 * Who asks: the address of the connection. Where that is an address of our own network there is a proxy in front, which adds
 * the reader's address last in `X-Forwarded-For`; what stands before that anybody can have written. Null: this very machine.
 */
function readerOf({ socket, headers }: IncomingMessage): string | null {
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (!isLocal(peer)) return peer;
  const forwarded = headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim();
  if (last !== undefined && isIP(last) !== 0) return last;
  return /^(?:127\.|::1$)/.test(peer) ? null : peer;
}

function isLocal(address: string): boolean {
  return /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(address);
}
