/** Accounts, teams, Apps and installations, steered by a test; none of it is traffic. */
import type { OAuth, OAuthClient } from '../http/oauth.js';
import type { Tokens } from '../http/tokens.js';
import {
  grant,
  installApp,
  installationOn,
  registerApp,
  select,
  suspend,
  uninstallApp,
  type AppInput,
} from '../state/apps.js';
import type { Account, Actor, App, Installation, Level, Webhook } from '../state/types.js';
import type { World } from '../state/world.js';

/** An account by login; a new person where there is none. */
export function person(world: World, login: string | undefined): Actor {
  const account = world.account(login ?? 'somebody') ?? world.addAccount('User', login ?? 'somebody');
  return { account, app: null };
}

export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  /** Login of its bot, `slug[bot]`. */
  readonly bot: string;
}

export function steerAccounts(world: World, tokens: Tokens) {
  return {
    /** Makes an organisation; `members` by login with their role. */
    organization(login: string, members: Readonly<Record<string, 'admin' | 'member'>> = {}): void {
      const organization = world.addAccount('Organization', login);
      for (const [member, role] of Object.entries(members)) {
        world.addAccount('User', member);
        organization.members.set(member.toLowerCase(), role);
      }
    },
    user(login: string, name: string | null = null): void {
      world.addAccount('User', login, { name });
    },
    /** A team of an organisation, with its members' logins; called again it replaces the members. */
    team(organization: string, slug: string, members: readonly string[]): void {
      const owner = world.needAccount(organization);
      const team = owner.teams.get(slug) ?? newTeam(world, owner, slug);
      owner.teams.set(slug, team);
      team.members.clear();
      for (const member of members) {
        world.addAccount('User', member);
        team.members.set(member.toLowerCase(), 'member');
      }
    },
    rename(login: string, to: string, by?: string): void {
      const account = world.needAccount(login);
      world.renameAccount(account, to);
      const actor = person(world, by);
      const extra = { changes: { login: { from: login } } };
      for (const installation of world.installations.values()) {
        if (installation.account !== account) continue;
        world.emit({ name: 'installation_target', action: 'renamed', actor, account, installation, extra });
      }
    },
    /** A personal token; the person may do what their role in each repository allows. */
    token(login: string, value = `ghp_${login}`): string {
      tokens.addPersonal(person(world, login).account, value);
      return value;
    },
  };
}

function newTeam(world: World, organization: Account, slug: string) {
  return world.create('team', (ids) => ({
    ...ids,
    kind: 'Team' as const,
    slug,
    name: slug,
    organization,
    members: new Map<string, 'member' | 'maintainer'>(),
  }));
}

export function steerApps(world: World, oauth: OAuth) {
  const appOf = (id: number): App => {
    const app = world.apps.get(id);
    if (app === undefined) throw new Error(`The simulator has no App ${id}`);
    return app;
  };
  const installationOf = (id: number): Installation => {
    const installation = world.installations.get(id);
    if (installation === undefined) throw new Error(`The simulator has no installation ${id}`);
    return installation;
  };
  const repositoriesOf = (names: readonly string[]) => names.map((name) => world.needRepository(name));
  return {
    register(input: AppInput): RegisteredApp {
      const { app, privateKey } = registerApp(world, input);
      return { id: app.id, slug: app.slug, privateKey, bot: app.bot.login };
    },
    /** Lets people sign in through an App: who the browser says is signed in (cookie `dotcom_user`) comes back with a code. */
    oauth(id: number, client: Omit<OAuthClient, 'app'>): void {
      oauth.register({ ...client, app: appOf(id) });
    },
    /** Where deliveries go from now on; null: nowhere, they are only listed. */
    webhook(id: number, webhook: Webhook | null): void {
      appOf(id).webhook = webhook;
    },
    /** Installs an App on an account; repositories by `owner/name`, or all. Returns the installation's id. */
    install(
      id: number,
      account: string,
      repositories: 'all' | readonly string[] = 'all',
      by?: string,
    ): number {
      const chosen = repositories === 'all' ? 'all' : repositoriesOf(repositories);
      return installApp(world, person(world, by), appOf(id), world.needAccount(account), chosen).id;
    },
    /** The installation of an App on an account; null without one. */
    installation(id: number, account: string): number | null {
      return installationOn(world, appOf(id), world.needAccount(account))?.id ?? null;
    },
    uninstall(installation: number, by?: string): void {
      uninstallApp(world, person(world, by), installationOf(installation));
    },
    suspend(installation: number, by?: string): void {
      suspend(world, person(world, by), installationOf(installation), true);
    },
    unsuspend(installation: number, by?: string): void {
      suspend(world, person(world, by), installationOf(installation), false);
    },
    /** Changes what is granted; null revokes. */
    grant(installation: number, changes: Readonly<Record<string, Level | null>>, by?: string): void {
      grant(world, person(world, by), installationOf(installation), changes);
    },
    select(
      installation: number,
      change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
      by?: string,
    ): void {
      const add = repositoriesOf(change.add ?? []);
      const remove = repositoriesOf(change.remove ?? []);
      select(world, person(world, by), installationOf(installation), { add, remove });
    },
  };
}
