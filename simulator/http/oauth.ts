/**
 * GitHub's web flow for Apps that act for a person: a code for who is signed in in the browser, exchanged once for a token. As
 * GitHub documents it: a registered callback address, codes that hold for ten minutes, PKCE, mistakes with status 200.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { App, Account } from '../state/types.js';
import type { World } from '../state/world.js';
import type { Reply } from './context.js';
import type { Tokens } from './tokens.js';

export interface OAuthClient {
  readonly app: App;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly callbacks: readonly string[];
}

interface Grant {
  readonly client: OAuthClient;
  readonly account: Account;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly until: number;
}

export interface OAuthRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly cookie: string;
  readonly type: string;
  readonly text: string;
}

const CODE_MS = 600_000;
const TOKEN_SECONDS = 28_800;
/** The cookie in which a browser says who is signed in on github.com. */
const SIGNED_IN = /(?:^|;\s*)dotcom_user=([^;]+)/;

export class OAuth {
  private readonly world: World;
  private readonly tokens: Tokens;
  private readonly clients = new Map<string, OAuthClient>();
  private readonly grants = new Map<string, Grant>();

  constructor(world: World, tokens: Tokens) {
    this.world = world;
    this.tokens = tokens;
  }

  register(client: OAuthClient): void {
    this.clients.set(client.clientId, client);
  }

  /** Null: not an address of the flow. */
  answer(request: OAuthRequest): Reply | null {
    if (request.path === '/login/oauth/authorize' && request.method === 'GET') return this.authorize(request);
    if (request.path === '/login/oauth/access_token' && request.method === 'POST')
      return this.exchange(request);
    return null;
  }

  private authorize({ query, cookie }: OAuthRequest): Reply {
    const client = this.clients.get(query.get('client_id') ?? '');
    if (client === undefined) return { status: 404, body: { message: 'Not Found' } };
    const redirectUri = query.get('redirect_uri') ?? client.callbacks[0] ?? '';
    const state = query.get('state');
    if (!client.callbacks.includes(redirectUri))
      return back(client.callbacks[0] ?? '', { error: 'redirect_uri_mismatch', state });
    const account = this.world.account(decodeURIComponent(SIGNED_IN.exec(cookie)?.[1] ?? ''));
    if (account === null) return back(redirectUri, { error: 'access_denied', state });
    const code = randomBytes(10).toString('hex');
    const challenge = query.get('code_challenge_method') === 'S256' ? query.get('code_challenge') : null;
    this.grants.set(code, { client, account, redirectUri, challenge, until: Date.now() + CODE_MS });
    return back(redirectUri, { code, state });
  }

  private exchange(request: OAuthRequest): Reply {
    const given = parametersOf(request);
    const client = this.clients.get(given.get('client_id') ?? '');
    if (client === undefined || client.clientSecret !== given.get('client_secret'))
      return mistake('incorrect_client_credentials');
    const grant = this.grants.get(given.get('code') ?? '');
    this.grants.delete(given.get('code') ?? '');
    if (grant === undefined || grant.client !== client || grant.until < Date.now() || !isProven(grant, given))
      return mistake('bad_verification_code');
    if ((given.get('redirect_uri') ?? grant.redirectUri) !== grant.redirectUri)
      return mistake('redirect_uri_mismatch');
    const token = `ghu_${randomBytes(18).toString('hex')}`;
    this.tokens.addPersonal(grant.account, token);
    return {
      status: 200,
      body: { access_token: token, expires_in: TOKEN_SECONDS, scope: '', token_type: 'bearer' },
    };
  }
}

function isProven({ challenge }: Grant, given: URLSearchParams): boolean {
  if (challenge === null) return true;
  const verifier = given.get('code_verifier') ?? '';
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function parametersOf({ type, text, query }: OAuthRequest): URLSearchParams {
  if (!type.startsWith('application/json')) return new URLSearchParams(text === '' ? query : text);
  return new URLSearchParams(JSON.parse(text) as Record<string, string>);
}

function mistake(error: string): Reply {
  return { status: 200, body: { error, error_description: error } };
}

function back(address: string, parameters: Readonly<Record<string, string | null>>): Reply {
  const location = new URL(address);
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href } };
}
