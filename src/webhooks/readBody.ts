import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly outcome: 'read'; readonly bytes: Buffer }
  | { readonly outcome: 'too-large' | 'busy' | 'too-slow' | 'broken-off' };

/** Bytes of bodies that are being read at the moment, in all requests together. */
export interface Budget {
  readonly limit: number;
  used: number;
}

export interface BodyLimits {
  readonly maxBytes: number;
  readonly milliseconds: number;
  readonly budget: Budget;
}

/**
 * Reads a body within its limits and hands every chunk to `each`. What comes after a limit is passed is thrown away as it
 * comes, so memory stays flat whatever is sent.
 */
export function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  each: (chunk: Buffer) => void,
): Promise<Body> {
  const { maxBytes, milliseconds, budget } = limits;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    request.resume();
    return Promise.resolve({ outcome: 'too-large' });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isDone = false;
    const timer = setTimeout(() => done({ outcome: 'too-slow' }), milliseconds);

    function done(body: Body): void {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      budget.used -= size;
      chunks.length = 0;
      resolve(body);
    }

    request.on('data', (chunk: Buffer) => {
      if (isDone) return;
      if (size + chunk.length > maxBytes) return done({ outcome: 'too-large' });
      if (budget.used + chunk.length > budget.limit) return done({ outcome: 'busy' });
      size += chunk.length;
      budget.used += chunk.length;
      chunks.push(chunk);
      each(chunk);
    });
    request.on('end', () => done({ outcome: 'read', bytes: Buffer.concat(chunks, size) }));
    request.on('error', () => done({ outcome: 'broken-off' }));
    request.on('close', () => done({ outcome: 'broken-off' }));
  });
}
