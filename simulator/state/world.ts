/** Everything that stands on the simulated GitHub, and how it is found again. */
import type { Clock } from '../options.js';
import type { EventListener, WorldEvent } from './events.js';
import type { GitStore } from './git.js';
import { Ids, type IdKind } from './ids.js';
import { Problem } from './problem.js';
import type { Account, Actor, App, Installation, Repository } from './types.js';

export interface Node {
  readonly kind: string;
  readonly nodeId: string;
}

export class World {
  readonly ids = new Ids();
  readonly accounts = new Map<string, Account>();
  readonly repositories = new Map<number, Repository>();
  readonly apps = new Map<number, App>();
  readonly installations = new Map<number, Installation>();
  readonly clock: Clock;
  /** Base address of this server, without a final slash. */
  apiUrl = '';
  /** Where `html_url`s point. */
  readonly htmlUrl: string;
  private readonly nodes = new Map<string, Node>();
  private readonly byName = new Map<string, Repository>();
  private readonly formerNames = new Map<string, Repository>();
  private readonly byOwner = new Map<Account, Set<Repository>>();
  private readonly networks = new Map<GitStore, Set<Repository>>();
  private readonly listeners: EventListener[] = [];

  constructor(clock: Clock, htmlUrl: string) {
    this.clock = clock;
    this.htmlUrl = htmlUrl;
  }

  /** The time as GitHub writes it: UTC, whole seconds. */
  now(): string {
    return utc(this.clock.now());
  }

  listen(listener: EventListener): void {
    this.listeners.push(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** Gives something its ids and makes it findable by node id. */
  create<T extends Node>(kind: IdKind, build: (ids: { id: number; nodeId: string }) => T): T {
    const created = build(this.ids.take(kind));
    this.nodes.set(created.nodeId, created);
    return created;
  }

  node(nodeId: string): Node | null {
    return this.nodes.get(nodeId) ?? null;
  }

  forget(node: Node): void {
    this.nodes.delete(node.nodeId);
  }

  account(login: string): Account | null {
    return this.accounts.get(login.toLowerCase()) ?? null;
  }

  /** The account, which must exist; for the steering. */
  needAccount(login: string): Account {
    const account = this.account(login);
    if (account === null) throw new Error(`The simulator has no account ${login}`);
    return account;
  }

  /** The App as the bot that acts for it. */
  botOf(app: App): Actor {
    return { account: app.bot, app };
  }

  addAccount(
    kind: Account['kind'],
    login: string,
    details: { name?: string | null; createdAt?: string } = {},
  ): Account {
    const existing = this.account(login);
    if (existing !== null) return existing;
    const idKind = kind === 'Organization' ? 'organization' : kind === 'Bot' ? 'bot' : 'account';
    const account = this.create(idKind, (ids) => ({
      ...ids,
      kind,
      login,
      name: details.name ?? null,
      createdAt: details.createdAt ?? this.now(),
      teams: new Map(),
      members: new Map(),
      projects: new Map(),
    }));
    this.accounts.set(login.toLowerCase(), account);
    return account;
  }

  renameAccount(account: Account, login: string): void {
    const repositories = this.repositoriesOf(account);
    this.accounts.delete(account.login.toLowerCase());
    for (const repository of repositories) this.dropName(repository);
    account.login = login;
    this.accounts.set(login.toLowerCase(), account);
    for (const repository of repositories) this.nameRepository(repository);
  }

  addRepository(repository: Repository): void {
    if (this.byName.has(fullName(repository).toLowerCase())) {
      throw new Problem(422, `${fullName(repository)} already exists on this account`);
    }
    this.repositories.set(repository.id, repository);
    this.nameRepository(repository);
    addTo(this.networks, repository.git, repository);
  }

  /** The repository of this name now, or the one that had it before (`moved`). */
  find(owner: string, name: string): { repository: Repository; moved: boolean } | null {
    const key = `${owner}/${name}`.toLowerCase();
    const current = this.byName.get(key);
    if (current !== undefined) return { repository: current, moved: false };
    const former = this.formerNames.get(key);
    return former === undefined || !this.repositories.has(former.id)
      ? null
      : { repository: former, moved: true };
  }

  /** The repository of an `owner/name`, which must exist; for the steering. */
  needRepository(nameWithOwner: string): Repository {
    const [owner = '', name = ''] = nameWithOwner.split('/');
    const found = this.find(owner, name);
    if (found === null) throw new Error(`The simulator has no repository ${nameWithOwner}`);
    return found.repository;
  }

  moveRepository(repository: Repository, owner: Account, name: string): void {
    this.dropName(repository);
    repository.owner = owner;
    repository.name = name;
    this.nameRepository(repository);
  }

  removeRepository(repository: Repository): void {
    this.byName.delete(fullName(repository).toLowerCase());
    this.byOwner.get(repository.owner)?.delete(repository);
    this.networks.get(repository.git)?.delete(repository);
    this.repositories.delete(repository.id);
    this.forget(repository);
  }

  repositoriesOf(account: Account): Repository[] {
    return [...(this.byOwner.get(account) ?? [])];
  }

  /** A repository and its forks. */
  networkOf(repository: Repository): Repository[] {
    return [...(this.networks.get(repository.git) ?? [])];
  }

  private nameRepository(repository: Repository): void {
    const key = fullName(repository).toLowerCase();
    this.byName.set(key, repository);
    this.formerNames.delete(key);
    addTo(this.byOwner, repository.owner, repository);
  }

  private dropName(repository: Repository): void {
    const key = fullName(repository).toLowerCase();
    this.byName.delete(key);
    this.byOwner.get(repository.owner)?.delete(repository);
    this.formerNames.set(key, repository);
  }
}

function addTo<Key>(index: Map<Key, Set<Repository>>, key: Key, repository: Repository): void {
  const set = index.get(key) ?? new Set<Repository>();
  index.set(key, set.add(repository));
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
