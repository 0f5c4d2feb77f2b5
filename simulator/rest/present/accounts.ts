/** Accounts, Apps and installations as REST answers and payloads show them. */
import type { Account, App, Installation, Permissions, Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';

export type Shape = Record<string, unknown>;

export function presentUser(world: World, account: Account): Shape {
  const url = `${world.apiUrl}/users/${encodeURIComponent(account.login)}`;
  const isBot = account.kind === 'Bot';
  const htmlUrl = isBot
    ? `${world.htmlUrl}/apps/${account.login.replace('[bot]', '')}`
    : `${world.htmlUrl}/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: htmlUrl,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function presentUserOrNull(world: World, account: Account | null): Shape | null {
  return account === null ? null : presentUser(world, account);
}

export function presentFullUser(world: World, account: Account): Shape {
  return {
    ...presentUser(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: publicRepositories(world, account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

export function presentOrganization(world: World, account: Account): Shape {
  const url = `${world.apiUrl}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    description: null,
  };
}

export function presentFullOrganization(world: World, account: Account): Shape {
  return {
    ...presentOrganization(world, account),
    name: account.name ?? account.login,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: publicRepositories(world, account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${world.htmlUrl}/${account.login}`,
    created_at: account.createdAt,
    updated_at: account.createdAt,
    archived_at: null,
    type: 'Organization',
  };
}

function publicRepositories(world: World, account: Account): Repository[] {
  return world.repositoriesOf(account).filter((repository) => repository.visibility === 'public');
}

export function presentApp(world: World, app: App): Shape {
  return {
    id: app.id,
    slug: app.slug,
    node_id: app.nodeId,
    client_id: `Iv23li${app.id}`,
    owner: presentUser(world, app.owner),
    name: app.name,
    description: '',
    external_url: `${world.htmlUrl}/apps/${app.slug}`,
    html_url: `${world.htmlUrl}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

export function presentInstallation(world: World, installation: Installation): Shape {
  const { id, app, account, permissions, events, selection } = installation;
  return {
    id,
    client_id: `Iv23li${app.id}`,
    account: presentUser(world, account),
    repository_selection: selection,
    access_tokens_url: `${world.apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: `${world.htmlUrl}/organizations/${account.login}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.kind,
    permissions: permissions satisfies Permissions,
    events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: presentUserOrNull(world, installation.suspendedBy),
    suspended_at: installation.suspendedAt,
  };
}
