/** Installation tokens, personal tokens and App JWTs: made, checked, expired. */
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { Problem } from '../state/problem.js';
import type { Account, App, Installation, Level, Permissions } from '../state/types.js';
import type { World } from '../state/world.js';
import type { Auth, Token } from './context.js';

const HOUR = 3_600_000;
const LONGEST_JWT = 600;
const CLOCK_DRIFT = 60;
export const LEVELS: readonly Level[] = ['read', 'write', 'admin'];

export class Tokens {
  private readonly world: World;
  private readonly tokens = new Map<string, Token>();
  private readonly personal = new Map<string, Account>();
  private made = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** A token of the new long form; its hour is real time, as clients compare it with their own clock. */
  mint(
    installation: Installation,
    permissions: Permissions | null,
    repositoryIds: ReadonlySet<number> | null,
  ): Token {
    this.made += 1;
    const part = (name: string): string =>
      createHash('sha256').update(`${name}:${installation.id}:${this.made}`).digest('base64url');
    const value = `ghs_${installation.app.id}_${part('header')}.${part('payload')}${part('claims')}.${part('signature')}`;
    const expiresAt = Date.now() + HOUR;
    const token = { value, installation, permissions, repositoryIds, expiresAt };
    this.tokens.set(value, token);
    return token;
  }

  addPersonal(account: Account, value: string): void {
    this.personal.set(value, account);
  }

  expireAll(): void {
    for (const token of this.tokens.values()) token.expiresAt = 0;
  }

  /** Throws a 401 for credentials that are not good, a 403 for a suspended installation. */
  authenticate(header: string | undefined): Auth {
    if (header === undefined || header === '') return { kind: 'anonymous' };
    const value = header.replace(/^(token|bearer)\s+/i, '').trim();
    const account = this.personal.get(value);
    if (account !== undefined) return { kind: 'user', account };
    const token = this.tokens.get(value);
    if (token !== undefined) return this.installationAuth(token);
    if (value.split('.').length === 3 && !value.startsWith('gh'))
      return { kind: 'app', app: this.verifyJwt(value) };
    throw new Problem(401, 'Bad credentials');
  }

  private installationAuth(token: Token): Auth {
    const { installation } = token;
    if (token.expiresAt <= Date.now() || !this.world.installations.has(installation.id)) {
      this.tokens.delete(token.value);
      throw new Problem(401, 'Bad credentials');
    }
    if (installation.suspendedAt !== null) throw new Problem(403, 'This installation has been suspended');
    return { kind: 'installation', token };
  }

  private verifyJwt(value: string): App {
    const [header = '', payload = '', signature = ''] = value.split('.');
    const { alg } = decode(header);
    const { iss, iat, exp } = decode(payload);
    const app = this.world.apps.get(Number(iss));
    if (alg !== 'RS256' || app === undefined) throw badJwt('A JSON web token could not be decoded');
    const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    if (!verifier.verify(createPublicKey(app.publicKey), Buffer.from(signature, 'base64url'))) {
      throw badJwt('A JSON web token could not be decoded');
    }
    const now = Date.now() / 1000;
    if (typeof iat !== 'number' || iat > now + CLOCK_DRIFT) {
      throw badJwt(
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
    }
    if (typeof exp !== 'number' || exp < now - CLOCK_DRIFT) {
      throw badJwt(
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    }
    if (exp > now + LONGEST_JWT + CLOCK_DRIFT) {
      throw badJwt("'Expiration time' claim ('exp') is too far in the future");
    }
    return app;
  }
}

function badJwt(message: string): Problem {
  return new Problem(401, message);
}

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return value !== null && typeof value === 'object' ? { ...value } : {};
  } catch {
    throw badJwt('A JSON web token could not be decoded');
  }
}

/** What a token may do: the installation's grants now, reduced to what the token was minted for. */
export function tokenPermissions(token: Token): Permissions {
  const { installation, permissions } = token;
  if (permissions === null) return installation.permissions;
  const effective: Record<string, Level> = {};
  for (const [name, level] of Object.entries({ metadata: 'read' as const, ...permissions })) {
    const granted = installation.permissions[name];
    if (granted === undefined) continue;
    effective[name] = LEVELS.indexOf(level) < LEVELS.indexOf(granted) ? level : granted;
  }
  return effective;
}

export function holds(permissions: Permissions, wanted: Readonly<Record<string, Level>>): boolean {
  for (const [name, level] of Object.entries(wanted)) {
    const granted = permissions[name];
    if (granted !== undefined && LEVELS.indexOf(granted) >= LEVELS.indexOf(level)) return true;
  }
  return false;
}
