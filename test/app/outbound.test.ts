import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
/** What can open a connection. Imports of types alone cannot. */
const OPENS =
  /\bfetch\(|\bnew Octokit\(|octokitRequest\(|from 'undici'|from 'node:https'|import \{[^}]*\b(?:request|connect|get)\b[^}]*\} from 'node:(?:http|net|tls)'/;

describe('src: what leaves the process', () => {
  test('only these files can open a connection, and each goes to the configured GitHub or a socket of the machine', () => {
    const opening = readdirSync(SOURCE, { recursive: true })
      .map(String)
      .filter((path) => /\.tsx?$/.test(path))
      .filter((path) => OPENS.test(readFileSync(join(SOURCE, path), 'utf8')))
      .sort();

    expect(opening).toEqual([
      // Tokens, at `apiUrl`.
      'app/app-tokens.ts',
      // The socket in the data directory.
      'app/operator.ts',
      // Signing in, at GitHub's own pages.
      'app/sign-in.ts',
      // Everything else, at `apiUrl`.
      'github/exchange.ts',
    ]);
  });
});
