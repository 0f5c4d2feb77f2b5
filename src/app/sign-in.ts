/**
 * Signing in with GitHub, for the secretariat to see private products too: the App's own web flow with state and PKCE. Who comes
 * back is asked for once; whether they belong to the secretariat is asked again every few minutes, and denied on any doubt.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { SignIn } from '../site/index.js';
import { cookie, createSeal, randomToken, readCookie } from './session.js';

export interface SignInOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people sign in, and the REST base; nothing else is ever asked. */
  readonly webUrl: string;
  readonly apiUrl: string;
  /** The site's own public address; null: nobody could be sent back, so signing in is not there. */
  readonly baseUrl: () => Promise<string | null>;
  readonly isMember: (person: Actor) => Promise<boolean>;
  readonly now: () => Date;
  readonly log: Logger;
}

const SESSION = 'os2modning';
const PENDING = 'os2modning-log-ind';
const SESSION_SECONDS = 8 * 3600;
const PENDING_SECONDS = 600;
const ASKED_AGAIN_MS = 5 * 60_000;
const MOST_REMEMBERED = 1000;
const TIMEOUT_MS = 10_000;

export function createSignIn(options: SignInOptions): SignIn {
  const { clientId, clientSecret, webUrl, apiUrl, baseUrl, isMember, now, log } = options;
  const sessions = createSeal(clientSecret, 'session');
  const pending = createSeal(clientSecret, 'pending');
  const asked = new Map<number, { readonly at: number; readonly isMember: Promise<boolean> }>();

  function membership(person: Actor): Promise<boolean> {
    const known = asked.get(person.id);
    if (known !== undefined && now().getTime() - known.at < ASKED_AGAIN_MS) return known.isMember;
    const answer = isMember(person).catch((error: unknown) => {
      log.warn({ err: error }, 'membership could not be asked for, so nothing private is shown');
      asked.delete(person.id);
      return false;
    });
    if (asked.size >= MOST_REMEMBERED) asked.clear();
    asked.set(person.id, { at: now().getTime(), isMember: answer });
    return answer;
  }

  function personIn(request: IncomingMessage): Actor | null {
    const session = sessions.open(readCookie(request, SESSION) ?? '');
    const { id, login, until } = session ?? {};
    if (typeof id !== 'number' || typeof login !== 'string' || typeof until !== 'number') return null;
    return until > now().getTime() ? { id, login, isBot: false } : null;
  }

  function begin(base: string) {
    const state = randomToken();
    const verifier = randomToken();
    const address = new URL(`${webUrl}/login/oauth/authorize`);
    address.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: `${base}/log-tilbage`,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const held = cookie(PENDING, pending.close({ state, verifier }), {
      seconds: PENDING_SECONDS,
      path: '/log-tilbage',
      isSecure: isHttps(base),
    });
    return redirect(address.href, [held]);
  }

  async function finish(request: IncomingMessage, query: URLSearchParams, base: string) {
    const held = pending.open(readCookie(request, PENDING) ?? '');
    const code = query.get('code');
    if (held === null || code === null || held['state'] !== query.get('state')) return null;
    const person = await personOf(code, String(held['verifier']), base);
    if (person === null || !(await membership(person))) return 'notMember' as const;
    const until = now().getTime() + SESSION_SECONDS * 1000;
    const isSecure = isHttps(base);
    return redirect('/', [
      cookie(SESSION, sessions.close({ id: person.id, login: person.login, until }), {
        seconds: SESSION_SECONDS,
        path: '/',
        isSecure,
      }),
      cookie(PENDING, '', { seconds: 0, path: '/log-tilbage', isSecure }),
    ]);
  }

  /** The token is used for this one question and kept nowhere. */
  async function personOf(code: string, verifier: string, base: string): Promise<Actor | null> {
    const granted = await ask(`${webUrl}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: `${base}/log-tilbage`,
        code_verifier: verifier,
      }),
    });
    const token = granted['access_token'];
    if (typeof token !== 'string') return null;
    const user = await ask(`${apiUrl}/user`, {
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
    });
    const { id, login, type } = user;
    return typeof id === 'number' && typeof login === 'string' && type === 'User'
      ? { id, login, isBot: false }
      : null;
  }

  return {
    viewer: async (request) => {
      if ((await baseUrl()) === null) return { state: 'absent', login: null };
      const person = personIn(request);
      if (person === null || !(await membership(person))) return { state: 'out', login: null };
      return { state: 'in', login: person.login };
    },
    answer: async (request, { path, method, query }) => {
      const base = await baseUrl();
      if (base === null) return null;
      if (path === '/log-ind' && method === 'GET') return begin(base);
      if (path === '/log-tilbage' && method === 'GET') return finish(request, query, base);
      if (path === '/log-ud' && method === 'POST')
        return redirect('/', [cookie(SESSION, '', { seconds: 0, path: '/', isSecure: isHttps(base) })]);
      return null;
    },
  };
}

function redirect(location: string, cookies: readonly string[]) {
  return {
    status: 303,
    type: 'text/plain; charset=utf-8',
    body: '',
    cache: 'no-store',
    headers: { location, 'set-cookie': cookies },
  } as const;
}

function isHttps(address: string): boolean {
  return address.startsWith('https:');
}

/** An empty object where GitHub gives no JSON object. Follows no redirect. */
async function ask(address: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(address, {
    ...init,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) return {};
  const value: unknown = await answer.json();
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
