import type { App, Account, Actor, Installation, Level, Permissions, Repository } from '../state/types.js';
import type { World } from '../state/world.js';
import type { DeliveryLog } from '../webhooks/log.js';
import type { Tokens } from './tokens.js';

/** Who asks. */
export type Auth =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'installation'; readonly token: Token }
  | { readonly kind: 'user'; readonly account: Account };

export interface Token {
  readonly value: string;
  readonly installation: Installation;
  /** What the token was reduced to; null: all that the installation grants. */
  readonly permissions: Permissions | null;
  readonly repositoryIds: ReadonlySet<number> | null;
  /** Real time, milliseconds. */
  expiresAt: number;
}

export interface Request {
  readonly world: World;
  readonly tokens: Tokens;
  readonly deliveries: DeliveryLog;
  readonly auth: Auth;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the rate limit says now, for `GET /rate_limit`. */
  readonly rate: () => unknown;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** What an installation's token must hold; any one of them is enough. */
  readonly permission?: Readonly<Record<string, Level>>;
  readonly handle: (request: Request) => Reply;
}

/** A route below a repository, which was found and may be seen. */
export type RepositoryHandler = (request: Request, repository: Repository) => Reply;

export function json(body: unknown, status = 200): Reply {
  return { status, body };
}

export function noContent(): Reply {
  return { status: 204 };
}

/** Who acts, for what is written. */
export function actorOf(auth: Auth): Actor {
  if (auth.kind === 'installation') {
    const { app } = auth.token.installation;
    return { account: app.bot, app };
  }
  if (auth.kind === 'user') return { account: auth.account, app: null };
  throw new Error('Only an installation or a person writes');
}
