import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** The digest that `X-Hub-Signature-256` claims; null when it is none. */
export function parseSignature(header: string | undefined): Buffer | null {
  const match = SIGNATURE.exec(header ?? '');
  return match?.[1] === undefined ? null : Buffer.from(match[1], 'hex');
}

export interface Verifier {
  /** Takes the raw bytes as they come, so that the body is never copied for it. */
  readonly update: (chunk: Buffer) => void;
  readonly matches: (claimed: Buffer) => boolean;
}

/** HMAC-SHA256 with each of the secrets: two hold while one is being changed. */
export function createVerifier(secrets: readonly string[]): Verifier {
  const hmacs = secrets.map((secret) => createHmac('sha256', secret));
  return {
    update: (chunk) => {
      for (const hmac of hmacs) hmac.update(chunk);
    },
    matches: (claimed) => {
      let isMatch = false;
      for (const hmac of hmacs) {
        if (timingSafeEqual(hmac.digest(), claimed)) isMatch = true;
      }
      return isMatch;
    },
  };
}
