import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createLogger } from '../../src/log/index.js';

interface Captured {
  readonly lines: string[];
  readonly stream: { write: (line: string) => void };
}

function capture(): Captured {
  const lines: string[] = [];
  return { lines, stream: { write: (line) => void lines.push(line) } };
}

const TOKEN = `ghs_${'a1B2'.repeat(9)}`;
const PAT = `github_pat_11AAAAAAA0${'x'.repeat(60)}`;
const JWT = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(40)}`;

describe('log/createLogger', () => {
  test('writes one line of JSON with the fields it was given', () => {
    const { lines, stream } = capture();
    const log = createLogger({ destination: stream });

    log.child({ delivery: 'd-1', installation: 7 }).info({ product: 'p', requirement: 'F4' }, 'assessed');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      delivery: 'd-1',
      installation: 7,
      product: 'p',
      requirement: 'F4',
      msg: 'assessed',
    });
  });

  test.each([
    ['an installation token', TOKEN],
    ['a stateless installation token', `ghs_1234_${'eyJhbGciOi.'.repeat(4)}x`],
    ['a personal token', PAT],
    ['a classic token', `ghp_${'Z'.repeat(36)}`],
    ['a signed token', JWT],
    ['a password in an address', 'hunter2hunter2'],
  ])('never writes %s, wherever it stands', (_name, secret) => {
    const { lines, stream } = capture();
    const log = createLogger({ destination: stream });
    const text = secret.startsWith('hunter') ? `postgres://app:${secret}@db/x` : secret;

    log.info({ note: text, deep: { list: [`token ${text}`] } }, `failed for ${text}`);
    log.error({ err: new Error(`bad credentials ${text}`) }, 'failed');

    expect(lines.join('')).not.toContain(secret);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg');
  });

  test('never writes a private key, neither whole nor broken off', () => {
    const { lines, stream } = capture();
    const log = createLogger({ destination: stream });
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const middle = privateKey.split('\n')[3] ?? '';

    log.error({ err: new Error(`cannot read ${privateKey}`), after: 'still here' }, 'key');
    log.error(`cannot read ${privateKey.slice(0, 400)}`);

    expect(middle).toHaveLength(64);
    expect(lines.join('')).not.toContain(middle);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ after: 'still here' });
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level', 'error');
  });

  test('leaves fields out whose name says that they are secret', () => {
    const { lines, stream } = capture();
    const log = createLogger({ destination: stream });

    log.info({ token: 'short', secret: 'short', privateKey: 'short' }, 'started');

    expect(lines[0]).not.toContain('short');
  });
});
