/** Apps and their installations. */
import { generateKeyPairSync } from 'node:crypto';
import { Problem } from './problem.js';
import type { Account, Actor, App, Installation, Permissions, Repository } from './types.js';
import type { World } from './world.js';

export interface AppInput {
  /** Default: the next free number. */
  id?: number;
  slug: string;
  name?: string;
  /** Login of the owner; made as an organisation where it is new. */
  owner?: string;
  permissions: Permissions;
  events?: readonly string[];
  /** Where deliveries are sent; none: they are only kept in the list. */
  webhook?: { url: string; secret: string };
  /** PEM; default: a pair made here. */
  keys?: Keys;
}

/** Events that cannot be subscribed to: every App gets them. */
export const ALWAYS_SENT = new Set(['installation', 'installation_repositories', 'installation_target']);

export function registerApp(world: World, input: AppInput): { app: App; privateKey: string } {
  const keys = input.keys ?? keysOf(world.apps.size);
  const owner = world.addAccount('Organization', input.owner ?? 'github-apps');
  const bot = world.addAccount('Bot', `${input.slug}[bot]`);
  const app = world.create<App>('app', (ids) => ({
    ...ids,
    id: input.id ?? ids.id,
    kind: 'App',
    slug: input.slug,
    name: input.name ?? input.slug,
    owner,
    bot,
    createdAt: world.now(),
    publicKey: keys.publicKey,
    permissions: { metadata: 'read', ...input.permissions },
    events: input.events ?? [],
    webhook: input.webhook ?? null,
  }));
  if (world.apps.has(app.id)) throw new Error(`The simulator already has an App ${app.id}`);
  world.apps.set(app.id, app);
  return { app, privateKey: keys.privateKey };
}

interface Keys {
  readonly privateKey: string;
  readonly publicKey: string;
}

const made: Keys[] = [];

/** Making a pair takes long: the first App of every simulator in a process has the same, the second another. */
function keysOf(index: number): Keys {
  const keys = made[index] ?? makeKeys();
  made[index] = keys;
  return keys;
}

function makeKeys(): Keys {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

export function installApp(
  world: World,
  actor: Actor,
  app: App,
  account: Account,
  repositories: 'all' | readonly Repository[],
): Installation {
  for (const other of world.installations.values()) {
    if (other.app === app && other.account === account) {
      throw new Error(`${app.slug} is already installed on ${account.login}`);
    }
  }
  const installation = world.create('installation', (ids) => ({
    ...ids,
    kind: 'Installation',
    app,
    account,
    createdAt: world.now(),
    permissions: app.permissions,
    events: app.events,
    selection: repositories === 'all' ? ('all' as const) : ('selected' as const),
    selected: new Set(repositories === 'all' ? [] : repositories.map((repository) => repository.id)),
    suspendedAt: null,
    suspendedBy: null,
  }));
  world.installations.set(installation.id, installation);
  emitInstallation(world, actor, installation, 'created');
  return installation;
}

export function uninstallApp(world: World, actor: Actor, installation: Installation): void {
  emitInstallation(world, actor, installation, 'deleted');
  world.installations.delete(installation.id);
}

export function suspend(world: World, actor: Actor, installation: Installation, suspended: boolean): void {
  installation.suspendedAt = suspended ? world.now() : null;
  installation.suspendedBy = suspended ? actor.account : null;
  emitInstallation(world, actor, installation, suspended ? 'suspend' : 'unsuspend');
}

/** What the owner grants from now on (null: revoked); `new_permissions_accepted` is sent where something was added. */
export function grant(
  world: World,
  actor: Actor,
  installation: Installation,
  changes: Readonly<Record<string, 'read' | 'write' | 'admin' | null>>,
): void {
  const permissions: Record<string, 'read' | 'write' | 'admin'> = { ...installation.permissions };
  let added = false;
  for (const [name, level] of Object.entries(changes)) {
    if (level === null) {
      Reflect.deleteProperty(permissions, name);
      continue;
    }
    added = true;
    permissions[name] = level;
  }
  installation.permissions = permissions;
  if (added) emitInstallation(world, actor, installation, 'new_permissions_accepted');
}

/** Changes which repositories a `selected` installation covers. */
export function select(
  world: World,
  actor: Actor,
  installation: Installation,
  change: { add?: readonly Repository[]; remove?: readonly Repository[] },
): void {
  if (installation.selection === 'all') throw new Problem(422, 'The installation covers all repositories');
  const { add: added = [], remove: removed = [] } = change;
  for (const repository of added) installation.selected.add(repository.id);
  for (const repository of removed) installation.selected.delete(repository.id);
  const name = 'installation_repositories';
  const { account } = installation;
  if (added.length > 0) {
    const repositories = { added, removed: [] };
    world.emit({ name, action: 'added', actor, account, installation, repositories });
  }
  if (removed.length > 0) {
    const repositories = { added: [], removed };
    world.emit({ name, action: 'removed', actor, account, installation, repositories });
  }
}

function emitInstallation(world: World, actor: Actor, installation: Installation, action: string): void {
  const { account } = installation;
  world.emit({ name: 'installation', action, actor, account, installation });
}

export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.selection === 'all' || installation.selected.has(repository.id);
}

export function installedRepositories(world: World, installation: Installation): Repository[] {
  return world.repositoriesOf(installation.account).filter((repository) => covers(installation, repository));
}

export function installationOn(world: World, app: App, account: Account): Installation | null {
  for (const installation of world.installations.values()) {
    if (installation.app === app && installation.account === account) return installation;
  }
  return null;
}
