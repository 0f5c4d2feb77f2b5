/** Repositories in GitHub's three sizes. */
import { licenceOf } from '../../state/licences.js';
import type { Repository } from '../../state/types.js';
import { fullName, type World } from '../../state/world.js';
import { presentUser, type Shape } from './accounts.js';

export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.apiUrl}/repos/${fullName(repository)}`;
}

export function repositoryHtml(world: World, repository: Repository): string {
  return `${world.htmlUrl}/${fullName(repository)}`;
}

/** `minimal-repository`: lists. */
export function presentMinimal(world: World, repository: Repository): Shape {
  const openIssues = countOpen(repository);
  const html = repositoryHtml(world, repository);
  return {
    ...presentLinks(world, repository),
    git_url: `git://github.com/${fullName(repository)}.git`,
    ssh_url: `git@github.com:${fullName(repository)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: repository.homepage,
    language: mainLanguage(repository),
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: repositorySize(repository),
    default_branch: repository.defaultBranch,
    open_issues: openIssues,
    open_issues_count: openIssues,
    is_template: false,
    topics: repository.topics,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: repository.archived,
    disabled: repository.disabled,
    visibility: repository.visibility,
    pushed_at: repository.pushedAt,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    license: presentLicence(world, repository),
    allow_forking: true,
    web_commit_signoff_required: false,
  };
}

/** `full-repository`: one repository. */
export function presentRepository(world: World, repository: Repository): Shape {
  const { parent, owner } = repository;
  return {
    ...presentMinimal(world, repository),
    network_count: 0,
    subscribers_count: 0,
    ...(owner.kind === 'Organization' ? { organization: presentUser(world, owner) } : {}),
    ...(parent === null
      ? {}
      : { parent: presentMinimal(world, parent), source: presentMinimal(world, parent) }),
  };
}

function presentLinks(world: World, repository: Repository): Shape {
  const url = repositoryUrl(world, repository);
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.visibility !== 'public',
    owner: presentUser(world, repository.owner),
    html_url: repositoryHtml(world, repository),
    description: repository.description,
    fork: repository.isFork,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  };
}

export function presentLicence(world: World, repository: Repository): Shape | null {
  const licence = licenceOf(repository);
  if (licence === null) return null;
  const key = licence.key;
  const url = licence.spdxId === 'NOASSERTION' ? null : `${world.apiUrl}/licenses/${key}`;
  return { key, name: licence.name, spdx_id: licence.spdxId, url, node_id: `MDc6TGljZW5zZT${key}` };
}

export function countOpen(repository: Repository): number {
  let open = repository.baseline.openIssues;
  for (const issue of repository.issues.values()) if (issue.state === 'open') open += 1;
  return open;
}

export function mainLanguage(repository: Repository): string | null {
  let main: string | null = null;
  for (const [language, size] of Object.entries(repository.languages)) {
    if (main === null || size > (repository.languages[main] ?? 0)) main = language;
  }
  return main;
}

function repositorySize(repository: Repository): number {
  return repository.git.commits.size;
}
