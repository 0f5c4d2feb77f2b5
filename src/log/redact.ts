/**
 * Secrets as they may slip into a log line: GitHub's tokens, private keys, signed tokens (JWT), and credentials in headers
 * and addresses. GitHub documents the prefixes of its tokens; the rest are the shapes that Octokit and pg put into errors.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Up to the quotation mark where the key is broken off, so that the line stays JSON.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?=")|$)/g, '[private key]'],
  [/\bgithub_pat_\w{10,}/g, '[token]'],
  [/\bgh[oprsu]_[\w.-]{10,}/g, '[token]'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g, '[token]'],
  [/\b(bearer|token|basic) [\w.~+/=-]{16,}/gi, '$1 [token]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]+):[^\s@"\\]+@/gi, '$1:[password]@'],
  [/\bsha256=[0-9a-f]{64}\b/g, 'sha256=[signature]'],
];

/** The text with every secret replaced by a word in brackets. */
export function redact(text: string): string {
  let clean = text;
  for (const [pattern, word] of SECRETS) clean = clean.replace(pattern, word);
  return clean;
}
